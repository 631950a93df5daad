import type { Change } from "./change.ts";
import { isBoilerplate, PROBES } from "./copies.ts";
import { HashFinder } from "./hash-finder.ts";
import { HashIds } from "./hash-ids.ts";
import { type OwnPairs, type PairTable, toHashes, toOwnPairs } from "./pair-table.ts";
import { toPairLevel } from "./pairs.ts";
import type { Settled } from "./settled.ts";

export interface RevisedPairs {
  readonly pairs: PairTable;
  /** Positions of unchanged stories with a pair whose weight has changed. */
  readonly moved: ReadonlySet<number>;
  /**
   * Positions of stories that may be copies of others than before: fresh ones, and those with a
   * shingle that is boilerplate now, or was.
   */
  readonly unlike: ReadonlySet<number>;
}

/** Counts those pairs again that more or fewer stories have than before; all others keep their levels. */
export function revisePairs(before: Pick<Settled, "pairs" | "reference">, change: Change): RevisedPairs {
  const shifts = toShifts(before, change);
  const asked = toShifted(shifts);
  const owners = findOwners(before.pairs, asked);
  const levels = toLevels(shifts, { asked, owners, reference: before.reference });
  const moved = new Set<number>();
  const unlike = new Set(change.fresh);
  for (const [i, id] of owners.ids.entries()) {
    const [was, is] = [levels.before[id] as number, levels.now[id] as number];
    const now = change.to[owners.stories[i] as number] as number;
    if (was === is || now === -1) continue;
    moved.add(now);
    if (isBoilerplate(was) !== isBoilerplate(is) && (owners.offsets[i] as number) < PROBES) unlike.add(now);
  }
  const own = new Map<number, OwnPairs>();
  for (const now of change.fresh) {
    const { pairs } = change.toTerms(now);
    const toKnown = (hash: number): number => shifts.levels[shifts.ids.findId(hash)] as number;
    own.set(
      now,
      toOwnPairs(
        pairs,
        Uint8Array.from(pairs, (hash) => levels.toLevel(hash, toKnown(hash))),
      ),
    );
  }
  for (const now of moved) {
    const { hashes, levels: known, start, end } = before.pairs.at(change.from[now] as number);
    const [ownHashes, ownLevels] = [hashes.subarray(start, end), known.subarray(start, end)];
    own.set(
      now,
      toOwnPairs(
        ownHashes,
        ownLevels.map((level, k) => levels.toLevel(ownHashes[k] as number, level)),
      ),
    );
  }
  return { pairs: before.pairs.replace(change.from, own), moved, unlike };
}

/** Of the pairs of stories that have come, gone, joined the reference or left it, by id: */
interface Shifts {
  readonly ids: HashIds;
  /** … how many stories more have each, … */
  readonly all: Int32Array;
  /** … how many reference stories more, … */
  readonly reference: Int32Array;
  /** … and its level before, if a story had it that is gone. */
  readonly levels: Uint8Array;
}

function toShifts(before: Pick<Settled, "pairs" | "reference">, change: Change): Shifts {
  const gone = change.gone.map((was) => ({ own: before.pairs.at(was), by: before.reference[was] as number }));
  const come = change.fresh.map((now) => ({ own: change.toTerms(now).pairs, by: change.reference[now] as number }));
  const toOwn = (now: number): Uint32Array => toHashes(before.pairs, change.from[now] as number);
  const [joined, left] = [change.joined.map(toOwn), change.left.map(toOwn)];
  const ids = new HashIds();
  for (const { own } of gone) for (const hash of own.hashes.subarray(own.start, own.end)) ids.toId(hash);
  for (const hashes of [...come.map(({ own }) => own), ...joined, ...left]) for (const hash of hashes) ids.toId(hash);
  const [all, reference, levels] = [new Int32Array(ids.size), new Int32Array(ids.size), new Uint8Array(ids.size)];
  const add = (hashes: Uint32Array, ofAll: number, ofReference: number): void => {
    for (const hash of hashes) {
      const id = ids.findId(hash);
      all[id] = (all[id] as number) + ofAll;
      reference[id] = (reference[id] as number) + ofReference;
    }
  };
  for (const { own, by } of gone) {
    add(own.hashes.subarray(own.start, own.end), -1, -by);
    for (let k = own.start; k < own.end; k++) levels[ids.findId(own.hashes[k] as number)] = own.levels[k] as number;
  }
  for (const { own, by } of come) add(own, 1, by);
  for (const own of joined) add(own, 0, 1);
  for (const own of left) add(own, 0, -1);
  return { ids, all, reference, levels };
}

/** Pairs that not as many stories have as before. */
function toShifted({ ids, all, reference }: Shifts): HashIds {
  const shifted = new HashIds();
  for (const [id, hash] of ids.toHashes().entries()) {
    if (all[id] !== 0 || reference[id] !== 0) shifted.toId(hash);
  }
  return shifted;
}

/** Who has some pairs, entry by entry: the pair's id, the story's position, and which of its pairs this is. */
interface Owners {
  readonly ids: readonly number[];
  readonly stories: readonly number[];
  readonly offsets: readonly number[];
}

function findOwners(pairs: PairTable, asked: HashIds): Owners {
  const [ids, stories, offsets]: [number[], number[], number[]] = [[], [], []];
  const add = (id: number, story: number, offset: number): void => {
    ids.push(id);
    stories.push(story);
    offsets.push(offset);
  };
  if (asked.size === 1) return { ids, stories, offsets };
  for (const [id, hash] of asked.toHashes().entries()) {
    if (id === 0) continue;
    pairs.find(hash, ({ start }, story, at) => {
      add(id, story, at - start);
    });
  }
  const finder = new HashFinder(asked);
  pairs.visitOthers(({ hashes, start, end }, story) => {
    for (let at = start; at < end; at++) {
      const id = finder.findId(hashes[at] as number);
      if (id !== 0) add(id, story, at - start);
    }
  });
  return { ids, stories, offsets };
}

interface LevelSource {
  readonly asked: HashIds;
  readonly owners: Owners;
  /** 1 for reference stories before. */
  readonly reference: Uint8Array;
}

interface Levels {
  /** By the id of a pair that was asked for. */
  readonly before: Uint8Array;
  readonly now: Uint8Array;
  /** The level now of a pair that had a known one before. */
  readonly toLevel: (hash: number, known: number) => number;
}

function toLevels(shifts: Shifts, { asked, owners, reference }: LevelSource): Levels {
  const all = new Int32Array(asked.size);
  const ofReference = new Int32Array(asked.size);
  for (const [i, id] of owners.ids.entries()) {
    all[id] = (all[id] as number) + 1;
    ofReference[id] = (ofReference[id] as number) + (reference[owners.stories[i] as number] as number);
  }
  const before = new Uint8Array(asked.size);
  const now = new Uint8Array(asked.size);
  for (const [id, hash] of asked.toHashes().entries()) {
    const shift = shifts.ids.findId(hash);
    before[id] = toPairLevel(all[id] as number, ofReference[id] as number);
    now[id] = toPairLevel(
      (all[id] as number) + (shifts.all[shift] as number),
      (ofReference[id] as number) + (shifts.reference[shift] as number),
    );
  }
  const toLevel = (hash: number, known: number): number => {
    const id = asked.findId(hash);
    return id === 0 ? known : (now[id] as number);
  };
  return { before, now, toLevel };
}
