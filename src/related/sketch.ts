/** Number of shingles in a sketch: the standard error of the estimated resemblance is at most 0.5 / √96 = 0.051. */
export const SKETCH_SIZE = 96;

/**
 * Estimated Jaccard resemblance of two texts, 0 to 1, from their pairs of neighbouring words (hashes,
 * ascending): of the smallest `most` of the union, the share that both have. Broder, "On the resemblance
 * and containment of documents", 1997; the smallest hashes of one function as in Cohen & Kaplan,
 * "Summarizing data using bottom-k sketches", 2007.
 */
export function toResemblance(a: Uint32Array, b: Uint32Array, most: number): number {
  const size = Math.min(most, Math.max(a.length, b.length));
  let shared = 0;
  let seen = 0;
  let i = 0;
  let j = 0;
  for (; seen < size && i < a.length && j < b.length; seen++) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  // Where one has ended, the other goes on alone.
  seen = Math.min(size, seen + a.length - i + b.length - j);
  return seen === 0 ? 0 : shared / seen;
}

/**
 * The smallest `size` hashes of each text that has so many, one text after the other:
 * two are compared by a look at two places.
 */
export function toSketches(texts: readonly Uint32Array[], size: number): Uint32Array {
  const sketches = new Uint32Array(texts.length * size);
  for (let text = 0; text < texts.length; text++) {
    const hashes = texts[text] as Uint32Array;
    if (hashes.length < size) continue;
    for (let i = 0; i < size; i++) sketches[text * size + i] = hashes[i] as number;
  }
  return sketches;
}

/** How many of the `size` smallest hashes of two texts' union both have, from their sketches; counted up to two. */
export function countShared(sketches: Uint32Array, size: number, [a, b]: readonly [number, number]): number {
  let i = a * size;
  let j = b * size;
  let shared = 0;
  for (let seen = 0; seen < size && shared < 2; seen++) {
    const x = sketches[i] as number;
    const y = sketches[j] as number;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}
