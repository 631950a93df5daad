import type { Story } from "./story.ts";

/** Pairs of neighbouring words that more than one story has; all others can match nothing. */
export interface Pairs {
  /** Those of story i are from `starts[i]` to `starts[i + 1]`, in the order of its terms. */
  readonly starts: Uint32Array;
  /** Where each stands among the pairs of its story's terms. */
  readonly places: Uint32Array;
  /** The number of each, from 1. */
  readonly ids: Uint32Array;
  /** How many reference stories have each, by number. */
  readonly reference: Uint32Array;
  /** The hash of each, by number. */
  readonly hashes: Uint32Array;
}

/** Pairs in one part, about: the table for them fits the processor's cache; one table for all would miss it at every look. */
const partLength = 1 << 15;

/** Parts that are worked out together: more would need more memory, and more open pages than the processor knows at a time. */
const partsTogether = 128;

/**
 * Names the pairs that more than one story has, those whose hashes begin alike together (a radix partition: Manegold, Boncz &
 * Kersten, "Optimizing main-memory join on modern hardware", 2002). Each story has its own in the order of their hashes, so that the
 * parts that are worked out together are a run of each story's.
 */
export function toPairs(stories: readonly Story[], reference: readonly number[]): Pairs {
  const isReference = new Uint8Array(stories.length);
  for (const i of reference) isReference[i] = 1;
  const all = stories.map(({ terms }) => terms.pairs);
  const partition = toPartition(all);
  const partitioner = new Partitioner(all, partition, isReference);
  const table = new PartTable(partition.longest);
  const slices: NamedSlice[] = [];
  for (let first = 0; first < partition.parts; first += partsTogether) {
    slices.push(nameSlice(partitioner.toSlice(first), table));
  }
  return { ...toStories(slices, stories.length), ...table.toNamed() };
}

/** How hashes are divided by their leading bits. */
interface Partition {
  readonly bits: number;
  readonly parts: number;
  /** Where each part would begin if all stood one after the other. */
  readonly starts: Uint32Array;
  /** Pairs in the longest part. */
  readonly longest: number;
}

function toPartition(all: readonly Uint32Array[]): Partition {
  const total = all.reduce((sum, { length }) => sum + length, 0);
  const bits = Math.ceil(Math.log2(total / partLength + 2));
  const parts = 2 ** bits;
  const starts = new Uint32Array(parts + 1);
  for (const hashes of all) {
    for (let i = 0; i < hashes.length; i++) {
      const part = (hashes[i] as number) >>> (32 - bits);
      starts[part + 1] = (starts[part + 1] as number) + 1;
    }
  }
  const longest = starts.reduce((most, count) => Math.max(most, count), 0);
  for (let part = 0; part < parts; part++) starts[part + 1] = (starts[part + 1] as number) + (starts[part] as number);
  return { bits, parts, starts, longest };
}

/** The pairs of some parts. */
interface Slice {
  /** Those of story i are, in the order of its terms, from `storyStarts[i]` to `storyStarts[i + 1]` in `ids`. */
  readonly storyStarts: Uint32Array;
  /** Where the first of each stands among the pairs of its terms. */
  readonly from: Uint32Array;
  /** Room for their numbers. */
  readonly ids: Uint32Array;
  /**
   * The same part by part, each from `partStarts[i]` to `partStarts[i + 1]`: their hashes, and twice the place where they stand in
   * `ids`, one more for those of reference stories.
   */
  readonly partStarts: Uint32Array;
  readonly hashes: Uint32Array;
  readonly places: Uint32Array;
}

/** Divides pairs into parts. Its slices share their memory. */
class Partitioner {
  private readonly all: readonly Uint32Array[];
  private readonly partition: Partition;
  private readonly isReference: Uint8Array;
  private readonly hashes: Uint32Array;
  private readonly places: Uint32Array;
  private readonly ids: Uint32Array;
  private readonly from: Uint32Array;
  private readonly to: Uint32Array;
  private readonly storyStarts: Uint32Array;

  constructor(all: readonly Uint32Array[], partition: Partition, isReference: Uint8Array) {
    const { starts, parts } = partition;
    let most = 0;
    for (let first = 0; first < parts; first += partsTogether) {
      most = Math.max(most, (starts[Math.min(parts, first + partsTogether)] as number) - (starts[first] as number));
    }
    this.all = all;
    this.partition = partition;
    this.isReference = isReference;
    this.hashes = new Uint32Array(most);
    this.places = new Uint32Array(most);
    this.ids = new Uint32Array(most);
    this.from = new Uint32Array(all.length);
    this.to = new Uint32Array(all.length);
    this.storyStarts = new Uint32Array(all.length + 1);
  }

  /** Those that follow the slice before; the first of them is part `first`. */
  toSlice(first: number): Slice {
    const { all, hashes, places, ids, from, to, storyStarts } = this;
    const { bits, parts, starts } = this.partition;
    const count = Math.min(partsTogether, parts - first);
    const offset = starts[first] as number;
    const partStarts = starts.slice(first, first + count + 1).map((start) => start - offset);
    const next = partStarts.slice();
    from.set(to);
    let size = 0;
    for (let story = 0; story < all.length; story++) {
      const own = all[story] as Uint32Array;
      const bit = this.isReference[story] as number;
      let i = from[story] as number;
      for (; i < own.length; i++) {
        const hash = own[i] as number;
        const part = (hash >>> (32 - bits)) - first;
        if (part >= count) break;
        const at = next[part] as number;
        next[part] = at + 1;
        hashes[at] = hash;
        places[at] = 2 * size++ + bit;
      }
      to[story] = i;
      storyStarts[story + 1] = size;
    }
    return { storyStarts, from, ids, partStarts, hashes, places };
  }
}

/** The named pairs of a slice, in the order of stories. */
interface NamedSlice {
  readonly stories: Uint32Array;
  readonly places: Uint32Array;
  readonly ids: Uint32Array;
}

function nameSlice(slice: Slice, table: PartTable): NamedSlice {
  const { storyStarts, from, ids, partStarts, hashes, places } = slice;
  let size = 0;
  for (let part = 0; part + 1 < partStarts.length; part++) {
    const end = partStarts[part + 1] as number;
    table.clear();
    for (let at = partStarts[part] as number; at < end; at++) {
      // From here on the slot of the hash stands in its place.
      hashes[at] = table.count(hashes[at] as number, (places[at] as number) & 1);
    }
    for (let at = partStarts[part] as number; at < end; at++) {
      const id = table.toId(hashes[at] as number);
      if (id !== 0) size++;
      ids[(places[at] as number) >>> 1] = id;
    }
  }
  const named = { stories: new Uint32Array(size), places: new Uint32Array(size), ids: new Uint32Array(size) };
  let at = 0;
  for (let story = 0; story < from.length; story++) {
    const start = storyStarts[story] as number;
    const end = storyStarts[story + 1] as number;
    for (let i = start; i < end; i++) {
      const id = ids[i] as number;
      if (id === 0) continue;
      named.stories[at] = story;
      named.places[at] = (from[story] as number) + i - start;
      named.ids[at++] = id;
    }
  }
  return named;
}

/** Puts the pairs of all slices in the order of stories (counting sort). */
function toStories(slices: readonly NamedSlice[], size: number): Pick<Pairs, "starts" | "places" | "ids"> {
  const starts = new Uint32Array(size + 1);
  for (const { stories } of slices) {
    for (let i = 0; i < stories.length; i++) {
      const story = stories[i] as number;
      starts[story + 1] = (starts[story + 1] as number) + 1;
    }
  }
  for (let story = 0; story < size; story++)
    starts[story + 1] = (starts[story + 1] as number) + (starts[story] as number);
  const next = starts.slice();
  const places = new Uint32Array(starts[size] as number);
  const ids = new Uint32Array(starts[size] as number);
  for (const slice of slices) {
    for (let i = 0; i < slice.ids.length; i++) {
      const story = slice.stories[i] as number;
      const at = next[story] as number;
      next[story] = at + 1;
      places[at] = slice.places[i] as number;
      ids[at] = slice.ids[i] as number;
    }
  }
  return { starts, places, ids };
}

/** Fields of a slot of the table: hash, number of stories (0 if the slot is free), number of reference stories, id. */
const fields = 4;
const inAll = 1;
const inReference = 2;
const id = 3;

/** A hash table with open addressing for the pairs of one part at a time. */
class PartTable {
  private readonly slots: Uint32Array;
  private readonly hashes = [0];
  private readonly reference = [0];

  constructor(most: number) {
    this.slots = new Uint32Array(fields * 2 ** Math.ceil(Math.log2(2 * most + 2)));
  }

  clear(): void {
    this.slots.fill(0);
  }

  /** One more story that has a pair. Returns the pair's slot. */
  count(pair: number, own: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = (pair << 2) & mask;
    while (slots[slot + inAll] !== 0 && slots[slot] !== pair) slot = (slot + fields) & mask;
    slots[slot] = pair;
    slots[slot + inAll] = (slots[slot + inAll] as number) + 1;
    slots[slot + inReference] = (slots[slot + inReference] as number) + own;
    return slot;
  }

  /** The number of the pair in a slot, 0 if only one story has it. */
  toId(slot: number): number {
    const { slots } = this;
    if ((slots[slot + inAll] as number) < 2) return 0;
    if (slots[slot + id] === 0) {
      slots[slot + id] = this.hashes.push(slots[slot] as number) - 1;
      this.reference.push(slots[slot + inReference] as number);
    }
    return slots[slot + id] as number;
  }

  toNamed(): Pick<Pairs, "reference" | "hashes"> {
    return { reference: Uint32Array.from(this.reference), hashes: Uint32Array.from(this.hashes) };
  }
}
