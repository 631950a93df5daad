/** The finaliser of MurmurHash3 (Appleby): every bit of the input moves every bit of the result. */
function toMixed(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** 32 bits for a word: two that share them are taken for the same word (Weinberger et al., "Feature hashing", 2009). */
export function toWordHash(word: string): number {
  return toTextHash(word, 0, word.length);
}

/** The same for the word that stands in a text from one place to another. FNV-1a (Fowler, Noll & Vo) over UTF-16 units, then mixed. */
export function toTextHash(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return toMixed(hash);
}

/** 32 bits for two neighbouring words, in this order, from the hashes of the two. */
export function toPairHash(first: number, second: number): number {
  return toMixed(Math.imul(first, 0x9e3779b1) ^ second);
}
