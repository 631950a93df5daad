import { type RelatedPick, toChoice } from "./choose.ts";
import { type Collection, toCollections } from "./collection.ts";
import { toEvidence } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import { toCandidates } from "./ranking.ts";
import type { Story } from "./story.ts";

/** The stories that belong under one article: pins first, then best first. */
export interface RelatedList {
  readonly id: string;
  readonly related: readonly RelatedPick[];
}

/** Related stories for each story, in the order of the input; each list is the same whatever that order. */
export function toRelated(stories: readonly Story[], options: RelatedOptions): readonly RelatedList[] {
  const picks = new Map<string, readonly RelatedPick[]>();
  for (const collection of toCollections(stories, options)) {
    for (const [id, own] of toPicks(collection, options)) picks.set(id, own);
  }
  return stories.map(({ id }) => ({ id, related: picks.get(id) ?? [] }));
}

function* toPicks(collection: Collection, options: RelatedOptions): Generator<[string, readonly RelatedPick[]]> {
  const evidence = toEvidence(collection, [...collection.stories.keys()], options);
  for (const [q, story] of collection.stories.entries()) {
    const candidates = toCandidates(collection, evidence, { q, options });
    yield [story.id, toChoice(collection, q, { candidates, options }).picks];
  }
}
