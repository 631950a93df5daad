import type { Change } from "./change.ts";
import { HashFinder } from "./hash-finder.ts";
import { HashIds } from "./hash-ids.ts";
import type { RelatedOptions } from "./options.ts";
import type { PairTable } from "./pair-table.ts";
import { type Rarity, toLevel, toRarity } from "./rarity.ts";
import { type RevisedPairs, revisePairs } from "./revise-pairs.ts";
import { COMMON_BIT, RowMaker, toOwnIdf } from "./row.ts";
import { type Row, type Rows, toCommonEntry, toCommonNumber } from "./rows.ts";
import { type MarkedStory, type Settled, toWordHashes } from "./settled.ts";
import type { WordCounts } from "./vocabulary.ts";

/** The vectors of all stories of now, and whose are not what they were. */
export interface RevisedRows {
  readonly words: WordCounts;
  readonly rarity: Rarity;
  readonly rows: Rows;
  readonly commonHashes: Uint32Array;
  readonly pairs: RevisedPairs;
  /** Positions, ascending: fresh stories, and those that have a term of which the weight has changed. */
  readonly changed: readonly number[];
  /** 1 for these, by position; … */
  readonly isChanged: Uint8Array;
  /** … for those that are fresh or have a word of which the weight has changed; … */
  readonly isReread: Uint8Array;
  /** … for those of them that have it in headline or dek. */
  readonly isRetitled: Uint8Array;
}

/** With more stories than this share changed, to work all out is no dearer. */
const MOST_CHANGED = 1 / 8;

/** Null if too much has changed. */
export function reviseRows(before: Settled, change: Change, options: RelatedOptions): RevisedRows | null {
  if (change.fresh.length > MOST_CHANGED * change.stories.length) return null;
  const references = count(change.reference);
  if (references !== count(before.reference)) return null;
  const { words, moved: movedWords } = reviseWords(before, change);
  const rarity = toRarity(words.counts, references);
  if (rarity.leastIdf !== before.leastIdf) return null;
  const pairs = revisePairs(before, change);
  const reread = findReread(before, change, movedWords);
  const changed = [...change.stories.keys()].filter((now) => reread.has(now) || pairs.moved.has(now));
  if (changed.length > MOST_CHANGED * change.stories.length) return null;
  const made = makeRows(before, change, { changed, words, rarity, pairs: pairs.pairs, options });
  const isRetitled = (now: number): boolean => {
    const { words: own, keyCounts } = change.toTerms(now);
    return change.from[now] === -1 || own.subarray(0, keyCounts.length).some((hash) => movedWords.findId(hash) > 0);
  };
  const toFlags = (positions: Iterable<number>): Uint8Array => {
    const flags = new Uint8Array(change.stories.length);
    for (const now of positions) flags[now] = 1;
    return flags;
  };
  return {
    ...made,
    words,
    rarity,
    pairs,
    changed,
    isChanged: toFlags(changed),
    isReread: toFlags(reread),
    isRetitled: toFlags([...reread].filter(isRetitled)),
  };
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}

interface RevisedWords {
  readonly words: WordCounts;
  /** Words whose weight has changed. */
  readonly moved: HashIds;
}

function reviseWords({ words, rows, commonHashes, reference }: Settled, change: Change): RevisedWords {
  const { ids } = words;
  const shifts = new Map<number, number>();
  const shift = (hashes: Uint32Array, by: number): void => {
    for (const hash of hashes) shifts.set(hash, (shifts.get(hash) ?? 0) + by);
  };
  const shiftOld = (was: number, by: number): void => {
    const { hashes, start, wordEnd, common, commonStart, commonEnd } = rows.at(was);
    shift(hashes.subarray(start, wordEnd), by);
    const own = common.slice(commonStart, commonEnd);
    shift(
      own.map((entry) => commonHashes[toCommonNumber(entry)] as number),
      by,
    );
  };
  for (const was of change.gone) if (reference[was] === 1) shiftOld(was, -1);
  for (const now of change.left) shiftOld(change.from[now] as number, -1);
  for (const now of change.joined) shiftOld(change.from[now] as number, 1);
  for (const now of change.fresh) {
    const own = toWordHashes(change.toTerms(now), (change.stories[now] as MarkedStory).tags);
    shift(own, change.reference[now] as number);
  }
  const moved = new HashIds();
  for (const hash of shifts.keys()) ids.toId(hash);
  const counts = new Uint32Array(ids.size);
  counts.set(words.counts);
  for (const [hash, by] of shifts) {
    const id = ids.toId(hash);
    const was = counts[id] as number;
    counts[id] = was + by;
    if (toLevel(was) !== toLevel(was + by)) moved.toId(hash);
  }
  return { words: { ids, counts }, moved };
}

/** Fresh stories, and those with a word of which the weight has changed. */
function findReread(before: Settled, { to, fresh }: Change, movedWords: HashIds): ReadonlySet<number> {
  const reread = new Set(fresh);
  for (const was of findOwners(before, movedWords)) if (to[was] !== -1) reread.add(to[was] as number);
  return reread;
}

/** Positions of the stories that have some words. */
function findOwners({ rows, commonHashes }: Settled, words: HashIds): ReadonlySet<number> {
  const owners = new Set<number>();
  if (words.size === 1) return owners;
  for (const hash of words.toHashes().subarray(1)) {
    rows.find(hash, ({ wordEnd }, story, at) => {
      if (at < wordEnd) owners.add(story);
    });
  }
  const finder = new HashFinder(words);
  rows.visitOthers(({ hashes, start, wordEnd }, story) => {
    for (let k = start; k < wordEnd; k++) if (finder.findId(hashes[k] as number) !== 0) owners.add(story);
  });
  const isOwn = commonHashes.map((hash, number) => (number > 0 && words.findId(hash) > 0 ? 1 : 0));
  if (!isOwn.includes(1)) return owners;
  rows.visit(({ common, commonStart, commonEnd }, story) => {
    for (let k = commonStart; k < commonEnd; k++) {
      if (isOwn[toCommonNumber(common[k] as number)] === 1) owners.add(story);
    }
  });
  return owners;
}

interface RowSource extends Pick<RevisedRows, "changed" | "words" | "rarity"> {
  readonly pairs: PairTable;
  readonly options: RelatedOptions;
}

/** New vectors for changed stories; words that were not common before get new numbers among these. */
function makeRows(
  before: Pick<Settled, "rows" | "commonHashes">,
  change: Change,
  { changed, words, rarity, pairs, options }: RowSource,
): Pick<RevisedRows, "rows" | "commonHashes"> {
  const maker = new RowMaker(options, rarity);
  const commonIds = HashIds.of(before.commonHashes);
  const fresh = new Map<number, Row>();
  for (const now of changed) {
    const terms = change.toTerms(now);
    const own = toWordHashes(terms, (change.stories[now] as MarkedStory).tags);
    const counts = own.map((hash) => words.counts[words.ids.findId(hash)] as number);
    const { levels, start } = pairs.at(now);
    const tags = own.length - terms.words.length;
    maker.make(terms, { idf: toOwnIdf(counts, rarity.idf), tags, levels, levelStart: start });
    fresh.set(now, toRow(own, { maker, commonIds, pairs: terms.pairs }));
  }
  return { rows: before.rows.replace(change.from, fresh), commonHashes: commonIds.toHashes() };
}

interface Made {
  readonly maker: RowMaker;
  readonly commonIds: HashIds;
  readonly pairs: Uint32Array;
}

function toRow(words: Uint32Array, { maker, commonIds, pairs }: Made): Row {
  const all = words.length + maker.pairCount;
  const hashes = new Uint32Array(all);
  const weights = new Uint16Array(all);
  const common = new Uint32Array(words.length);
  let at = 0;
  let commonAt = 0;
  for (let k = 0; k < words.length; k++) {
    const hash = words[k] as number;
    const weight = maker.weights[k] as number;
    if (weight >= COMMON_BIT) common[commonAt++] = toCommonEntry(commonIds.toId(hash), weight - COMMON_BIT);
    else {
      hashes[at] = hash;
      weights[at++] = weight;
    }
  }
  const wordEnd = at;
  for (let k = 0; k < maker.pairCount; k++) {
    hashes[at] = pairs[maker.pairs[k] as number] as number;
    weights[at++] = maker.pairWeights[k] as number;
  }
  return { hashes, weights, start: 0, wordEnd, end: at, common, commonStart: 0, commonEnd: commonAt };
}
