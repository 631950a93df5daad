import { generateAtomFeed, generateJsonFeed, generateRssFeed } from "feedsmith";
import type { Article, Body } from "../article/article.ts";
import { fillSlots, type Resolution } from "../article/body.ts";
import type { Outcome } from "../base/diagnostic.ts";
import type { Digest } from "../base/digest.ts";
import { type OutputPath, type Permalink, toFilePermalink, toOutputPath } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Target } from "../corpus/links.ts";
import type { Edition } from "./edition.ts";
import { escapeHtml } from "./html.ts";
import { toPicture } from "./picture.ts";
import { toSlots } from "./slots.ts";
import { toModified } from "./structured-data.ts";

export type FeedFormat = "rss" | "atom" | "json";

/** A feed as complete, plain data; full bodies are fetched by digest where it is rendered. */
export interface FeedModel {
  readonly format: FeedFormat;
  readonly output: OutputPath;
  /** Absolute address of the feed itself. */
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly lang: string;
  /** Absolute address of the page that the feed follows. */
  readonly home: string;
  readonly items: readonly FeedItem[];
}

export interface FeedItem {
  /** Address of the page: it stays when headline, text or date are edited. */
  readonly id: string;
  readonly headline: string;
  readonly dek: string | null;
  readonly authors: readonly { readonly name: string; readonly url: string }[];
  readonly tags: readonly string[];
  readonly lang: string;
  /** ISO 8601, UTC. */
  readonly published: string;
  readonly modified: string;
  /** The picture above the text, as HTML, and its address. */
  readonly picture: { readonly url: string; readonly html: string } | null;
  readonly related: readonly { readonly headline: string; readonly url: string }[];
  readonly body: Digest;
  /** Absolute addresses for the references in the body. */
  readonly slots: readonly Resolution[];
}

export const feedNames = { rss: "feed.xml", atom: "atom.xml", json: "feed.json" } as const satisfies Record<
  FeedFormat,
  string
>;

export interface FeedSource {
  readonly folder: Permalink;
  readonly title: string;
  readonly description: string;
  readonly articles: readonly Article[];
  readonly formats: readonly FeedFormat[];
}

export interface FeedContext {
  readonly corpus: Corpus;
  readonly edition: Edition;
  readonly toTargets: (article: Article) => readonly (Target | null)[];
  readonly toRelated: (article: Article) => readonly Article[];
}

export function toFeeds(source: FeedSource, context: FeedContext): readonly FeedModel[] {
  const { edition } = context;
  const items = source.articles.slice(0, edition.options.feedSize).map((article) => toFeedItem(article, context));
  return source.formats.map((format) => {
    const permalink = toFilePermalink(source.folder, feedNames[format]);
    return {
      format,
      output: toOutputPath(permalink),
      url: edition.toUrl(permalink),
      title: source.title,
      description: source.description,
      lang: edition.lang,
      home: edition.toUrl(source.folder),
      items,
    };
  });
}

function toFeedItem(article: Article, context: FeedContext): FeedItem {
  const { corpus, edition, toTargets, toRelated } = context;
  const picture = toPicture(article, corpus.targets.get(article.permalink)?.picture ?? null, edition);
  return {
    id: edition.toUrl(article.permalink),
    headline: article.headline,
    dek: article.dek,
    authors: article.authors.map(({ slug, name }) => ({
      name: edition.options.authors[slug]?.name ?? name,
      url: edition.toUrl(edition.toAddress("authors", slug)),
    })),
    tags: article.tags.map(({ name }) => name),
    lang: article.lang,
    published: new Date(article.date.ms).toISOString(),
    modified: new Date(toModified(article)).toISOString(),
    picture: picture && {
      url: picture.url,
      html: `<p><img src="${escapeHtml(picture.url)}" alt="${escapeHtml(picture.alt)}"></p>`,
    },
    related: toRelated(article).map((other) => ({ headline: other.headline, url: edition.toUrl(other.permalink) })),
    body: article.body,
    slots: toSlots(article.references, toTargets(article), edition.toUrl),
  };
}

/** The feed stage: a feed and the bodies of its items, in order, become a file. */
export interface FeedInput {
  readonly feed: FeedModel;
  readonly bodies: readonly Body[];
}

export interface TextFile {
  readonly output: OutputPath;
  readonly text: string;
}

export function prepareFeed(): (input: FeedInput) => Outcome<TextFile> {
  return ({ feed, bodies }) => {
    const contents = feed.items.map(
      ({ picture, slots }, index) => `${picture?.html ?? ""}${fillSlots(bodies[index]?.html ?? "", slots)}`,
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

/** JSON Feed 1.1; related stories in an extension, which the specification allows under a name with an underscore. */
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
    if (related.length > 0) item._related = related.map(({ headline, url }) => ({ url, title: headline }));
  }
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** Time of the newest change in the feed, so that a build at another time gives the same file. */
function toNewest(feed: FeedModel): string {
  return feed.items.map(({ modified }) => modified).reduce((a, b) => (a > b ? a : b), "1970-01-01T00:00:00.000Z");
}
