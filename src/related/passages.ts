import type { Keys } from "./keys.ts";
import type { StoryTerms } from "./terms.ts";
import { sublinear } from "./weights.ts";

/**
 * The passages of one story at a time, to find the one closest to another story's headline and dek: there an author would link
 * (Callan, "Passage-level evidence in document retrieval", 1994). Each passage is a unit vector of words weighted by rarity.
 * Working memory that is filled again for each story: `first` and `next` chain the entries of each word; entry 0 ends a chain.
 */
export class PassageIndex {
  private readonly idf: Float32Array;
  private readonly first: Uint32Array;
  private next = new Uint32Array(1 << 10);
  private terms = new Uint32Array(1 << 10);
  private passages = new Uint32Array(1 << 10);
  private weights = new Float64Array(1 << 10);
  private scores = new Float64Array(1 << 7);
  private entries = 1;
  private passageCount = 0;

  /** `idf` is by the number of a word. */
  constructor(idf: Float32Array) {
    this.idf = idf;
    this.first = new Uint32Array(idf.length);
  }

  /** Takes the passages of a story, whose words have the numbers `ids`, in place of those before. */
  fill({ passages, passageStarts }: StoryTerms, ids: Uint32Array): void {
    const { idf } = this;
    for (let e = 1; e < this.entries; e++) this.first[this.terms[e] as number] = 0;
    this.entries = 1;
    this.passageCount = passageStarts.length - 1;
    if (passages.length >= this.terms.length) this.grow(2 * passages.length);
    if (this.passageCount > this.scores.length) this.scores = new Float64Array(2 * this.passageCount);
    for (let passage = 0; passage < this.passageCount; passage++) {
      const start = this.entries;
      const end = passageStarts[passage + 1] as number;
      for (let at = passageStarts[passage] as number; at < end; at++) {
        const id = ids[passages[at] as number] as number;
        if (idf[id] !== 0) this.count(id, { passage, start });
      }
      this.scale(start);
    }
  }

  /** Cosine of the closest passage with headline and dek of another story: numbers and weights of its first words. */
  closest(ids: Uint32Array, keyWeights: Float32Array): number {
    return this.closestOf({ ids, weights: keyWeights }, 0, keyWeights.length);
  }

  /** The same for a story whose numbers and weights stand among others. */
  closestOf({ ids, weights: keyWeights }: Pick<Keys, "ids" | "weights">, from: number, to: number): number {
    const { scores, passageCount, first, next, passages, weights } = this;
    for (let passage = 0; passage < passageCount; passage++) scores[passage] = 0;
    for (let k = from; k < to; k++) {
      const weight = keyWeights[k] as number;
      for (let e = first[ids[k] as number] as number; e !== 0; e = next[e] as number) {
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
      const weight = (sublinear[count] as number) * (this.idf[this.terms[e] as number] as number);
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
