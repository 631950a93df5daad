import type { Collection } from "./collection.ts";
import { toDateFactor } from "./dates.ts";
import type { Evidence } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import { unit } from "./row.ts";

/** One candidate of one story, with the parts of its score. */
export interface Candidate {
  /** Position in the collection. */
  readonly other: number;
  /** Words, pairs, headlines and tags in common. */
  readonly product: number;
  /** Closest paragraphs, weighted. */
  readonly passages: number;
  /** A link from one to the other, weighted. */
  readonly links: number;
  /** 1 or a little more. */
  readonly date: number;
  /** Less than 1 for a candidate that is near to many stories. */
  readonly hub: number;
  /** (product + passages + links) × date × hub, rounded to a thousandth. */
  readonly score: number;
}

/** Whom hubs are measured by: a story whose candidates score this much on average is none. */
const usualDensity = 0.3;

/** Densities are told apart in eighths of an octave, so that they seldom change with one more story nearby. */
const stepsPerOctave = 8;

/**
 * For each story what its score is multiplied with where it is a candidate: (usual density / its own) ^ hubExponent, the density
 * being the mean score of its own candidates. Some stories are near to many for no other reason than how their words are spread
 * (Radovanović, Nanopoulos & Ivanović, "Hubs in space", 2010); a scale for each story takes that back (Zelnik-Manor & Perona,
 * "Self-tuning spectral clustering", 2004).
 */
export function toHubFactors({ dates }: Collection, evidence: Evidence, options: RelatedOptions): Float64Array {
  const { starts, others, products, passages } = evidence;
  return Float64Array.from(dates, (own, q) => {
    const [from, to] = [starts[q] as number, starts[q + 1] as number];
    let sum = 0;
    for (let pair = from; pair < to; pair++) {
      const close = (options.passageWeight * (passages[pair] as number)) / unit;
      const nearness = (products[pair] as number) / unit ** 2 + close;
      sum += nearness * toDateFactor(own, dates[others[pair] as number] as number, options);
    }
    if (sum === 0) return 1;
    const level = Math.round(stepsPerOctave * Math.log2(sum / (to - from) / usualDensity));
    return 2 ** ((-level / stepsPerOctave) * options.hubExponent);
  });
}

interface RankingSource {
  /** Position. */
  readonly story: number;
  /** See `toHubFactors`; by position. */
  readonly hubs: Float64Array;
  readonly options: RelatedOptions;
}

/** The candidates of a story, best first; among equals the newer, then the smaller id. */
export function toCandidates(
  { dates, linked }: Collection,
  evidence: Evidence,
  { story, hubs, options }: RankingSource,
): readonly Candidate[] {
  const own = dates[story] as number;
  const links = linked[story] ?? [];
  const candidates: Candidate[] = [];
  const isBetter = (a: Candidate, b: Candidate): boolean => {
    if (a.score !== b.score) return a.score > b.score;
    const [dateA, dateB] = [dates[a.other] as number, dates[b.other] as number];
    return dateA === dateB ? a.other < b.other : dateA > dateB;
  };
  for (let pair = evidence.starts[story] as number; pair < (evidence.starts[story + 1] as number); pair++) {
    const other = evidence.others[pair] as number;
    const product = (evidence.products[pair] as number) / unit ** 2;
    const passages = (options.passageWeight * (evidence.passages[pair] as number)) / unit;
    const link = links.includes(other) ? options.linkWeight : 0;
    const date = toDateFactor(own, dates[other] as number, options);
    const hub = hubs[other] as number;
    const score = Math.round(1000 * (product + passages + link) * date * hub) / 1000;
    const candidate = { other, product, passages, links: link, date, hub, score };
    // Insertion sort: for so few it is the fastest.
    let at = candidates.push(candidate) - 1;
    for (; at > 0 && isBetter(candidate, candidates[at - 1] as Candidate); at--) {
      candidates[at] = candidates[at - 1] as Candidate;
    }
    candidates[at] = candidate;
  }
  return candidates;
}
