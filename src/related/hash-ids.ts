import { letGo } from "../base/let-go.ts";

const MOST_KEPT = 2 ** 13;

/** Ids 1, 2, 3, … for 32-bit hashes, in order of arrival: a table with open addressing, hash and id side by side. */
export class HashIds {
  /** Ids are below this. */
  size = 1;
  /** The table: hash, id, hash, id, … An id of 0 is none. */
  slots: Uint32Array;

  /** With room for so many ids before it grows. */
  constructor(room = 512) {
    // A table without a free slot, one for nothing among them, would be searched for ever.
    this.slots = new Uint32Array(2 ** Math.ceil(Math.log2(3 * Math.max(1, room))));
  }

  /** Ids as `toHashes` tells them. */
  static of(hashes: Uint32Array): HashIds {
    const ids = new HashIds(hashes.length);
    for (let id = 1; id < hashes.length; id++) ids.toId(hashes[id] as number);
    return ids;
  }

  /** From `slots`, which it takes for its own. */
  static ofSlots(slots: Uint32Array): HashIds {
    const ids = new HashIds(0);
    ids.slots = slots;
    for (let slot = 1; slot < slots.length; slot += 2) ids.size = Math.max(ids.size, (slots[slot] as number) + 1);
    return ids;
  }

  toId(hash: number): number {
    const { slots } = this;
    let slot = (hash << 1) & (slots.length - 1);
    while (true) {
      const id = slots[slot + 1] as number;
      if (id === 0) return this.add(slot, hash);
      if (slots[slot] === hash) return id;
      slot = (slot + 2) & (slots.length - 1);
    }
  }

  /** 0 for a hash that has no id. */
  findId(hash: number): number {
    const { slots } = this;
    let slot = (hash << 1) & (slots.length - 1);
    while (slots[slot + 1] !== 0 && slots[slot] !== hash) slot = (slot + 2) & (slots.length - 1);
    return slots[slot + 1] as number;
  }

  /** The hashes by id. */
  toHashes(): Uint32Array {
    const hashes = new Uint32Array(this.size);
    for (let slot = 0; slot < this.slots.length; slot += 2) {
      if (this.slots[slot + 1] !== 0) hashes[this.slots[slot + 1] as number] = this.slots[slot] as number;
    }
    return hashes;
  }

  /** Forgets all ids. Room is kept, unless it is so much that to empty it takes longer than to make some. */
  clear(): void {
    this.size = 1;
    if (this.slots.length <= MOST_KEPT) this.slots.fill(0);
    else this.slots = new Uint32Array(MOST_KEPT);
  }

  private add(slot: number, hash: number): number {
    const id = this.size++;
    this.slots[slot] = hash;
    this.slots[slot + 1] = id;
    if (this.size * 3 > this.slots.length) this.grow();
    return id;
  }

  private grow(): void {
    const { slots } = this;
    const longer = new Uint32Array(slots.length * 2);
    for (let from = 0; from < slots.length; from += 2) {
      if (slots[from + 1] === 0) continue;
      let slot = ((slots[from] as number) << 1) & (longer.length - 1);
      while (longer[slot + 1] !== 0) slot = (slot + 2) & (longer.length - 1);
      longer[slot] = slots[from] as number;
      longer[slot + 1] = slots[from + 1] as number;
    }
    letGo(slots);
    this.slots = longer;
  }
}
