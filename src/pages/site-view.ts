import type { Article, Named } from "../article/article.ts";
import type { Credit } from "../article/schema.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { type DataText, toDataTree, toDataValue, toTopNames } from "./template-data.ts";

/** What functions of the configuration are told of the site: what is live, as plain data. */
export interface SiteView {
  /** Newest first; no draft, nothing before its embargo, nothing withdrawn. */
  readonly articles: readonly ArticleView[];
  /** Files of `data/`, as templates see them: `data.results`. */
  // biome-ignore lint/suspicious/noExplicitAny: what is in them is the site's own business.
  readonly data: any;
}

/** A live article. Times are ISO 8601 in the site's time zone. */
export interface ArticleView {
  readonly file: string;
  /** The name that a page gives it in `stories`: `/politics/vote/`. */
  readonly permalink: string;
  readonly headline: string;
  readonly dek: string | null;
  readonly kicker: string | null;
  readonly kind: Article["kind"];
  readonly lang: string;
  readonly section: NamedView;
  readonly authors: readonly NamedView[];
  readonly tags: readonly NamedView[];
  readonly series: NamedView | null;
  readonly sources: readonly Credit[];
  readonly dateline: string | null;
  readonly date: string;
  readonly updated: string | null;
  readonly corrections: readonly { readonly date: string; readonly text: string }[];
  readonly words: number;
  /** The free fields of its head. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface NamedView {
  readonly slug: string;
  readonly name: string;
}

export function toSiteView({ live }: Corpus, data: readonly DataText[]): SiteView {
  return { articles: live.map(toArticleView), data: toDataTree(data.map(toDataValue), toTopNames(data)) };
}

/** Copies everything: what a function does to it has no effect elsewhere. */
function toArticleView(article: Article): ArticleView {
  const { file, permalink, headline, dek, kicker, kind, lang, sources, dateline, updated, words } = article;
  return {
    file,
    permalink,
    headline,
    dek,
    kicker,
    kind,
    lang,
    section: toView(article.section),
    authors: article.authors.map(toView),
    tags: article.tags.map(toView),
    series: article.series === null ? null : toView(article.series),
    sources: sources.map((source) => ({ ...source })),
    dateline,
    date: article.date.iso,
    updated: updated?.iso ?? null,
    corrections: article.corrections.map(({ date, text }) => ({ date: date.iso, text })),
    words,
    extra: structuredClone(article.extra ?? {}),
  };
}

function toView({ slug, name }: Named): NamedView {
  return { slug, name };
}
