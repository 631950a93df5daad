import type { Story } from "./story.ts";

/** Pairs of neighbouring words that more than one story has; all others can match nothing. */
export interface Pairs {
  /** Number of each pair of each story, from 1; 0 if no other story has it. Those of story i are from `starts[i]`, in the order of its terms. */
  readonly ids: Uint32Array;
  readonly starts: Uint32Array;
  /** How many reference stories have each, by number. */
  readonly reference: Uint32Array;
  /** The hash of each, by number. */
  readonly hashes: Uint32Array;
}

/** Pairs in one part, about: the table for them fits the processor's cache; one table for all would miss it at every look. */
const partLength = 1 << 15;

/** Names the pairs, those whose hashes begin alike together (a radix partition: Manegold, Boncz & Kersten, "Optimizing main-memory join on modern hardware", 2002). */
export function toPairs(stories: readonly Story[], reference: readonly number[]): Pairs {
  const starts = new Uint32Array(stories.length + 1);
  for (const [i, { terms }] of stories.entries()) starts[i + 1] = (starts[i] as number) + terms.pairs.length;
  const isReference = new Uint8Array(stories.length);
  for (const i of reference) isReference[i] = 1;
  const { partStarts, hashes, places } = toParts(stories, starts);
  const ids = new Uint32Array(hashes.length);
  const table = new PartTable(partStarts.reduce((most, end, i) => Math.max(most, end - (partStarts[i - 1] ?? 0)), 0));
  for (let part = 0; part + 1 < partStarts.length; part++) {
    const from = partStarts[part] as number;
    const to = partStarts[part + 1] as number;
    table.clear();
    for (let at = from, story = 0; at < to; at++) {
      while ((places[at] as number) >= (starts[story + 1] as number)) story++;
      // From here on the slot of the hash stands in its place.
      hashes[at] = table.count(hashes[at] as number, isReference[story] as number);
    }
    for (let at = from; at < to; at++) {
      const id = table.toId(hashes[at] as number);
      if (id !== 0) ids[places[at] as number] = id;
    }
  }
  return { ids, starts, ...table.toNamed() };
}

/** Hashes of all pairs with their places in `Pairs.ids`, ascending in each part. */
interface Parts {
  readonly partStarts: Uint32Array;
  readonly hashes: Uint32Array;
  readonly places: Uint32Array;
}

function toParts(stories: readonly Story[], starts: Uint32Array): Parts {
  const total = starts[stories.length] as number;
  const bits = Math.ceil(Math.log2(total / partLength + 2));
  const partStarts = new Uint32Array(2 ** bits + 1);
  for (const { terms } of stories) {
    const { pairs } = terms;
    for (let i = 0; i < pairs.length; i++) {
      const part = (pairs[i] as number) >>> (32 - bits);
      partStarts[part + 1] = (partStarts[part + 1] as number) + 1;
    }
  }
  for (let part = 0; part < 2 ** bits; part++) {
    partStarts[part + 1] = (partStarts[part + 1] as number) + (partStarts[part] as number);
  }
  const next = partStarts.slice();
  const hashes = new Uint32Array(total);
  const places = new Uint32Array(total);
  for (const [story, { terms }] of stories.entries()) {
    const { pairs } = terms;
    const start = starts[story] as number;
    for (let i = 0; i < pairs.length; i++) {
      const part = (pairs[i] as number) >>> (32 - bits);
      const at = next[part] as number;
      next[part] = at + 1;
      hashes[at] = pairs[i] as number;
      places[at] = start + i;
    }
  }
  return { partStarts, hashes, places };
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
