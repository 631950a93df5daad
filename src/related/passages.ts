import type { Keys } from "./keys.ts";
import { UNIT } from "./row.ts";
import type { StoryTerms } from "./terms.ts";
import { sublinear } from "./weights.ts";

type Spots = Pick<StoryTerms, "passageCount" | "spotCounts" | "spots">;

/** What is known of one story beside its terms, in arrays that may hold others too. */
export interface PassageWords {
  /** The numbers of its words, from `start` on. */
  readonly ids: Uint32Array;
  readonly start: number;
  /** See `writeScales`: from `scaleStart` on. */
  readonly scales: Float64Array;
  readonly scaleStart: number;
}

const noWords: PassageWords = { ids: new Uint32Array(0), start: 0, scales: new Float64Array(0), scaleStart: 0 };
const noSpots: Spots = { passageCount: 0, spotCounts: new Uint8Array(0), spots: new Uint8Array(0) };

/**
 * Writes 1 / length of each passage of a story, whose words have these idf, from `start` on, where `scales` must be 0.
 */
export function writeScales(
  { passageCount, spotCounts, spots }: Spots,
  idf: Float32Array,
  { scales, start }: { readonly scales: Float64Array; readonly start: number },
): void {
  let at = 0;
  for (let word = 0; word < spotCounts.length; word++) {
    const end = at + (spotCounts[word] as number);
    while (at < end) {
      const passage = spots[at] as number;
      const from = at++;
      while (at < end && spots[at] === passage) at++;
      const weight = (sublinear[at - from] as number) * (idf[word] as number);
      scales[start + passage] = (scales[start + passage] as number) + weight * weight;
    }
  }
  for (let place = start; place < start + passageCount; place++) {
    const sum = scales[place] as number;
    scales[place] = sum === 0 ? 0 : 1 / Math.sqrt(sum);
  }
}

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
  private spots = noSpots;
  /** Where the places of each word of the story begin. */
  private readonly spotStarts = new Uint32Array(1 << 16);
  private readonly scores = new Float64Array(1 << 8);

  /** `idf` is by the number of a word. */
  constructor(idf: Float32Array) {
    this.idf = idf;
    this.places = new Uint16Array(idf.length);
  }

  /** Takes the passages of a story in place of those before, whose terms may be gone. */
  fill(own: Spots, words: PassageWords): void {
    const { places, spotStarts } = this;
    const before = this.words;
    for (let word = 0; word < this.wordCount; word++) places[before.ids[before.start + word] as number] = 0;
    this.words = words;
    this.spots = own;
    const { ids, start } = words;
    const { spotCounts } = own;
    this.wordCount = spotCounts.length;
    let at = 0;
    for (let word = 0; word < spotCounts.length; word++) {
      places[ids[start + word] as number] = word + 1;
      spotStarts[word] = at;
      at += spotCounts[word] as number;
    }
  }

  /**
   * Cosine of the closest passage with headline and dek of another story, whose numbers and weights stand from `from`
   * to `to`, as a whole number in units of row.ts.
   */
  toClosest({ ids, weights }: Pick<Keys, "ids" | "weights">, from: number, to: number): number {
    const { scores, places, idf, spotStarts } = this;
    const { passageCount, spots, spotCounts } = this.spots;
    const { scales, scaleStart } = this.words;
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
      const score = (scores[passage] as number) * (scales[scaleStart + passage] as number);
      if (score > best) best = score;
    }
    return (best * UNIT + 0.5) | 0;
  }
}
