import type { RelatedOptions } from "./options.ts";
import type { StoryFacts } from "./story.ts";

const DAY_LENGTH = 86_400_000;

export function toDaysApart(a: number, b: number): number {
  return Math.abs(a - b) / DAY_LENGTH;
}

/** Never more than this. */
export function toGreatestDateFactor({ earlierBonus, laterBonus }: RelatedOptions): number {
  return 1 + Math.max(earlierBonus, laterBonus);
}

/** What the date of another story does to its score: 1 + bonus / (1 + days apart / dateScale). Dates in ms. */
export function toDateFactor(own: number, other: number, options: RelatedOptions): number {
  return 1 + toNearness(own, other, options) * (other < own ? options.earlierBonus : options.laterBonus);
}

/** From 0 to 1, for stories of the same time. With one division, for it is asked of millions of pairs of stories. */
export function toNearness(a: number, b: number, { dateScale }: RelatedOptions): number {
  const scale = DAY_LENGTH * dateScale;
  return scale / (scale + Math.abs(a - b));
}

/** Milliseconds since the epoch, by position. */
export function toDates(stories: readonly StoryFacts[]): Float64Array {
  const dates = new Float64Array(stories.length);
  for (let position = 0; position < dates.length; position++) dates[position] = (stories[position] as StoryFacts).date;
  return dates;
}
