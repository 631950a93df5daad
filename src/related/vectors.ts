import type { RelatedOptions } from "./options.ts";
import { type Pairs, toPairs } from "./pairs.ts";
import { PhraseList, type Phrases } from "./phrases.ts";
import { RowBuilder, type Rows } from "./rows.ts";
import type { Story } from "./story.ts";
import { toTagDf, toTagIds } from "./tags.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { scale, toIdf, toJoined, toLeastOfBest, toSublinear } from "./weights.ts";

/** One vector for each story. Terms are words (from 1, below `pairsFrom`), pairs of neighbouring words (below `tagsFrom`) and tags. */
export interface Vectors extends Rows {
  readonly idf: Float32Array;
  /** Number of stories that have each term. */
  readonly df: Uint32Array;
  readonly pairsFrom: number;
  readonly tagsFrom: number;
  readonly phrases: Phrases;
}

/** A word of the headline counts as often as this many of the text. */
const headlineCount = 3;

/** Only the heaviest pairs of a story are kept: names and fixed phrases. More of them cost time and do not find better stories. */
const mostPairs = 30;

/**
 * Weight of a term: ln(1 + tf) · ln(N / df) (Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988),
 * each kind of term scaled to unit length and then by the root of its weight, so that the dot product of two stories is
 * cos(words) + pairWeight · cos(pairs) + headlineWeight · (cos(headline A, all of B) + cos(all of A, headline B)) + tagWeight · cos(tags)
 * (and headlineWeight² · cos(headlines), which is next to nothing).
 */
export function toVectors(stories: readonly Story[], vocabulary: Vocabulary, options: RelatedOptions): Vectors {
  const pairs = toPairs(vocabulary);
  const tags = toTagIds(stories);
  const pairsFrom = vocabulary.df.length;
  const tagsFrom = pairsFrom + pairs.df.length;
  const df = toJoined(vocabulary.df, pairs.df, toTagDf(tags));
  const idf = toIdf(df, stories.length);
  const rows = new RowBuilder(df.length);
  const phrases = new PhraseList();
  for (let story = 0; story < stories.length; story++) {
    addWords(rows, { vocabulary, story, idf }, options.headlineWeight);
    addPairs(rows, { vocabulary, story, idf, pairs, pairsFrom, phrases }, options.pairWeight);
    const from = rows.startPart();
    for (const tag of tags[story] ?? []) rows.add(tagsFrom + tag, idf[tagsFrom + tag] as number);
    scale(rows.weights, { from, to: rows.length, length: Math.sqrt(options.tagWeight) });
    rows.endRow();
  }
  return { ...rows.toRows(), idf, df, pairsFrom, tagsFrom, phrases: phrases.toPhrases() };
}

interface WordSource {
  readonly vocabulary: Vocabulary;
  readonly story: number;
  readonly idf: Float32Array;
}

/** The words of the whole text as a unit vector, and on top of it those of the headline as one of length `headlineWeight`. */
function addWords(rows: RowBuilder, { vocabulary, story, idf }: WordSource, headlineWeight: number): void {
  const { tokens, starts } = vocabulary;
  const from = rows.startPart();
  const headlineEnd = tokens.indexOf(0, starts[story]);
  for (let i = starts[story] as number; i < headlineEnd; i++) {
    if (idf[tokens[i] as number] !== 0) rows.add(tokens[i] as number, headlineCount);
  }
  const headline = rows.weights.slice(from, rows.length);
  for (let i = headlineEnd; i < (starts[story + 1] as number); i++) {
    if (idf[tokens[i] as number] !== 0) rows.add(tokens[i] as number, 1);
  }
  weigh(rows, from, idf);
  scale(rows.weights, { from, to: rows.length, length: 1 });
  for (let k = 0; k < headline.length; k++) {
    const times = (headline[k] as number) / headlineCount;
    headline[k] = toSublinear(times) * (idf[rows.terms[from + k] as number] as number);
  }
  scale(headline, { from: 0, to: headline.length, length: headlineWeight });
  for (let k = 0; k < headline.length; k++) {
    rows.weights[from + k] = (rows.weights[from + k] as number) + (headline[k] as number);
  }
}

interface PairSource extends WordSource {
  readonly pairs: Pairs;
  readonly pairsFrom: number;
  readonly phrases: PhraseList;
}

function addPairs(rows: RowBuilder, source: PairSource, pairWeight: number): void {
  const { vocabulary, story, idf, pairs, pairsFrom, phrases } = source;
  const { tokens, starts } = vocabulary;
  const start = starts[story] as number;
  const end = starts[story + 1] as number;
  const from = rows.startPart();
  const headlineEnd = tokens.indexOf(0, start);
  for (let i = start; i < end; i++) {
    if (pairs.ids[i] !== 0) rows.add(pairsFrom + (pairs.ids[i] as number), i < headlineEnd ? headlineCount : 1);
  }
  weigh(rows, from, idf);
  rows.keepFrom(toLeastOfBest(rows.weights.subarray(from, rows.length), mostPairs));
  scale(rows.weights, { from, to: rows.length, length: Math.sqrt(pairWeight) });
  for (let i = start; i < end; i++) {
    const term = pairsFrom + (pairs.ids[i] as number);
    if (term !== pairsFrom && rows.has(term)) phrases.add(i, term);
  }
  phrases.endRow();
}

/** From counts to weights, from an entry to the end. */
function weigh(rows: RowBuilder, from: number, idf: Float32Array): void {
  for (let k = from; k < rows.length; k++) {
    rows.weights[k] = toSublinear(rows.weights[k] as number) * (idf[rows.terms[k] as number] as number);
  }
}
