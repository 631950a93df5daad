import type { RelatedPick } from "./choose.ts";
import { toLanguages } from "./collection.ts";
import { type RelatedList, toListing } from "./listing.ts";
import type { RelatedOptions } from "./options.ts";
import { toSettled } from "./settled.ts";
import { type Story, toOpenStory } from "./story.ts";

/** Related stories for each story, in the order of the input; each list is the same whatever that order. */
export function toRelated(stories: readonly Story[], options: RelatedOptions): readonly RelatedList[] {
  const picks = new Map<string, readonly RelatedPick[]>();
  for (const group of toLanguages(stories).values()) {
    const marked = group.map((story) => ({ ...toOpenStory(story), mark: "" }));
    const { lists } = toListing(group, toSettled(marked, options), { options, before: null });
    for (const { id, related } of lists) picks.set(id, related);
  }
  return stories.map(({ id }) => ({ id, related: picks.get(id) ?? [] }));
}
