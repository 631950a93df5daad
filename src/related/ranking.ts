import type { Collection } from "./collection.ts";
import { toDateFactor } from "./dates.ts";
import type { Evidence } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import { UNIT } from "./row.ts";
import type { StoryFacts } from "./story.ts";

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
  /** Less than 1 for an edition of the same thing as others that stand there before it. */
  readonly edition: number;
  /** (product + passages + links) × date × hub × edition, rounded to a thousandth. */
  readonly score: number;
}

/** Factors from before, and for which stories they still hold. */
interface KnownHubs {
  readonly hubs: Float64Array;
  /** By position: 1 for stories whose candidates are what they were. */
  readonly isSame: Uint8Array;
}

/** Whom hubs are measured by: a story whose candidates score this much on average is none. */
const USUAL_DENSITY = 0.3;

/** Densities are told apart in eighths of an octave, so that they seldom change with one more story nearby. */
const STEPS_PER_OCTAVE = 8;

/**
 * For each story what its score is multiplied with where it is a candidate: (usual density / its own) ^ hubExponent,
 * the density being the mean score of its own candidates. Some stories are near to many for no other reason than how
 * their words are spread (Radovanović, Nanopoulos & Ivanović, "Hubs in space", 2010); a scale for each story takes that
 * back (Zelnik-Manor & Perona, "Self-tuning spectral clustering", 2004).
 */
export function toHubFactors(
  { dates }: Pick<Collection, "dates">,
  evidence: Evidence,
  options: RelatedOptions,
  known: KnownHubs | null = null,
): Float64Array {
  const { starts, others, products, passages } = evidence;
  const hubs = known === null ? new Float64Array(dates.length) : known.hubs.slice();
  for (let story = 0; story < hubs.length; story++) {
    if (known?.isSame[story] === 1) continue;
    hubs[story] = 1;
    const [from, to] = [starts[story] as number, starts[story + 1] as number];
    const own = dates[story] as number;
    let sum = 0;
    for (let pair = from; pair < to; pair++) {
      const close = (options.passageWeight * (passages[pair] as number)) / UNIT;
      const nearness = (products[pair] as number) / UNIT ** 2 + close;
      sum += nearness * toDateFactor(own, dates[others[pair] as number] as number, options);
    }
    if (sum === 0) continue;
    const level = Math.round(STEPS_PER_OCTAVE * Math.log2(sum / (to - from) / USUAL_DENSITY));
    hubs[story] = 2 ** ((-level / STEPS_PER_OCTAVE) * options.hubExponent);
  }
  return hubs;
}

interface RankingSource {
  readonly evidence: Evidence;
  /** See `toHubFactors`; by position. */
  readonly hubs: Float64Array;
  readonly options: RelatedOptions;
}

/** Puts the candidates of one story at a time in order, in the same memory: of most only the first few are wanted. */
export class Ranking {
  private readonly dates: Float64Array;
  private readonly linked: Collection["linked"];
  private readonly stories: Collection["stories"];
  private readonly usualEdition: string;
  private readonly source: RankingSource;
  private story = 0;
  /** Score of what was taken last. */
  takenScore = 0;
  /** Where its candidates are in the evidence. */
  private start = 0;
  private end = 0;
  /** By candidate, less than 0 for those that have been taken. */
  private scores = new Float64Array(64);
  /** By candidate, what it counts for the editions that stand there already. */
  private editions = new Float64Array(64);

  constructor({ dates, linked, stories, usualEdition }: Collection, source: RankingSource) {
    this.dates = dates;
    this.linked = linked;
    this.stories = stories;
    this.usualEdition = usualEdition;
    this.source = source;
  }

  /** Begins with the candidates of a story. */
  begin(story: number): void {
    const { evidence } = this.source;
    this.story = story;
    this.start = evidence.starts[story] as number;
    this.end = evidence.starts[story + 1] as number;
    const size = this.end - this.start;
    if (size > this.scores.length) {
      this.scores = new Float64Array(2 * size);
      this.editions = new Float64Array(2 * size);
    }
    this.editions.fill(1, 0, size);
    for (let i = 0; i < size; i++) this.scores[i] = this.toScore(this.start + i);
    this.lowerEditions(story);
  }

  /** Lets those that are left, and are editions of the same thing as a story that stands there already, count less. */
  lowerEditions(shown: number): void {
    const { stories, scores, editions, start, end } = this;
    const { evidence, options } = this.source;
    const { edition } = stories[shown] as StoryFacts;
    if (edition === "" || edition === this.usualEdition) return;
    for (let at = start; at < end; at++) {
      if ((scores[at - start] as number) < 0) continue;
      if (stories[evidence.others[at] as number]?.edition !== edition) continue;
      editions[at - start] = (editions[at - start] as number) * options.editionFactor;
      scores[at - start] = this.toScore(at);
    }
  }

  /** Takes a certain story; returns its score, 0 if it is no candidate. */
  take(other: number): number {
    const at = this.findPlace(other);
    if (at === NONE) return 0;
    this.scores[at - this.start] = -1;
    return this.toScore(at);
  }

  /** Takes the best that is left: of equal ones the newer, then the one with the smaller id. Null if none is left. */
  takeBest(): number | null {
    const { dates, scores, start, end } = this;
    const { others } = this.source.evidence;
    let best = NONE;
    for (let at = start; at < end; at++) {
      const score = scores[at - start] as number;
      if (score < 0 || (best !== NONE && score < (scores[best - start] as number))) continue;
      const isTie = best !== NONE && score === scores[best - start];
      // Candidates stand in the order of ids.
      const isBetter = !isTie || (dates[others[at] as number] as number) > (dates[others[best] as number] as number);
      if (isBetter) best = at;
    }
    if (best === NONE) return null;
    this.takenScore = scores[best - start] as number;
    scores[best - start] = -1;
    return others[best] as number;
  }

  /**
   * Takes, in place of the one that was taken last, the newest of its kind that is newer and has at least a share
   * of its score; that one is then left again. Returns which is taken now.
   */
  exchangeForNewest(taken: number, share: number, isOfKind: (other: number) => boolean): number {
    const { dates, scores, start, end } = this;
    const { others } = this.source.evidence;
    const least = share * this.takenScore;
    let newest = NONE;
    let date = dates[taken] as number;
    let own = NONE;
    for (let at = start; at < end; at++) {
      const other = others[at] as number;
      if (other === taken) own = at;
      const isLeft = (scores[at - start] as number) >= Math.max(0, least);
      if (!isLeft || (dates[other] as number) <= date || !isOfKind(other)) continue;
      newest = at;
      date = dates[other] as number;
    }
    if (newest === NONE) return taken;
    scores[own - start] = this.takenScore;
    this.takenScore = scores[newest - start] as number;
    scores[newest - start] = -1;
    return others[newest] as number;
  }

  /** Score of any story as a candidate, taken or not; 0 if it is none. */
  findScore(other: number): number {
    const at = this.findPlace(other);
    return at === NONE ? 0 : this.toScore(at);
  }

  private findPlace(other: number): number {
    const { others } = this.source.evidence;
    for (let at = this.start; at < this.end; at++) if (others[at] === other) return at;
    return NONE;
  }

  /** All candidates, best first, with the parts of their scores. */
  explain(): readonly Candidate[] {
    const { others } = this.source.evidence;
    const all = Array.from({ length: this.end - this.start }, (_, i): Candidate => {
      const at = this.start + i;
      return { other: others[at] as number, ...this.toParts(at), score: this.toScore(at) };
    });
    const toDate = ({ other }: Candidate): number => this.dates[other] as number;
    return all.sort((a, b) => b.score - a.score || toDate(b) - toDate(a) || a.other - b.other);
  }

  /** As `toParts`, without a thing in memory for each: this is asked of all candidates of all stories. */
  private toScore(at: number): number {
    const { dates, story } = this;
    const { evidence, hubs, options } = this.source;
    const other = evidence.others[at] as number;
    const links = this.linked[story] as readonly number[];
    const product = (evidence.products[at] as number) / UNIT ** 2;
    const passages = (options.passageWeight * (evidence.passages[at] as number)) / UNIT;
    const linked = links.length > 0 && links.includes(other) ? options.linkWeight : 0;
    const date = toDateFactor(dates[story] as number, dates[other] as number, options);
    const factor = date * (hubs[other] as number) * (this.editions[at - this.start] as number);
    return Math.round(1000 * (product + passages + linked) * factor) / 1000;
  }

  private toParts(at: number): Omit<Candidate, "other" | "score"> {
    const { evidence, hubs, options } = this.source;
    const other = evidence.others[at] as number;
    const links = this.linked[this.story] ?? [];
    return {
      product: (evidence.products[at] as number) / UNIT ** 2,
      passages: (options.passageWeight * (evidence.passages[at] as number)) / UNIT,
      links: links.length > 0 && links.includes(other) ? options.linkWeight : 0,
      date: toDateFactor(this.dates[this.story] as number, this.dates[other] as number, options),
      hub: hubs[other] as number,
      edition: this.editions[at - this.start] as number,
    };
  }
}

const NONE = -1;
