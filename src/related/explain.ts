import { type DropReason, type RelatedPick, toChoice } from "./choose.ts";
import { type Space, toCollection, toLanguages, toSpace } from "./collection.ts";
import { toDaysApart } from "./dates.ts";
import { toCopies } from "./duplicates.ts";
import { toEvidence } from "./evidence.ts";
import { type OwnTerms, type TermMatch, toMatches, toOwnTerms } from "./matches.ts";
import type { RelatedOptions } from "./options.ts";
import { type Candidate, Ranking, toHubFactors } from "./ranking.ts";
import { type OpenStory, type Story, toOpenStory } from "./story.ts";

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

/** `score` is (points of all terms + passages + links) × date.factor × hub, to a thousandth. */
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
  /** Less than 1 for a story that is near to many. */
  readonly hub: number;
}

/** Null if there is no story of this id. */
export function explainRelated(
  stories: readonly Story[],
  id: string,
  options: RelatedOptions,
): RelatedExplanation | null {
  const group = [...toLanguages(stories).values()].find((own) => own.some((story) => story.id === id));
  if (group === undefined) return null;
  const space = toSpace(group.map(toOpenStory), options);
  const collection = toCollection(group, toCopies(space.texts, space.pairs, options.duplicateResemblance));
  const position = group.findIndex((story) => story.id === id);
  const evidence = toEvidence(space, options);
  const hubs = toHubFactors(collection, evidence, options);
  const ranking = new Ranking(collection, { evidence, hubs, options });
  const { picks, dropped } = toChoice(collection, position, { ranking, options });
  ranking.begin(position);
  const outcomes = new Map<string, CandidateExplanation["outcome"]>([
    ...dropped,
    ...picks.map((pick) => [pick.id, pick.reason] as const),
  ]);
  const own = toOwnTerms(space, position);
  return {
    id,
    off: (group[position] as Story).off,
    related: picks,
    candidates: ranking.explain().map((candidate) => toExplanation(space, position, { candidate, own, outcomes })),
    otherLanguages: stories.length - group.length,
  };
}

interface Findings {
  readonly candidate: Candidate;
  readonly own: OwnTerms;
  readonly outcomes: ReadonlyMap<string, CandidateExplanation["outcome"]>;
}

function toExplanation(space: Space, position: number, { candidate, own, outcomes }: Findings): CandidateExplanation {
  const other = space.stories[candidate.other] as OpenStory;
  const daysApart = toDaysApart((space.stories[position] as OpenStory).date, other.date);
  return {
    id: other.id,
    score: candidate.score,
    outcome: outcomes.get(other.id) ?? "below-the-list",
    terms: toMatches(space, candidate.other, own),
    passages: candidate.passages,
    links: candidate.links,
    date: { daysApart, factor: candidate.date },
    hub: candidate.hub,
  };
}
