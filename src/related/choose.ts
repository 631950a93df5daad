import type { Collection } from "./collection.ts";
import type { RelatedOptions } from "./options.ts";
import type { Candidate } from "./ranking.ts";
import type { Story } from "./story.ts";

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
  | "below-threshold"
  | "below-the-list";

export interface Choice {
  readonly picks: readonly RelatedPick[];
  /** Candidates that were considered and not taken, by id. */
  readonly dropped: ReadonlyMap<string, DropReason>;
}

/**
 * Pins in their order, then the best candidates. Only if that gives nothing at all: the newest of the section, then of
 * the language, marked as a fallback, so that the page can say what they are.
 */
export function toChoice(
  collection: Collection,
  story: Story,
  { candidates, options }: { readonly candidates: readonly Candidate[]; readonly options: RelatedOptions },
): Choice {
  const { stories, positions, newest } = collection;
  const size = options.top ?? options.count;
  const dropped = new Map<string, DropReason>();
  const picks: RelatedPick[] = [];
  const picked: Story[] = [];
  if (story.off || size === 0) return { picks, dropped };
  const take = (other: Story, score: number, reason: RelatedPick["reason"]): void => {
    picked.push(other);
    picks.push({ id: other.id, score, reason });
  };
  const offer = (other: Story, score: number, reason: "similar" | "fallback"): void => {
    if (other === story || picked.includes(other)) return;
    const why = picks.length >= size ? "below-the-list" : findObjection(collection, { story, other, picked }, options);
    if (why === null) take(other, score, reason);
    else dropped.set(other.id, why);
  };

  for (const pin of story.pins) {
    const other = stories[positions.get(pin) ?? -1];
    const isTaken = other === undefined || other === story || picked.includes(other) || story.excludes.includes(pin);
    if (!isTaken && picks.length < size) take(other, toScore(candidates, positions.get(pin)), "pinned");
  }
  for (const { other, score } of candidates) {
    const candidate = stories[other] as Story;
    if (score >= options.leastScore) offer(candidate, score, "similar");
    else if (!picked.includes(candidate)) dropped.set(candidate.id, "below-threshold");
  }
  if (picks.length > 0) return { picks, dropped };
  for (const other of [...(newest.bySection.get(story.section) ?? []), ...newest.all]) {
    if (picks.length === size) break;
    offer(stories[other] as Story, toScore(candidates, other), "fallback");
  }
  return { picks, dropped };
}

function toScore(candidates: readonly Candidate[], position: number | undefined): number {
  return candidates.find(({ other }) => other === position)?.score ?? 0;
}

/** What speaks against a card whatever its score. Pins are not asked: an editor knows why. */
function findObjection(
  { clusterOf, positions }: Collection,
  { story, other, picked }: { readonly story: Story; readonly other: Story; readonly picked: readonly Story[] },
  options: RelatedOptions,
): DropReason | null {
  const toCluster = ({ id }: Story): number | undefined => clusterOf[positions.get(id) ?? -1];
  if (story.excludes.includes(other.id)) return "excluded";
  if (toCluster(other) === toCluster(story)) return "own-copy";
  if (picked.some((taken) => toCluster(taken) === toCluster(other))) return "copy-of-another";
  if (other.series === null) return null;
  // The links to the previous and next part stand beside the block already.
  if (other.series === story.series) return "own-series";
  return picked.filter(({ series }) => series === other.series).length >= options.perSeries ? "series-limit" : null;
}
