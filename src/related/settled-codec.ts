import { HashIds } from "./hash-ids.ts";
import { toFlatPairs, toIndexedPairs, toStoredPairs } from "./pair-table.ts";
import { toFlatRows, toIndexedRows, toStoredRows } from "./rows.ts";
import type { Settled } from "./settled.ts";
import { type Numbers, readNumbers, type StoredArray, type StoredBytes } from "./stored.ts";

/** Changes with the layout, and with what any of the numbers means. */
const VERSION = 5;

interface Header {
  readonly version: number;
  /** What it was made by, beside the stories. */
  readonly key: string;
  readonly ids: readonly string[];
  readonly marks: readonly string[];
  /** Length of each array, in the order in which they follow. */
  readonly lengths: readonly number[];
}

/**
 * As bytes in parts, to be stored one after the other: the length of a header, the header as JSON, the arrays.
 * Numbers are in the byte order of the machine.
 */
export function encodeSettled(settled: Settled, key: string): readonly Uint8Array[] {
  const { ids, marks } = settled;
  const arrays = toArrays(settled);
  const lengths = arrays.map((parts) => parts.reduce((sum, { length }) => sum + length, 0));
  const header = new TextEncoder().encode(
    JSON.stringify({ version: VERSION, key, ids, marks, lengths } satisfies Header),
  );
  const start = new Uint8Array(toAligned(4 + header.length));
  new DataView(start.buffer).setUint32(0, header.length, true);
  start.set(header, 4);
  return [start, ...arrays.flatMap(toAlignedBytes)];
}

function toAlignedBytes(parts: readonly Numbers[]): readonly Uint8Array[] {
  const bytes = parts.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
  const length = bytes.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return [...bytes, new Uint8Array(toAligned(length) - length)];
}

/**
 * The same from stored bytes, which are read again where rows and pairs are asked for;
 * null for those of another version or key.
 */
export function decodeSettled(bytes: StoredBytes, key: string): Settled | null {
  const size = new Uint8Array(4);
  bytes.read(0, size);
  const head = new Uint8Array(new DataView(size.buffer).getUint32(0, true));
  bytes.read(4, head);
  const header = JSON.parse(new TextDecoder().decode(head)) as Header;
  if (header.version !== VERSION || header.key !== key) return null;
  const lengths = header.lengths.values();
  let at = toAligned(4 + head.length);
  const find = <Own extends Numbers>(type: StoredArray<Own>["type"]): StoredArray<Own> => {
    const array = { bytes, at, length: lengths.next().value as number, type };
    at += toAligned(array.length * type.BYTES_PER_ELEMENT);
    return array;
  };
  const take = <Own extends Numbers>(type: StoredArray<Own>["type"]): Own => readNumbers(find(type));
  // In the order of `toArrays`.
  return {
    ids: header.ids,
    marks: header.marks,
    reference: take(Uint8Array),
    words: { ids: HashIds.ofSlots(take(Uint32Array)), counts: take(Uint32Array) },
    copies: take(Uint32Array),
    leastIdf: take(Float64Array)[0] as number,
    rows: toStoredRows({
      starts: take(Uint32Array),
      wordEnds: take(Uint32Array),
      hashes: find(Uint32Array),
      weights: find(Uint16Array),
      commonStarts: take(Uint32Array),
      common: find(Uint32Array),
    }),
    commonHashes: take(Uint32Array),
    pairs: toStoredPairs(take(Uint32Array), find(Uint32Array), find(Uint8Array)),
    lists: {
      starts: take(Uint32Array),
      others: take(Uint32Array),
      floors: take(Float64Array),
      found: take(Int32Array),
      products: take(Int32Array),
      passages: take(Uint16Array),
      ownPassages: take(Uint16Array),
    },
  };
}

/** So many stories may lie apart from the index before it is made anew: to look at these takes as long as all else. */
const MOST_APART = 1024;

/**
 * With an index, for a process that revises it again and again: brings into memory of its own what is read from stored
 * bytes otherwise, or lies among the terms of stories, which need not be kept then.
 */
export function loadSettled(settled: Settled): Settled {
  const { rows, pairs } = settled;
  const isIndexed = rows.indexed !== null && pairs.indexed !== null;
  if (isIndexed && rows.apartSize <= MOST_APART && pairs.apartSize <= MOST_APART) return settled;
  return { ...settled, rows: toIndexedRows(toFlatRows(rows)), pairs: toIndexedPairs(toFlatPairs(pairs)) };
}

/** Arrays, each in one part or more, in the order in which `decodeSettled` takes them. */
function toArrays(settled: Settled): readonly (readonly Numbers[])[] {
  const { reference, words, copies, leastIdf, commonHashes, lists } = settled;
  const rows = toFlatRows(settled.rows);
  const pairs = Array.from({ length: settled.pairs.length }, (_, position) => settled.pairs.at(position));
  const pairStarts = new Uint32Array(pairs.length + 1);
  for (const [i, { start, end }] of pairs.entries()) pairStarts[i + 1] = (pairStarts[i] as number) + end - start;
  return [
    ...toSingle(reference, words.ids.slots, words.counts, copies),
    ...toSingle(Float64Array.of(leastIdf)),
    ...toSingle(rows.starts, rows.wordEnds, rows.hashes, rows.weights, rows.commonStarts, rows.common, commonHashes),
    [pairStarts],
    pairs.map(({ hashes, start, end }) => hashes.subarray(start, end)),
    pairs.map(({ levels, start, end }) => levels.subarray(start, end)),
    ...toSingle(lists.starts, lists.others, lists.floors, lists.found, lists.products),
    ...toSingle(lists.passages, lists.ownPassages),
  ];
}

function toSingle(...arrays: readonly Numbers[]): readonly (readonly Numbers[])[] {
  return arrays.map((array) => [array]);
}

/** The next multiple of eight bytes, where an array of any type may begin. */
function toAligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}
