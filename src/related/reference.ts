import { toDates } from "./dates.ts";
import type { StoryFacts } from "./story.ts";

/** Up to so many stories all are the reference. */
const LEAST_REFERENCE = 256;

/**
 * Positions of the stories in which document frequencies are counted: the oldest, of equal dates the first,
 * as many as the greatest power of 2^(1/8) that the site has reached. So a new story changes the weight of no term
 * until the site has grown by a twelfth, and the block under another story changes only if the new one belongs there.
 */
export function toReference(stories: readonly StoryFacts[]): readonly number[] {
  const size = toReferenceSize(stories.length);
  if (size === stories.length) return [...stories.keys()];
  const dates = toDates(stories);
  const newest = dates.toSorted()[size - 1] as number;
  let older = 0;
  for (let position = 0; position < dates.length; position++) if ((dates[position] as number) < newest) older++;
  const reference: number[] = [];
  let equal = size - older;
  for (let position = 0; position < dates.length; position++) {
    const date = dates[position] as number;
    if (date < newest || (date === newest && equal-- > 0)) reference.push(position);
  }
  return reference;
}

function toReferenceSize(stories: number): number {
  return stories <= LEAST_REFERENCE ? stories : Math.floor(2 ** (Math.floor(Math.log2(stories) * 8) / 8));
}
