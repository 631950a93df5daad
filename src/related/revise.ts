import { toCandidateScore } from "./candidate-score.ts";
import { type Change, toChange } from "./change.ts";
import { toDateFactor, toDates } from "./dates.ts";
import { type Evidence, toListSize } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import { reviseCopies } from "./revise-copies.ts";
import { type Listed, type RevisedLists, reviseLists } from "./revise-lists.ts";
import { revisePassages } from "./revise-passages.ts";
import { reviseRows } from "./revise-rows.ts";
import { type MarkedStory, type Settled, toSettled } from "./settled.ts";

/**
 * What `toSettled` gives for the stories of now, from what was settled before: only what a change reaches is worked out again.
 * Every number is the same, because sums are of whole numbers. The stories must be ordered by id.
 */
export function revise(before: Settled, stories: readonly MarkedStory[], options: RelatedOptions): Settled {
  const change = toChange(before, stories);
  const revised = reviseRows(before, change, options);
  if (revised === null) return toSettled(stories, options);
  const lists = reviseLists(before, change, revised, options);
  const toCloseness = revisePassages(before.lists, lists, change, revised);
  return {
    ids: stories.map(({ id }) => id),
    marks: stories.map(({ mark }) => mark),
    reference: change.reference,
    words: revised.words,
    leastIdf: revised.rarity.leastIdf,
    rows: revised.rows,
    commonHashes: revised.commonHashes,
    pairs: revised.pairs.pairs,
    lists: toFlat(lists, { before: before.lists, change, toCloseness, options }),
    copies: reviseCopies(before.copies, change, revised.pairs, options.duplicateResemblance),
  };
}

interface FlatSource {
  readonly before: Evidence;
  readonly change: Change;
  /** See `revisePassages`. */
  readonly toCloseness: (story: number, other: number) => number;
  readonly options: RelatedOptions;
}

function toFlat(lists: RevisedLists, { before, change, toCloseness, options }: FlatSource): Evidence {
  const { from, to, isInPlace, stories } = change;
  const size = toListSize(options);
  const dates = toDates(stories);
  const most = stories.length * size;
  const flat = {
    starts: new Uint32Array(stories.length + 1),
    others: new Uint32Array(most),
    floors: new Float64Array(stories.length),
    found: new Int32Array(most),
    products: new Int32Array(most),
    passages: new Uint16Array(most),
    ownPassages: new Uint16Array(most),
  };
  let at = 0;
  const take = (story: number, list: readonly Listed[]): void => {
    let floor = list.length < size ? 0 : Number.POSITIVE_INFINITY;
    for (const { other, found, product } of list) {
      const factor = toDateFactor(dates[story] as number, dates[other] as number, options);
      floor = Math.min(floor, toCandidateScore(found, factor));
      flat.others[at] = other;
      flat.found[at] = found;
      flat.products[at] = product;
      flat.ownPassages[at] = toCloseness(story, other);
      flat.passages[at] = (flat.ownPassages[at] as number) + toCloseness(other, story);
      at++;
    }
    flat.floors[story] = floor;
  };
  /** Lists of stories that stood one after the other, as they were. */
  const keep = (story: number, end: number): void => {
    const was = from[story] as number;
    const [first, last] = [before.starts[was] as number, before.starts[was + end - story] as number];
    if (isInPlace) flat.others.set(before.others.subarray(first, last), at);
    for (let own = first; own < last && !isInPlace; own++) {
      flat.others[at + own - first] = to[before.others[own] as number] as number;
    }
    flat.found.set(before.found.subarray(first, last), at);
    flat.products.set(before.products.subarray(first, last), at);
    flat.passages.set(before.passages.subarray(first, last), at);
    flat.ownPassages.set(before.ownPassages.subarray(first, last), at);
    flat.floors.set(before.floors.subarray(was, was + end - story), story);
    for (let i = story; i < end; i++) flat.starts[i + 1] = at + (before.starts[was + i + 1 - story] as number) - first;
    at += last - first;
  };
  for (let story = 0; story < lists.length; ) {
    const list = lists[story];
    if (list !== null && list !== undefined) {
      take(story, list);
      flat.starts[++story] = at;
      continue;
    }
    let end = story + 1;
    while (end < lists.length && lists[end] === null && from[end] === (from[end - 1] as number) + 1) end++;
    keep(story, end);
    story = end;
  }
  const { starts, others, floors, found, products, passages, ownPassages } = flat;
  return {
    starts,
    floors,
    others: others.subarray(0, at),
    found: found.subarray(0, at),
    products: products.subarray(0, at),
    passages: passages.subarray(0, at),
    ownPassages: ownPassages.subarray(0, at),
  };
}
