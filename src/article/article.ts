import type { Digest } from "../base/digest.ts";
import type { Permalink, Slug, SourcePath } from "../base/path.ts";
import type { BodyFacts } from "./body.ts";
import type { Entry } from "./entries.ts";
import type { MarkdownOptions } from "./markdown.ts";
import type { Frontmatter } from "./schema.ts";

/** A name that has an address: a section, a tag, an author. */
export interface Named {
  readonly slug: Slug;
  readonly name: string;
}

/** One article, complete but for its body and for what other articles say of it. */
export interface Article
  extends Omit<Frontmatter, "section" | "slug" | "lang" | "sources" | "tags" | "authors" | "series"> {
  /** Digest of all other fields. */
  readonly digest: Digest;
  /** Digest of what other pages show of the article, see `toTeaser`. */
  readonly teaser: Digest;
  /** Digest of what lists go by, see `toListedFacts`. */
  readonly listed: Digest;
  readonly file: SourcePath;
  readonly permalink: Permalink;
  readonly slug: Slug;
  /** BCP 47; `language` is its primary subtag, which editions and related stories go by. */
  readonly lang: string;
  readonly language: string;
  readonly section: Named;
  readonly authors: readonly Named[];
  readonly tags: readonly Named[];
  readonly series: Named | null;
  readonly sources: NonNullable<Frontmatter["sources"]>;
  /** Digest of the body, by which it is fetched where it is rendered. */
  readonly body: Digest;
  readonly references: BodyFacts["references"];
  readonly outLinks: readonly string[];
  readonly ids: readonly string[];
  /** The entries of a live story, in the order of the file; none for any other article. */
  readonly entries: readonly Entry[];
  readonly extras: BodyFacts["extras"];
  readonly words: number;
  /**
   * The first sentences, at most 200 characters, where a dek is missing; where there is one it stands in their place,
   * and this is empty.
   */
  readonly lede: string;
  /** Line of each top-level field in the file, for problems that show only when articles are compared. */
  readonly lines: Readonly<Record<string, number>>;
}

/** The fields that lists do not see. */
const text = [
  "digest",
  "body",
  "references",
  "outLinks",
  "ids",
  "entries",
  "extras",
  "words",
  "lines",
] as const satisfies readonly (keyof Article)[];

/** An article without its text: all that lists go by, and all that other pages show of it. */
export type Listed = Omit<Article, (typeof text)[number]>;

/** What other pages show of an article. An edit that leaves this alone changes no other page. */
export type Teaser = Pick<
  Article,
  | "permalink"
  | "headline"
  | "kind"
  | "closed"
  | "kicker"
  | "dek"
  | "section"
  | "date"
  | "image"
  | "comments"
  | "authors"
>;

export interface Body {
  readonly digest: Digest;
  /** HTML in UTF-8 with slots, see `fillSlots`. */
  readonly html: Uint8Array;
  /** Plain text, paragraphs separated by a blank line. */
  readonly text: string;
  /** Words of HTML that is dropped: on no page, but read for related stories. */
  readonly droppedText: string;
}

export interface ParsedArticle {
  readonly article: Article;
  readonly body: Body;
}

export interface ArticleOptions {
  /** IANA name. */
  readonly timeZone: string;
  /** BCP 47 code of the site; articles without `lang` are written in it. */
  readonly language: string;
  /** Section of articles that lie directly in `content/` and name none. */
  readonly defaultSection: string;
  /** The key of a profile by the slug of its name, where the two differ. */
  readonly authorKeys: Readonly<Record<string, Slug>>;
  readonly markdown: MarkdownOptions;
}

/** Whether the newsroom wrote an article, and not somebody who paid for it. */
export function isEditorial({ kind }: Pick<Listed, "kind">): boolean {
  return kind !== "sponsored";
}

/** The teaser of an article. Its dek is missing only if the article has no text: the first sentences stand in. */
export function toTeaser(article: Omit<Listed, "teaser" | "listed">): Teaser {
  const { permalink, headline, kind, closed, kicker, dek, lede, section, date, image, comments, authors } = article;
  const shown = dek ?? (lede === "" ? null : lede);
  return { permalink, headline, kind, closed, kicker, dek: shown, section, date, image, comments, authors };
}

/**
 * Fields that no list goes by. The lede is among them: where it is shown, in place of a dek, the digest of the teaser
 * covers it.
 */
const unlisted: ReadonlySet<string> = new Set([...text, "lede"]);

/** All that lists go by. An edit that leaves this alone changes no list. */
export function toListedFacts(article: Omit<Article, "digest" | "listed">): object {
  return Object.fromEntries(Object.entries(article).filter(([name]) => !unlisted.has(name)));
}
