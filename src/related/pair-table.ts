import { readNumbers, type StoredArray, StoredWindow } from "./stored.ts";
import { Table } from "./table.ts";

/** The pairs of neighbouring words of stories as hashes, those of story i ascending from `starts[i]` to `starts[i + 1]`. */
export interface FlatPairs {
  readonly starts: Uint32Array;
  readonly hashes: Uint32Array;
}

/** Those of one story, in an array that may hold others too. */
export interface OwnPairs {
  readonly hashes: Uint32Array;
  readonly start: number;
  readonly end: number;
}

export type PairTable = Table<OwnPairs>;

/** From the arrays of each story. */
export function toPairTable(all: readonly Uint32Array[]): PairTable {
  const at = (place: number): OwnPairs => toOwnPairs(all[place] as Uint32Array);
  return Table.of({ length: all.length, at, pass: at });
}

export function toStoredPairs(starts: Uint32Array, hashes: StoredArray<Uint32Array>): PairTable {
  const window = new StoredWindow(hashes);
  return Table.of({
    length: starts.length - 1,
    at: (place) => toOwnPairs(readNumbers(hashes, starts[place], starts[place + 1])),
    pass: (place) => {
      const [start, end] = [starts[place] as number, starts[place + 1] as number];
      window.move(start, end);
      return { hashes: window.numbers, start: start - window.start, end: end - window.start };
    },
  });
}

export function toOwnPairs(hashes: Uint32Array): OwnPairs {
  return { hashes, start: 0, end: hashes.length };
}

/** One after the other. Copies: what they come from need not be kept for them. */
export function toFlatPairs(pairs: PairTable): FlatPairs {
  const starts = new Uint32Array(pairs.length + 1);
  pairs.visit(({ start, end }, i) => {
    starts[i + 1] = (starts[i] as number) + end - start;
  });
  const hashes = new Uint32Array(starts[pairs.length] as number);
  pairs.visit(({ hashes: own, start, end }, i) => hashes.set(own.subarray(start, end), starts[i]));
  return { starts, hashes };
}

export function splitPairs({ starts, hashes }: FlatPairs): PairTable {
  return toPairTable(Array.from({ length: starts.length - 1 }, (_, i) => hashes.subarray(starts[i], starts[i + 1])));
}

export function toHashes(pairs: PairTable, position: number): Uint32Array {
  const { hashes, start, end } = pairs.at(position);
  return hashes.subarray(start, end);
}
