import type { HashIds } from "./hash-ids.ts";

/** Bits for each hash: with 16 of them 94 of 100 strangers are told by one bit, … */
const BITS_PER_HASH = 16;

/** … in tables of at most 2^21 bits, which the processor's second cache holds. */
const MOST_BITS = 21;

/**
 * Finds the ids of some hashes among very many others: a bit tells most of these apart without a look at the table,
 * which is too large to be near (a Bloom filter, 1970, with one hash function).
 */
export class HashFinder {
  private readonly bits: Uint32Array;
  /** Its bits are the upper ones of a hash: the table of ids takes the lower. */
  private readonly shift: number;
  private readonly ids: HashIds;

  constructor(ids: HashIds) {
    this.ids = ids;
    const wanted = Math.ceil(Math.log2(BITS_PER_HASH * ids.size));
    const bits = Math.max(5, Math.min(MOST_BITS, wanted));
    this.shift = 32 - bits;
    this.bits = new Uint32Array(2 ** (bits - 5));
    for (const hash of ids.toHashes().subarray(1)) {
      const bit = hash >>> this.shift;
      this.bits[bit >>> 5] = (this.bits[bit >>> 5] as number) | (1 << (bit & 31));
    }
  }

  /** 0 for a hash that has no id. */
  findId(hash: number): number {
    const bit = hash >>> this.shift;
    if ((((this.bits[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) return 0;
    return this.ids.findId(hash);
  }
}
