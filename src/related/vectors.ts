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
  const { words } = vocabulary;
  const pairsFrom = words.counts.length;
  const rarity = toRarity(words.counts, reference.length);
  const idf = toOwnIdf(words.counts, rarity.idf);
  const pairIdf = toOwnIdf(pairs.reference, rarity.idf);
  const most = vocabulary.ids.length + stories.length * mostPairs;
  const starts = new Uint32Array(stories.length + 1);
  const wordEnds = new Uint32Array(stories.length);
  const ids = new Uint32Array(most);
  const weights = new Uint16Array(most);
  const maker = new RowMaker(options, rarity);
  const mostOwn = stories.reduce((length, { terms }) => Math.max(length, terms.pairs.length), 0);
  // By the place of a pair among those of its story; 0 for one that no other story has.
  const ownIds = new Uint32Array(mostOwn);
  const ownIdf = new Float32Array(mostOwn);
  for (const [i, { terms }] of stories.entries()) {
    const own = vocabulary.ids.subarray(vocabulary.starts[i], vocabulary.starts[i + 1]);
    const [from, to] = [pairs.starts[i] as number, pairs.starts[i + 1] as number];
    for (let k = from; k < to; k++) {
      const id = pairs.ids[k] as number;
      ownIds[pairs.places[k] as number] = id;
      ownIdf[pairs.places[k] as number] = pairIdf[id] as number;
    }
    maker.make(terms, {
      words: toOwnIdf(own, idf),
      tags: own.length - terms.words.length,
      pairs: ownIdf.subarray(0, terms.pairs.length),
    });
    for (let k = from; k < to; k++) ownIdf[pairs.places[k] as number] = 0;
    let at = starts[i] as number;
    ids.set(own, at);
    weights.set(maker.weights.subarray(0, own.length), at);
    at += own.length;
    wordEnds[i] = at;
    for (let k = 0; k < maker.pairCount; k++) {
      ids[at] = pairsFrom + (ownIds[maker.pairs[k] as number] as number);
      weights[at++] = maker.pairWeights[k] as number;
    }
    starts[i + 1] = at;
  }
  const end = starts[stories.length] as number;
  return {
    starts,
    wordEnds,
    ids: ids.subarray(0, end),
    weights: weights.subarray(0, end),
    pairsFrom,
    pairHashes: pairs.hashes,
    words,
    rarity,
    idf,
  };
}
