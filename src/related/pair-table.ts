import { HashIndex } from "./hash-index.ts";
import type { Pairs } from "./pairs.ts";
import { readNumbers, type StoredArray, toViews } from "./stored.ts";
import { Table } from "./table.ts";

/** Those of one story, in arrays that may hold others too. */
export interface OwnPairs {
  readonly hashes: Uint32Array;
  readonly levels: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export type PairTable = Table<OwnPairs, Pairs>;

export function toPairTable(flat: Pairs, index: HashIndex | null = null): PairTable {
  const { starts, hashes, levels } = flat;
  const at = (place: number): OwnPairs => {
    return { hashes, levels, start: starts[place] as number, end: starts[place + 1] as number };
  };
  return Table.of({ length: starts.length - 1, at, pass: at, flat, index });
}

/** Reads what it is asked for: a search for pairs looks at their hashes alone. */
class StoredPairs implements OwnPairs {
  readonly start = 0;
  readonly end: number;
  private readonly read: ReadPairs;
  private readonly at: number;
  private ownHashes: Uint32Array | null = null;
  private ownLevels: Uint8Array | null = null;

  constructor(starts: Uint32Array, place: number, read: ReadPairs) {
    this.read = read;
    this.at = starts[place] as number;
    this.end = (starts[place + 1] as number) - this.at;
  }

  get hashes(): Uint32Array {
    this.ownHashes ??= this.read.hashes(this.at, this.at + this.end);
    return this.ownHashes;
  }

  get levels(): Uint8Array {
    this.ownLevels ??= this.read.levels(this.at, this.at + this.end);
    return this.ownLevels;
  }
}

interface ReadPairs {
  readonly hashes: (start: number, end: number) => Uint32Array;
  readonly levels: (start: number, end: number) => Uint8Array;
}

export function toStoredPairs(
  starts: Uint32Array,
  hashes: StoredArray<Uint32Array>,
  levels: StoredArray<Uint8Array>,
): PairTable {
  const copies: ReadPairs = {
    hashes: (start, end) => readNumbers(hashes, start, end),
    levels: (start, end) => readNumbers(levels, start, end),
  };
  const views: ReadPairs = { hashes: toViews(hashes), levels: toViews(levels) };
  return Table.of({
    length: starts.length - 1,
    at: (place) => new StoredPairs(starts, place, copies),
    pass: (place) => new StoredPairs(starts, place, views),
  });
}

export function toOwnPairs(hashes: Uint32Array, levels: Uint8Array): OwnPairs {
  return { hashes, levels, start: 0, end: hashes.length };
}

/** One after the other. */
export function toFlatPairs(pairs: PairTable): Pairs {
  if (pairs.flat !== null) return pairs.flat;
  const starts = new Uint32Array(pairs.length + 1);
  pairs.visit(({ start, end }, i) => {
    starts[i + 1] = (starts[i] as number) + end - start;
  });
  const hashes = new Uint32Array(starts[pairs.length] as number);
  const levels = new Uint8Array(hashes.length);
  pairs.visit((own, i) => {
    hashes.set(own.hashes.subarray(own.start, own.end), starts[i]);
    levels.set(own.levels.subarray(own.start, own.end), starts[i]);
  });
  return { starts, hashes, levels };
}

/** With an index, for many edits. */
export function toIndexedPairs(flat: Pairs): PairTable {
  return toPairTable(flat, new HashIndex(flat));
}

export function toHashes(pairs: PairTable, position: number): Uint32Array {
  const { hashes, start, end } = pairs.at(position);
  return hashes.subarray(start, end);
}
