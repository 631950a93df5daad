import type { Vocabulary } from "./vocabulary.ts";

/** Headline and dek of each story as unit vectors over words, in compressed rows. */
export interface Keys {
  readonly starts: Uint32Array;
  readonly words: Uint32Array;
  readonly weights: Float32Array;
}

/** A word of the headline counts as this many of the dek. */
const headlineCount = 2;

export function toKeys({ tokens, starts }: Vocabulary, idf: Float32Array): Keys {
  const rows = new Uint32Array(starts.length);
  const words: number[] = [];
  const weights: number[] = [];
  for (let story = 0; story + 1 < starts.length; story++) {
    const headlineEnd = tokens.indexOf(0, starts[story]);
    const dekEnd = tokens.indexOf(0, headlineEnd + 1);
    const times = new Map<number, number>();
    for (let i = starts[story] as number; i < dekEnd; i++) {
      const word = tokens[i] as number;
      if ((idf[word] as number) > 0) times.set(word, (times.get(word) ?? 0) + (i < headlineEnd ? headlineCount : 1));
    }
    const row = Array.from(times, ([word, count]) => Math.log1p(count) * (idf[word] as number));
    const length = Math.hypot(...row);
    words.push(...times.keys());
    for (const weight of row) weights.push(weight / length);
    rows[story + 1] = words.length;
  }
  return { starts: rows, words: Uint32Array.from(words), weights: Float32Array.from(weights) };
}

/**
 * The paragraphs of one story at a time, to find the one closest to another story's headline and dek
 * (passage retrieval: Callan, "Passage-level evidence in document retrieval", 1994).
 * Working memory that is filled again for each story: `first` and `next` chain the entries of each word; entry 0 ends a chain.
 */
export class PassageIndex {
  private readonly vocabulary: Vocabulary;
  private readonly idf: Float32Array;
  private readonly first: Uint32Array;
  private words: number[] = [];
  private next: number[] = [0];
  private paragraphs: number[] = [0];
  private weights: number[] = [0];
  private scores: number[] = [];

  constructor(vocabulary: Vocabulary, idf: Float32Array) {
    this.vocabulary = vocabulary;
    this.idf = idf;
    this.first = new Uint32Array(vocabulary.size);
  }

  /** Takes the paragraphs of this story instead of those before. */
  fill(story: number): void {
    const { tokens, starts } = this.vocabulary;
    for (const word of this.words) this.first[word] = 0;
    this.words = [];
    this.next.length = this.paragraphs.length = this.weights.length = 1;
    this.scores = [];
    const dekEnd = tokens.indexOf(0, tokens.indexOf(0, starts[story]) + 1);
    const end = starts[story + 1] as number;
    for (let from = dekEnd + 1; from < end; ) {
      const to = tokens.indexOf(0, from);
      this.add(tokens.subarray(from, to));
      from = to + 1;
    }
  }

  /** Cosine of the closest paragraph with a headline and dek; 0 to 1. */
  closest(keys: Keys, story: number): number {
    const { scores } = this;
    scores.fill(0);
    for (let k = keys.starts[story] as number; k < (keys.starts[story + 1] as number); k++) {
      const weight = keys.weights[k] as number;
      for (let e = this.first[keys.words[k] as number] as number; e !== 0; e = this.next[e] as number) {
        const paragraph = this.paragraphs[e] as number;
        scores[paragraph] = (scores[paragraph] as number) + weight * (this.weights[e] as number);
      }
    }
    return scores.reduce((best, score) => Math.max(best, score), 0);
  }

  private add(words: Uint32Array): void {
    const from = this.next.length;
    for (const word of words) {
      if ((this.idf[word] as number) === 0) continue;
      const head = this.first[word] as number;
      if (head >= from) {
        this.weights[head] = (this.weights[head] as number) + 1;
        continue;
      }
      if (head === 0) this.words.push(word);
      this.first[word] = this.next.length;
      this.next.push(head);
      this.paragraphs.push(this.scores.length);
      this.weights.push(1);
    }
    this.scale(from, words);
    this.scores.push(0);
  }

  /** From counts to weights of unit length. */
  private scale(from: number, words: Uint32Array): void {
    let sum = 0;
    for (const word of words) {
      const entry = this.first[word] as number;
      if (entry < from || (this.weights[entry] as number) < 0) continue;
      const weight = Math.log1p(this.weights[entry] as number) * (this.idf[word] as number);
      sum += weight * weight;
      this.weights[entry] = -weight;
    }
    const length = Math.sqrt(sum);
    for (let e = from; e < this.weights.length; e++) this.weights[e] = -(this.weights[e] as number) / length;
  }
}
