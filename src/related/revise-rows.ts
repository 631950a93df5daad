import { type Change, rearrange, toSegment } from "./change.ts";
import { HashIds } from "./hash-ids.ts";
import type { RelatedOptions } from "./options.ts";
import { type Rarity, toLevel, toRarity } from "./rarity.ts";
import { RowMaker, toOwnIdf } from "./row.ts";
import { type MarkedStory, type Rows, type Segments, type Settled, toWordHashes } from "./settled.ts";
import type { WordCounts } from "./vocabulary.ts";

/** The vectors of all stories of now, and whose are not what they were. */
export interface RevisedRows {
  readonly words: WordCounts;
  /** Number of a word by its hash, as in `words`. */
  readonly wordIds: HashIds;
  readonly rarity: Rarity;
  readonly rows: Rows;
  readonly pairs: Segments;
  /** Positions, ascending: fresh stories, and those that have a term of which the weight has changed. */
  readonly changed: readonly number[];
  readonly pairCounts: PairCounts;
}

/** How many stories, and how many reference stories, have each pair of the changed stories. */
export interface PairCounts {
  readonly ids: HashIds;
  readonly all: Uint32Array;
  readonly reference: Uint32Array;
}

/** With more stories than this share changed, to work all out is no dearer. */
const mostChanged = 1 / 8;

/** Null if too much has changed. */
export function reviseRows(before: Settled, change: Change, options: RelatedOptions): RevisedRows | null {
  if (change.fresh.length > mostChanged * change.stories.length) return null;
  const references = count(change.reference);
  if (references !== count(before.reference)) return null;
  const { words, wordIds, moved: movedWords } = reviseWords(before, change);
  const rarity = toRarity(words.counts, references);
  if (rarity.leastIdf !== toRarity(before.words.counts, references).leastIdf) return null;
  const freshPairs = new Map(change.fresh.map((now) => [now, change.toTerms(now).pairs]));
  const { starts, values } = rearrange(
    { starts: before.pairs.starts, values: before.pairs.hashes },
    change.from,
    freshPairs,
  );
  const pairs = { starts, hashes: values };
  const movedPairs = findMovedPairs(before, change, pairs);
  const changed = findChanged(before, change, { movedWords, movedPairs, pairs });
  if (changed.length > mostChanged * change.stories.length) return null;
  const pairCounts = countPairs(pairs, change.reference, toIds(changed.map((now) => change.toTerms(now).pairs)));
  const rows = makeRows(before.rows, change, { changed, words, wordIds, rarity, pairCounts, options });
  return { words, wordIds, rarity, rows, pairs, changed, pairCounts };
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}

interface RevisedWords {
  readonly words: WordCounts;
  readonly wordIds: HashIds;
  /** Words whose weight has changed. */
  readonly moved: HashIds;
}

function reviseWords({ words, rows, reference }: Settled, change: Change): RevisedWords {
  const wordIds = new HashIds();
  for (let id = 1; id < words.hashes.length; id++) wordIds.toId(words.hashes[id] as number);
  const shifts = new Map<number, number>();
  const shift = (hashes: Uint32Array, by: number): void => {
    for (const hash of hashes) shifts.set(hash, (shifts.get(hash) ?? 0) + by);
  };
  const toOldWords = (was: number): Uint32Array => rows.hashes.subarray(rows.starts[was], rows.wordEnds[was]);
  for (const was of change.gone) if (reference[was] === 1) shift(toOldWords(was), -1);
  for (const now of change.left) shift(toOldWords(change.from[now] as number), -1);
  for (const now of change.joined) shift(toOldWords(change.from[now] as number), 1);
  for (const now of change.fresh) {
    const own = toWordHashes(change.toTerms(now), (change.stories[now] as MarkedStory).tags);
    shift(own, change.reference[now] as number);
  }
  const moved = new HashIds();
  for (const hash of shifts.keys()) wordIds.toId(hash);
  const counts = new Uint32Array(wordIds.size);
  counts.set(words.counts);
  for (const [hash, by] of shifts) {
    const id = wordIds.toId(hash);
    const was = counts[id] as number;
    counts[id] = was + by;
    if (toLevel(was) !== toLevel(was + by)) moved.toId(hash);
  }
  return { words: { hashes: wordIds.toHashes(), counts }, wordIds, moved };
}

/** Pairs whose weight has changed: a term of one story only weighs nothing. */
function findMovedPairs(before: Settled, change: Change, pairs: Segments): HashIds {
  const asked = toIds([
    ...change.gone.map((was) => toSegment(before.pairs, was)),
    ...[...change.fresh, ...change.joined, ...change.left].map((now) => toSegment(pairs, now)),
  ]);
  const was = countPairs(before.pairs, before.reference, asked);
  const is = countPairs(pairs, change.reference, asked);
  const moved = new HashIds();
  for (const [id, hash] of asked.toHashes().entries()) {
    if (id > 0 && toPairLevel(was, id) !== toPairLevel(is, id)) moved.toId(hash);
  }
  return moved;
}

function toPairLevel({ all, reference }: PairCounts, id: number): number {
  return (all[id] as number) < 2 ? -1 : toLevel(reference[id] as number);
}

function toIds(lists: readonly Uint32Array[]): HashIds {
  const ids = new HashIds();
  for (const hashes of lists) for (const hash of hashes) ids.toId(hash);
  return ids;
}

function countPairs({ starts, hashes }: Segments, reference: Uint8Array, ids: HashIds): PairCounts {
  const all = new Uint32Array(ids.size);
  const own = new Uint32Array(ids.size);
  for (let story = 0; story < reference.length; story++) {
    const end = starts[story + 1] as number;
    const isReference = reference[story] as number;
    for (let at = starts[story] as number; at < end; at++) {
      const id = ids.findId(hashes[at] as number);
      if (id === 0) continue;
      all[id] = (all[id] as number) + 1;
      own[id] = (own[id] as number) + isReference;
    }
  }
  return { ids, all, reference: own };
}

interface Moved {
  readonly movedWords: HashIds;
  readonly movedPairs: HashIds;
  readonly pairs: Segments;
}

function findChanged({ rows }: Settled, change: Change, { movedWords, movedPairs, pairs }: Moved): readonly number[] {
  return [...change.stories.keys()].filter((now) => {
    const was = change.from[now] as number;
    if (was === -1) return true;
    if (hasAny(pairs.hashes, { from: pairs.starts[now] as number, to: pairs.starts[now + 1] as number }, movedPairs)) {
      return true;
    }
    return hasAny(rows.hashes, { from: rows.starts[was] as number, to: rows.wordEnds[was] as number }, movedWords);
  });
}

function hasAny(
  hashes: Uint32Array,
  { from, to }: { readonly from: number; readonly to: number },
  ids: HashIds,
): boolean {
  if (ids.size === 1) return false;
  for (let at = from; at < to; at++) if (ids.findId(hashes[at] as number) !== 0) return true;
  return false;
}

interface RowSource extends Pick<RevisedRows, "changed" | "words" | "wordIds" | "rarity" | "pairCounts"> {
  readonly options: RelatedOptions;
}

function makeRows(
  before: Rows,
  change: Change,
  { changed, words, wordIds, rarity, pairCounts, options }: RowSource,
): Rows {
  const maker = new RowMaker(options, rarity);
  const hashes = new Map<number, Uint32Array>();
  const weights = new Map<number, Uint16Array>();
  const wordEnds = Uint32Array.from(change.from, (was) => {
    return was === -1 ? 0 : (before.wordEnds[was] as number) - (before.starts[was] as number);
  });
  for (const now of changed) {
    const terms = change.toTerms(now);
    const own = toWordHashes(terms, (change.stories[now] as MarkedStory).tags);
    const wordCounts = own.map((hash) => words.counts[wordIds.findId(hash)] as number);
    const ids = terms.pairs.map((hash) => pairCounts.ids.findId(hash));
    const pairIdf = Float32Array.from(ids, (id) => {
      return (pairCounts.all[id] as number) < 2 ? 0 : (rarity.idf[pairCounts.reference[id] as number] as number);
    });
    maker.make(terms, {
      words: toOwnIdf(wordCounts, rarity.idf),
      tags: own.length - terms.words.length,
      pairs: pairIdf,
    });
    const ownHashes = new Uint32Array(own.length + maker.pairCount);
    const ownWeights = new Uint16Array(ownHashes.length);
    ownHashes.set(own);
    ownWeights.set(maker.weights.subarray(0, own.length));
    for (let k = 0; k < maker.pairCount; k++)
      ownHashes[own.length + k] = terms.pairs[maker.pairs[k] as number] as number;
    ownWeights.set(maker.pairWeights.subarray(0, maker.pairCount), own.length);
    hashes.set(now, ownHashes);
    weights.set(now, ownWeights);
    wordEnds[now] = own.length;
  }
  const { starts, values } = rearrange({ starts: before.starts, values: before.hashes }, change.from, hashes);
  for (let now = 0; now < wordEnds.length; now++) wordEnds[now] = (wordEnds[now] as number) + (starts[now] as number);
  const moved = rearrange({ starts: before.starts, values: before.weights }, change.from, weights);
  return { starts, wordEnds, hashes: values, weights: moved.values };
}
