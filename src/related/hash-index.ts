/** Hashes that share a bucket, about. */
const bucketLength = 4;

/** Hashes in parts: those of part i are from `starts[i]` to `starts[i + 1]`. */
export interface HashParts {
  readonly starts: Uint32Array;
  readonly hashes: Uint32Array;
}

/**
 * Where each hash stands among those of many parts: what an edit asks for is found without passing over the rest. The leading
 * bits of a hash are its bucket, and a counting sort puts the places of each bucket one after the other.
 */
export class HashIndex {
  private readonly parts: HashParts;
  private readonly shift: number;
  /** The places of bucket i are from `ends[i - 1]` to `ends[i]`. */
  private readonly ends: Uint32Array;
  private readonly places: Uint32Array;

  constructor(parts: HashParts) {
    const { hashes } = parts;
    const bits = Math.max(1, Math.min(24, Math.floor(Math.log2(hashes.length / bucketLength + 2))));
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
  }

  /** Calls `take` with each part that has a hash, and with where it stands among the hashes, ascending. */
  find(hash: number, take: (part: number, at: number) => void): void {
    const { ends, places } = this;
    const { hashes } = this.parts;
    const bucket = hash >>> this.shift;
    const end = ends[bucket] as number;
    for (let k = bucket === 0 ? 0 : (ends[bucket - 1] as number); k < end; k++) {
      const at = places[k] as number;
      if (hashes[at] === hash) take(this.toPart(at), at);
    }
  }

  /** By halving. */
  private toPart(at: number): number {
    const { starts } = this.parts;
    let low = 0;
    let high = starts.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle;
    }
    return low;
  }
}
