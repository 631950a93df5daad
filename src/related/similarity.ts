import type { Vectors } from "./vectors.ts";

/**
 * Words that more stories have than this do not find candidates: they say little, and cost most.
 * They still count in the scores. Bounds the work for one story whatever the size of the site.
 */
const mostPostings = 1000;

/** Inverted index: the stories that have term t, with its weight in each, are from `starts[t]` to `starts[t + 1]`. */
export interface Index {
  readonly starts: Uint32Array;
  readonly stories: Uint32Array;
  readonly weights: Float32Array;
}

export function toIndex(vectors: Vectors): Index {
  const { df, terms, weights } = vectors;
  const starts = new Uint32Array(df.length + 1);
  for (let term = 0; term < df.length; term++) {
    starts[term + 1] = (starts[term] as number) + (isIndexed(df[term] as number) ? (df[term] as number) : 0);
  }
  const size = starts[df.length] as number;
  const index = { starts, stories: new Uint32Array(size), weights: new Float32Array(size) };
  const next = starts.slice();
  for (let story = 0; story + 1 < vectors.starts.length; story++) {
    for (let k = vectors.starts[story] as number; k < (vectors.starts[story + 1] as number); k++) {
      const term = terms[k] as number;
      if (!isIndexed(df[term] as number)) continue;
      const at = next[term] as number;
      next[term] = at + 1;
      index.stories[at] = story;
      index.weights[at] = weights[k] as number;
    }
  }
  return index;
}

function isIndexed(df: number): boolean {
  return df > 1 && df <= mostPostings;
}

/**
 * Adds the dot products of one story with all others to `scores`, which the caller has cleared.
 * `touched` receives the stories that have one; returns how many.
 */
export function addProducts(vectors: Vectors, index: Index, story: number, into: Products): number {
  const { scores, touched } = into;
  let count = 0;
  for (let k = vectors.starts[story] as number; k < (vectors.starts[story + 1] as number); k++) {
    const term = vectors.terms[k] as number;
    const weight = vectors.weights[k] as number;
    if (weight === 0) continue;
    for (let p = index.starts[term] as number; p < (index.starts[term + 1] as number); p++) {
      const other = index.stories[p] as number;
      const before = scores[other] as number;
      if (before === 0) touched[count++] = other;
      scores[other] = before + weight * (index.weights[p] as number);
    }
  }
  return count;
}

/** Working memory for the products of one story with all others. */
export interface Products {
  readonly scores: Float32Array;
  readonly touched: Uint32Array;
}

/** The exact dot product with a story whose weights are spread out in `dense`, by term. */
export function toProduct(vectors: Vectors, dense: Float32Array, other: number): number {
  let sum = 0;
  for (let k = vectors.starts[other] as number; k < (vectors.starts[other + 1] as number); k++) {
    sum += (vectors.weights[k] as number) * (dense[vectors.terms[k] as number] as number);
  }
  return sum;
}

/** Spreads the weights of a story out by term; with `factor` 0 clears them again. */
export function spread(vectors: Vectors, story: number, dense: Float32Array, factor: 0 | 1): void {
  for (let k = vectors.starts[story] as number; k < (vectors.starts[story + 1] as number); k++) {
    dense[vectors.terms[k] as number] = factor * (vectors.weights[k] as number);
  }
}
