import type { Keys } from "./keys.ts";
import { unit } from "./row.ts";
import type { StoryTerms } from "./terms.ts";
import { sublinear } from "./weights.ts";

/**
 * The passages of one story at a time, to find the one closest to another story's headline and dek: there an author would link
 * (Callan, "Passage-level evidence in document retrieval", 1994). Each passage is a unit vector of words weighted by rarity.
 */
export class PassageFinder {
  private readonly idf: Float32Array;
  /** By word: its place among those of the story, from 1; 0 for what the body does not have. */
  private readonly places: Uint16Array;
  private ids: Uint32Array = new Uint32Array(0);
  private spotCounts: Uint8Array = new Uint8Array(0);
  private spots: Uint8Array = new Uint8Array(0);
  /** Where the places of each word of the story begin. */
  private readonly spotStarts = new Uint32Array(1 << 16);
  private passageCount = 0;
  private readonly scores = new Float64Array(1 << 8);
  /** 1 / length of each passage. */
  private readonly scales = new Float64Array(1 << 8);

  /** `idf` is by the number of a word. */
  constructor(idf: Float32Array) {
    this.idf = idf;
    this.places = new Uint16Array(idf.length);
  }

  /** Takes the passages of a story, whose words have the numbers `ids`, in place of those before. */
  fill({ passageCount, spotCounts, spots }: StoryTerms, ids: Uint32Array): void {
    const { idf, places, spotStarts, scales } = this;
    for (let word = 0; word < this.spotCounts.length; word++) places[this.ids[word] as number] = 0;
    this.ids = ids;
    this.spotCounts = spotCounts;
    this.spots = spots;
    this.passageCount = passageCount;
    for (let passage = 0; passage < passageCount; passage++) scales[passage] = 0;
    let at = 0;
    for (let word = 0; word < spotCounts.length; word++) {
      const id = ids[word] as number;
      const end = at + (spotCounts[word] as number);
      spotStarts[word] = at;
      if (at === end) continue;
      places[id] = word + 1;
      while (at < end) {
        const passage = spots[at] as number;
        const from = at++;
        while (at < end && spots[at] === passage) at++;
        const weight = (sublinear[at - from] as number) * (idf[id] as number);
        scales[passage] = (scales[passage] as number) + weight * weight;
      }
    }
    for (let passage = 0; passage < passageCount; passage++) {
      const sum = scales[passage] as number;
      scales[passage] = sum === 0 ? 0 : 1 / Math.sqrt(sum);
    }
  }

  /**
   * Cosine of the closest passage with headline and dek of another story, whose numbers and weights stand from `from` to `to`, as a
   * whole number in units of row.ts.
   */
  toClosest({ ids, weights }: Pick<Keys, "ids" | "weights">, from: number, to: number): number {
    const { scores, scales, passageCount, places, idf, spots, spotStarts, spotCounts } = this;
    for (let passage = 0; passage < passageCount; passage++) scores[passage] = 0;
    for (let k = from; k < to; k++) {
      const id = ids[k] as number;
      const place = places[id] as number;
      if (place === 0) continue;
      const weight = (weights[k] as number) * (idf[id] as number);
      let at = spotStarts[place - 1] as number;
      const end = at + (spotCounts[place - 1] as number);
      while (at < end) {
        const passage = spots[at] as number;
        const start = at++;
        while (at < end && spots[at] === passage) at++;
        scores[passage] = (scores[passage] as number) + weight * (sublinear[at - start] as number);
      }
    }
    let best = 0;
    for (let passage = 0; passage < passageCount; passage++) {
      best = Math.max(best, (scores[passage] as number) * (scales[passage] as number));
    }
    return (best * unit + 0.5) | 0;
  }
}
