import type { StoryTerms } from "./terms.ts";

/** What this module needs to know of one live article besides its terms. */
export interface StoryFacts {
  /** Permalink: unique, and the last word on ties (in code-unit order). */
  readonly id: string;
  readonly lang: string;
  readonly section: string;
  readonly tags: readonly string[];
  readonly series: string | null;
  /** What its headline has in common with other editions of the same thing: see editions.ts. */
  readonly edition: string;
  readonly sources: readonly string[];
  /** Milliseconds since the epoch. */
  readonly date: number;
  /** Ids of other articles that its text links to. */
  readonly links: readonly string[];
  /** Ids of stories that an editor wants first, in this order. */
  readonly pins: readonly string[];
  /** Ids of stories that an editor does not want. */
  readonly excludes: readonly string[];
  /** No related stories under this one. */
  readonly off: boolean;
}

/** A story whose terms are fetched where they are needed: those of a hundred thousand are not held at once. */
export interface OpenStory extends StoryFacts {
  readonly toTerms: () => StoryTerms;
  /** Lends them for the time of a call. */
  readonly lendTerms: <Value>(use: (terms: StoryTerms) => Value) => Value;
  /** Whether its terms stay in memory anyway, so that nothing is copied from them to let go of the rest. */
  readonly isHeld: boolean;
}

export interface Story extends StoryFacts {
  readonly terms: StoryTerms;
}

/** A story whose terms are there already. */
export function toOpenStory(story: Story): OpenStory {
  return { ...story, toTerms: () => story.terms, lendTerms: (use) => use(story.terms), isHeld: true };
}
