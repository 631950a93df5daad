import { type FlatRows, toCommonNumber, toCommonWeight } from "./rows.ts";
import type { Vectors } from "./vectors.ts";

/** Inverted index of the terms that find candidates: of each term that several stories have, these one after the other. */
export interface Index {
  /** Ascending for each term, the last one with `lastBit`. */
  readonly stories: Uint32Array;
  /** What the term weighs in each. */
  readonly weights: Uint16Array;
  /** Where each term of each row stands here; `nowhere` if only one story has it. */
  readonly places: Uint32Array;
}

const lastBit = 2 ** 31;
const storyBits = lastBit - 1;
const nowhere = 2 ** 32 - 1;

/** Takes the numbers of terms away from the vectors. */
export function toIndex({ rows, ids, size }: Pick<Vectors, "rows" | "ids" | "size">): Index {
  const next = new Uint32Array(size);
  for (let k = 0; k < ids.length; k++) {
    if (rows.weights[k] !== 0) next[ids[k] as number] = (next[ids[k] as number] as number) + 1;
  }
  let end = 0;
  for (let term = 0; term < size; term++) {
    const count = next[term] as number;
    next[term] = count > 1 ? end : nowhere;
    if (count > 1) end += count;
  }
  const stories = new Uint32Array(end);
  const weights = new Uint16Array(end);
  // In the memory of the numbers, which nobody needs afterwards.
  const places = ids;
  for (let story = 0; story < rows.wordEnds.length; story++) {
    const rowEnd = rows.starts[story + 1] as number;
    for (let k = rows.starts[story] as number; k < rowEnd; k++) {
      const term = ids[k] as number;
      const at = rows.weights[k] === 0 ? nowhere : (next[term] as number);
      places[k] = at;
      if (at === nowhere) continue;
      next[term] = at + 1;
      stories[at] = story;
      weights[at] = rows.weights[k] as number;
    }
  }
  for (let term = 0; term < size; term++) {
    const last = (next[term] as number) - 1;
    if (last < end) stories[last] = ((stories[last] as number) | lastBit) >>> 0;
  }
  return { stories, weights, places };
}

/**
 * Adds the products of a story with those that follow it to `products`, as far as the index has its terms: so each is worked out
 * once. Returns how many stories are touched; `touched` begins with these.
 */
export class LaterProducts {
  /** By story. Whoever reads it clears what was touched. */
  readonly products: Int32Array;
  readonly touched: Uint32Array;
  private readonly rows: FlatRows;
  private readonly index: Index;

  constructor(rows: FlatRows, index: Index) {
    this.rows = rows;
    this.index = index;
    this.products = new Int32Array(rows.wordEnds.length);
    this.touched = new Uint32Array(rows.wordEnds.length);
  }

  add(story: number): number {
    const { products, touched, rows } = this;
    const { stories, weights, places } = this.index;
    let count = 0;
    const rowEnd = rows.starts[story + 1] as number;
    for (let k = rows.starts[story] as number; k < rowEnd; k++) {
      let p = places[k] as number;
      if (p === nowhere || (stories[p] as number) >= lastBit) continue;
      const weight = rows.weights[k] as number;
      while (true) {
        const entry = stories[++p] as number;
        const other = entry & storyBits;
        const before = products[other] as number;
        if (before === 0) touched[count++] = other;
        products[other] = before + Math.imul(weight, weights[p] as number);
        if (entry >= lastBit) break;
      }
    }
    return count;
  }
}

/** The part of the products that common terms make: of one story, whose terms are spread out, with others. */
export class CommonProducts {
  private readonly rows: FlatRows;
  private readonly dense: Int32Array;
  private story = -1;

  constructor({ rows, commonHashes }: Pick<Vectors, "rows" | "commonHashes">) {
    this.rows = rows;
    this.dense = new Int32Array(commonHashes.length);
  }

  /** Takes a story in place of the one before. */
  spread(story: number): void {
    const { dense } = this;
    const { commonStarts, common } = this.rows;
    if (this.story >= 0) {
      const end = commonStarts[this.story + 1] as number;
      for (let k = commonStarts[this.story] as number; k < end; k++) dense[toCommonNumber(common[k] as number)] = 0;
    }
    const end = commonStarts[story + 1] as number;
    for (let k = commonStarts[story] as number; k < end; k++) {
      const entry = common[k] as number;
      dense[toCommonNumber(entry)] = toCommonWeight(entry);
    }
    this.story = story;
  }

  multiply(other: number): number {
    const { dense } = this;
    const { commonStarts, common } = this.rows;
    const end = commonStarts[other + 1] as number;
    let sum = 0;
    for (let k = commonStarts[other] as number; k < end; k++) {
      const entry = common[k] as number;
      sum = (sum + Math.imul(toCommonWeight(entry), dense[toCommonNumber(entry)] as number)) | 0;
    }
    return sum;
  }
}
