import type { RelatedOptions } from "./options.ts";
import type { Pairs } from "./pairs.ts";
import { type Rarity, toRarity } from "./rarity.ts";
import { mostPairs, RowMaker, toOwnIdf } from "./row.ts";
import type { Story } from "./story.ts";
import { toVocabulary, type WordCounts } from "./vocabulary.ts";

/** One vector for each story: its words, its tags, its heaviest pairs. That of story i is from `starts[i]` to `starts[i + 1]`. */
export interface Vectors {
  readonly starts: Uint32Array;
  /** Where the words and tags of each end and its pairs begin. */
  readonly wordEnds: Uint32Array;
  /** Words and tags are below `pairsFrom`. */
  readonly ids: Uint32Array;
  /** As row.ts makes them. */
  readonly weights: Uint16Array;
  readonly pairsFrom: number;
  /** Hashes of the pairs, the first of which has the number `pairsFrom`. */
  readonly pairHashes: Uint32Array;
  readonly words: WordCounts;
  readonly rarity: Rarity;
  /** Weight of each word and tag by its rarity. */
  readonly idf: Float32Array;
}

interface VectorSource {
  /** See reference.ts. */
  readonly reference: readonly number[];
  readonly pairs: Pairs;
}

export function toVectors(
  stories: readonly Story[],
  { reference, pairs }: VectorSource,
  options: RelatedOptions,
): Vectors {
  const vocabulary = toVocabulary(stories, reference);
  const pairsFrom = vocabulary.words.counts.length;
  const rarity = toRarity(vocabulary.words.counts, reference.length);
  const idf = toOwnIdf(vocabulary.words.counts, rarity.idf);
  const pairIdf = toOwnIdf(pairs.reference, rarity.idf);
  const most = vocabulary.ids.length + stories.length * mostPairs;
  const starts = new Uint32Array(stories.length + 1);
  const wordEnds = new Uint32Array(stories.length);
  const ids = new Uint32Array(most);
  const weights = new Uint16Array(most);
  const maker = new RowMaker(options, rarity);
  const wordReader = new RarityReader(vocabulary, idf);
  const pairReader = new RarityReader(pairs, pairIdf);
  const pairCounts = new Uint8Array(toLongest(pairs.starts));
  let at = 0;
  for (const [i, { terms }] of stories.entries()) {
    const words = wordReader.read(i);
    const own = { words, tags: words.length - terms.words.length, pairs: pairReader.read(i) };
    const [wordStart, pairStart] = [vocabulary.starts[i] as number, pairs.starts[i] as number];
    for (let k = 0; k < own.pairs.length; k++) {
      pairCounts[k] = terms.pairCounts[pairs.places[pairStart + k] as number] as number;
    }
    const { counts, headlineSize } = terms;
    maker.make({ counts, headlineSize, pairCounts }, own);
    for (let k = 0; k < words.length; k++) {
      ids[at] = vocabulary.ids[wordStart + k] as number;
      weights[at++] = maker.weights[k] as number;
    }
    wordEnds[i] = at;
    for (let k = 0; k < maker.pairCount; k++) {
      ids[at] = pairsFrom + (pairs.ids[pairStart + (maker.pairs[k] as number)] as number);
      weights[at++] = maker.pairWeights[k] as number;
    }
    starts[i + 1] = at;
  }
  return {
    starts,
    wordEnds,
    ids: ids.subarray(0, at),
    weights: weights.subarray(0, at),
    pairsFrom,
    pairHashes: pairs.hashes,
    words: vocabulary.words,
    rarity,
    idf,
  };
}

/** Terms of all stories by number, those of story i from `starts[i]` to `starts[i + 1]`. */
interface Numbered {
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
}

/** Reads the idf of the terms of one story after the other, into the same memory: so many small arrays would cost more than what is in them. */
class RarityReader {
  private readonly terms: Numbered;
  private readonly idf: Float32Array;
  private readonly own: Float32Array;

  constructor(terms: Numbered, idf: Float32Array) {
    this.terms = terms;
    this.idf = idf;
    this.own = new Float32Array(toLongest(terms.starts));
  }

  read(story: number): Float32Array {
    const { idf, own } = this;
    const { starts, ids } = this.terms;
    const from = starts[story] as number;
    const length = (starts[story + 1] as number) - from;
    for (let k = 0; k < length; k++) own[k] = idf[ids[from + k] as number] as number;
    return own.subarray(0, length);
  }
}

function toLongest(starts: Uint32Array): number {
  return starts.reduce((most, end, i) => Math.max(most, end - (starts[i - 1] ?? 0)), 0);
}
