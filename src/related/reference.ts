import type { StoryFacts } from "./story.ts";

/** Up to so many stories all are the reference. */
const leastReference = 256;

/**
 * Positions of the stories in which document frequencies are counted: the oldest, as many as the greatest power of 2^(1/8) that
 * the site has reached. So a new story changes the weight of no term until the site has grown by a twelfth, and the block under
 * another story changes only if the new one belongs there.
 */
export function toReference(stories: readonly StoryFacts[]): readonly number[] {
  const byDate = [...stories.keys()].sort((a, b) => (stories[a]?.date ?? 0) - (stories[b]?.date ?? 0) || a - b);
  return byDate.slice(0, toReferenceSize(stories.length));
}

function toReferenceSize(stories: number): number {
  return stories <= leastReference ? stories : Math.floor(2 ** (Math.floor(Math.log2(stories) * 8) / 8));
}
