import { toPairHash } from "./hash.ts";
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
  const headlineTokens = tokenizer.read(headline);
  const headlineSize = tokenizer.size;
  const dekTokens = tokenizer.read(dek);
  const keySize = tokenizer.size;
  const body = text
    .split(/\n{2,}/)
    .map((paragraph) => tokenizer.read(paragraph))
    .filter((tokens) => tokens.length > 0);
  const lines = [headlineTokens, dekTokens, ...body];
  const words = tokenizer.toHashes();
  return {
    words,
    counts: toCounts(lines, words.length, HEADLINE_COUNT),
    headlineSize,
    keyCounts: toCounts([headlineTokens, dekTokens], keySize, KEY_HEADLINE_COUNT),
    ...toPairs(lines, words),
    ...toSpots(body, words.length),
    names: tokenizer.toNames(),
  };
}

/** How often each of the first `size` words stands in the lines, the first line counting `firstCount` times. */
function toCounts(lines: readonly (readonly number[])[], size: number, firstCount: number): Uint8Array {
  const counts = new Uint8Array(size);
  for (const [i, tokens] of lines.entries()) {
    const times = i === 0 ? firstCount : 1;
    for (const token of tokens) counts[token] = Math.min(255, (counts[token] as number) + times);
  }
  return counts;
}

function toPairs(lines: readonly (readonly number[])[], words: Uint32Array): Pick<StoryTerms, "pairs" | "pairCounts"> {
  const sorted = toSortedPairs(lines, words);
  const pairs = new Uint32Array(sorted.length);
  const pairCounts = new Uint8Array(sorted.length);
  let size = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) pairs[size++] = sorted[i] as number;
    pairCounts[size - 1] = Math.min(255, (pairCounts[size - 1] as number) + 1);
  }
  return { pairs: pairs.slice(0, size), pairCounts: pairCounts.slice(0, size) };
}

/** All pairs, ascending, each as often as it counts. */
function toSortedPairs(lines: readonly (readonly number[])[], words: Uint32Array): Uint32Array {
  const most = lines.reduce((sum, tokens, i) => sum + tokens.length * (i === 0 ? HEADLINE_COUNT : 1), 0);
  const all = new Uint32Array(most);
  let size = 0;
  for (const [i, tokens] of lines.entries()) {
    for (let at = 1; at < tokens.length; at++) {
      const pair = toPairHash(words[tokens[at - 1] as number] as number, words[tokens[at] as number] as number);
      for (let times = i === 0 ? HEADLINE_COUNT : 1; times > 0; times--) all[size++] = pair;
    }
  }
  return all.subarray(0, size).sort();
}

function toSpots(
  paragraphs: readonly (readonly number[])[],
  words: number,
): Pick<StoryTerms, "passageCount" | "spotCounts" | "spots"> {
  const spotCounts = new Uint8Array(words);
  let spotCount = 0;
  for (const token of paragraphs.flat()) {
    if (spotCounts[token] === 255) continue;
    spotCounts[token] = (spotCounts[token] as number) + 1;
    spotCount++;
  }
  const next = new Uint32Array(words + 1);
  for (let word = 0; word < words; word++) next[word + 1] = (next[word] as number) + (spotCounts[word] as number);
  const ends = next.slice(1);
  const spots = new Uint8Array(spotCount);
  let passage = 0;
  let length = 0;
  for (const tokens of paragraphs) {
    if (length >= PASSAGE_LENGTH) {
      passage = Math.min(passage + 1, MOST_PASSAGES - 1);
      length = 0;
    }
    for (const token of tokens) {
      const at = next[token] as number;
      if (at === ends[token]) continue;
      spots[at] = passage;
      next[token] = at + 1;
    }
    length += tokens.length;
  }
  return { passageCount: paragraphs.length === 0 ? 0 : passage + 1, spotCounts, spots };
}
