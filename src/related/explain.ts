import { type DropReason, type RelatedPick, toChoice } from "./choose.ts";
import { type Collection, toCollections } from "./collection.ts";
import { toDaysApart } from "./dates.ts";
import { toEvidence } from "./evidence.ts";
import { type OwnTerms, type TermMatch, toMatches, toOwnTerms } from "./matches.ts";
import type { RelatedOptions } from "./options.ts";
import { type Candidate, toCandidates } from "./ranking.ts";
import type { Story } from "./story.ts";

/** Why the block under one story is as it is. */
export interface RelatedExplanation {
  readonly id: string;
  /** Switched off by the editor. */
  readonly off: boolean;
  /** Exactly what `toRelated` gives. */
  readonly related: readonly RelatedPick[];
  /** Best first. */
  readonly candidates: readonly CandidateExplanation[];
  /** Number of stories that were not considered because they are in another language. */
  readonly otherLanguages: number;
}

/** `score` is (points of all terms + passages + links) × date.factor, to a thousandth. */
export interface CandidateExplanation {
  readonly id: string;
  readonly score: number;
  /** How it came into the list, or why it did not. */
  readonly outcome: RelatedPick["reason"] | DropReason | "below-the-list";
  readonly terms: readonly TermMatch[];
  /** The paragraph of each that is closest to headline and dek of the other. */
  readonly passages: number;
  /** One links to the other. */
  readonly links: number;
  readonly date: { readonly daysApart: number; readonly factor: number };
}

/** Null if there is no story of this id. */
export function explainRelated(
  stories: readonly Story[],
  id: string,
  options: RelatedOptions,
): RelatedExplanation | null {
  const collection = toCollections(stories, options).find(({ positions }) => positions.has(id));
  const position = collection?.positions.get(id);
  const story = collection?.stories[position ?? -1];
  if (collection === undefined || position === undefined || story === undefined) return null;
  const candidates = toCandidates(collection, toEvidence(collection, [position], options), { q: 0, options });
  const { picks, dropped } = toChoice(collection, position, { candidates, options });
  const outcomes = new Map<string, CandidateExplanation["outcome"]>([
    ...dropped,
    ...picks.map((pick) => [pick.id, pick.reason] as const),
  ]);
  const own = toOwnTerms(collection, position);
  return {
    id,
    off: story.off,
    related: picks,
    candidates: candidates.map((candidate) => toExplanation(collection, position, { candidate, own, outcomes })),
    otherLanguages: stories.length - collection.stories.length,
  };
}

interface Findings {
  readonly candidate: Candidate;
  readonly own: OwnTerms;
  readonly outcomes: ReadonlyMap<string, CandidateExplanation["outcome"]>;
}

function toExplanation(
  collection: Collection,
  position: number,
  { candidate, own, outcomes }: Findings,
): CandidateExplanation {
  const other = collection.stories[candidate.other] as Story;
  const daysApart = toDaysApart((collection.stories[position] as Story).date, other.date);
  return {
    id: other.id,
    score: candidate.score,
    outcome: outcomes.get(other.id) ?? "below-the-list",
    terms: toMatches(collection, candidate.other, own),
    passages: candidate.passages,
    links: candidate.links,
    date: { daysApart, factor: candidate.date },
  };
}
