import { Table } from "./table.ts";

/** The vectors of stories, one after the other. Of story i: */
export interface FlatRows {
  /** its terms that find candidates are from `starts[i]` to `starts[i + 1]`, pairs from `wordEnds[i]` on, … */
  readonly starts: Uint32Array;
  readonly wordEnds: Uint32Array;
  readonly hashes: Uint32Array;
  /** As row.ts makes them. */
  readonly weights: Uint16Array;
  /** … common words from `commonStarts[i]` to `commonStarts[i + 1]`, each as a number with its weight. */
  readonly commonStarts: Uint32Array;
  readonly common: Uint32Array;
}

const weightBits = 15;
const weightMask = 2 ** weightBits - 1;

export function toCommonEntry(number: number, weight: number): number {
  return (number << weightBits) | weight;
}

export function toCommonNumber(entry: number): number {
  return entry >>> weightBits;
}

export function toCommonWeight(entry: number): number {
  return entry & weightMask;
}

/** The vector of one story: where it stands in arrays that may hold others too. */
export interface Row {
  readonly hashes: Uint32Array;
  readonly weights: Uint16Array;
  /** Words and tags that find candidates, … */
  readonly start: number;
  readonly wordEnd: number;
  /** … then pairs. */
  readonly end: number;
  readonly common: Uint32Array;
  readonly commonStart: number;
  readonly commonEnd: number;
}

export type Rows = Table<FlatRows, Row>;

export function toRows(flat: FlatRows): Rows {
  return Table.of({ flat, length: flat.wordEnds.length, toPart: toRow });
}

function toRow({ starts, wordEnds, hashes, weights, commonStarts, common }: FlatRows, i: number): Row {
  return {
    hashes,
    weights,
    start: starts[i] as number,
    wordEnd: wordEnds[i] as number,
    end: starts[i + 1] as number,
    common,
    commonStart: commonStarts[i] as number,
    commonEnd: commonStarts[i + 1] as number,
  };
}

/** All in flat arrays, to be stored. */
export function toFlatRows(rows: Rows): FlatRows {
  const flat = rows.findFlat();
  if (flat !== null) return flat;
  const starts = new Uint32Array(rows.length + 1);
  const commonStarts = new Uint32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) {
    const { start, end, commonStart, commonEnd } = rows.at(i);
    starts[i + 1] = (starts[i] as number) + end - start;
    commonStarts[i + 1] = (commonStarts[i] as number) + commonEnd - commonStart;
  }
  const joined: FlatRows = {
    starts,
    wordEnds: new Uint32Array(rows.length),
    hashes: new Uint32Array(starts[rows.length] as number),
    weights: new Uint16Array(starts[rows.length] as number),
    commonStarts,
    common: new Uint32Array(commonStarts[rows.length] as number),
  };
  for (let i = 0; i < rows.length; i++) {
    const { hashes, weights, start, wordEnd, end, common, commonStart, commonEnd } = rows.at(i);
    joined.wordEnds[i] = (starts[i] as number) + wordEnd - start;
    joined.hashes.set(hashes.subarray(start, end), starts[i]);
    joined.weights.set(weights.subarray(start, end), starts[i]);
    joined.common.set(common.subarray(commonStart, commonEnd), commonStarts[i]);
  }
  return joined;
}

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

export type PairTable = Table<FlatPairs, OwnPairs>;

export function toPairTable(flat: FlatPairs): PairTable {
  return Table.of({
    flat,
    length: flat.starts.length - 1,
    toPart: ({ hashes, starts }, i) => ({ hashes, start: starts[i] as number, end: starts[i + 1] as number }),
  });
}

/** One after the other. Copies: the terms that they come from need not be kept for them. */
export function joinPairs(parts: readonly OwnPairs[]): FlatPairs {
  const starts = new Uint32Array(parts.length + 1);
  for (const [i, { start, end }] of parts.entries()) starts[i + 1] = (starts[i] as number) + end - start;
  const hashes = new Uint32Array(starts[parts.length] as number);
  for (const [i, { hashes: own, start, end }] of parts.entries()) hashes.set(own.subarray(start, end), starts[i]);
  return { starts, hashes };
}

export function toOwnPairs(hashes: Uint32Array): OwnPairs {
  return { hashes, start: 0, end: hashes.length };
}

/** All in flat arrays, to be stored. */
export function toFlatPairs(pairs: PairTable): FlatPairs {
  return pairs.findFlat() ?? joinPairs(Array.from({ length: pairs.length }, (_, i) => pairs.at(i)));
}

export function toHashes(pairs: PairTable, position: number): Uint32Array {
  const { hashes, start, end } = pairs.at(position);
  return hashes.subarray(start, end);
}
