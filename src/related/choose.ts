import type { Collection } from "./collection.ts";
import type { RelatedOptions } from "./options.ts";
import type { Ranking } from "./ranking.ts";
import type { StoryFacts } from "./story.ts";

export interface RelatedPick {
  readonly id: string;
  /** In thousandths; 0 for a story with nothing in common. */
  readonly score: number;
  readonly reason: "pinned" | "similar" | "fallback";
}

/** Why a story is not in a list. */
export type DropReason =
  | "excluded"
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

/**
 * Pins in their order, then the best candidates. Only if that gives nothing at all: the newest of the section, then of
 * the language, marked as a fallback, so that the page can say what they are.
 */
export function toChoice(
  collection: Collection,
  position: number,
  { ranking, options }: { readonly ranking: Ranking; readonly options: RelatedOptions },
): Choice {
  const { stories, findPosition } = collection;
  const story = stories[position] as StoryFacts;
  const size = options.top ?? options.count;
  const dropped = new Map<string, DropReason>();
  const picks: RelatedPick[] = [];
  const picked: number[] = [];
  if (story.off || size === 0) return { picks, dropped };
  ranking.begin(position);
  const take = (other: number, score: number, reason: RelatedPick["reason"]): void => {
    picked.push(other);
    picks.push({ id: (stories[other] as StoryFacts).id, score, reason });
  };
  const offer = (other: number, score: number, reason: "similar" | "fallback"): void => {
    if (other === position || picked.includes(other)) return;
    const why = findObjection(collection, { position, other, picked }, options);
    if (why === null) take(other, score, reason);
    else dropped.set((stories[other] as StoryFacts).id, why);
  };

  for (const pin of story.pins) {
    const other = findPosition(pin) ?? position;
    const isTaken = other === position || picked.includes(other) || story.excludes.includes(pin);
    if (!isTaken && picks.length < size) take(other, ranking.findScore(other), "pinned");
  }
  while (picks.length < size) {
    const best = ranking.takeBest();
    if (best === null) break;
    const { other, score } = best;
    if (score >= options.leastScore) offer(other, score, "similar");
    else if (!picked.includes(other)) dropped.set((stories[other] as StoryFacts).id, "below-threshold");
  }
  if (picks.length > 0) return { picks, dropped };
  const newest = collection.toNewest();
  for (const other of [...(newest.bySection.get(story.section) ?? []), ...newest.all]) {
    if (picks.length === size) break;
    offer(other, ranking.findScore(other), "fallback");
  }
  return { picks, dropped };
}

interface Offer {
  readonly position: number;
  readonly other: number;
  readonly picked: readonly number[];
}

/** What speaks against a card whatever its score. Pins are not asked: an editor knows why. */
function findObjection(
  { clusterOf, stories }: Collection,
  { position, other, picked }: Offer,
  options: RelatedOptions,
): DropReason | null {
  const [story, candidate] = [stories[position] as StoryFacts, stories[other] as StoryFacts];
  if (story.excludes.includes(candidate.id)) return "excluded";
  if (clusterOf[other] === clusterOf[position]) return "own-copy";
  if (picked.some((taken) => clusterOf[taken] === clusterOf[other])) return "copy-of-another";
  if (candidate.series === null) return null;
  // The links to the previous and next part stand beside the block already.
  if (candidate.series === story.series) return "own-series";
  const siblings = picked.filter((taken) => stories[taken]?.series === candidate.series);
  return siblings.length >= options.perSeries ? "series-limit" : null;
}
