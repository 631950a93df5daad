import type { Article, Listed } from "../article/article.ts";
import { type Digest, digestOf } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import { type Permalink, toFilePermalink, toRootFile, toUrlPath } from "../base/path.ts";
import { type Edition, toAuthorName } from "./edition.ts";
import { toValueMark } from "./key.ts";

/** What search knows of one article, besides its body. */
export interface SearchRecord {
  /** From the root of the site, percent-encoded, without the folder of the base URL. */
  readonly url: string;
  readonly headline: string;
  readonly dek: string | null;
  readonly section: string;
  readonly authors: readonly string[];
  readonly year: string;
  /** As cards print it. */
  readonly day: string;
  /** ms since 1970, to sort by. */
  readonly date: number;
  /** Digest of the body. */
  readonly body: Digest;
}

/** An index that is known by what it is made from. */
export interface PlannedIndex {
  /** `2026`, or `2026-11` for a month. */
  readonly name: string;
  /** Folder of its files: `/pagefind/en/2026/`. */
  readonly folder: Permalink;
  /** Primary language subtag: words are reduced to their stems by its rules. */
  readonly language: string;
  readonly key: string;
  readonly toRecords: () => readonly SearchRecord[];
}

/** The indexes of an edition, newest first, and the folder of the program that reads them. */
export interface SearchPlan {
  readonly folder: Permalink;
  readonly language: string;
  readonly indexes: readonly PlannedIndex[];
}

/**
 * If the newest year has more articles than this, it is indexed by month until it is over, since most edits are there.
 */
const MONTHLY_ABOVE = 500;

/**
 * Plans one index for each year, so that an edit makes one index again and no other. The browser merges them. Each
 * costs it three requests, so there are not many.
 */
export function toSearchPlan(edition: Edition): SearchPlan {
  const { language, articles } = edition;
  const folder = toRootFile(`pagefind/${language}/`);
  const newest = toYear(articles[0]);
  const isMonthly = articles.filter((article) => toYear(article) === newest).length > MONTHLY_ABOVE;
  const toName = (article: Article): string =>
    isMonthly && toYear(article) === newest ? toMonth(article) : toYear(article);
  const { sections, authors, timeZone, language: siteLanguage } = edition.options;
  const mark = toValueMark({ language, sections, authors, timeZone, siteLanguage });
  const indexes = [...Map.groupBy(articles, toName)].map(([name, own]): PlannedIndex => {
    const ordered = own.toSorted((a, b) => byCodeUnit(a.permalink, b.permalink));
    return {
      name,
      folder: toFilePermalink(folder, `${name}/`),
      language,
      key: `${mark} ${digestOf(ordered.map(({ digest }) => digest).join("\n"))}`,
      toRecords: () => ordered.map((article) => toRecord(article, edition)),
    };
  });
  return { folder, language, indexes };
}

export function toYear(article: Listed | undefined): string {
  return article?.date.iso.slice(0, "2026".length) ?? "";
}

function toMonth(article: Article): string {
  return article.date.iso.slice(0, "2026-01".length);
}

/** Names as the edition prints them: what readers filter by. */
export function toAuthorNames({ authors }: Listed, edition: Edition): readonly string[] {
  return authors.map((author) => toAuthorName(author, edition));
}

function toRecord(article: Article, edition: Edition): SearchRecord {
  const { permalink, headline, dek, section, date, body } = article;
  return {
    url: toUrlPath(permalink),
    headline,
    dek,
    section: edition.toSection(section).name,
    authors: toAuthorNames(article, edition),
    year: toYear(article),
    day: edition.toTime(date).day,
    date: date.ms,
    body,
  };
}
