import type { Article } from "../article/article.ts";
import type { Entry } from "../article/entries.ts";
import { toDay } from "../base/day.ts";
import { type Permalink, toFilePermalink } from "../base/path.ts";
import type { Target } from "../corpus/links.ts";
import type { Edition } from "./edition.ts";
import { toNewestFirst } from "./freshness.ts";
import { toDigestMark, toMark } from "./key.ts";
import { plainHead } from "./model.ts";
import type { Time } from "./options.ts";
import { type PageContext, type PlannedPage, toPlannedPage } from "./planned.ts";
import { toSlots, toTargetMark } from "./slots.ts";

/** The entries of a live story, as pages print them. */
export interface Coverage {
  /** Null once the story is closed: nothing more will come. */
  readonly updates: {
    /** Address of the newest entries as JSON, for the script. */
    readonly href: string;
  } | null;
  /** Newest first while the story is open; an archive is read from its beginning. */
  readonly entries: readonly LiveEntry[];
  readonly keys: readonly LiveEntry[];
  /** Index among the body's pieces of the footnotes. */
  readonly footnotes: number;
}

export interface LiveEntry {
  readonly id: string;
  readonly time: Time;
  /** `14:32`, as the language writes it. */
  readonly clock: string;
  /** The day, where the story goes on for several: on its first entry of each, as the page has them. */
  readonly day: string | null;
  readonly headline: string | null;
  /** The headline, or the first sentences where there is none. */
  readonly point: string;
  readonly isKey: boolean;
  /** Index of its text among the body's pieces, see `splitEntries`. */
  readonly piece: number;
}

/**
 * The number of entries that somebody misses who comes back from lunch. Whoever has missed more gets the whole page
 * again.
 */
const LATEST = 20;

export function toCoverage(article: Article, edition: Edition): Coverage {
  const entries = toLiveEntries(article, edition);
  return {
    updates: article.closed ? null : { href: edition.toHref(toLatestPermalink(article)) },
    entries,
    keys: entries.filter(({ isKey }) => isKey),
    footnotes: 1 + 2 * entries.length,
  };
}

/** What the newest entries' template is made from. */
export interface LatestEntries {
  readonly entries: readonly LiveEntry[];
  readonly keys: readonly LiveEntry[];
}

/** The newest entries of an open live story, as JSON: `{entries: [{id, html}], keys: html}`. */
export function planLatestEntries(
  article: Article,
  targets: readonly (Target | null)[],
  context: PageContext,
): PlannedPage {
  const { edition } = context;
  const parts = {
    article: toDigestMark(article.digest),
    links: toMark(
      targets
        .map((target) => toTargetMark(target, edition.pictures))
        .join("\n")
        .trim(),
    ),
  };
  const permalink = toLatestPermalink(article);
  const identity = { template: "latest-entries", permalink, isIndexed: false, parts };
  return toPlannedPage<LatestEntries>(context, identity, () => {
    const own = context.inWordsOf(article.lang);
    const { entries, keys } = toCoverage(article, own.edition);
    const page = { entries: entries.slice(0, LATEST), keys };
    return {
      site: own.site,
      head: toBareHead(article, edition),
      page,
      body: article.body,
      slots: toSlots(article.references, targets, { ...edition, toAddress: edition.toHref, isPage: true }),
    };
  });
}

function toLatestPermalink({ permalink }: Article): Permalink {
  return toFilePermalink(permalink, "latest.json");
}

/** A head for a file that is no page. */
function toBareHead({ headline, permalink }: Article, edition: Edition) {
  return {
    ...plainHead,
    title: headline,
    headline,
    description: "",
    canonical: edition.toUrl(permalink),
    jsonLd: null,
  } as const;
}

function toLiveEntries({ entries, closed }: Article, edition: Edition): readonly LiveEntry[] {
  const { timeZone } = edition.options;
  const clock = new Intl.DateTimeFormat(edition.lang, { timeStyle: "short", timeZone });
  const newestFirst = toNewestFirst(entries);
  const shown = closed ? newestFirst.toReversed() : newestFirst;
  const days = shown.map(({ time }) => toDay(time.ms, timeZone));
  const isLong = new Set(days).size > 1;
  return shown.map((entry: Entry, index): LiveEntry => {
    const { id, headline, isKey, summary } = entry;
    const time = edition.toTime(entry.time);
    return {
      id,
      time,
      clock: clock.format(entry.time.ms),
      day: isLong && days[index] !== days[index - 1] ? time.day : null,
      headline,
      point: headline ?? summary,
      isKey,
      piece: 2 + 2 * entries.indexOf(entry),
    };
  });
}
