import type { Change } from "./change.ts";
import { HashFinder } from "./hash-finder.ts";
import { HashIds } from "./hash-ids.ts";
import { type PairTable, toHashes } from "./pair-table.ts";
import { toLevel } from "./rarity.ts";
import type { Settled } from "./settled.ts";

/** How many stories, and how many reference stories, have each pair of the changed stories. */
export interface PairCounts {
  readonly ids: HashIds;
  readonly all: Uint32Array;
  readonly reference: Uint32Array;
}

export interface RecountedPairs {
  readonly counts: PairCounts;
  /** Positions before of stories with a pair whose weight has changed: a term of one story only weighs nothing. */
  readonly haveMoved: ReadonlySet<number>;
}

/** The pairs of all stories that have come, gone, joined the reference or left it. */
export function recountPairs(before: Settled, change: Change, pairs: PairTable): RecountedPairs {
  const gone = change.gone.map((was) => ({ own: toHashes(before.pairs, was), isReference: before.reference[was] }));
  const come = change.fresh.map((now) => ({ own: toHashes(pairs, now), isReference: change.reference[now] }));
  const turned = [...change.joined, ...change.left].map((now) => toHashes(pairs, now));
  const ids = toIds([...gone.map(({ own }) => own), ...come.map(({ own }) => own), ...turned]);
  const found = findPairs(before.pairs, ids);
  const was = countPairs(found, before.reference);
  const is: PairCounts = { ids, all: was.all.slice(), reference: was.reference.slice() };
  const add = (hashes: Uint32Array, all: number, reference: number): void => {
    for (const hash of hashes) {
      const id = ids.findId(hash);
      is.all[id] = (is.all[id] as number) + all;
      is.reference[id] = (is.reference[id] as number) + reference;
    }
  };
  for (const { own, isReference = 0 } of gone) add(own, -1, -isReference);
  for (const { own, isReference = 0 } of come) add(own, 1, isReference);
  for (const now of change.joined) add(toHashes(pairs, now), 0, 1);
  for (const now of change.left) add(toHashes(pairs, now), 0, -1);
  const hasMoved = was.all.map((_, id) => (toPairLevel(was, id) === toPairLevel(is, id) ? 0 : 1));
  const haveMoved = new Set(found.stories.filter((_, at) => hasMoved[found.ownIds[at] as number] === 1));
  return { counts: is, haveMoved };
}

function toPairLevel({ all, reference }: PairCounts, id: number): number {
  return (all[id] as number) < 2 ? -1 : toLevel(reference[id] as number);
}

export function toIds(lists: readonly Uint32Array[]): HashIds {
  const ids = new HashIds();
  for (const hashes of lists) for (const hash of hashes) ids.toId(hash);
  return ids;
}

/** Where some pairs stand: the id of each that was found, and the position of the story that has it. */
interface FoundPairs {
  readonly ids: HashIds;
  readonly ownIds: readonly number[];
  readonly stories: readonly number[];
}

export function findPairs(pairs: PairTable, ids: HashIds): FoundPairs {
  const ownIds: number[] = [];
  const stories: number[] = [];
  const finder = new HashFinder(ids);
  pairs.visit(({ hashes, start, end }, story) => {
    for (let at = start; at < end; at++) {
      const id = finder.findId(hashes[at] as number);
      if (id === 0) continue;
      ownIds.push(id);
      stories.push(story);
    }
  });
  return { ids, ownIds, stories };
}

export function countPairs({ ids, ownIds, stories }: FoundPairs, reference: Uint8Array): PairCounts {
  const all = new Uint32Array(ids.size);
  const own = new Uint32Array(ids.size);
  for (let at = 0; at < ownIds.length; at++) {
    const id = ownIds[at] as number;
    all[id] = (all[id] as number) + 1;
    own[id] = (own[id] as number) + (reference[stories[at] as number] as number);
  }
  return { ids, all, reference: own };
}
