import type { Article } from "../article/article.ts";
import type { Entry } from "../article/entries.ts";
import type { Moment } from "../base/moment.ts";

/** When the article last changed: `updated`, the newest correction or the newest entry, never before its date. */
export function toModified({ date, updated, corrections, entries }: Article): Moment {
  const moments = [
    ...(updated === null ? [] : [updated]),
    ...corrections.map((correction) => correction.date),
    ...entries.map(({ time }) => time),
  ];
  return toLatest(date, moments);
}

/**
 * The time of an update that readers are told. A correction has its own date, and a live story is as fresh as its
 * newest entry; if an editor sets `updated` to a later time, that counts. Null for an article that was not updated.
 */
export function findUpdated({ updated, entries }: Article): Moment | null {
  const [first, ...others] = [...(updated === null ? [] : [updated]), ...entries.map(({ time }) => time)];
  return first === undefined ? null : toLatest(first, others);
}

function toLatest(first: Moment, others: readonly Moment[]): Moment {
  return others.reduce((latest, moment) => (moment.ms > latest.ms ? moment : latest), first);
}

/** Entries, newest first. Of two in one minute, the lower in the file is the newer. */
export function toNewestFirst(entries: readonly Entry[]): readonly Entry[] {
  return entries.toReversed().sort((a, b) => b.time.ms - a.time.ms);
}
