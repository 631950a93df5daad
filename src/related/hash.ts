/** The finaliser of MurmurHash3 (Appleby): every bit of the input moves every bit of the result. */
export function toMixed(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The value that is mixed to this: each step backwards, by inverse factors modulo 2^32. */
function toUnmixed(mixed: number): number {
  let value = Math.imul(mixed ^ (mixed >>> 16), 0x7ed1b41d);
  value = Math.imul(value ^ (value >>> 13) ^ (value >>> 26), 0xa5cb9243);
  return (value ^ (value >>> 16)) >>> 0;
}

/** FNV-1a (Fowler, Noll & Vo) over UTF-16 units: the hash of no units, … */
export const EMPTY_HASH = 0x811c9dc5;

/** … and that of one more. */
export function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/**
 * 32 bits for a word: FNV-1a, then mixed. Words that share them are taken for one
 * (Weinberger et al., "Feature hashing", 2009).
 */
export function toWordHash(word: string): number {
  let hash = EMPTY_HASH;
  for (let i = 0; i < word.length; i++) hash = addToHash(hash, word.charCodeAt(i));
  return toMixed(hash);
}

/** 32 bits for two neighbouring words, in this order, from the hashes of the two. */
export function toPairHash(first: number, second: number): number {
  return toMixed(Math.imul(first, 0x9e3779b1) ^ second);
}

/** The hash of the second word of a pair, from that of the pair and of the first. */
export function toSecondHash(pair: number, first: number): number {
  return (toUnmixed(pair) ^ Math.imul(first, 0x9e3779b1)) >>> 0;
}
