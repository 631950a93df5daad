import { letGo } from "../base/let-go.ts";
import { callInSteps, type Steps } from "../base/steps.ts";
import { HashIds } from "./hash-ids.ts";
import { type Keys, writeKeyWeights } from "./keys.ts";
import type { RelatedOptions } from "./options.ts";
import type { Pairs } from "./pairs.ts";
import { type Rarity, toRarity } from "./rarity.ts";
import { COMMON_BIT, MOST_PAIRS, RowMaker, toOwnIdf } from "./row.ts";
import { type FlatRows, toCommonEntry } from "./rows.ts";
import type { OpenStory } from "./story.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** One vector for each story: its words, its tags, its heaviest pairs. */
export interface Vectors {
  readonly rows: FlatRows;
  /**
   * Hashes of common words by number; 0 is none. They have numbers of their own, so that what is
   * known of each fits the processor's cache.
   */
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

interface VectorSource {
  /** See reference.ts. */
  readonly reference: readonly number[];
  readonly vocabulary: Vocabulary;
  readonly pairs: Pairs;
}

/** Reads the terms of all stories once more. */
export function* toVectors(
  stories: readonly OpenStory[],
  { reference, vocabulary, pairs }: VectorSource,
  options: RelatedOptions,
): Steps<Vectors> {
  const rarity = toRarity(vocabulary.words.counts, reference.length);
  const idf = toOwnIdf(vocabulary.words.counts, rarity.idf);
  const writer = new RowWriter(vocabulary, { rarity, idf, stories: stories.length });
  const maker = new RowMaker(options, rarity);
  const { keyStarts } = vocabulary;
  const keys: Keys = {
    starts: keyStarts,
    ids: new Uint32Array(keyStarts[stories.length] as number),
    weights: new Float32Array(keyStarts[stories.length] as number),
  };
  let own = new Float32Array(1 << 10);
  yield* callInSteps(stories.length, (i) => {
    const start = vocabulary.starts[i] as number;
    const size = (vocabulary.starts[i + 1] as number) - start;
    // Into the same memory each time: so many small arrays would cost more than what is in them.
    if (size > own.length) own = new Float32Array(2 * size);
    for (let k = 0; k < size; k++) own[k] = idf[vocabulary.ids[start + k] as number] as number;
    (stories[i] as OpenStory).lendTerms((terms) => {
      const tags = size - terms.words.length;
      maker.make(terms, { idf: own, tags, levels: pairs.levels, levelStart: pairs.starts[i] as number });
      writer.write(i, { hashes: terms.words, pairs: terms.pairs }, maker);
      const keyStart = keyStarts[i] as number;
      for (let k = 0; k < terms.keyCounts.length; k++) keys.ids[keyStart + k] = vocabulary.ids[start + k] as number;
      writeKeyWeights(terms.keyCounts, own, { weights: keys.weights, start: keyStart });
    });
  });
  const vectors = writer.toVectors();
  writer.close();
  return { ...vectors, vocabulary, rarity, idf, keys };
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
}

/** Of the pairs that are kept so many different ones for each story, about. */
const USUAL_PAIRS = 24;

/** Writes the vectors of one story after the other: each term goes to its row, or to that of the common ones. */
class RowWriter {
  private readonly vocabulary: Pick<Vocabulary, "starts" | "ids">;
  /** By word: its number among the common ones, from 1; 0 for all others. */
  private readonly numbers: Uint32Array;
  private readonly commonHashes: Uint32Array;
  private readonly wordHashes: Uint32Array;
  private readonly pairIds: HashIds;
  private readonly pairsFrom: number;
  private readonly rows: FlatRows;
  private readonly ids: Uint32Array;
  private at = 0;
  private commonAt = 0;

  constructor({ all, words, starts, ids }: Vocabulary, { idf, rarity, stories }: WriterSource) {
    this.vocabulary = { starts, ids };
    this.numbers = new Uint32Array(all.length);
    this.wordHashes = words.ids.toHashes();
    this.pairIds = new HashIds(USUAL_PAIRS * stories);
    this.pairsFrom = all.length - 1;
    const commonHashes = [0];
    let [rare, common] = [0, 0];
    for (let id = 1; id < all.length; id++) {
      if ((idf[id] as number) >= rarity.leastIdf) rare += all[id] as number;
      else {
        this.numbers[id] = commonHashes.push(this.wordHashes[id] as number) - 1;
        common += all[id] as number;
      }
    }
    this.commonHashes = Uint32Array.from(commonHashes);
    // What is not written to takes no memory.
    const most = rare + stories * MOST_PAIRS;
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

  write(story: number, { hashes, pairs }: OwnTerms, made: RowMaker): void {
    this.writeWords(story, hashes, made.weights);
    this.writePairs(pairs, made);
    const { rows } = this;
    rows.starts[story + 1] = this.at;
    rows.commonStarts[story + 1] = this.commonAt;
  }

  private writeWords(story: number, hashes: Uint32Array, own: Uint16Array): void {
    const { numbers, wordHashes, vocabulary, ids } = this;
    const { hashes: rowHashes, weights, common, wordEnds } = this.rows;
    let { at, commonAt } = this;
    const start = vocabulary.starts[story] as number;
    const size = (vocabulary.starts[story + 1] as number) - start;
    for (let k = 0; k < size; k++) {
      const weight = own[k] as number;
      const id = vocabulary.ids[start + k] as number;
      if (weight >= COMMON_BIT) {
        common[commonAt++] = toCommonEntry(numbers[id] as number, weight - COMMON_BIT);
      } else {
        rowHashes[at] = (k < hashes.length ? hashes[k] : wordHashes[id]) as number;
        weights[at] = weight;
        ids[at++] = id;
      }
    }
    wordEnds[story] = at;
    this.at = at;
    this.commonAt = commonAt;
  }

  private writePairs(pairs: Uint32Array, made: RowMaker): void {
    const { pairIds, pairsFrom, ids } = this;
    const { hashes, weights } = this.rows;
    let { at } = this;
    for (let k = 0; k < made.pairCount; k++) {
      const hash = pairs[made.pairs[k] as number] as number;
      hashes[at] = hash;
      weights[at] = made.pairWeights[k] as number;
      ids[at++] = pairsFrom + pairIds.toId(hash);
    }
    this.at = at;
  }

  toVectors(): Pick<Vectors, "rows" | "commonHashes" | "ids" | "size"> {
    const { rows, ids, at, commonHashes } = this;
    return {
      rows: { ...rows, hashes: rows.hashes.subarray(0, at), weights: rows.weights.subarray(0, at) },
      commonHashes,
      ids: ids.subarray(0, at),
      size: this.pairsFrom + this.pairIds.size,
    };
  }

  /** Lets go of what pairs were numbered by: at 100,000 stories 34 MB, at the time when most memory is needed. */
  close(): void {
    letGo(this.pairIds.slots);
  }
}
