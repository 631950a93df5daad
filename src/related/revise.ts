import { toChange } from "./change.ts";
import type { RelatedOptions } from "./options.ts";
import { reviseCopies } from "./revise-copies.ts";
import { toRevisedEvidence } from "./revise-evidence.ts";
import { reviseLists } from "./revise-lists.ts";
import { revisePassages } from "./revise-passages.ts";
import { reviseRows } from "./revise-rows.ts";
import { type MarkedStory, type Settled, toSettled } from "./settled.ts";

/**
 * What `toSettled` gives for the stories of now, from what was settled before: only what a change reaches is worked out
 * again. Every number is the same, because sums are of whole numbers. The stories must be ordered by id.
 */
export function revise(before: Settled, stories: readonly MarkedStory[], options: RelatedOptions): Settled {
  const change = toChange(before, stories);
  const revised = reviseRows(before, change, options);
  if (revised === null) return toSettled(stories, options);
  const revisedLists = reviseLists(before, change, revised, options);
  const toCloseness = revisePassages(before.lists, revisedLists, change, revised);
  const lists = toRevisedEvidence(revisedLists, { before: before.lists, change, toCloseness, options });
  const source = { change, revisedPairs: revised.pairs, revisedLists, lists };
  return {
    ids: stories.map(({ id }) => id),
    marks: stories.map(({ mark }) => mark),
    reference: change.reference,
    words: revised.words,
    leastIdf: revised.rarity.leastIdf,
    rows: revised.rows,
    commonHashes: revised.commonHashes,
    pairs: revised.pairs.pairs,
    lists,
    copies: reviseCopies(before, source, options.duplicateResemblance),
  };
}
