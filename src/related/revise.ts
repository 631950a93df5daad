import { type Change, toChange } from "./change.ts";
import { toDateFactor, toDates } from "./dates.ts";
import { isBoilerplate, isCopy, probes } from "./duplicates.ts";
import { type Evidence, toListSize } from "./evidence.ts";
import { HashFinder } from "./hash-finder.ts";
import { HashIds } from "./hash-ids.ts";
import type { RelatedOptions } from "./options.ts";
import { toHashes } from "./pair-table.ts";
import { type Listed, type RevisedLists, reviseLists } from "./revise-lists.ts";
import { revisePassages } from "./revise-passages.ts";
import { type RevisedRows, reviseRows } from "./revise-rows.ts";
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
  const toPassages = revisePassages(lists, change, revised);
  return {
    ids: stories.map(({ id }) => id),
    marks: stories.map(({ mark }) => mark),
    reference: change.reference,
    words: revised.words,
    leastIdf: revised.rarity.leastIdf,
    rows: revised.rows,
    commonHashes: revised.commonHashes,
    pairs: revised.pairs,
    lists: toFlat(lists, { before: before.lists, change, toPassages, options }),
    copies: reviseCopies(before.copies, change, revised, options.duplicateResemblance),
  };
}

interface FlatSource {
  readonly before: Evidence;
  readonly change: Change;
  readonly toPassages: (a: number, b: number) => number;
  readonly options: RelatedOptions;
}

function toFlat(lists: RevisedLists, { before, change, toPassages, options }: FlatSource): Evidence {
  const { from, to, stories } = change;
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
  };
  let at = 0;
  const take = (story: number, list: readonly Listed[]): void => {
    let floor = list.length < size ? 0 : Number.POSITIVE_INFINITY;
    for (const { other, found, product, passages } of list) {
      floor = Math.min(floor, found * toDateFactor(dates[story] as number, dates[other] as number, options));
      flat.others[at] = other;
      flat.found[at] = found;
      flat.products[at] = product;
      flat.passages[at++] = passages ?? toPassages(story, other);
    }
    flat.floors[story] = floor;
  };
  /** Lists of stories that stood one after the other, as they were. */
  const keep = (story: number, end: number): void => {
    const was = from[story] as number;
    const [first, last] = [before.starts[was] as number, before.starts[was + end - story] as number];
    for (let own = first; own < last; own++) {
      flat.others[at + own - first] = to[before.others[own] as number] as number;
    }
    flat.found.set(before.found.subarray(first, last), at);
    flat.products.set(before.products.subarray(first, last), at);
    flat.passages.set(before.passages.subarray(first, last), at);
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
  const { starts, others, floors, found, products, passages } = flat;
  return {
    starts,
    floors,
    others: others.subarray(0, at),
    found: found.subarray(0, at),
    products: products.subarray(0, at),
    passages: passages.subarray(0, at),
  };
}

/** Only a changed story can be another's copy that it was not, or no copy any more. */
function reviseCopies(
  before: Uint32Array,
  { to, stories }: Change,
  { changed, isChanged, pairs, pairCounts }: RevisedRows,
  resemblance: number,
): Uint32Array {
  const copies: number[] = [];
  for (let at = 0; at < before.length; at += 2) {
    const [a, b] = [to[before[at] as number] as number, to[before[at + 1] as number] as number];
    if (a !== -1 && b !== -1 && isChanged[a] === 0 && isChanged[b] === 0) copies.push(a, b);
  }
  const shingles = new HashIds();
  const owners: number[][] = [];
  for (const now of changed) {
    for (const hash of toHashes(pairs, now).subarray(0, probes)) {
      const id = pairCounts.ids.findId(hash);
      if (isBoilerplate(pairCounts.reference[id] as number)) continue;
      const place = shingles.toId(hash);
      owners[place] = [...(owners[place] ?? []), now];
    }
  }
  const finder = new HashFinder(shingles);
  const seen = new Set<number>();
  const sharing: [number, number][] = [];
  pairs.visit(({ hashes, start, end }, story) => {
    const last = Math.min(end, start + probes);
    for (let at = start; at < last; at++) {
      const id = finder.findId(hashes[at] as number);
      if (id === 0) continue;
      for (const owner of owners[id] ?? []) sharing.push(story < owner ? [story, owner] : [owner, story]);
    }
  });
  for (const [a, b] of sharing) {
    const pair = a * stories.length + b;
    if (a === b || seen.has(pair)) continue;
    seen.add(pair);
    if (isCopy(toHashes(pairs, a), toHashes(pairs, b), resemblance)) copies.push(a, b);
  }
  return Uint32Array.from(copies);
}
