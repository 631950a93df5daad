import { type RelatedPick, toChoice } from "./choose.ts";
import { toCollection, toLanguages } from "./collection.ts";
import type { RelatedOptions } from "./options.ts";
import { toCandidates, toHubFactors } from "./ranking.ts";
import { type Settled, toSettled } from "./settled.ts";
import type { Story, StoryFacts } from "./story.ts";

/** The stories that belong under one article: pins first, then best first. */
export interface RelatedList {
  readonly id: string;
  readonly related: readonly RelatedPick[];
}

/** Related stories for each story, in the order of the input; each list is the same whatever that order. */
export function toRelated(stories: readonly Story[], options: RelatedOptions): readonly RelatedList[] {
  const picks = new Map<string, readonly RelatedPick[]>();
  for (const group of toLanguages(stories).values()) {
    const marked = group.map((story) => ({ ...story, mark: "", toTerms: () => story.terms }));
    for (const { id, related } of toLists(group, toSettled(marked, options), options)) picks.set(id, related);
  }
  return stories.map(({ id }) => ({ id, related: picks.get(id) ?? [] }));
}

/** The lists of the stories of one language, which are ordered by id. */
export function toLists(
  stories: readonly StoryFacts[],
  { lists, copies }: Settled,
  options: RelatedOptions,
): readonly RelatedList[] {
  const collection = toCollection(stories, copies);
  const evidence = { queries: [...stories.keys()], ...lists };
  const hubs = toHubFactors(collection, evidence, options);
  const toHub = (position: number): number => hubs[position] as number;
  return stories.map(({ id }, q) => {
    const candidates = toCandidates(collection, evidence, { q, toHub, options });
    return { id, related: toChoice(collection, q, { candidates, options }).picks };
  });
}
