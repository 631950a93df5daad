import { HashIndex } from "./hash-index.ts";
import { readNumbers, type StoredArray, toViews } from "./stored.ts";
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

/** Reads the numbers between two places of a stored array. */
type Read<Own> = (start: number, end: number) => Own;

interface ReadRows {
  readonly hashes: Read<Uint32Array>;
  readonly weights: Read<Uint16Array>;
  readonly common: Read<Uint32Array>;
}

/** Reads what it is asked for: of most stories the common words alone, or all but these. */
class StoredRow implements Row {
  readonly start = 0;
  readonly wordEnd: number;
  readonly end: number;
  readonly commonStart = 0;
  readonly commonEnd: number;
  private readonly read: ReadRows;
  private readonly at: number;
  private readonly commonAt: number;
  private ownHashes: Uint32Array | null = null;
  private ownWeights: Uint16Array | null = null;
  private ownCommon: Uint32Array | null = null;

  constructor({ starts, wordEnds, commonStarts }: StoredRows, place: number, read: ReadRows) {
    this.read = read;
    this.at = starts[place] as number;
    this.wordEnd = (wordEnds[place] as number) - this.at;
    this.end = (starts[place + 1] as number) - this.at;
    this.commonAt = commonStarts[place] as number;
    this.commonEnd = (commonStarts[place + 1] as number) - this.commonAt;
  }

  get hashes(): Uint32Array {
    this.ownHashes ??= this.read.hashes(this.at, this.at + this.end);
    return this.ownHashes;
  }

  get weights(): Uint16Array {
    this.ownWeights ??= this.read.weights(this.at, this.at + this.end);
    return this.ownWeights;
  }

  get common(): Uint32Array {
    this.ownCommon ??= this.read.common(this.commonAt, this.commonAt + this.commonEnd);
    return this.ownCommon;
  }
}

export function toStoredRows(stored: StoredRows): Rows {
  const { hashes, weights, common } = stored;
  const copies: ReadRows = {
    hashes: (start, end) => readNumbers(hashes, start, end),
    weights: (start, end) => readNumbers(weights, start, end),
    common: (start, end) => readNumbers(common, start, end),
  };
  const views: ReadRows = {
    hashes: toViews(hashes),
    weights: toViews(weights),
    common: toViews(common),
  };
  return Table.of({
    length: stored.wordEnds.length,
    at: (place) => new StoredRow(stored, place, copies),
    pass: (place) => new StoredRow(stored, place, views),
  });
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
