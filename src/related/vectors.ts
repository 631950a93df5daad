import type { RelatedOptions } from "./options.ts";
import type { Pairs } from "./pairs.ts";
import type { Story } from "./story.ts";
import type { StoryTerms } from "./terms.ts";
import { toVocabulary } from "./vocabulary.ts";
import { scale, sublinear, toIdf, toLeastOfBest } from "./weights.ts";

/** One vector for each story: its words, its tags, its heaviest pairs. That of story i is from `starts[i]` to `starts[i + 1]`. */
export interface Vectors {
  readonly starts: Uint32Array;
  /** Words and tags are below `pairsFrom`. */
  readonly ids: Uint32Array;
  readonly weights: Float32Array;
  readonly pairsFrom: number;
  /** Hashes of the pairs, the first of which has the number `pairsFrom`. */
  readonly pairHashes: Uint32Array;
  /** Weight of each term by its rarity: 0 for one of one story only, which can match nothing. */
  readonly idf: Float32Array;
}

interface VectorSource {
  /** See reference.ts. */
  readonly reference: readonly number[];
  readonly pairs: Pairs;
}

/** Only the heaviest pairs of a story are kept: names and fixed phrases. So many, … */
const usualPairs = 30;

/** … and those that weigh as much as the lightest of them, up to this many. */
const mostPairs = 128;

/**
 * Weight of a term: ln(1 + tf) · ln(N / df) (Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988),
 * each kind of term scaled to unit length and then by the root of its weight, so that the dot product of two stories is
 * cos(words) + pairWeight · cos(pairs) + headlineWeight · (cos(headline A, all of B) + cos(all of A, headline B)) + tagWeight · cos(tags)
 * (and headlineWeight² · cos(headlines), which is next to nothing).
 */
export function toVectors(
  stories: readonly Story[],
  { reference, pairs }: VectorSource,
  options: RelatedOptions,
): Vectors {
  const vocabulary = toVocabulary(stories, reference);
  const pairsFrom = vocabulary.df.all.length;
  const idf = toIdf([vocabulary.df, pairs.df], reference.length);
  const most = vocabulary.ids.length + stories.length * mostPairs;
  const rows = {
    starts: new Uint32Array(stories.length + 1),
    ids: new Uint32Array(most),
    weights: new Float32Array(most),
  };
  const addPairs = createPairWriter({ rows, idf, pairsFrom, pairWeight: options.pairWeight });
  for (const [i, { terms }] of stories.entries()) {
    const from = rows.starts[i] as number;
    const own = vocabulary.ids.subarray(vocabulary.starts[i], vocabulary.starts[i + 1]);
    rows.ids.set(own, from);
    addWords(rows, { terms, from, idf }, options.headlineWeight);
    const tagsFrom = from + terms.words.length;
    const tagsEnd = from + own.length;
    for (let k = tagsFrom; k < tagsEnd; k++) rows.weights[k] = idf[rows.ids[k] as number] as number;
    scale(rows.weights, { from: tagsFrom, to: tagsEnd, length: Math.sqrt(options.tagWeight) });
    rows.starts[i + 1] = addPairs(pairs.ids.subarray(pairs.starts[i], pairs.starts[i + 1]), terms.pairCounts, tagsEnd);
  }
  const end = rows.starts[stories.length] as number;
  return {
    starts: rows.starts,
    ids: rows.ids.subarray(0, end),
    weights: rows.weights.subarray(0, end),
    pairsFrom,
    pairHashes: pairs.hashes,
    idf,
  };
}

type RowArrays = Pick<Vectors, "starts" | "ids" | "weights">;

interface WordSource {
  readonly terms: StoryTerms;
  readonly from: number;
  readonly idf: Float32Array;
}

/** The words of the whole text as a unit vector, and on top of it those of the headline as one of length `headlineWeight`. */
function addWords({ ids, weights }: RowArrays, { terms, from, idf }: WordSource, headlineWeight: number): void {
  const { words, counts, headlineSize } = terms;
  const headline = new Float32Array(headlineSize);
  for (let i = 0; i < words.length; i++) {
    const rarity = idf[ids[from + i] as number] as number;
    weights[from + i] = (sublinear[counts[i] as number] as number) * rarity;
    if (i < headlineSize) headline[i] = rarity;
  }
  scale(weights, { from, to: from + words.length, length: 1 });
  scale(headline, { from: 0, to: headlineSize, length: headlineWeight });
  for (let i = 0; i < headlineSize; i++) weights[from + i] = (weights[from + i] as number) + (headline[i] as number);
}

interface PairTarget {
  readonly rows: RowArrays;
  readonly idf: Float32Array;
  readonly pairsFrom: number;
  readonly pairWeight: number;
}

/** Writes the pairs of one story after the other from a place, and tells where they end. Its working memory is used again each time. */
function createPairWriter({ rows, idf, pairsFrom, pairWeight }: PairTarget) {
  let ids = new Uint32Array(1 << 10);
  let weights = new Float32Array(1 << 10);
  let sorted = new Float32Array(1 << 10);
  return (pairs: Uint32Array, counts: Uint8Array, from: number): number => {
    if (pairs.length > ids.length) {
      ids = new Uint32Array(pairs.length);
      weights = new Float32Array(pairs.length);
      sorted = new Float32Array(pairs.length);
    }
    let found = 0;
    for (let i = 0; i < pairs.length; i++) {
      const id = pairs[i] as number;
      if (id === 0) continue;
      const weight = (sublinear[counts[i] as number] as number) * (idf[pairsFrom + id] as number);
      ids[found] = pairsFrom + id;
      weights[found] = weight;
      sorted[found++] = weight;
    }
    const least = toLeastOfBest(sorted, found, usualPairs);
    let to = from;
    for (let i = 0; i < found && to < from + mostPairs; i++) {
      if ((weights[i] as number) < least) continue;
      rows.ids[to] = ids[i] as number;
      rows.weights[to++] = weights[i] as number;
    }
    scale(rows.weights, { from, to, length: Math.sqrt(pairWeight) });
    return to;
  };
}
