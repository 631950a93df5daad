import { letGo } from "../base/let-go.ts";
import type { Steps } from "../base/steps.ts";
import type { HashParts } from "./hash-index.ts";
import { toLevel } from "./rarity.ts";

/** The pairs of neighbouring words of each story, ascending, and in how many stories they stand. */
export interface Pairs extends HashParts {
  /**
   * 0 for a pair that no other story has, which can match nothing; else 1 + the level (rarity.ts) of the
   * number of reference stories that have it.
   */
  readonly levels: Uint8Array;
}

/** The level of a pair that so many stories have, and so many reference stories. */
export function toPairLevel(stories: number, reference: number): number {
  return stories < 2 ? 0 : 1 + toLevel(reference);
}

/**
 * Hashes are divided by their leading bits into slices, one worked out after the other in the same memory: into eight,
 * or into as many as leave each no more pairs than these, whose filter fits the processor's second cache, …
 */
const LEAST_SLICE_BITS = 3;
const SLICE_LENGTH = 1 << 20;

/**
 * … and what may stand in several stories into parts of about so many pairs, whose table fits the processor's cache.
 */
const PART_LENGTH = 1 << 14;

/** Parts of one slice: more would need more open pages than the processor knows at a time. */
const MOST_PART_BITS = 7;

/** Bits of the filter for each pair of a slice, at least. */
const FILTER_BITS_PER_PAIR = 6;

/**
 * Fields of a slot of the table: a hash, and how many stories have it: of all stories 0, 1 or 2 (for more),
 * plus four times those of the reference.
 */
const FIELDS = 2;
const SEVERAL_BITS = 3;
const REFERENCE_SHIFT = 2;

/**
 * Counts pairs slice by slice: each story has its own in the order of their hashes, so a slice is a run in each.
 * Three of four stand in one story alone, and of these most are told by a bit that is set when a hash has come,
 * and another when one of the same bit comes again (a Bloom filter, 1970, with one hash function). The others are
 * counted part by part, those whose hashes begin alike together (a radix partition: Manegold, Boncz & Kersten,
 * "Optimizing main-memory join on modern hardware", 2002).
 */
export function* toPairs(texts: HashParts, reference: readonly number[]): Steps<Pairs> {
  const pairs = { ...texts, levels: new Uint8Array(texts.hashes.length) };
  const counter = new SliceCounter(pairs, reference);
  for (let slice = 0; slice < counter.slices; slice++) yield* counter.writeLevels(slice);
  counter.close();
  return pairs;
}

/** Works out slices in their order. */
class SliceCounter {
  readonly slices: number;
  private readonly sliceBits: number;
  private readonly pairs: Pairs;
  private readonly isReference: Uint8Array;
  /** Where the slice of each story begins and ends. */
  private readonly from: Uint32Array;
  private readonly to: Uint32Array;
  /** The pairs of the slice, one story after the other; then those of them that several stories may have. */
  private own: Uint32Array;
  private size = 0;
  /** Of these, where each stands among the pairs of all stories, and 1 for a reference story. */
  private places: Uint32Array;
  private marks: Uint8Array;
  /** The three part by part; in place of the hashes, later their slots in the table. */
  private partHashes: Uint32Array;
  private partPlaces: Uint32Array;
  private partMarks: Uint8Array;
  /** Two bits for each hash: for what has come, and for what has come again. */
  private readonly filter: Int32Array;
  private readonly filterShift: number;
  private table = new Uint32Array(0);

  constructor(pairs: Pairs, reference: readonly number[]) {
    const stories = pairs.starts.length - 1;
    this.pairs = pairs;
    this.sliceBits = Math.max(LEAST_SLICE_BITS, Math.ceil(Math.log2(pairs.hashes.length / SLICE_LENGTH + 1)));
    this.slices = 2 ** this.sliceBits;
    this.isReference = new Uint8Array(stories);
    for (const i of reference) this.isReference[i] = 1;
    this.from = new Uint32Array(stories);
    this.to = pairs.starts.slice(0, stories);
    // Hashes are spread evenly, so that slices are of nearly the same size.
    const size = 16 + Math.ceil((1.1 * pairs.hashes.length) / this.slices);
    this.own = new Uint32Array(size);
    this.places = new Uint32Array(size);
    this.marks = new Uint8Array(size);
    this.partHashes = new Uint32Array(size);
    this.partPlaces = new Uint32Array(size);
    this.partMarks = new Uint8Array(size);
    const filterBits = Math.max(5, Math.min(32 - this.sliceBits, Math.ceil(Math.log2(FILTER_BITS_PER_PAIR * size))));
    this.filter = new Int32Array(2 ** (filterBits - 4));
    this.filterShift = 32 - filterBits;
  }

  *writeLevels(slice: number): Steps<void> {
    this.gather(slice);
    yield;
    this.sift();
    yield;
    const ends = this.divide();
    for (let part = 0; part < ends.length; part++) {
      this.countPart(ends[part - 1] ?? 0, ends[part] as number);
      yield;
    }
  }

  /** A seventh of all memory that lists are worked out in. */
  close(): void {
    const { own, places, marks, partHashes, partPlaces, partMarks, filter, table } = this;
    for (const part of [own, places, marks, partHashes, partPlaces, partMarks, filter, table]) letGo(part);
  }

  /** Brings the pairs of a slice together, from where on nobody looks at the stories, and sets their bits. */
  private gather(slice: number): void {
    const { sliceBits, from, to, filter, filterShift } = this;
    const { starts, hashes } = this.pairs;
    const shift = 32 - sliceBits;
    let { own } = this;
    let size = 0;
    filter.fill(0);
    for (let story = 0; story < to.length; story++) {
      const end = starts[story + 1] as number;
      let place = to[story] as number;
      from[story] = place;
      for (; place < end; place++) {
        const hash = hashes[place] as number;
        if (hash >>> shift !== slice) break;
        if (size === own.length) own = this.grow();
        own[size++] = hash;
        const bits = (hash << sliceBits) >>> filterShift;
        const known = filter[bits >>> 4] as number;
        const at = (bits & 15) << 1;
        filter[bits >>> 4] = known | ((1 | (((known >>> at) & 1) << 1)) << at);
      }
      to[story] = place;
    }
    this.size = size;
  }

  private grow(): Uint32Array {
    const longer = new Uint32Array(2 * this.own.length);
    longer.set(this.own);
    this.own = longer;
    this.places = new Uint32Array(longer.length);
    this.marks = new Uint8Array(longer.length);
    this.partHashes = new Uint32Array(longer.length);
    this.partPlaces = new Uint32Array(longer.length);
    this.partMarks = new Uint8Array(longer.length);
    return longer;
  }

  /** Leaves those of which the bit was set twice. */
  private sift(): void {
    const { sliceBits, from, to, own, places, marks, filter, filterShift, isReference } = this;
    let size = 0;
    let i = 0;
    for (let story = 0; story < from.length; story++) {
      const mark = isReference[story] as number;
      const last = to[story] as number;
      for (let place = from[story] as number; place < last; place++) {
        const hash = own[i++] as number;
        const bits = (hash << sliceBits) >>> filterShift;
        own[size] = hash;
        places[size] = place;
        marks[size] = mark;
        size += ((filter[bits >>> 4] as number) >>> (((bits & 15) << 1) + 1)) & 1;
      }
    }
    this.size = size;
  }

  /** Puts them in the order of their parts. Returns where each part ends. */
  private divide(): Uint32Array {
    const { own, places, marks, partHashes, partPlaces, partMarks, size } = this;
    const partBits = Math.min(MOST_PART_BITS, Math.ceil(Math.log2(size / PART_LENGTH + 1)));
    const next = new Uint32Array(2 ** partBits);
    const shift = 32 - this.sliceBits - partBits;
    const mask = next.length - 1;
    for (let i = 0; i < size; i++) {
      const part = ((own[i] as number) >>> shift) & mask;
      next[part] = (next[part] as number) + 1;
    }
    let end = 0;
    for (let part = 0; part < next.length; part++) {
      const count = next[part] as number;
      next[part] = end;
      end += count;
    }
    for (let i = 0; i < size; i++) {
      const hash = own[i] as number;
      const part = (hash >>> shift) & mask;
      const at = next[part] as number;
      next[part] = at + 1;
      partHashes[at] = hash;
      partPlaces[at] = places[i] as number;
      partMarks[at] = marks[i] as number;
    }
    return next;
  }

  /** Counts the pairs of a part, and writes their levels. */
  private countPart(from: number, to: number): void {
    const length = FIELDS * 2 ** Math.ceil(Math.log2(1.5 * (to - from) + 2));
    if (length > this.table.length) this.table = new Uint32Array(length);
    const { table, partHashes, partPlaces, partMarks } = this;
    const { levels } = this.pairs;
    table.fill(0, 0, length);
    const mask = length - 1;
    for (let at = from; at < to; at++) {
      const hash = partHashes[at] as number;
      let slot = (hash << 1) & mask;
      let stories = table[slot + 1] as number;
      while (stories !== 0 && table[slot] !== hash) {
        slot = (slot + FIELDS) & mask;
        stories = table[slot + 1] as number;
      }
      const own = (partMarks[at] as number) << REFERENCE_SHIFT;
      table[slot] = hash;
      table[slot + 1] = stories + own + ((stories & SEVERAL_BITS) > 1 ? 0 : 1);
      partHashes[at] = slot;
    }
    for (let at = from; at < to; at++) {
      const stories = table[(partHashes[at] as number) + 1] as number;
      if ((stories & SEVERAL_BITS) > 1) levels[partPlaces[at] as number] = 1 + toLevel(stories >>> REFERENCE_SHIFT);
    }
  }
}
