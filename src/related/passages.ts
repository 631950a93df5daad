import type { Rows } from "./rows.ts";
import type { Vectors } from "./vectors.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { toSublinear } from "./weights.ts";

/** Shorter paragraphs join the next: a heading, a line of a list. */
const passageLength = 20;

/**
 * The passages of one story at a time, to find the one closest to another story's headline and dek: there an author would link
 * (Callan, "Passage-level evidence in document retrieval", 1994). Each passage is a unit vector of words and one of pairs.
 * Working memory that is filled again for each story: `first` and `next` chain the entries of each term; entry 0 ends a chain.
 */
export class PassageIndex {
  private readonly vocabulary: Vocabulary;
  private readonly vectors: Vectors;
  private readonly first: Uint32Array;
  private readonly next: Uint32Array;
  private readonly terms: Uint32Array;
  private readonly passages: Uint32Array;
  private readonly weights: Float64Array;
  private readonly scores: Float64Array;
  private entries = 1;
  private passageCount = 0;
  /** The next phrase of the story, and where its phrases end. */
  private phrase = 0;
  private phraseEnd = 0;

  constructor(vocabulary: Vocabulary, vectors: Vectors) {
    const longest = vocabulary.starts.reduce((most, start, i, all) => Math.max(most, start - (all[i - 1] ?? 0)), 0);
    this.vocabulary = vocabulary;
    this.vectors = vectors;
    this.first = new Uint32Array(vectors.tagsFrom);
    this.next = new Uint32Array(2 * longest + 1);
    this.terms = new Uint32Array(2 * longest + 1);
    this.passages = new Uint32Array(2 * longest + 1);
    this.weights = new Float64Array(2 * longest + 1);
    this.scores = new Float64Array(longest);
  }

  /** Takes the passages of this story in place of those before. */
  fill(story: number): void {
    const { tokens, starts } = this.vocabulary;
    for (let e = 1; e < this.entries; e++) this.first[this.terms[e] as number] = 0;
    this.entries = 1;
    this.passageCount = 0;
    this.phrase = this.vectors.phrases.starts[story] as number;
    this.phraseEnd = this.vectors.phrases.starts[story + 1] as number;
    const end = starts[story + 1] as number;
    let from = tokens.indexOf(0, tokens.indexOf(0, starts[story]) + 1) + 1;
    for (let i = from; i < end; i++) {
      if (tokens[i] !== 0 || (i - from < passageLength && i + 1 < end)) continue;
      this.addPassage(from, i);
      from = i + 1;
    }
  }

  /** cos(words) + pairWeight · cos(pairs) of the closest passage with a headline and dek. */
  closest(keys: Rows, story: number): number {
    const { scores, passageCount } = this;
    scores.fill(0, 0, passageCount);
    for (let k = keys.starts[story] as number; k < (keys.starts[story + 1] as number); k++) {
      const weight = keys.weights[k] as number;
      for (let e = this.first[keys.terms[k] as number] as number; e !== 0; e = this.next[e] as number) {
        const passage = this.passages[e] as number;
        scores[passage] = (scores[passage] as number) + weight * (this.weights[e] as number);
      }
    }
    let best = 0;
    for (let passage = 0; passage < passageCount; passage++) best = Math.max(best, scores[passage] as number);
    return best;
  }

  private addPassage(from: number, to: number): void {
    const { tokens } = this.vocabulary;
    const { positions, terms } = this.vectors.phrases;
    const words = this.entries;
    for (let i = from; i < to; i++) this.count(tokens[i] as number, words);
    const pairs = this.entries;
    for (; this.phrase < this.phraseEnd && (positions[this.phrase] as number) < to; this.phrase++) {
      if ((positions[this.phrase] as number) >= from) this.count(terms[this.phrase] as number, pairs);
    }
    this.scale(words, pairs);
    this.scale(pairs, this.entries);
    this.passageCount++;
  }

  /** One more of a term in the current passage, whose entries of this kind start at `from`. */
  private count(term: number, from: number): void {
    if (this.vectors.idf[term] === 0) return;
    const known = this.first[term] as number;
    if (known >= from) {
      this.weights[known] = (this.weights[known] as number) + 1;
      return;
    }
    const entry = this.entries++;
    this.first[term] = entry;
    this.next[entry] = known;
    this.terms[entry] = term;
    this.passages[entry] = this.passageCount;
    this.weights[entry] = 1;
  }

  /** From counts to weights of unit length. */
  private scale(from: number, to: number): void {
    let sum = 0;
    for (let e = from; e < to; e++) {
      const weight = toSublinear(this.weights[e] as number) * (this.vectors.idf[this.terms[e] as number] as number);
      this.weights[e] = weight;
      sum += weight * weight;
    }
    const factor = 1 / Math.sqrt(sum);
    for (let e = from; e < to; e++) this.weights[e] = (this.weights[e] as number) * factor;
  }
}
