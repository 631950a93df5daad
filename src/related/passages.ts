import type { Keys } from "./keys.ts";
import { UNIT } from "./row.ts";
import type { StoryTerms } from "./terms.ts";
import { sublinear } from "./weights.ts";

type Spots = Pick<StoryTerms, "passageCount" | "spotCounts" | "spots">;

/** The numbers of the words of one story, from `start` on. */
interface WordIds {
  readonly ids: Uint32Array;
  readonly start: number;
}

const noWords: WordIds = { ids: new Uint32Array(0), start: 0 };

/** So many passages a story has at most (terms.ts). */
const MOST_PASSAGES = 255;

/**
 * The passages of one story at a time, to find the one closest to another story's headline and dek:
 * there an author would link (Callan, "Passage-level evidence in document retrieval", 1994). Each passage is a
 * unit vector of words weighted by rarity.
 */
export class PassageFinder {
  private readonly idf: Float32Array;
  /** By word: its place among those of the story, from 1; 0 for what the story does not have. */
  private readonly places: Uint16Array;
  private words = noWords;
  private wordCount = 0;
  private passageCount = 0;
  /** Where each word of the story stands: from `starts[i]` to `starts[i + 1]` in which passages, and what it weighs. */
  private readonly starts = new Uint32Array(2 ** 16 + 1);
  private passages = new Uint8Array(1 << 10);
  private weights = new Float64Array(1 << 10);
  /** By passage: 1 / its length. */
  private readonly scales = new Float64Array(MOST_PASSAGES);
  private readonly scores = new Float64Array(MOST_PASSAGES);

  /** `idf` is by the number of a word. */
  constructor(idf: Float32Array) {
    this.idf = idf;
    this.places = new Uint16Array(idf.length);
  }

  /** Takes the passages of a story in place of those before, whose terms may be gone. */
  fill({ passageCount, spotCounts, spots }: Spots, words: WordIds): void {
    const { places, idf, starts, scales } = this;
    const before = this.words;
    for (let word = 0; word < this.wordCount; word++) places[before.ids[before.start + word] as number] = 0;
    if (spots.length > this.passages.length) {
      this.passages = new Uint8Array(2 * spots.length);
      this.weights = new Float64Array(2 * spots.length);
    }
    const { passages, weights } = this;
    const { ids, start } = words;
    for (let passage = 0; passage < passageCount; passage++) scales[passage] = 0;
    let at = 0;
    let size = 0;
    for (let word = 0; word < spotCounts.length; word++) {
      const id = ids[start + word] as number;
      const rarity = idf[id] as number;
      places[id] = word + 1;
      const end = at + (spotCounts[word] as number);
      while (at < end) {
        const passage = spots[at] as number;
        const from = at++;
        while (at < end && spots[at] === passage) at++;
        const weight = (sublinear[at - from] as number) * rarity;
        scales[passage] = (scales[passage] as number) + weight * weight;
        passages[size] = passage;
        weights[size++] = weight;
      }
      starts[word + 1] = size;
    }
    for (let passage = 0; passage < passageCount; passage++) {
      const sum = scales[passage] as number;
      scales[passage] = sum === 0 ? 0 : 1 / Math.sqrt(sum);
    }
    this.words = words;
    this.wordCount = spotCounts.length;
    this.passageCount = passageCount;
  }

  /**
   * Cosine of the closest passage with headline and dek of another story, whose numbers and weights stand from `from`
   * to `to`, as a whole number in units of row.ts.
   */
  toClosest({ ids, weights: keyWeights }: Pick<Keys, "ids" | "weights">, from: number, to: number): number {
    const { scores, scales, places, starts, passages, weights, passageCount } = this;
    for (let passage = 0; passage < passageCount; passage++) scores[passage] = 0;
    for (let k = from; k < to; k++) {
      const place = places[ids[k] as number] as number;
      if (place === 0) continue;
      const weight = keyWeights[k] as number;
      const end = starts[place] as number;
      for (let at = starts[place - 1] as number; at < end; at++) {
        const passage = passages[at] as number;
        scores[passage] = (scores[passage] as number) + weight * (weights[at] as number);
      }
    }
    let best = 0;
    for (let passage = 0; passage < passageCount; passage++) {
      const score = (scores[passage] as number) * (scales[passage] as number);
      if (score > best) best = score;
    }
    return (best * UNIT + 0.5) | 0;
  }
}
