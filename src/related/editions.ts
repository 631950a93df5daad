import type { StoryFacts } from "./story.ts";
import { toRuns } from "./words.ts";

/** A number with what is written onto it: `1.84.1`, `v8`, `q3`, `2026`, `12th`. */
const NUMBER = /[a-z]*\p{Nd}[a-z\p{Nd}._,]*/gu;

/** Made when a headline in the language is read. */
const known = new Map<string, ReadonlySet<string>>();

/**
 * What a headline says without numbers and names of months, which editions of one thing have in common: releases,
 * weekly reviews, podcasts, the survey of each year. Empty if nothing is left.
 */
export function toEdition(headline: string, lang: string): string {
  const months = toMonths(lang);
  const bare = toRuns(headline).map((run) => run.replace(NUMBER, ""));
  return bare.filter((run) => run !== "" && !months.has(run)).join(" ");
}

/** The edition that more than half of the stories are: no column, but what the site is. Empty if there is none. */
export function findUsualEdition(stories: readonly StoryFacts[]): string {
  // Boyer & Moore, "MJRTY: a fast majority vote algorithm", 1981.
  let usual = "";
  let lead = 0;
  for (const { edition } of stories) {
    if (lead === 0) usual = edition;
    lead += edition === usual ? 1 : -1;
  }
  return 2 * stories.filter(({ edition }) => edition === usual).length > stories.length ? usual : "";
}

/** Names of months, whole and short, alone and as they stand in a date. */
function toMonths(lang: string): ReadonlySet<string> {
  const before = known.get(lang);
  if (before !== undefined) return before;
  const formats = (["long", "short"] as const).flatMap((month) => [
    new Intl.DateTimeFormat(lang, { month, timeZone: "UTC" }),
    new Intl.DateTimeFormat(lang, { day: "numeric", month, timeZone: "UTC" }),
  ]);
  const months = new Set<string>();
  for (let month = 0; month < 12; month++) {
    const parts = formats.flatMap((format) => format.formatToParts(Date.UTC(2000, month, 1)));
    for (const { type, value } of parts) if (type === "month") for (const run of toRuns(value)) months.add(run);
  }
  known.set(lang, months);
  return months;
}
