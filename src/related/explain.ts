import { finish } from "../base/steps.ts";
import { type DropReason, type RelatedPick, toChoice } from "./choose.ts";
import { type Space, toCollection, toLanguages, toSpace } from "./collection.ts";
import { toCopies } from "./copies.ts";
import { toDaysApart } from "./dates.ts";
import { toEvidence } from "./evidence.ts";
import { type OwnTerms, type TermMatch, toMatches, toOwnTerms } from "./matches.ts";
import type { RelatedOptions } from "./options.ts";
import { type Candidate, Ranking, toHubFactors } from "./ranking.ts";
import { toMostProduct, UNIT } from "./row.ts";
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
  /** Left out by a rule or an editor before anything was found that they have in common with it. */
  readonly unscored: readonly { readonly id: string; readonly outcome: DropReason }[];
  /** Number of stories that were not considered because they are in another language. */
  readonly otherLanguages: number;
}

/** `score` is (points of all terms + passages + links) × date.factor × hub × edition, to a thousandth. */
export interface CandidateExplanation {
  readonly id: string;
  readonly score: number;
  /** How it came into the list, or why it did not. */
  readonly outcome: RelatedPick["reason"] | DropReason | "below-the-list" | "switched-off";
  readonly terms: readonly TermMatch[];
  /** The paragraph of each that is closest to headline and dek of the other. */
  readonly passages: number;
  /** One links to the other. */
  readonly links: number;
  readonly date: { readonly daysApart: number; readonly factor: number };
  /** Less than 1 for a story that is near to many. */
  readonly hub: number;
  /** Less than 1 for an edition of the same thing as others that stand there before it, the story itself included. */
  readonly edition: number;
}

/** Null if there is no story of this id. */
export function explainRelated(
  stories: readonly Story[],
  id: string,
  options: RelatedOptions,
): RelatedExplanation | null {
  const group = [...toLanguages(stories).values()].find((own) => own.some((story) => story.id === id));
  if (group === undefined) return null;
  const space = finish(toSpace(group.map(toOpenStory), options));
  const position = group.findIndex((story) => story.id === id);
  const evidence = finish(toEvidence(space, options));
  const copies = toCopies(space.pairs, evidence, options.duplicateResemblance);
  const collection = toCollection(group, copies);
  const hubs = toHubFactors(collection, evidence, options);
  const ranking = new Ranking(collection, { evidence, hubs, options });
  // Where stories are chosen this is done again; of a story without a block the candidates are told all the same.
  ranking.begin(position);
  const { picks, dropped } = toChoice(collection, position, { ranking, options, judgesAll: true });
  const story = group[position] as Story;
  // Excluded ones are told of though they would not have come up for choice.
  const excluded = story.excludes.filter((other) => collection.findPosition(other) !== null);
  const out = new Map([...dropped, ...excluded.map((other) => [other, "excluded"] as const)]);
  const findings: Findings = {
    own: toOwnTerms(space, position),
    most: toMostProduct(options) / UNIT ** 2,
    outcomes: new Map([...out, ...picks.map((pick) => [pick.id, pick.reason] as const)]),
    otherwise: story.off ? "switched-off" : "below-the-list",
  };
  const candidates = ranking.explain().map((candidate) => toExplanation(space, position, { candidate, ...findings }));
  const told = new Set([...candidates, ...picks].map((other) => other.id));
  return {
    id,
    off: story.off,
    related: picks,
    candidates,
    unscored: Array.from(out, ([other, outcome]) => ({ id: other, outcome })).filter((other) => !told.has(other.id)),
    otherLanguages: stories.length - group.length,
  };
}

interface Findings {
  readonly own: OwnTerms;
  /** See `toMostProduct`, as a part of the score. */
  readonly most: number;
  readonly outcomes: ReadonlyMap<string, CandidateExplanation["outcome"]>;
  /** What became of a candidate that nothing speaks against. */
  readonly otherwise: CandidateExplanation["outcome"];
}

function toExplanation(
  space: Space,
  position: number,
  { candidate, own, most, outcomes, otherwise }: Findings & { readonly candidate: Candidate },
): CandidateExplanation {
  const other = space.stories[candidate.other] as OpenStory;
  const daysApart = toDaysApart((space.stories[position] as OpenStory).date, other.date);
  return {
    id: other.id,
    score: candidate.score,
    outcome: outcomes.get(other.id) ?? otherwise,
    terms: toMatches(space, candidate.other, { own, most }),
    passages: candidate.passages,
    links: candidate.links,
    date: { daysApart, factor: candidate.date },
    hub: candidate.hub,
    edition: candidate.edition,
  };
}
