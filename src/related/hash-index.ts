/** Hashes that share a bucket, about. */
const BUCKET_LENGTH = 4;

/** Hashes in parts: those of part i are from `starts[i]` to `starts[i + 1]`. */
export interface HashParts {
  readonly starts: Uint32Array;
  readonly hashes: Uint32Array;
}

/** Of parts that lie apart. */
export function toHashParts(parts: readonly Uint32Array[]): HashParts {
  const starts = new Uint32Array(parts.length + 1);
  for (const [i, { length }] of parts.entries()) starts[i + 1] = (starts[i] as number) + length;
  const hashes = new Uint32Array(starts[parts.length] as number);
  for (const [i, part] of parts.entries()) hashes.set(part, starts[i]);
  return { starts, hashes };
}

/**
 * Where each hash stands among those of many parts: what an edit asks for is found without passing over the rest.
 * The leading bits of a hash are its bucket, and a counting sort puts the places of each bucket one after the other.
 */
export class HashIndex {
  foundParts: Uint32Array = new Uint32Array(64);
  /** Where each of them has it among all hashes. */
  foundPlaces: Uint32Array = new Uint32Array(64);
  private readonly parts: HashParts;
  private readonly shift: number;
  /** The places of bucket i are from `ends[i - 1]` to `ends[i]`. */
  private readonly ends: Uint32Array;
  private readonly places: Uint32Array;
  /** The part in which each block of hashes begins. */
  private readonly blocks: Uint32Array;

  constructor(parts: HashParts) {
    const { hashes } = parts;
    const bits = Math.max(1, Math.min(24, Math.floor(Math.log2(hashes.length / BUCKET_LENGTH + 2))));
    this.parts = parts;
    this.shift = 32 - bits;
    const { shift } = this;
    const ends = new Uint32Array(2 ** bits);
    for (let at = 0; at < hashes.length; at++) {
      const bucket = (hashes[at] as number) >>> shift;
      ends[bucket] = (ends[bucket] as number) + 1;
    }
    let start = 0;
    for (let bucket = 0; bucket < ends.length; bucket++) {
      const count = ends[bucket] as number;
      ends[bucket] = start;
      start += count;
    }
    const places = new Uint32Array(hashes.length);
    for (let at = 0; at < hashes.length; at++) {
      const bucket = (hashes[at] as number) >>> shift;
      const end = ends[bucket] as number;
      places[end] = at;
      ends[bucket] = end + 1;
    }
    this.ends = ends;
    this.places = places;
    this.blocks = toBlocks(parts);
  }

  /** Finds the parts that have a hash, in order. Returns how many: `foundParts` and `foundPlaces` begin with them. */
  find(hash: number): number {
    const { ends, places } = this;
    const { hashes } = this.parts;
    const bucket = hash >>> this.shift;
    const end = ends[bucket] as number;
    const start = bucket === 0 ? 0 : (ends[bucket - 1] as number);
    if (end - start > this.foundParts.length) this.grow(end - start);
    const { foundParts, foundPlaces } = this;
    let count = 0;
    for (let k = start; k < end; k++) {
      const at = places[k] as number;
      if (hashes[at] !== hash) continue;
      foundParts[count] = this.toPart(at);
      foundPlaces[count++] = at;
    }
    return count;
  }

  private grow(length: number): void {
    this.foundParts = new Uint32Array(2 * length);
    this.foundPlaces = new Uint32Array(2 * length);
  }

  private toPart(at: number): number {
    const { starts } = this.parts;
    let part = this.blocks[at >>> BLOCK_BITS] as number;
    while ((starts[part + 1] as number) <= at) part++;
    return part;
  }
}

/** Hashes of a block: a part is looked for from the first of a block on. */
const BLOCK_BITS = 8;

function toBlocks({ starts, hashes }: HashParts): Uint32Array {
  const blocks = new Uint32Array((hashes.length >>> BLOCK_BITS) + 1);
  let part = 0;
  for (let block = 0; block < blocks.length; block++) {
    while ((starts[part + 1] as number) <= block << BLOCK_BITS) part++;
    blocks[block] = part;
  }
  return blocks;
}
