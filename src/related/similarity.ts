import { commonBit, valueBits } from "./row.ts";
import type { Vectors } from "./vectors.ts";

/** Inverted index: the stories that have term t, with its weight in each, are from `starts[t]` to `starts[t + 1]`. */
export interface Index {
  readonly starts: Uint32Array;
  readonly stories: Uint32Array;
  readonly weights: Uint16Array;
  readonly common: CommonRows;
}

/** What the index leaves out, story by story. Terms have numbers of their own here, below `size`, so that they fit the processor's cache. */
export interface CommonRows {
  readonly size: number;
  readonly starts: Uint32Array;
  readonly terms: Uint16Array | Uint32Array;
  readonly weights: Uint16Array;
}

/** Common terms stand in rows of their own: they find no candidates. */
export function toIndex({ starts, ids, weights, pairsFrom, pairHashes }: Vectors): Index {
  const size = pairsFrom + pairHashes.length;
  const counts = new Uint32Array(size);
  const numbers = new Uint32Array(size);
  let commonSize = 0;
  let commonLength = 0;
  for (let k = 0; k < ids.length; k++) {
    const term = ids[k] as number;
    const weight = weights[k] as number;
    if (weight < commonBit) {
      if (weight !== 0) counts[term] = (counts[term] as number) + 1;
      continue;
    }
    commonLength++;
    if (numbers[term] === 0) numbers[term] = ++commonSize;
  }
  const ends = new Uint32Array(size + 1);
  for (let term = 0; term < size; term++) {
    const count = counts[term] as number;
    ends[term + 1] = (ends[term] as number) + (count > 1 ? count : 0);
  }
  const length = ends[size] as number;
  const index = { starts: ends, stories: new Uint32Array(length), weights: new Uint16Array(length) };
  const common = {
    size: commonSize + 1,
    starts: new Uint32Array(starts.length),
    terms: commonSize < 2 ** 16 ? new Uint16Array(commonLength) : new Uint32Array(commonLength),
    weights: new Uint16Array(commonLength),
  };
  const next = ends.slice(0, -1);
  let commonAt = 0;
  for (let story = 0; story + 1 < starts.length; story++) {
    const end = starts[story + 1] as number;
    for (let k = starts[story] as number; k < end; k++) {
      const weight = weights[k] as number;
      const term = ids[k] as number;
      if (weight >= commonBit) {
        common.terms[commonAt] = numbers[term] as number;
        common.weights[commonAt++] = weight & valueBits;
      } else if (weight !== 0 && (counts[term] as number) > 1) {
        const at = next[term] as number;
        next[term] = at + 1;
        index.stories[at] = story;
        index.weights[at] = weight;
      }
    }
    common.starts[story + 1] = commonAt;
  }
  return { ...index, common };
}

/** Working memory for the products of one story with all others, by story; `touched` lists those that have one. */
export interface Products {
  readonly scores: Int32Array;
  readonly touched: Uint32Array;
}

/** Adds the products of one story with all others, as far as the index has its terms. Returns how many stories are touched. */
export function addProducts(vectors: Vectors, index: Index, story: number, { scores, touched }: Products): number {
  const { starts, stories, weights } = index;
  let count = 0;
  const rowEnd = vectors.starts[story + 1] as number;
  for (let k = vectors.starts[story] as number; k < rowEnd; k++) {
    const term = vectors.ids[k] as number;
    const end = starts[term + 1] as number;
    let p = starts[term] as number;
    if (p === end) continue;
    const weight = vectors.weights[k] as number;
    if (weight === 0) continue;
    for (; p < end; p++) {
      const other = stories[p] as number;
      const before = scores[other] as number;
      if (before === 0) touched[count++] = other;
      scores[other] = before + Math.imul(weight, weights[p] as number);
    }
  }
  return count;
}

/** The part of the product that common terms make, with a story whose common terms are spread out in `dense`. */
export function toCommonProduct({ starts, terms, weights }: CommonRows, dense: Int32Array, other: number): number {
  const end = starts[other + 1] as number;
  let sum = 0;
  for (let k = starts[other] as number; k < end; k++) {
    sum = (sum + Math.imul(weights[k] as number, dense[terms[k] as number] as number)) | 0;
  }
  return sum;
}

/** Spreads the common terms of a story out; with `factor` 0 it clears them again. */
export function spreadCommon(
  { starts, terms, weights }: CommonRows,
  dense: Int32Array,
  { story, factor }: { readonly story: number; readonly factor: 0 | 1 },
): void {
  const end = starts[story + 1] as number;
  for (let k = starts[story] as number; k < end; k++) dense[terms[k] as number] = factor * (weights[k] as number);
}
