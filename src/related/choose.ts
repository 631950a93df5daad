import type { Collection } from "./collection.ts";
import { areToldAtOnce } from "./duplicates.ts";
import type { RelatedOptions } from "./options.ts";
import type { Ranking } from "./ranking.ts";
import type { StoryFacts } from "./story.ts";

export interface RelatedPick {
  readonly id: string;
  /** In thousandths; 0 for a story with nothing in common. */
  readonly score: number;
  readonly reason: "pinned" | "similar" | "fallback";
}

/** Why a story is not in a list; `pin-no-room`: it is pinned, after as many as there are cards. */
export type DropReason =
  | "excluded"
  | "pin-no-room"
  | "own-copy"
  | "copy-of-another"
  | "own-series"
  | "series-limit"
  | "below-threshold";

export interface Choice {
  readonly picks: readonly RelatedPick[];
  /** Candidates that something speaks against, by id; all others are below the list. */
  readonly dropped: ReadonlyMap<string, DropReason>;
}

interface ChoiceSource {
  readonly ranking: Ranking;
  readonly options: RelatedOptions;
  /** Goes on when the list is full, so that of each candidate is told what speaks against it. */
  readonly judgesAll?: boolean;
}

/**
 * Pins in their order, then the best candidates, of near equals of one series the newest first; an edition counts less
 * for each other edition of the same thing that stands there, this story included.
 * Only if that gives nothing: the newest of the section, then of the language, marked as a
 * fallback, so that the page can say what they are.
 */
export function toChoice(
  collection: Collection,
  position: number,
  { ranking, options, judgesAll = false }: ChoiceSource,
): Choice {
  const { stories, findPosition } = collection;
  const story = stories[position] as StoryFacts;
  const size = toSize(options);
  if (story.off || size === 0) return { picks: [], dropped: noneDropped };
  const own = new Choosing(collection, position, options);
  const { picks } = own;
  ranking.begin(position);
  for (const pin of story.pins) {
    const other = findPosition(pin);
    if (other !== null && own.offer(other, ranking.take(other), "pinned")) ranking.lowerEditions(other);
  }
  while (judgesAll || picks.length < size) {
    const best = ranking.takeBest();
    if (best === null) break;
    const { series } = stories[best] as StoryFacts;
    const isPart = (other: number): boolean => (stories[other] as StoryFacts).series === series;
    const other = series === null ? best : ranking.exchangeForNewest(best, options.nearEqual, isPart);
    const score = ranking.takenScore;
    if (score < options.leastScore) own.drop(other, "below-threshold");
    else if (own.offer(other, score, "similar")) ranking.lowerEditions(other);
  }
  if (picks.length === 0) {
    const newest = collection.toNewest();
    for (const other of [...(newest.bySection.get(story.section) ?? []), ...newest.all]) {
      if (picks.length === size) break;
      own.offer(other, ranking.findScore(other), "fallback");
    }
  }
  return { picks, dropped: own.dropped };
}

const noneDropped: Choice["dropped"] = new Map();

/** How many stories are in a list, if there are as many. */
function toSize({ top, count }: RelatedOptions): number {
  return top ?? count;
}

/** The list of one story while it is chosen. */
class Choosing {
  readonly picks: RelatedPick[] = [];
  private drops: Map<string, DropReason> | null = null;
  private readonly picked: number[] = [];
  private readonly collection: Collection;
  private readonly position: number;
  private readonly options: RelatedOptions;

  constructor(collection: Collection, position: number, options: RelatedOptions) {
    this.collection = collection;
    this.position = position;
    this.options = options;
  }

  get dropped(): Choice["dropped"] {
    return this.drops ?? noneDropped;
  }

  /** Leaves a story out, unless it is in already, or out for a reason that was told before. */
  drop(other: number, why: DropReason): void {
    const { id } = this.collection.stories[other] as StoryFacts;
    if (this.picked.includes(other) || this.drops?.has(id)) return;
    this.drops ??= new Map();
    this.drops.set(id, why);
  }

  /** Whether it gets a card. */
  offer(other: number, score: number, reason: RelatedPick["reason"]): boolean {
    if (other === this.position || this.picked.includes(other)) return false;
    const why = reason === "pinned" ? this.findPinObjection(other) : this.findObjection(other);
    if (why !== null) {
      this.drop(other, why);
      return false;
    }
    if (this.picks.length >= toSize(this.options)) return false;
    this.picked.push(other);
    this.picks.push({ id: (this.collection.stories[other] as StoryFacts).id, score, reason });
    return true;
  }

  /**
   * What speaks against a pin: that it is excluded, that the same wire story has a card already,
   * since no reader wants one text twice, and that there is no room. All else an editor has judged:
   * last year's form too, which is alike and no copy.
   */
  private findPinObjection(other: number): DropReason | null {
    const { stories } = this.collection;
    if ((stories[this.position] as StoryFacts).excludes.includes((stories[other] as StoryFacts).id)) return "excluded";
    if (this.isCopy(other, this.position)) return "own-copy";
    if (this.picked.some((taken) => this.isCopy(other, taken))) return "copy-of-another";
    return this.picks.length < toSize(this.options) ? null : "pin-no-room";
  }

  private isCopy(a: number, b: number): boolean {
    const { clusterOf, stories } = this.collection;
    if (clusterOf[a] !== clusterOf[b]) return false;
    return areToldAtOnce(stories[a] as StoryFacts, stories[b] as StoryFacts, this.options);
  }

  /** What speaks against a card whatever its score. */
  private findObjection(other: number): DropReason | null {
    const { picked, options } = this;
    const { clusterOf, stories } = this.collection;
    const story = stories[this.position] as StoryFacts;
    const candidate = stories[other] as StoryFacts;
    if (story.excludes.includes(candidate.id)) return "excluded";
    if (clusterOf[other] === clusterOf[this.position]) return "own-copy";
    if (picked.some((taken) => clusterOf[taken] === clusterOf[other])) return "copy-of-another";
    if (candidate.series === null) return null;
    // The links to the previous and next part stand beside the block already.
    if (candidate.series === story.series) return "own-series";
    const siblings = picked.filter((taken) => stories[taken]?.series === candidate.series);
    return siblings.length >= options.perSeries ? "series-limit" : null;
  }
}
