import { toCandidateScore } from "./candidate-score.ts";
import type { Change } from "./change.ts";
import { toDateFactor, toDates, toGreatestDateFactor } from "./dates.ts";
import { type Evidence, toListSize } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import type { RevisedRows } from "./revise-rows.ts";
import { toMostProduct } from "./row.ts";
import { type Scanned, scan } from "./scan.ts";
import type { Settled } from "./settled.ts";
import { TopLists } from "./top-lists.ts";

/** A candidate of one story. */
export interface Listed {
  /** Position now. */
  readonly other: number;
  readonly found: number;
  readonly product: number;
  /** Whether it was one before, and has not changed. */
  readonly isKept: boolean;
}

/** The candidates of one story as they were, without those that have changed or gone. */
interface Kept {
  readonly listed: readonly Listed[];
  /** The least score that the list had; 0 if it had room. */
  readonly floor: number;
  readonly isComplete: boolean;
}

/** What a change makes of the candidates of each story; null for a list that stays what it was. */
export type RevisedLists = readonly (readonly Listed[] | null)[];

/**
 * The candidates of each story of now. Those of a changed story are found anew. To all others the changed
 * stories are offered; where one of the best has sunk so far that a story outside the list may
 * have passed it, they are found anew as well.
 */
export function reviseLists(
  before: Settled,
  change: Change,
  revised: RevisedRows,
  options: RelatedOptions,
): RevisedLists {
  const { changed, isChanged } = revised;
  const dates = toDates(change.stories);
  const size = toListSize(options);
  const most = toMostProduct(options);
  const toScore = (found: number, own: number, other: number): number => {
    return toCandidateScore(found, toDateFactor(dates[own] as number, dates[other] as number, options));
  };
  const floors = toFloors(before.lists, change, isChanged);
  const greatest = toGreatestDateFactor(options);
  const lists = new Map<number, readonly Listed[]>();
  const offers = new Map<number, Listed[]>();
  for (const scanned of scan(revised, changed, most)) {
    const { query, found, toCommon } = scanned;
    lists.set(query, toBest(scanned, { size, toScore }));
    for (let other = 0; other < found.length; other++) {
      const own = found[other] as number;
      const floor = floors[other] as number;
      if (own === 0 || toCandidateScore(own, greatest) < floor || toScore(own, other, query) < floor) continue;
      const offer = { other: query, found: own, product: own + toCommon(other), isKept: false };
      offers.set(other, [...(offers.get(other) ?? []), offer]);
    }
  }
  const open: number[] = [];
  for (const now of change.stories.keys()) {
    if (isChanged[now] === 1) continue;
    const offered = offers.get(now) ?? [];
    if (offered.length === 0 && isWhole(before.lists, change, { now, isChanged })) continue;
    const list = toKept(before.lists, change, { now, isChanged });
    const best = toMerged(list, offered, { size, toScore: (found, other) => toScore(found, now, other) });
    if (best === null) open.push(now);
    else lists.set(now, best);
  }
  for (const scanned of scan(revised, open, most)) {
    lists.set(scanned.query, toBest(scanned, { size, toScore }));
  }
  return change.stories.map((_story, now) => lists.get(now) ?? null);
}

/** What a story must score to come into each list; none comes into that of a changed story, which is found anew. */
function toFloors({ floors }: Evidence, { from }: Change, isChanged: Uint8Array): Float64Array {
  const own = new Float64Array(from.length);
  for (let now = 0; now < own.length; now++) {
    own[now] = isChanged[now] === 1 ? Number.POSITIVE_INFINITY : (floors[from[now] as number] as number);
  }
  return own;
}

interface Own {
  /** Position. */
  readonly now: number;
  readonly isChanged: Uint8Array;
}

/** Whether all candidates are there, and what they were. */
function isWhole({ starts, others }: Evidence, { from, to }: Change, { now, isChanged }: Own): boolean {
  const was = from[now] as number;
  const end = starts[was + 1] as number;
  for (let at = starts[was] as number; at < end; at++) {
    const other = to[others[at] as number] as number;
    if (other === -1 || isChanged[other] === 1) return false;
  }
  return true;
}

function toKept(lists: Evidence, { from, to }: Change, { now, isChanged }: Own): Kept {
  const was = from[now] as number;
  const [start, end] = [lists.starts[was] as number, lists.starts[was + 1] as number];
  const listed: Listed[] = [];
  for (let at = start; at < end; at++) {
    const other = to[lists.others[at] as number] as number;
    if (other === -1 || isChanged[other] === 1) continue;
    listed.push({
      other,
      found: lists.found[at] as number,
      product: lists.products[at] as number,
      isKept: true,
    });
  }
  return { listed, floor: lists.floors[was] as number, isComplete: listed.length === end - start };
}

interface MergeOptions {
  readonly size: number;
  readonly toScore: (found: number, other: number) => number;
}

/** Null if a story that was not in the list may be one of the best now. */
function toMerged(
  { listed, floor, isComplete }: Kept,
  offers: readonly Listed[],
  { size, toScore }: MergeOptions,
): readonly Listed[] | null {
  const ranked = [...listed, ...offers]
    .map((own) => ({ own, score: toScore(own.found, own.other) }))
    .sort((a, b) => b.score - a.score || a.own.other - b.own.other)
    .slice(0, size);
  const lowest = ranked.at(-1);
  // Whoever was not in the list stands behind all that were.
  const isKept = lowest !== undefined && (lowest.own.isKept || lowest.score > floor);
  const isSure = floor === 0 || isComplete || (ranked.length === size && isKept);
  return isSure ? ranked.map(({ own }) => own).sort((a, b) => a.other - b.other) : null;
}

interface BestOptions {
  readonly size: number;
  readonly toScore: (found: number, own: number, other: number) => number;
}

function toBest({ query, found, toCommon }: Scanned, { size, toScore }: BestOptions): readonly Listed[] {
  const best = new TopLists({ lists: 1, size, items: found.length });
  for (let other = 0; other < found.length; other++) {
    const own = found[other] as number;
    if (own === 0 || other === query) continue;
    const score = toScore(own, query, other);
    if (score >= (best.floors[0] as number)) best.add(0, other, score);
  }
  const length = best.finish(0);
  return Array.from(best.bestItems.subarray(0, length), (other) => {
    const own = found[other] as number;
    return { other, found: own, product: own + toCommon(other), isKept: false };
  });
}
