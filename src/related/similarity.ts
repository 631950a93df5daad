import type { Rows } from "./rows.ts";
import type { Vectors } from "./vectors.ts";

/** Inverted index: the stories that have term t, with its weight in each, are from `starts[t]` to `starts[t + 1]`. */
export interface Index {
  readonly starts: Uint32Array;
  readonly stories: Uint32Array;
  readonly weights: Float32Array;
}

/**
 * Entries of the index that finding the candidates of one story looks at, on average. The commonest words go beyond it:
 * they say least, cost most, and do not find candidates, but they count in the scores. So the work for one story is bounded
 * whatever the size of the site.
 */
const entriesPerStory = 4000;

export function toIndex({ starts, terms, weights, df }: Vectors): Index {
  const most = toMostStories(df, (starts.length - 1) * entriesPerStory);
  const ends = new Uint32Array(df.length + 1);
  const isIndexed = (term: number): boolean => (df[term] as number) <= most;
  for (const term of terms) if (isIndexed(term)) ends[term + 1] = (ends[term + 1] as number) + 1;
  for (let term = 0; term < df.length; term++) ends[term + 1] = (ends[term + 1] as number) + (ends[term] as number);
  const size = ends[df.length] as number;
  const index = { starts: ends, stories: new Uint32Array(size), weights: new Float32Array(size) };
  const next = ends.slice();
  for (let story = 0; story + 1 < starts.length; story++) {
    for (let k = starts[story] as number; k < (starts[story + 1] as number); k++) {
      const term = terms[k] as number;
      if (!isIndexed(term)) continue;
      const at = next[term] as number;
      next[term] = at + 1;
      index.stories[at] = story;
      index.weights[at] = weights[k] as number;
    }
  }
  return index;
}

/** The greatest document frequency for which looking up all terms up to it in all stories stays within `budget` entries. */
function toMostStories(df: Uint32Array, budget: number): number {
  const cost = new Float64Array(df.reduce((most, count) => Math.max(most, count), 0) + 1);
  for (const count of df) cost[count] = (cost[count] as number) + count * count;
  let spent = 0;
  const beyond = cost.findIndex((own) => {
    spent += own;
    return spent > budget;
  });
  return beyond < 0 ? cost.length : beyond - 1;
}

/** Working memory for the products of one story with all others, by story; `touched` lists those that have one. */
export interface Products {
  readonly scores: Float32Array;
  readonly touched: Uint32Array;
}

/** Adds the products of one story with all others, as far as the index has its terms. Returns how many stories are touched. */
export function addProducts(rows: Rows, index: Index, story: number, { scores, touched }: Products): number {
  let count = 0;
  for (let k = rows.starts[story] as number; k < (rows.starts[story + 1] as number); k++) {
    const term = rows.terms[k] as number;
    const weight = rows.weights[k] as number;
    // A term that every story has weighs nothing; counting it would list a story as touched again and again.
    if (weight === 0) continue;
    const end = index.starts[term + 1] as number;
    for (let p = index.starts[term] as number; p < end; p++) {
      const other = index.stories[p] as number;
      const before = scores[other] as number;
      if (before === 0) touched[count++] = other;
      scores[other] = before + weight * (index.weights[p] as number);
    }
  }
  return count;
}

/** The exact product with a story whose weights are spread out in `dense`, by term. */
export function toProduct({ starts, terms, weights }: Rows, dense: Float32Array, other: number): number {
  const end = starts[other + 1] as number;
  let sum = 0;
  for (let k = starts[other] as number; k < end; k++) {
    sum += (weights[k] as number) * (dense[terms[k] as number] as number);
  }
  return sum;
}

/** Spreads the weights of a story out by term; with `factor` 0 it clears them again. */
export function spread(rows: Rows, story: number, { dense, factor }: { dense: Float32Array; factor: 0 | 1 }): void {
  for (let k = rows.starts[story] as number; k < (rows.starts[story + 1] as number); k++) {
    dense[rows.terms[k] as number] = factor * (rows.weights[k] as number);
  }
}
