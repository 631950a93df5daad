import { HashIndex } from "./hash-index.ts";
import { readNumbers, type StoredArray, StoredWindow } from "./stored.ts";
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

const WEIGHT_BITS = 15;
const WEIGHT_MASK = 2 ** WEIGHT_BITS - 1;

export function toCommonEntry(number: number, weight: number): number {
  return (number << WEIGHT_BITS) | weight;
}

export function toCommonNumber(entry: number): number {
  return entry >>> WEIGHT_BITS;
}

export function toCommonWeight(entry: number): number {
  return entry & WEIGHT_MASK;
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

export type Rows = Table<Row, FlatRows>;

export function toRows(flat: FlatRows, index: HashIndex | null = null): Rows {
  const { starts, wordEnds, hashes, weights, commonStarts, common } = flat;
  const at = (place: number): Row => ({
    hashes,
    weights,
    start: starts[place] as number,
    wordEnd: wordEnds[place] as number,
    end: starts[place + 1] as number,
    common,
    commonStart: commonStarts[place] as number,
    commonEnd: commonStarts[place + 1] as number,
  });
  return Table.of({ length: wordEnds.length, at, pass: at, flat, index });
}

/** With an index, for many edits. */
export function toIndexedRows(flat: FlatRows): Rows {
  return toRows(flat, new HashIndex(flat));
}

/** As `FlatRows`, but that the long arrays are stored. */
export interface StoredRows extends Pick<FlatRows, "starts" | "wordEnds" | "commonStarts"> {
  readonly hashes: StoredArray<Uint32Array>;
  readonly weights: StoredArray<Uint16Array>;
  readonly common: StoredArray<Uint32Array>;
}

export function toStoredRows({ starts, wordEnds, hashes, weights, commonStarts, common }: StoredRows): Rows {
  const [hashWindow, weightWindow] = [new StoredWindow(hashes), new StoredWindow(weights)];
  const commonWindow = new StoredWindow(common);
  const at = (place: number): Row => {
    const [start, end] = [starts[place] as number, starts[place + 1] as number];
    const [commonStart, commonEnd] = [commonStarts[place] as number, commonStarts[place + 1] as number];
    return {
      hashes: readNumbers(hashes, start, end),
      weights: readNumbers(weights, start, end),
      start: 0,
      wordEnd: (wordEnds[place] as number) - start,
      end: end - start,
      common: readNumbers(common, commonStart, commonEnd),
      commonStart: 0,
      commonEnd: commonEnd - commonStart,
    };
  };
  const pass = (place: number): Row => {
    const [start, end] = [starts[place] as number, starts[place + 1] as number];
    const [commonStart, commonEnd] = [commonStarts[place] as number, commonStarts[place + 1] as number];
    // The two begin at the same place, for they are moved alike.
    hashWindow.move(start, end);
    weightWindow.move(start, end);
    commonWindow.move(commonStart, commonEnd);
    return {
      hashes: hashWindow.numbers,
      weights: weightWindow.numbers,
      start: start - hashWindow.start,
      wordEnd: (wordEnds[place] as number) - hashWindow.start,
      end: end - hashWindow.start,
      common: commonWindow.numbers,
      commonStart: commonStart - commonWindow.start,
      commonEnd: commonEnd - commonWindow.start,
    };
  };
  return Table.of({ length: wordEnds.length, at, pass });
}

/** All in flat arrays. */
export function toFlatRows(rows: Rows): FlatRows {
  if (rows.flat !== null) return rows.flat;
  const starts = new Uint32Array(rows.length + 1);
  const commonStarts = new Uint32Array(rows.length + 1);
  rows.visit(({ start, end, commonStart, commonEnd }, i) => {
    starts[i + 1] = (starts[i] as number) + end - start;
    commonStarts[i + 1] = (commonStarts[i] as number) + commonEnd - commonStart;
  });
  const joined: FlatRows = {
    starts,
    wordEnds: new Uint32Array(rows.length),
    hashes: new Uint32Array(starts[rows.length] as number),
    weights: new Uint16Array(starts[rows.length] as number),
    commonStarts,
    common: new Uint32Array(commonStarts[rows.length] as number),
  };
  rows.visit(({ hashes, weights, start, wordEnd, end, common, commonStart, commonEnd }, i) => {
    joined.wordEnds[i] = (starts[i] as number) + wordEnd - start;
    joined.hashes.set(hashes.subarray(start, end), starts[i]);
    joined.weights.set(weights.subarray(start, end), starts[i]);
    joined.common.set(common.subarray(commonStart, commonEnd), commonStarts[i]);
  });
  return joined;
}
