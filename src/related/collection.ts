import { toLanguage } from "../base/language.ts";
import { byCodeUnit } from "../base/order.ts";
import type { Steps } from "../base/steps.ts";
import { toClusters } from "./copies.ts";
import { toDates } from "./dates.ts";
import { findUsualEdition } from "./editions.ts";
import type { RelatedOptions } from "./options.ts";
import { type Pairs, toPairs } from "./pairs.ts";
import { toReference } from "./reference.ts";
import { type Index, toIndex } from "./similarity.ts";
import type { OpenStory, StoryFacts } from "./story.ts";
import { toVectors, type Vectors } from "./vectors.ts";
import { toVocabulary } from "./vocabulary.ts";

/** The stories of one language, in the order of their ids, as far as a choice among candidates looks at them. */
export interface Collection {
  readonly stories: readonly StoryFacts[];
  /** Milliseconds since the epoch, by position. */
  readonly dates: Float64Array;
  /** Position of a story by its id; null if there is none. */
  readonly findPosition: (id: string) => number | null;
  /** Positions of the stories that link to it or that it links to, by position. */
  readonly linked: readonly (readonly number[])[];
  /** Copies of one wire story have the same number here. */
  readonly clusterOf: Uint32Array;
  /** See `findUsualEdition`. */
  readonly usualEdition: string;
  /** Worked out when it is first asked for: most stories have something similar. */
  readonly toNewest: () => Newest;
}

/** The same stories with all that is needed to compare each with all. */
export interface Space {
  readonly stories: readonly OpenStory[];
  readonly dates: Float64Array;
  /** Positions of the reference stories: see reference.ts. */
  readonly reference: readonly number[];
  readonly pairs: Pairs;
  readonly vectors: Vectors;
  readonly index: Index;
}

/** Positions, newest first. */
export interface Newest {
  readonly all: readonly number[];
  readonly bySection: ReadonlyMap<string, readonly number[]>;
}

/** The stories of each language by id. Sorted, so that nothing depends on the order of the input. */
export function toLanguages<Own extends StoryFacts>(stories: readonly Own[]): ReadonlyMap<string, readonly Own[]> {
  const byLanguage = Map.groupBy(stories, (story) => toLanguage(story.lang));
  return new Map(
    Array.from(byLanguage, ([language, group]) => [language, group.toSorted((a, b) => byCodeUnit(a.id, b.id))]),
  );
}

/** `copies` as copies.ts gives them; `known` may be an earlier collection whose stories had the same ids. */
export function toCollection(
  stories: readonly StoryFacts[],
  copies: Uint32Array,
  known: Pick<Collection, "stories" | "linked"> | null = null,
): Collection {
  let positions: ReadonlyMap<string, number> | null = null;
  let newest: Newest | null = null;
  const findPosition = (id: string): number | null => {
    positions ??= new Map(stories.map((story, position) => [story.id, position]));
    return positions.get(id) ?? null;
  };
  return {
    stories,
    dates: toDates(stories),
    findPosition,
    linked: known !== null && haveSameLinks(known.stories, stories) ? known.linked : toLinked(stories, findPosition),
    clusterOf: toClusters(copies, stories.length),
    usualEdition: findUsualEdition(stories),
    toNewest: () => {
      newest ??= toNewest(stories);
      return newest;
    },
  };
}

/** The stories must be ordered by id. */
export function* toSpace(stories: readonly OpenStory[], options: RelatedOptions): Steps<Space> {
  const reference = toReference(stories);
  const { vocabulary, texts } = yield* toVocabulary(stories, reference);
  const pairs = yield* toPairs(texts, reference);
  const vectors = yield* toVectors(stories, { reference, vocabulary, pairs }, options);
  return {
    stories,
    dates: toDates(stories),
    reference,
    pairs,
    vectors,
    index: toIndex(vectors),
  };
}

const none: readonly number[] = [];

function toLinked(
  stories: readonly StoryFacts[],
  findPosition: Collection["findPosition"],
): readonly (readonly number[])[] {
  const linked: (readonly number[])[] = new Array(stories.length).fill(none);
  const own = new Map<number, number[]>();
  const add = (a: number, b: number): void => {
    const known = own.get(a);
    if (known === undefined) own.set(a, [b]);
    else known.push(b);
  };
  for (let position = 0; position < stories.length; position++) {
    for (const link of (stories[position] as StoryFacts).links) {
      const other = findPosition(link);
      if (other === null) continue;
      add(position, other);
      add(other, position);
    }
  }
  for (const [position, others] of own) linked[position] = others;
  return linked;
}

function haveSameLinks(before: readonly StoryFacts[], now: readonly StoryFacts[]): boolean {
  return now.every((story, position) => {
    const was = before[position] as StoryFacts;
    return was === story || JSON.stringify(was.links) === JSON.stringify(story.links);
  });
}

function toNewest(stories: readonly StoryFacts[]): Newest {
  const all = [...stories.keys()].sort((a, b) => (stories[b]?.date ?? 0) - (stories[a]?.date ?? 0) || a - b);
  return { all, bySection: Map.groupBy(all, (position) => stories[position]?.section ?? "") };
}
