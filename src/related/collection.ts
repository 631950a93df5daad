import { toClusters } from "./duplicates.ts";
import { type Keys, toKeys } from "./keys.ts";
import type { RelatedOptions } from "./options.ts";
import { toPairs } from "./pairs.ts";
import { toReference } from "./reference.ts";
import { type Index, toIndex } from "./similarity.ts";
import { toPrimaryLanguage } from "./stop-words.ts";
import type { Story } from "./story.ts";
import { toVectors, type Vectors } from "./vectors.ts";

/** The stories of one language, in the order of their ids, with all that is needed to compare them. */
export interface Collection {
  readonly stories: readonly Story[];
  readonly vectors: Vectors;
  readonly index: Index;
  readonly keys: Keys;
  /** Milliseconds since the epoch, by position. */
  readonly dates: Float64Array;
  /** Position of each story by id. */
  readonly positions: ReadonlyMap<string, number>;
  /** Positions of the stories that link to it or that it links to, by position. */
  readonly linked: readonly (readonly number[])[];
  /** Copies of one wire story have the same number here. */
  readonly clusterOf: Uint32Array;
  readonly newest: Newest;
}

/** Positions, newest first. */
export interface Newest {
  readonly all: readonly number[];
  readonly bySection: ReadonlyMap<string, readonly number[]>;
}

/** One collection for each language. Sorted first, so that nothing (not even the order of a sum) depends on the order of the input. */
export function toCollections(stories: readonly Story[], options: RelatedOptions): readonly Collection[] {
  const byLanguage = Map.groupBy(stories, (story) => toPrimaryLanguage(story.lang));
  return Array.from(byLanguage.values(), (group) => toCollection(group.toSorted(byId), options));
}

function toCollection(stories: readonly Story[], options: RelatedOptions): Collection {
  const reference = toReference(stories);
  const pairs = toPairs(stories, reference);
  const vectors = toVectors(stories, { reference, pairs }, options);
  const positions = new Map(stories.map((story, position) => [story.id, position]));
  return {
    stories,
    vectors,
    index: toIndex(vectors),
    keys: toKeys(stories, vectors),
    dates: Float64Array.from(stories, (story) => story.date),
    positions,
    linked: toLinked(stories, positions),
    clusterOf: toClusters(stories, pairs, options.duplicateResemblance),
    newest: toNewest(stories),
  };
}

function toLinked(stories: readonly Story[], positions: ReadonlyMap<string, number>): readonly (readonly number[])[] {
  const linked = stories.map((): number[] => []);
  for (const [position, { links }] of stories.entries()) {
    for (const link of links) {
      const other = positions.get(link);
      if (other === undefined) continue;
      linked[position]?.push(other);
      linked[other]?.push(position);
    }
  }
  return linked;
}

function toNewest(stories: readonly Story[]): Newest {
  const all = [...stories.keys()].sort((a, b) => (stories[b]?.date ?? 0) - (stories[a]?.date ?? 0) || a - b);
  return { all, bySection: Map.groupBy(all, (position) => stories[position]?.section ?? "") };
}

/** By UTF-16 code unit, whatever the locale. */
function byId(a: Story, b: Story): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
