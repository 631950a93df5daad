import { type Article, isEditorial, type Listed } from "../article/article.ts";
import type { Resolution } from "../article/slots.ts";
import type { Digest } from "../base/digest.ts";
import { type OutputPath, type Permalink, toFilePermalink, toOutputPath } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Target } from "../corpus/links.ts";
import { toAuthorName } from "./edition.ts";
import { toModified } from "./freshness.ts";
import { escapeHtml } from "./html.ts";
import { type Key, toKey, toMark, toValueMark } from "./key.ts";
import { toPicture } from "./picture.ts";
import type { PageContext } from "./planned.ts";
import { toSlots, toTargetMark } from "./slots.ts";

export type FeedFormat = "rss" | "atom" | "json";

/** A feed as complete, plain data. Bodies are fetched by digest where it is rendered. */
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

/** A feed that is known by what it is made from; its model is made only when it must be rendered. */
export interface PlannedFeed {
  readonly output: OutputPath;
  readonly key: Key;
  readonly toModel: () => FeedModel;
}

export interface FeedContext extends PageContext {
  readonly corpus: Corpus;
  readonly toTargets: (article: Article) => readonly (Target | null)[];
  readonly toRelated: (article: Article) => readonly Listed[];
}

/** The feeds of a list, in each of its formats: what the newsroom wrote, for no reader of feeds shows a label. */
export function toFeeds(source: FeedSource, context: FeedContext): readonly PlannedFeed[] {
  const { edition, siteMark } = context;
  const articles = [...source.articles.values().filter(isEditorial).take(edition.options.feedSize)];
  const marks = articles.map((article) => toItemMark(article, context));
  const { title, description } = source;
  const key = toKey({ site: siteMark, feed: toValueMark({ title, description }), articles: toMark(marks.join("\n")) });
  return source.formats.map((format) => {
    const permalink = toFilePermalink(source.folder, feedNames[format]);
    const output = toOutputPath(permalink);
    const toModel = (): FeedModel => ({
      format,
      output,
      url: edition.toUrl(permalink),
      title,
      description,
      lang: edition.lang,
      home: edition.toUrl(source.folder),
      items: articles.map((article) => toFeedItem(article, context)),
    });
    return { output, key, toModel };
  });
}

function toItemMark(article: Article, { corpus, edition, toTargets, toRelated }: FeedContext): string {
  const picture = corpus.targets.get(article.permalink)?.picture ?? null;
  const links = [picture, ...toTargets(article)].map((target) => toTargetMark(target, edition.pictures));
  return [article.digest, ...links, ...toRelated(article).map(({ teaser }) => teaser)].join(" ");
}

function toFeedItem(article: Article, context: FeedContext): FeedItem {
  const { corpus, edition, toTargets, toRelated } = context;
  const picture = toPicture(article, corpus.targets.get(article.permalink)?.picture ?? null, edition);
  return {
    id: edition.toUrl(article.permalink),
    headline: article.headline,
    dek: article.dek,
    authors: article.authors.map((author) => ({
      name: toAuthorName(author, edition),
      url: edition.toUrl(edition.toAddress("authors", author.slug)),
    })),
    tags: article.tags.map(({ name }) => name),
    lang: article.lang,
    published: new Date(article.date.ms).toISOString(),
    modified: new Date(toModified(article).ms).toISOString(),
    picture: picture && {
      url: picture.url,
      html: `<p><img src="${escapeHtml(picture.url)}" alt="${escapeHtml(picture.alt)}"></p>`,
    },
    related: toRelated(article).map((other) => ({ headline: other.headline, url: edition.toUrl(other.permalink) })),
    body: article.body,
    slots: toSlots(article.references, toTargets(article), { ...edition, toAddress: edition.toUrl, isPage: false }),
  };
}
