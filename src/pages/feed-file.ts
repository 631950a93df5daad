import { generateAtomFeed, generateJsonFeed, generateRssFeed } from "feedsmith";
import { splitEntries } from "../article/entries.ts";
import { fillSlots } from "../article/slots.ts";
import type { Outcome } from "../base/diagnostic.ts";
import type { FeedFormat, FeedModel } from "./feeds.ts";
import { escapeHtml } from "./html.ts";
import type { TextFile } from "./text-file.ts";

/** The feed stage: a feed and the HTML bodies of its items, in order, become a file. */
export interface FeedInput {
  readonly feed: FeedModel;
  readonly bodies: readonly string[];
}

export function prepareFeed(): (input: FeedInput) => Outcome<TextFile> {
  return ({ feed, bodies }) => {
    const contents = feed.items.map(
      ({ picture, slots }, index) =>
        `${picture?.html ?? ""}${splitEntries(fillSlots(bodies[index] ?? "", slots)).join("")}`,
    );
    return { value: { output: feed.output, text: renderers[feed.format](feed, contents) }, diagnostics: [] };
  };
}

const renderers: Readonly<Record<FeedFormat, (feed: FeedModel, contents: readonly string[]) => string>> = {
  rss: toRss,
  atom: toAtom,
  json: toJson,
};

/** RSS 2.0 with content:encoded for the full text. */
function toRss(feed: FeedModel, contents: readonly string[]): string {
  return generateRssFeed({
    title: feed.title,
    link: feed.home,
    description: feed.description,
    language: feed.lang,
    ...(feed.items.length === 0 ? {} : { lastBuildDate: toNewest(feed) }),
    atom: { links: [{ href: feed.url, rel: "self", type: "application/rss+xml" }] },
    items: feed.items.map((item, index) => ({
      title: item.headline,
      link: item.id,
      guid: { value: item.id, isPermaLink: true },
      pubDate: item.published,
      ...(item.dek === null ? {} : { description: escapeHtml(item.dek) }),
      categories: item.tags.map((name) => ({ name })),
      dc: { creators: item.authors.map(({ name }) => name) },
      content: { encoded: contents[index] ?? "" },
      atom: { links: item.related.map(({ headline, url }) => ({ href: url, rel: "related", title: headline })) },
    })),
  });
}

function toAtom(feed: FeedModel, contents: readonly string[]): string {
  return generateAtomFeed({
    id: feed.home,
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: toNewest(feed),
    links: [
      { href: feed.home, rel: "alternate", type: "text/html" },
      { href: feed.url, rel: "self", type: "application/atom+xml" },
    ],
    // Atom wants an author for each entry; the paper stands in where an article names none (RFC 4287 §4.1.1).
    authors: [{ name: feed.title }],
    entries: feed.items.map((item, index) => ({
      id: item.id,
      title: { value: item.headline },
      published: item.published,
      updated: item.modified,
      ...(item.authors.length === 0 ? {} : { authors: item.authors.map(({ name, url }) => ({ name, uri: url })) }),
      categories: item.tags.map((term) => ({ term })),
      links: [
        { href: item.id, rel: "alternate", type: "text/html" },
        ...item.related.map(({ headline, url }) => ({ href: url, rel: "related", title: headline })),
      ],
      ...(item.dek === null ? {} : { summary: { value: item.dek } }),
      content: { value: contents[index] ?? "", type: "html" },
      xml: { lang: item.lang },
    })),
  });
}

/**
 * JSON Feed 1.1; related stories in an extension, which the specification allows: an object under a name with an
 * underscore.
 */
function toJson(feed: FeedModel, contents: readonly string[]): string {
  const json = generateJsonFeed({
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.url,
    description: feed.description,
    language: feed.lang,
    items: feed.items.map((item, index) => ({
      id: item.id,
      url: item.id,
      title: item.headline,
      content_html: contents[index] ?? "",
      ...(item.dek === null ? {} : { summary: item.dek }),
      ...(item.picture === null ? {} : { image: item.picture.url }),
      date_published: item.published,
      date_modified: item.modified,
      tags: [...item.tags],
      authors: item.authors.map(({ name, url }) => ({ name, url })),
      language: item.lang,
    })),
  }) as { items?: Record<string, unknown>[] };
  for (const [index, item] of (json.items ?? []).entries()) {
    const related = feed.items[index]?.related ?? [];
    if (related.length > 0) item._related = { items: related.map(({ headline, url }) => ({ url, title: headline })) };
  }
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** Time of the newest change in the feed, so that a build at another time gives the same file. */
function toNewest(feed: FeedModel): string {
  return feed.items.map(({ modified }) => modified).reduce((a, b) => (a > b ? a : b), "1970-01-01T00:00:00.000Z");
}
