import type { RelatedOptions } from "./options.ts";
import type { Rarity } from "./rarity.ts";
import type { StoryTerms } from "./terms.ts";
import { scale, sublinear, toLeastOfBest } from "./weights.ts";

/** Weights are whole numbers, this standing for 1: sums of their products are the same in whatever order they are added up. */
export const unit: number = 1 << 14;

/** Stands in a weight beside its value: the term is common. No value reaches so far. */
export const commonBit: number = 1 << 15;

/** Only the heaviest pairs of a story are kept: names and fixed phrases. So many, … */
const usualPairs = 30;

/** … and those that weigh as much as the lightest of them, up to this many. */
export const mostPairs = 128;

/** idf of the terms of one story. */
export interface OwnRarities {
  /** Of its words, then of its tags. */
  readonly words: Float32Array;
  readonly tags: number;
  /** Of its pairs; 0 for one that no other story has, which can match nothing. Common ones are left out. */
  readonly pairs: Float32Array;
}

/**
 * Makes the vectors of one story after the other; its arrays hold the last one. Weight of a term: ln(1 + tf) · ln(N / df)
 * (Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988), each kind of term scaled to unit length and
 * then by the root of its weight, so that the dot product of two stories is
 * cos(words) + pairWeight · cos(pairs) + headlineWeight · (cos(headline A, all of B) + cos(all of A, headline B)) + tagWeight · cos(tags)
 * (and headlineWeight² · cos(headlines), which is next to nothing).
 */
export class RowMaker {
  /** Weights of the words, then of the tags. */
  weights = new Uint16Array(1 << 10);
  /** Which of the pairs are kept. */
  readonly pairs: Uint32Array = new Uint32Array(mostPairs);
  readonly pairWeights: Uint16Array = new Uint16Array(mostPairs);
  pairCount = 0;
  private readonly options: RelatedOptions;
  private readonly leastIdf: number;
  private exact = new Float32Array(1 << 10);
  private sorted = new Float32Array(1 << 10);
  private headline = new Float32Array(1 << 10);
  private readonly kept = new Float32Array(mostPairs);

  constructor(options: RelatedOptions, { leastIdf }: Rarity) {
    this.options = options;
    this.leastIdf = leastIdf;
  }

  /** `pairCounts` are those of the pairs of which the rarities are given. */
  make(terms: Pick<StoryTerms, "counts" | "headlineSize" | "pairCounts">, own: OwnRarities): void {
    const size = Math.max(own.words.length, own.pairs.length);
    if (size > this.exact.length) {
      this.exact = new Float32Array(2 * size);
      this.sorted = new Float32Array(2 * size);
      this.headline = new Float32Array(2 * size);
      this.weights = new Uint16Array(2 * size);
    }
    this.makeWords(terms, own);
    this.makePairs(terms.pairCounts, own.pairs);
  }

  /** The words of the whole text as a unit vector, and on top of it those of the headline as one of length `headlineWeight`. */
  private makeWords({ counts, headlineSize }: Pick<StoryTerms, "counts" | "headlineSize">, own: OwnRarities): void {
    const { exact } = this;
    const { words: idf } = own;
    const words = idf.length - own.tags;
    for (let i = 0; i < words; i++) exact[i] = (sublinear[counts[i] as number] as number) * (idf[i] as number);
    for (let i = words; i < idf.length; i++) exact[i] = idf[i] as number;
    scale(exact, { from: 0, to: words, length: 1 });
    scale(exact, { from: words, to: idf.length, length: Math.sqrt(this.options.tagWeight) });
    const { headline } = this;
    for (let i = 0; i < headlineSize; i++) headline[i] = idf[i] as number;
    scale(headline, { from: 0, to: headlineSize, length: this.options.headlineWeight });
    for (let i = 0; i < headlineSize; i++) exact[i] = (exact[i] as number) + (headline[i] as number);
    for (let i = 0; i < idf.length; i++) {
      this.weights[i] = toWhole(exact[i] as number) | ((idf[i] as number) < this.leastIdf ? commonBit : 0);
    }
  }

  private makePairs(counts: Uint8Array, idf: Float32Array): void {
    const { exact, sorted, kept, pairs, leastIdf } = this;
    let found = 0;
    for (let i = 0; i < idf.length; i++) {
      const own = idf[i] as number;
      const weight = own < leastIdf ? 0 : (sublinear[counts[i] as number] as number) * own;
      exact[i] = weight;
      if (weight > 0) sorted[found++] = weight;
    }
    const least = toLeastOfBest(sorted, found, usualPairs);
    let count = 0;
    for (let i = 0; i < idf.length && count < mostPairs; i++) {
      const weight = exact[i] as number;
      if (weight === 0 || weight < least) continue;
      pairs[count] = i;
      kept[count++] = weight;
    }
    scale(kept, { from: 0, to: count, length: Math.sqrt(this.options.pairWeight) });
    for (let k = 0; k < count; k++) this.pairWeights[k] = toWhole(kept[k] as number);
    this.pairCount = count;
  }
}

function toWhole(exact: number): number {
  return (exact * unit + 0.5) | 0;
}

/** The idf of terms of which the numbers are known. */
export function toOwnIdf(ids: Uint32Array, idf: Float32Array): Float32Array {
  const own = new Float32Array(ids.length);
  for (let i = 0; i < ids.length; i++) own[i] = idf[ids[i] as number] as number;
  return own;
}
