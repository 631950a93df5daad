import { toLevel } from "./rarity.ts";

/** In how many stories the pairs of neighbouring words of each stand. */
export interface Pairs {
  /** Those of story i are from `starts[i]` to `starts[i + 1]`, in the order of its terms. */
  readonly starts: Uint32Array;
  /** 0 for a pair that no other story has, which can match nothing; else 1 + the level (rarity.ts) of how many reference stories have it. */
  readonly levels: Uint8Array;
}

/** The level of a pair that so many stories have, and so many reference stories. */
export function toPairLevel(stories: number, reference: number): number {
  return stories < 2 ? 0 : 1 + toLevel(reference);
}

/** Hashes are divided by their leading bits into slices, one worked out after the other in the same memory, … */
const sliceBits = 3;
const slices = 2 ** sliceBits;

/** … and these into parts: the table of one fits the processor's cache. So many pairs are in one part, about. */
const partLength = 1 << 14;

/** Parts of one slice: more would need more open pages than the processor knows at a time. */
const mostPartBits = 7;

/** Fields of a slot of the table: a hash, and the stories that have it: of all none, one or more (2), plus four times the reference. */
const fields = 2;
const severalBits = 3;
const referenceShift = 2;

/**
 * Counts pairs part by part, those whose hashes begin alike together (a radix partition: Manegold, Boncz & Kersten, "Optimizing
 * main-memory join on modern hardware", 2002). Each story has its own in the order of their hashes, so a slice is a run in each.
 */
export function toPairs(all: readonly Uint32Array[], reference: readonly number[]): Pairs {
  const starts = new Uint32Array(all.length + 1);
  for (let i = 0; i < all.length; i++) starts[i + 1] = (starts[i] as number) + (all[i] as Uint32Array).length;
  const levels = new Uint8Array(starts[all.length] as number);
  const counter = new SliceCounter(all, starts, reference);
  for (let slice = 0; slice < slices; slice++) counter.writeLevels(slice, levels);
  return { starts, levels };
}

/** Works out slices in their order. */
class SliceCounter {
  private readonly all: readonly Uint32Array[];
  private readonly starts: Uint32Array;
  private readonly isReference: Uint8Array;
  private readonly partBits: number;
  /** Where the slice begins and ends in each story. */
  private readonly from: Uint32Array;
  private readonly to: Uint32Array;
  /** The pairs of the slice, one story after the other. */
  private own: Uint32Array;
  /** The same part by part, in the order of stories: hashes, then their slots in the table. */
  private hashes: Uint32Array;
  /** 1 for those of reference stories, then their levels. */
  private marks: Uint8Array;
  private size = 0;
  private table = new Uint32Array(0);

  constructor(all: readonly Uint32Array[], starts: Uint32Array, reference: readonly number[]) {
    const total = starts[all.length] as number;
    this.all = all;
    this.starts = starts;
    this.isReference = new Uint8Array(all.length);
    for (const i of reference) this.isReference[i] = 1;
    this.partBits = Math.min(mostPartBits, Math.ceil(Math.log2(total / slices / partLength + 1)));
    this.from = new Uint32Array(all.length);
    this.to = new Uint32Array(all.length);
    // Hashes are spread evenly, so that slices are of nearly the same size.
    const size = 16 + Math.ceil((1.1 * total) / slices);
    this.own = new Uint32Array(size);
    this.hashes = new Uint32Array(size);
    this.marks = new Uint8Array(size);
  }

  writeLevels(slice: number, levels: Uint8Array): void {
    this.gather(slice);
    const ends = this.divide();
    let from = 0;
    for (const end of ends) {
      this.countPart(from, end);
      from = end;
    }
    this.collect(ends, levels);
  }

  /** Brings the pairs of a slice together: from here on nobody looks at the stories. */
  private gather(slice: number): void {
    const { all, from, to } = this;
    let { own } = this;
    let size = 0;
    for (let story = 0; story < all.length; story++) {
      const hashes = all[story] as Uint32Array;
      const start = to[story] as number;
      let i = start;
      for (; i < hashes.length; i++) {
        const hash = hashes[i] as number;
        if (hash >>> (32 - sliceBits) !== slice) break;
        if (size === own.length) own = this.grow();
        own[size++] = hash;
      }
      from[story] = start;
      to[story] = i;
    }
    this.size = size;
  }

  private grow(): Uint32Array {
    const longer = new Uint32Array(2 * this.own.length);
    longer.set(this.own);
    this.own = longer;
    this.hashes = new Uint32Array(longer.length);
    this.marks = new Uint8Array(longer.length);
    return longer;
  }

  /** Puts them in the order of their parts. Returns where each part ends. */
  private divide(): Uint32Array {
    const { from, to, own, hashes, marks, isReference, size, partBits } = this;
    const next = new Uint32Array(2 ** partBits);
    const shift = 32 - sliceBits - partBits;
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
    let i = 0;
    for (let story = 0; story < from.length; story++) {
      const mark = isReference[story] as number;
      const last = i + (to[story] as number) - (from[story] as number);
      for (; i < last; i++) {
        const hash = own[i] as number;
        const part = (hash >>> shift) & mask;
        const at = next[part] as number;
        next[part] = at + 1;
        hashes[at] = hash;
        marks[at] = mark;
      }
    }
    return next;
  }

  /** Counts the pairs of a part, and notes their levels. */
  private countPart(from: number, to: number): void {
    const length = fields * 2 ** Math.ceil(Math.log2(1.5 * (to - from) + 2));
    if (length > this.table.length) this.table = new Uint32Array(length);
    const table = this.table.subarray(0, length);
    table.fill(0);
    const { hashes, marks } = this;
    const mask = length - 1;
    for (let at = from; at < to; at++) {
      const hash = hashes[at] as number;
      let slot = (hash << 1) & mask;
      let stories = table[slot + 1] as number;
      while (stories !== 0 && table[slot] !== hash) {
        slot = (slot + fields) & mask;
        stories = table[slot + 1] as number;
      }
      const own = (marks[at] as number) << referenceShift;
      table[slot] = hash;
      table[slot + 1] = stories + own + ((stories & severalBits) > 1 ? 0 : 1);
      hashes[at] = slot;
    }
    for (let at = from; at < to; at++) {
      const stories = table[(hashes[at] as number) + 1] as number;
      marks[at] = (stories & severalBits) > 1 ? 1 + toLevel(stories >>> referenceShift) : 0;
    }
  }

  /** Brings levels in the order of stories. */
  private collect(ends: Uint32Array, levels: Uint8Array): void {
    const { from, to, starts, own, marks, partBits } = this;
    const next = Uint32Array.of(0, ...ends.subarray(0, -1));
    const shift = 32 - sliceBits - partBits;
    const mask = next.length - 1;
    let i = 0;
    for (let story = 0; story < from.length; story++) {
      const start = starts[story] as number;
      const last = start + (to[story] as number);
      for (let place = start + (from[story] as number); place < last; place++) {
        const part = ((own[i++] as number) >>> shift) & mask;
        const at = next[part] as number;
        next[part] = at + 1;
        levels[place] = marks[at] as number;
      }
    }
  }
}
