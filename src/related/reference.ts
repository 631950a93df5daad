import type { StoryFacts } from "./story.ts";

/** Up to so many stories all are the reference. */
const leastReference = 256;

/**
 * Positions of the stories in which document frequencies are counted: the oldest, of equal dates the first, as many as the
 * greatest power of 2^(1/8) that the site has reached. So a new story changes the weight of no term until the site has grown by
 * a twelfth, and the block under another story changes only if the new one belongs there.
 */
export function toReference(stories: readonly StoryFacts[]): readonly number[] {
  const size = toReferenceSize(stories.length);
  const dates = stories.map(({ date }) => date);
  const newest = Float64Array.from(dates).sort()[size - 1] as number;
  const older: number[] = [];
  const equal: number[] = [];
  for (const [position, date] of dates.entries()) {
    if (date < newest) older.push(position);
    else if (date === newest) equal.push(position);
  }
  return [...older, ...equal.slice(0, size - older.length)];
}

function toReferenceSize(stories: number): number {
  return stories <= leastReference ? stories : Math.floor(2 ** (Math.floor(Math.log2(stories) * 8) / 8));
}
