import { letGo } from "../base/let-go.ts";
import { type FlatRows, toCommonNumber, toCommonWeight } from "./rows.ts";
import type { Vectors } from "./vectors.ts";

/**
 * Inverted index of the terms that find candidates, for who looks at the stories after its own only: of each term that
 * several stories have, all of these but the first, one after the other.
 */
export interface Index {
  /** How many stories further, what the term weighs there (`WEIGHT_MASK`), and for the last one `LAST_BIT`. */
  readonly entries: Uint32Array;
  /** For each term of each row where the stories after its own begin here; `NOWHERE` if there are none. */
  readonly places: Uint32Array;
}

const STEP_SHIFT = 16;
const MOST_STEPS = 2 ** 16 - 1;
const LAST_BIT = 2 ** 15;
const WEIGHT_MASK = LAST_BIT - 1;
const NOWHERE = 2 ** 32 - 1;

/** In the number of a term: no story after this one has it. */
const FINAL_BIT = 2 ** 31;

/** Two fields for each term, side by side: the next place, and the story last seen, from 1. */
const FIELDS = 2;

/** Takes the numbers of terms away from the vectors. */
export function toIndex({ rows, ids, size }: Pick<Vectors, "rows" | "ids" | "size">): Index {
  const { next, end } = toPlaces({ rows, ids, size });
  const entries = new Uint32Array(end);
  // In the memory of the numbers, which nobody needs afterwards.
  const places = ids;
  for (let story = 0; story < rows.wordEnds.length; story++) {
    const rowEnd = rows.starts[story + 1] as number;
    for (let k = rows.starts[story] as number; k < rowEnd; k++) {
      const id = ids[k] as number;
      const slot = FIELDS * (id & (FINAL_BIT - 1));
      let at = next[slot] as number;
      if (at === NOWHERE || rows.weights[k] === 0) {
        places[k] = NOWHERE;
        continue;
      }
      const before = next[slot + 1] as number;
      if (before > 0) {
        let steps = story + 1 - before;
        for (; steps > MOST_STEPS; steps -= MOST_STEPS) entries[at++] = MOST_STEPS << STEP_SHIFT;
        entries[at++] = (steps << STEP_SHIFT) | (id >= FINAL_BIT ? LAST_BIT : 0) | (rows.weights[k] as number);
        next[slot] = at;
      }
      next[slot + 1] = story + 1;
      places[k] = id >= FINAL_BIT ? NOWHERE : at;
    }
  }
  letGo(next);
  return { entries, places };
}

/** Lets go of its memory, with that of the numbers of terms: no more is needed at the time when most is. */
export function closeIndex({ entries, places }: Index): void {
  letGo(entries);
  letGo(new Uint8Array(places.buffer));
}

/** Where the entries of each term begin, with room for all; marks the last story of each. */
function toPlaces({ rows, ids, size }: Pick<Vectors, "rows" | "ids" | "size">): {
  readonly next: Uint32Array;
  readonly end: number;
} {
  const next = new Uint32Array(FIELDS * size);
  for (let story = rows.wordEnds.length - 1; story >= 0; story--) {
    const rowEnd = rows.starts[story + 1] as number;
    for (let k = rows.starts[story] as number; k < rowEnd; k++) {
      if (rows.weights[k] === 0) continue;
      const slot = FIELDS * (ids[k] as number);
      const after = next[slot + 1] as number;
      if (after === 0) ids[k] = ((ids[k] as number) | FINAL_BIT) >>> 0;
      else next[slot] = (next[slot] as number) + Math.ceil((after - story - 1) / MOST_STEPS);
      next[slot + 1] = story + 1;
    }
  }
  let end = 0;
  for (let slot = 0; slot < next.length; slot += FIELDS) {
    const count = next[slot] as number;
    next[slot] = count === 0 ? NOWHERE : end;
    next[slot + 1] = 0;
    end += count;
  }
  return { next, end };
}

/**
 * Adds the products of a story with those that follow it to `products`, as far as the index has its terms:
 * so each is worked out once. Returns how many stories are touched; `touched` begins with these.
 */
export class LaterProducts {
  /** By story. Whoever reads it clears what was touched. */
  readonly products: Int32Array;
  readonly touched: Uint32Array;
  private readonly rows: FlatRows;
  private readonly index: Index;
  /** See `toMostProduct`. */
  private readonly most: number;
  /** Of the terms of the story: where their entries go on, the first of these, and what they weigh. */
  private places = new Uint32Array(1 << 10);
  private heads = new Uint32Array(1 << 10);
  private weights = new Uint16Array(1 << 10);

  constructor(rows: FlatRows, index: Index, most: number) {
    this.rows = rows;
    this.index = index;
    this.most = most;
    this.products = new Int32Array(rows.wordEnds.length);
    this.touched = new Uint32Array(rows.wordEnds.length);
  }

  add(story: number): number {
    const { products, touched, most } = this;
    const { entries } = this.index;
    const terms = this.begin(story);
    const { places, heads, weights } = this;
    let count = 0;
    for (let term = 0; term < terms; term++) {
      const weight = weights[term] as number;
      let at = places[term] as number;
      let entry = heads[term] as number;
      let other = story + (entry >>> STEP_SHIFT);
      while (true) {
        const before = products[other] as number;
        const product = Math.min(most, Math.imul(weight, entry & WEIGHT_MASK));
        // 1 where this is the first to weigh anything: a branch would be guessed wrong every third time. A step that is
        // too long for one entry ends where the term weighs nothing.
        touched[count] = other;
        count += ((before - 1) & (0 - product)) >>> 31;
        products[other] = before + product;
        if ((entry & LAST_BIT) !== 0) break;
        entry = entries[++at] as number;
        other += entry >>> STEP_SHIFT;
      }
    }
    return count;
  }

  /** Fetches the first entry of each term before any list is followed: the processor waits for many of them at once. */
  private begin(story: number): number {
    const { rows } = this;
    const { entries, places: all } = this.index;
    const rowStart = rows.starts[story] as number;
    const rowEnd = rows.starts[story + 1] as number;
    if (rowEnd - rowStart > this.places.length) {
      this.places = new Uint32Array(2 * (rowEnd - rowStart));
      this.heads = new Uint32Array(this.places.length);
      this.weights = new Uint16Array(this.places.length);
    }
    const { places, heads, weights } = this;
    let terms = 0;
    for (let k = rowStart; k < rowEnd; k++) {
      const place = all[k] as number;
      if (place === NOWHERE) continue;
      places[terms] = place;
      heads[terms] = entries[place] as number;
      weights[terms++] = rows.weights[k] as number;
    }
    return terms;
  }
}

/** The part of the products that common terms make: of one story, whose terms are spread out, with others. */
export class CommonProducts {
  private readonly rows: FlatRows;
  private readonly dense: Uint16Array;
  /** See `toMostProduct`. */
  private readonly most: number;
  private story = -1;

  constructor({ rows, commonHashes }: Pick<Vectors, "rows" | "commonHashes">, most: number) {
    this.rows = rows;
    this.most = most;
    this.dense = new Uint16Array(commonHashes.length);
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
    const { dense, most } = this;
    const { commonStarts, common } = this.rows;
    const end = commonStarts[other + 1] as number;
    let sum = 0;
    for (let k = commonStarts[other] as number; k < end; k++) {
      const entry = common[k] as number;
      const product = Math.imul(toCommonWeight(entry), dense[toCommonNumber(entry)] as number);
      sum = (sum + Math.min(most, product)) | 0;
    }
    return sum;
  }
}
