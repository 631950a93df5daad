import { toPairHash } from "./hash.ts";
import { sortHashes } from "./sort-hashes.ts";
import { Tokenizer } from "./tokenizer.ts";

/** What is read of one article to find its terms. `text` is the body's plain text, a blank line between paragraphs. */
export interface StoryText {
  readonly lang: string;
  readonly headline: string;
  readonly dek: string;
  readonly text: string;
}

/** The terms of one article as compact plain data; terms-codec.ts makes one run of bytes of it. */
export interface StoryTerms {
  /** Hashes of its words, each once, in the order in which they first stand: headline, dek, body. */
  readonly words: Uint32Array;
  /** How often each word stands there, one of the headline counting three times; at most 255. */
  readonly counts: Uint8Array;
  /** The first so many of the words stand in the headline. */
  readonly headlineSize: number;
  /** For the first words, those of headline and dek: how often they stand there, one of the headline counting twice. */
  readonly keyCounts: Uint8Array;
  /** Hashes of its pairs of neighbouring words, each once, ascending. The smallest are its sketch (sketch.ts). */
  readonly pairs: Uint32Array;
  /** How often each pair stands there, one of the headline counting three times; at most 255. */
  readonly pairCounts: Uint8Array;
  /** Paragraphs of the body; short ones have joined the next. */
  readonly passageCount: number;
  /** For each word in how many places it stands in the body; more than 255 are left out. */
  readonly spotCounts: Uint8Array;
  /** The passages of these places, word after word, ascending for each. */
  readonly spots: Uint8Array;
  /** The words themselves in UTF-8, separated by spaces: only for explanations. */
  readonly names: Uint8Array;
}

/** A word or pair of the headline counts as often as this many of the text. */
const HEADLINE_COUNT = 3;

/** A word of the headline counts as this many of the dek. */
const KEY_HEADLINE_COUNT = 2;

/** Shorter paragraphs join the next: a heading, a line of a list. Words that are not stop words. */
const PASSAGE_LENGTH = 20;

/** So many passages are told apart; what comes after is part of the last. */
const MOST_PASSAGES = 255;

/** One for all articles: what it keeps is room. */
const tokenizer = new Tokenizer();

/** About 0.14 ms for an article of 5 KB. */
export function toTerms({ lang, headline, dek, text }: StoryText): StoryTerms {
  tokenizer.begin(lang);
  tokenizer.read(headline);
  const headlineSize = tokenizer.size;
  const headlineEnd = tokenizer.end;
  tokenizer.read(dek);
  const keySize = tokenizer.size;
  const keyEnd = tokenizer.end;
  const ends = tokenizer.read(text);
  const words = tokenizer.toHashes();
  const tokens = tokenizer.tokens.subarray(0, tokenizer.end);
  const headlineTokens = tokens.subarray(0, headlineEnd);
  const body = tokens.subarray(keyEnd);
  const counts = toCounts(tokens, words.length);
  addCounts(counts, headlineTokens, HEADLINE_COUNT - 1);
  const keyCounts = toCounts(tokens.subarray(0, keyEnd), keySize);
  addCounts(keyCounts, headlineTokens, KEY_HEADLINE_COUNT - 1);
  return {
    words,
    counts,
    headlineSize,
    keyCounts,
    ...toPairs(tokens, [headlineEnd, keyEnd, ...ends], words),
    ...toSpots(
      body,
      ends.map((end) => end - keyEnd),
      words.length,
    ),
    names: tokenizer.toNames(),
  };
}

/** How often each of the first `size` words stands among the tokens. */
function toCounts(tokens: Uint16Array, size: number): Uint8Array {
  const counts = new Uint8Array(size);
  addCounts(counts, tokens, 1);
  return counts;
}

/** Lets each of the tokens count so many times more. */
function addCounts(counts: Uint8Array, tokens: Uint16Array, times: number): void {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as number;
    counts[token] = Math.min(255, (counts[token] as number) + times);
  }
}

/** The tokens of several lines, the first being the headline, up to the end of each. */
function toPairs(
  tokens: Uint16Array,
  ends: readonly number[],
  words: Uint32Array,
): Pick<StoryTerms, "pairs" | "pairCounts"> {
  const sorted = toSortedPairs(tokens, ends, words);
  const pairCounts = new Uint8Array(sorted.length);
  let size = 0;
  for (let i = 0; i < sorted.length; i++) {
    const pair = sorted[i] as number;
    if (size === 0 || pair !== sorted[size - 1]) sorted[size++] = pair;
    pairCounts[size - 1] = Math.min(255, (pairCounts[size - 1] as number) + 1);
  }
  return { pairs: sorted.subarray(0, size), pairCounts: pairCounts.subarray(0, size) };
}

/** All pairs, ascending, each as often as it counts. */
function toSortedPairs(tokens: Uint16Array, ends: readonly number[], words: Uint32Array): Uint32Array {
  const all = new Uint32Array(tokens.length + (HEADLINE_COUNT - 1) * (ends[0] ?? 0));
  let size = 0;
  let at = 0;
  let copies = HEADLINE_COUNT;
  for (const end of ends) {
    for (at++; at < end; at++) {
      const pair = toPairHash(words[tokens[at - 1] as number] as number, words[tokens[at] as number] as number);
      for (let times = copies; times > 0; times--) all[size++] = pair;
    }
    at = end;
    copies = 1;
  }
  return sortHashes(all.subarray(0, size));
}

/** The tokens of the body's paragraphs, up to the end of each. */
function toSpots(
  tokens: Uint16Array,
  ends: readonly number[],
  words: number,
): Pick<StoryTerms, "passageCount" | "spotCounts" | "spots"> {
  const spotCounts = toCounts(tokens, words);
  const next = new Uint32Array(words + 1);
  for (let word = 0; word < words; word++) next[word + 1] = (next[word] as number) + (spotCounts[word] as number);
  const spots = new Uint8Array(next[words] as number);
  const left = spotCounts.slice();
  let passage = 0;
  let begin = 0;
  let at = 0;
  for (const end of ends) {
    if (at - begin >= PASSAGE_LENGTH) {
      passage = Math.min(passage + 1, MOST_PASSAGES - 1);
      begin = at;
    }
    for (; at < end; at++) {
      const token = tokens[at] as number;
      if (left[token] === 0) continue;
      left[token] = (left[token] as number) - 1;
      const spot = next[token] as number;
      spots[spot] = passage;
      next[token] = spot + 1;
    }
  }
  return { passageCount: ends.length === 0 ? 0 : passage + 1, spotCounts, spots };
}
