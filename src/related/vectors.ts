import { toCounts } from "./counts.ts";
import type { RelatedOptions } from "./options.ts";
import { toPairs } from "./pairs.ts";
import type { Story } from "./story.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * One sparse vector for each story, in compressed rows: row i is `terms` and `weights` from `starts[i]` to `starts[i + 1]`.
 * Terms are words (below `pairsFrom`), pairs of neighbouring words (below `tagsFrom`) and tags.
 */
export interface Vectors {
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
  /** Number of stories that have each term. */
  readonly df: Uint32Array;
  /** ln(N / df) of each term; 0 for one that only one story has, which can match nothing. */
  readonly idf: Float32Array;
  readonly pairsFrom: number;
  readonly tagsFrom: number;
}

/**
 * Weight of a term: ln(1 + tf) · ln(N / df) (Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988),
 * each kind of term scaled to unit length and then by the root of its weight, so that the dot product of two stories is
 * cos(words) + pairWeight · cos(pairs) + headlineWeight · (cos(headline A, all of B) + cos(all of A, headline B)) + tagWeight · cos(tags)
 * (and headlineWeight² · cos(headlines), which is next to nothing).
 */
export function toVectors(stories: readonly Story[], vocabulary: Vocabulary, options: RelatedOptions): Vectors {
  const pairs = toPairs(vocabulary);
  const counts = toCounts(vocabulary, pairs, toTagIds(stories));
  const idf = Float32Array.from(counts.df, (df) => (df < 2 ? 0 : Math.log(stories.length / df)));
  const pairsFrom = vocabulary.size;
  const tagsFrom = pairsFrom + pairs.size;
  const weights = new Float32Array(counts.starts[stories.length] as number);
  for (let story = 0; story < stories.length; story++) {
    const end = counts.starts[story + 1] as number;
    let at = counts.starts[story] as number;
    for (const [below, weight] of [
      [pairsFrom, 1],
      [tagsFrom, options.pairWeight],
      [idf.length, options.tagWeight],
    ] as const) {
      const from = at;
      while (at < end && (counts.terms[at] as number) < below) {
        weights[at] = Math.log1p(counts.counts[at] as number) * (idf[counts.terms[at] as number] as number);
        at++;
      }
      toScaled(weights.subarray(from, at), Math.sqrt(weight));
    }
    addHeadline(toHeadline(vocabulary, story), idf, weights.subarray(counts.starts[story]), options.headlineWeight);
  }
  return { starts: counts.starts, terms: counts.terms, weights, df: counts.df, idf, pairsFrom, tagsFrom };
}

/** Scales a part of a row in place to the given length; a row of zeros stays one. */
function toScaled(weights: Float32Array, length: number): void {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) ** 2;
  const factor = sum === 0 ? 0 : length / Math.sqrt(sum);
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) * factor;
}

/** The words of the headline come first in a row, in order of appearance. */
function addHeadline(headline: Uint32Array, idf: Float32Array, row: Float32Array, weight: number): void {
  const distinct = [...new Set(headline)];
  const own = Float32Array.from(distinct, (word) => {
    const times = headline.reduce((count, other) => (other === word ? count + 1 : count), 0);
    return Math.log1p(times) * (idf[word] as number);
  });
  toScaled(own, weight);
  for (let i = 0; i < own.length; i++) row[i] = (row[i] as number) + (own[i] as number);
}

function toHeadline({ tokens, starts }: Vocabulary, story: number): Uint32Array {
  return tokens.subarray(starts[story], tokens.indexOf(0, starts[story]));
}

/** Tags as numbers from 0. Two that differ in case only are one. */
export function toTagIds(stories: readonly Story[]): readonly (readonly number[])[] {
  const ids = new Map<string, number>();
  return stories.map((story) => {
    const tags = new Set(story.tags.map((tag) => tag.toLowerCase()));
    return Array.from(tags, (tag) => {
      const id = ids.get(tag) ?? ids.size;
      ids.set(tag, id);
      return id;
    });
  });
}
