import type { Keys } from "./keys.ts";
import type { Story } from "./story.ts";
import type { Vectors } from "./vectors.ts";
import { sublinear } from "./weights.ts";

/**
 * The passages of one story at a time, to find the one closest to another story's headline and dek: there an author would link
 * (Callan, "Passage-level evidence in document retrieval", 1994). Each passage is a unit vector of words weighted by rarity.
 * Working memory that is filled again for each story: `first` and `next` chain the entries of each word; entry 0 ends a chain.
 */
export class PassageIndex {
  private readonly vectors: Vectors;
  private readonly keys: Keys;
  private readonly first: Uint32Array;
  private next = new Uint32Array(1 << 10);
  private terms = new Uint32Array(1 << 10);
  private passages = new Uint32Array(1 << 10);
  private weights = new Float64Array(1 << 10);
  private scores = new Float64Array(1 << 7);
  private entries = 1;
  private passageCount = 0;

  constructor(vectors: Vectors, keys: Keys) {
    this.vectors = vectors;
    this.keys = keys;
    this.first = new Uint32Array(vectors.pairsFrom);
  }

  /** Takes the passages of this story in place of those before. */
  fill({ terms }: Story, position: number): void {
    const { passages, passageStarts } = terms;
    for (let e = 1; e < this.entries; e++) this.first[this.terms[e] as number] = 0;
    this.entries = 1;
    this.passageCount = passageStarts.length - 1;
    if (passages.length >= this.terms.length) this.grow(2 * passages.length);
    if (this.passageCount > this.scores.length) this.scores = new Float64Array(2 * this.passageCount);
    const { starts, ids, idf } = this.vectors;
    const from = starts[position] as number;
    for (let passage = 0; passage < this.passageCount; passage++) {
      const start = this.entries;
      const end = passageStarts[passage + 1] as number;
      for (let at = passageStarts[passage] as number; at < end; at++) {
        const id = ids[from + (passages[at] as number)] as number;
        if (idf[id] !== 0) this.count(id, { passage, start });
      }
      this.scale(start);
    }
  }

  /** Cosine of the closest passage with headline and dek of the story at a position. */
  closest(position: number): number {
    const { scores, passageCount, first, next, passages, weights } = this;
    const { ids } = this.vectors;
    const from = this.vectors.starts[position] as number;
    const keyFrom = this.keys.starts[position] as number;
    const keyEnd = this.keys.starts[position + 1] as number;
    scores.fill(0, 0, passageCount);
    for (let k = keyFrom; k < keyEnd; k++) {
      const weight = this.keys.weights[k] as number;
      for (let e = first[ids[from + k - keyFrom] as number] as number; e !== 0; e = next[e] as number) {
        const passage = passages[e] as number;
        scores[passage] = (scores[passage] as number) + weight * (weights[e] as number);
      }
    }
    let best = 0;
    for (let passage = 0; passage < passageCount; passage++) {
      if ((scores[passage] as number) > best) best = scores[passage] as number;
    }
    return best;
  }

  /** One more of a word in a passage, whose entries begin at `start`. */
  private count(id: number, { passage, start }: { readonly passage: number; readonly start: number }): void {
    const known = this.first[id] as number;
    if (known >= start) {
      this.weights[known] = (this.weights[known] as number) + 1;
      return;
    }
    const entry = this.entries++;
    this.next[entry] = known;
    this.first[id] = entry;
    this.terms[entry] = id;
    this.passages[entry] = passage;
    this.weights[entry] = 1;
  }

  /** From counts to weights of unit length, for the passage whose entries begin at `start`. */
  private scale(start: number): void {
    let sum = 0;
    for (let e = start; e < this.entries; e++) {
      const count = Math.min(255, this.weights[e] as number);
      const weight = (sublinear[count] as number) * (this.vectors.idf[this.terms[e] as number] as number);
      this.weights[e] = weight;
      sum += weight * weight;
    }
    const factor = 1 / Math.sqrt(sum);
    for (let e = start; e < this.entries; e++) this.weights[e] = (this.weights[e] as number) * factor;
  }

  private grow(size: number): void {
    this.next = new Uint32Array(size);
    this.terms = new Uint32Array(size);
    this.passages = new Uint32Array(size);
    this.weights = new Float64Array(size);
  }
}
