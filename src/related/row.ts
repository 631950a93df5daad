import type { RelatedOptions } from "./options.ts";
import { type Rarity, toPairIdf } from "./rarity.ts";
import type { StoryTerms } from "./terms.ts";
import { scale, sublinear, toLeastOfBest } from "./weights.ts";

/**
 * Weights are whole numbers, this standing for 1, so that sums of products are
 * the same in whatever order they are added.
 */
export const UNIT: number = 1 << 14;

/**
 * The greatest product of two weights that counts, as a whole number. One term is one piece of evidence, even if two
 * texts are full of it or too short to have much else: without a limit it outdoes several terms that agree.
 */
export function toMostProduct({ mostPerTerm }: RelatedOptions): number {
  return Math.min(2 ** 31 - 1, Math.round(mostPerTerm * UNIT ** 2));
}

/** Stands in a weight beside its value: the term is common. No value reaches so far. */
export const COMMON_BIT: number = 1 << 15;

/** Only the heaviest pairs of a story are kept: names and fixed phrases. So many, … */
const USUAL_PAIRS = 30;

/** … and those that weigh as much as the lightest of them, up to this many. */
export const MOST_PAIRS = 128;

/** How rare the terms of one story are. */
export interface OwnRarities {
  /** idf of its words, then of its tags; what follows is not looked at. */
  readonly idf: Float32Array;
  readonly tags: number;
  /**
   * Levels of its pairs (pairs.ts), from `levelStart` on; 0 for one that no other story has, which can
   * match nothing. Common ones are left out.
   */
  readonly levels: Uint8Array;
  readonly levelStart: number;
}

/**
 * Makes the vectors of one story after the other: its arrays hold the last. A term weighs ln(1 + tf) · ln(N / df)
 * (Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988); each kind of term is scaled to
 * unit length, then by the root of its weight, so that the dot product of two stories is
 *
 *     cos(words) + pairWeight · cos(pairs) + tagWeight · cos(tags)
 *       + headlineWeight · (cos(headline A, all of B) + cos(all of A, headline B))
 *
 * (and headlineWeight² · cos(headlines), which is next to nothing), where no term adds more than `mostPerTerm`.
 */
export class RowMaker {
  /** Weights of the words, then of the tags. */
  weights = new Uint16Array(1 << 10);
  /** Which of the pairs are kept. */
  readonly pairs: Uint32Array = new Uint32Array(MOST_PAIRS);
  readonly pairWeights: Uint16Array = new Uint16Array(MOST_PAIRS);
  pairCount = 0;
  private readonly options: RelatedOptions;
  private readonly leastIdf: number;
  /** idf by level; 0 for pairs that are common. */
  private readonly levelIdf: Float32Array;
  private exact = new Float32Array(1 << 10);
  private headline = new Float32Array(1 << 10);
  /** Pairs that weigh something: which these are, … */
  private found = new Uint32Array(1 << 10);
  /** … and how much, once in their order, once sorted in part. */
  private foundWeights = new Float32Array(1 << 10);
  private sorted = new Float32Array(1 << 10);
  private readonly kept = new Float32Array(MOST_PAIRS);

  constructor(options: RelatedOptions, rarity: Rarity) {
    const { leastIdf } = rarity;
    this.options = options;
    this.leastIdf = leastIdf;
    this.levelIdf = toPairIdf(rarity).map((idf) => (idf < leastIdf ? 0 : idf));
  }

  /** `own` may be in the same memory each time. */
  make(terms: Pick<StoryTerms, "counts" | "headlineSize" | "pairCounts">, own: OwnRarities): void {
    const words = terms.counts.length + own.tags;
    if (words > this.exact.length) {
      this.exact = new Float32Array(2 * words);
      this.headline = new Float32Array(2 * words);
      this.weights = new Uint16Array(2 * words);
    }
    const pairs = terms.pairCounts.length;
    if (pairs > this.found.length) {
      this.found = new Uint32Array(2 * pairs);
      this.foundWeights = new Float32Array(2 * pairs);
      this.sorted = new Float32Array(2 * pairs);
    }
    this.makeWords(terms, own);
    this.makePairs(terms.pairCounts, own);
  }

  /** The words of the whole text as a unit vector, plus those of the headline as one of length `headlineWeight`. */
  private makeWords({ counts, headlineSize }: Pick<StoryTerms, "counts" | "headlineSize">, own: OwnRarities): void {
    const { exact, headline, weights, leastIdf } = this;
    const { idf, tags } = own;
    const words = counts.length;
    const end = words + tags;
    for (let i = 0; i < words; i++) exact[i] = (sublinear[counts[i] as number] as number) * (idf[i] as number);
    for (let i = words; i < end; i++) exact[i] = idf[i] as number;
    scale(exact, { from: 0, to: words, length: 1 });
    if (tags > 0) scale(exact, { from: words, to: end, length: Math.sqrt(this.options.tagWeight) });
    for (let i = 0; i < headlineSize; i++) headline[i] = idf[i] as number;
    scale(headline, { from: 0, to: headlineSize, length: this.options.headlineWeight });
    for (let i = 0; i < headlineSize; i++) exact[i] = (exact[i] as number) + (headline[i] as number);
    for (let i = 0; i < end; i++) {
      weights[i] = toWhole(exact[i] as number) | ((idf[i] as number) < leastIdf ? COMMON_BIT : 0);
    }
  }

  private makePairs(counts: Uint8Array, { levels, levelStart }: OwnRarities): void {
    const { levelIdf, found, foundWeights, sorted, kept, pairs } = this;
    let size = 0;
    for (let i = 0; i < counts.length; i++) {
      const level = levels[levelStart + i] as number;
      if (level === 0) continue;
      const weight = (sublinear[counts[i] as number] as number) * (levelIdf[level] as number);
      if (weight === 0) continue;
      found[size] = i;
      foundWeights[size] = weight;
      sorted[size++] = weight;
    }
    const least = toLeastOfBest(sorted, size, USUAL_PAIRS);
    let count = 0;
    for (let k = 0; k < size && count < MOST_PAIRS; k++) {
      const weight = foundWeights[k] as number;
      if (weight < least) continue;
      pairs[count] = found[k] as number;
      kept[count++] = weight;
    }
    scale(kept, { from: 0, to: count, length: Math.sqrt(this.options.pairWeight) });
    for (let k = 0; k < count; k++) this.pairWeights[k] = toWhole(kept[k] as number);
    this.pairCount = count;
  }
}

function toWhole(exact: number): number {
  return (exact * UNIT + 0.5) | 0;
}

/** The idf of terms of which the numbers are known. */
export function toOwnIdf(ids: Uint32Array, idf: Float32Array): Float32Array {
  const own = new Float32Array(ids.length);
  for (let i = 0; i < ids.length; i++) own[i] = idf[ids[i] as number] as number;
  return own;
}
