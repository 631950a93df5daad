import type { StoryTerms } from "./terms.ts";

/** Changes with the layout, and with what any of the numbers means. */
const VERSION = 2;
const HEADER_LENGTH = 8;

/**
 * Terms as one run of bytes, to be stored. Numbers are in the byte order of the machine; eight 32-bit numbers come
 * first: version, then the number of words, of those of the headline, of headline and dek, of pairs, of passages,
 * of places in passages, and of bytes of names; then the arrays, the widest numbers first.
 */
export function encodeTerms(terms: StoryTerms): Uint8Array {
  const { words, counts, headlineSize, keyCounts, pairs, pairCounts, passageCount, spotCounts, spots, names } = terms;
  const sizes = [words.length, headlineSize, keyCounts.length, pairs.length, passageCount, spots.length];
  const header = Uint32Array.of(VERSION, ...sizes, names.length);
  const parts = [header, words, pairs, counts, keyCounts, pairCounts, spotCounts, spots, names];
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/**
 * The same terms, as views of the bytes where these are aligned. Throws unless this version's `encodeTerms` made them.
 */
export function decodeTerms(bytes: Uint8Array): StoryTerms {
  const { buffer, byteOffset, length } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const header = length < 4 * HEADER_LENGTH ? [] : new Uint32Array(buffer, byteOffset, HEADER_LENGTH);
  const [found, words = 0, headlineSize = 0, keys = 0, pairs = 0, passageCount = 0, spots = 0, names = 0] = header;
  const expected = 4 * (HEADER_LENGTH + words + pairs) + words + keys + pairs + words + spots + names;
  if (found !== VERSION || length !== expected) throw new Error("these bytes are no terms of this version");
  let at = byteOffset + 4 * HEADER_LENGTH;
  const skip = (size: number): number => {
    at += size;
    return at - size;
  };
  return {
    words: new Uint32Array(buffer, skip(4 * words), words),
    headlineSize,
    passageCount,
    pairs: new Uint32Array(buffer, skip(4 * pairs), pairs),
    counts: new Uint8Array(buffer, skip(words), words),
    keyCounts: new Uint8Array(buffer, skip(keys), keys),
    pairCounts: new Uint8Array(buffer, skip(pairs), pairs),
    spotCounts: new Uint8Array(buffer, skip(words), words),
    spots: new Uint8Array(buffer, skip(spots), spots),
    names: new Uint8Array(buffer, skip(names), names),
  };
}
