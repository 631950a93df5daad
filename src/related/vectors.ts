import { HashIds } from "./hash-ids.ts";
import { type Keys, toKeyWeights } from "./keys.ts";
import type { RelatedOptions } from "./options.ts";
import type { Pairs } from "./pairs.ts";
import { type Rarity, toPairIdf, toRarity } from "./rarity.ts";
import { commonBit, mostPairs, RowMaker, toOwnIdf } from "./row.ts";
import { type FlatRows, toCommonEntry } from "./rows.ts";
import type { OpenStory } from "./story.ts";
import type { Texts, Vocabulary } from "./vocabulary.ts";

/** One vector for each story: its words, its tags, its heaviest pairs. */
export interface Vectors {
  readonly rows: FlatRows;
  /** Common words have numbers of their own, so that what is known of each fits the processor's cache: their hashes by number; 0 is none. */
  readonly commonHashes: Uint32Array;
  /** The number of each term in `rows` that is not common: those of words as in the vocabulary, then those of pairs. */
  readonly ids: Uint32Array;
  /** Numbers are below this. */
  readonly size: number;
  readonly vocabulary: Vocabulary;
  readonly rarity: Rarity;
  /** Weight of each word and tag by its rarity. */
  readonly idf: Float32Array;
  readonly keys: Keys;
}

interface VectorSource extends Texts {
  /** See reference.ts. */
  readonly reference: readonly number[];
  readonly vocabulary: Vocabulary;
  readonly pairs: Pairs;
}

/** Reads the terms of all stories once more. */
export function toVectors(
  stories: readonly OpenStory[],
  { reference, vocabulary, texts, pairs }: VectorSource,
  options: RelatedOptions,
): Vectors {
  const rarity = toRarity(vocabulary.words.counts, reference.length);
  const idf = toOwnIdf(vocabulary.words.counts, rarity.idf);
  const writer = new RowWriter(vocabulary, { idf, rarity, stories: stories.length });
  const maker = new RowMaker(options, rarity);
  const toPairIdf = createPairIdf(pairs, rarity);
  const { keyStarts } = vocabulary;
  const keys: Keys = {
    starts: keyStarts,
    ids: new Uint32Array(keyStarts[stories.length] as number),
    weights: new Float32Array(keyStarts[stories.length] as number),
  };
  for (const [i, story] of stories.entries()) {
    const terms = story.toTerms();
    const ids = vocabulary.ids.subarray(vocabulary.starts[i], vocabulary.starts[i + 1]);
    const words = writer.toOwnIdf(ids);
    maker.make(terms, { words, tags: words.length - terms.words.length, pairs: toPairIdf(i) });
    writer.write(i, { hashes: terms.words, pairs: texts[i] as Uint32Array, ids }, maker);
    const keyIds = ids.subarray(0, terms.keyCounts.length);
    keys.ids.set(keyIds, keyStarts[i]);
    keys.weights.set(toKeyWeights(terms.keyCounts, keyIds, idf), keyStarts[i]);
  }
  return { ...writer.toVectors(), vocabulary, rarity, idf, keys };
}

interface WriterSource {
  readonly idf: Float32Array;
  readonly rarity: Rarity;
  readonly stories: number;
}

/** What a row is written from. */
interface OwnTerms {
  /** Of its words. */
  readonly hashes: Uint32Array;
  readonly pairs: Uint32Array;
  /** Of its words, then of its tags. */
  readonly ids: Uint32Array;
}

/** Writes the vectors of one story after the other: each term goes to its row, or to that of the common ones. */
class RowWriter {
  private readonly idf: Float32Array;
  private own = new Float32Array(1 << 10);
  /** By word: its number among the common ones, from 1; 0 for all others. */
  private readonly numbers: Uint32Array;
  private readonly wordHashes: Uint32Array;
  private readonly pairIds = new HashIds();
  private readonly pairsFrom: number;
  private readonly rows: FlatRows;
  private readonly ids: Uint32Array;
  private at = 0;
  private commonAt = 0;

  constructor({ all, words }: Vocabulary, { idf, rarity, stories }: WriterSource) {
    this.idf = idf;
    this.numbers = new Uint32Array(all.length);
    this.wordHashes = words.ids.toHashes();
    this.pairsFrom = all.length - 1;
    let [rare, common, size] = [0, 0, 0];
    for (let id = 1; id < all.length; id++) {
      if ((idf[id] as number) >= rarity.leastIdf) rare += all[id] as number;
      else {
        this.numbers[id] = ++size;
        common += all[id] as number;
      }
    }
    const most = rare + stories * mostPairs;
    this.rows = {
      starts: new Uint32Array(stories + 1),
      wordEnds: new Uint32Array(stories),
      hashes: new Uint32Array(most),
      weights: new Uint16Array(most),
      commonStarts: new Uint32Array(stories + 1),
      common: new Uint32Array(common),
    };
    this.ids = new Uint32Array(most);
  }

  /** Into the same memory each time: so many small arrays would cost more than what is in them. */
  toOwnIdf(ids: Uint32Array): Float32Array {
    if (ids.length > this.own.length) this.own = new Float32Array(2 * ids.length);
    const { idf, own } = this;
    for (let k = 0; k < ids.length; k++) own[k] = idf[ids[k] as number] as number;
    return own.subarray(0, ids.length);
  }

  write(story: number, { hashes, pairs, ids }: OwnTerms, made: RowMaker): void {
    const { rows, numbers, wordHashes, pairIds, pairsFrom } = this;
    let { at, commonAt } = this;
    for (let k = 0; k < ids.length; k++) {
      const weight = made.weights[k] as number;
      const id = ids[k] as number;
      if (weight >= commonBit) {
        rows.common[commonAt++] = toCommonEntry(numbers[id] as number, weight - commonBit);
      } else {
        rows.hashes[at] = (k < hashes.length ? hashes[k] : wordHashes[id]) as number;
        rows.weights[at] = weight;
        this.ids[at++] = id;
      }
    }
    rows.wordEnds[story] = at;
    for (let k = 0; k < made.pairCount; k++) {
      const hash = pairs[made.pairs[k] as number] as number;
      rows.hashes[at] = hash;
      rows.weights[at] = made.pairWeights[k] as number;
      this.ids[at++] = pairsFrom + pairIds.toId(hash);
    }
    rows.starts[story + 1] = at;
    rows.commonStarts[story + 1] = commonAt;
    this.at = at;
    this.commonAt = commonAt;
  }

  toVectors(): Pick<Vectors, "rows" | "commonHashes" | "ids" | "size"> {
    const { rows, ids, at, numbers } = this;
    return {
      rows: { ...rows, hashes: rows.hashes.subarray(0, at), weights: rows.weights.subarray(0, at) },
      commonHashes: Uint32Array.of(0, ...this.wordHashes.filter((_, id) => (numbers[id] as number) > 0)),
      ids: ids.subarray(0, at),
      size: this.pairsFrom + this.pairIds.size,
    };
  }
}

/** idf of the pairs of a story, into the same memory each time. */
function createPairIdf({ starts, levels }: Pairs, rarity: Rarity): (story: number) => Float32Array {
  const byLevel = toPairIdf(rarity);
  let own = new Float32Array(1 << 10);
  return (story) => {
    const from = starts[story] as number;
    const length = (starts[story + 1] as number) - from;
    if (length > own.length) own = new Float32Array(2 * length);
    for (let k = 0; k < length; k++) own[k] = byLevel[levels[from + k] as number] as number;
    return own.subarray(0, length);
  };
}
