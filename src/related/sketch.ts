/** Number of shingles kept: the standard error of the estimated resemblance is at most 0.5 / √96 = 0.051. */
const sketchSize = 96;

/**
 * Bottom-k sketch of the set of pairs of neighbouring words (their 31-bit hashes, the smallest 96, ascending).
 * Broder, "On the resemblance and containment of documents", 1997; bottom-k after Cohen & Kaplan, 2007.
 */
export function toSketch(words: string): readonly number[] {
  const hashes = new Uint32Array(words.length / 2 + 1);
  let count = 0;
  let before = 0;
  let hash = 0;
  for (let i = 0; i <= words.length; i++) {
    const code = i < words.length ? words.charCodeAt(i) : 32;
    if (code > 32) hash = Math.imul(hash ^ code, 0x01000193);
    else if (hash !== 0) {
      if (before !== 0) hashes[count++] = toMixed(Math.imul(before, 0x9e3779b1) ^ hash) >>> 1;
      before = hash;
      hash = 0;
    }
  }
  return Array.from(hashes.subarray(0, count).sort())
    .filter((value, i, all) => value !== all[i - 1])
    .slice(0, sketchSize);
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the input moves every bit of the result. */
export function toMixed(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Estimated Jaccard resemblance of two texts, 0 to 1: of the k smallest shingles of the union, the share that both have. */
export function toResemblance(a: readonly number[], b: readonly number[]): number {
  const size = Math.min(sketchSize, Math.max(a.length, b.length));
  let shared = 0;
  let seen = 0;
  for (let i = 0, j = 0; seen < size && (i < a.length || j < b.length); seen++) {
    const x = a[i] ?? Number.POSITIVE_INFINITY;
    const y = b[j] ?? Number.POSITIVE_INFINITY;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return seen === 0 ? 0 : shared / seen;
}
