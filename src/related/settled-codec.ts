import { HashIds } from "./hash-ids.ts";
import { toFlatPairs, toFlatRows, toPairTable, toRows } from "./rows.ts";
import type { Settled } from "./settled.ts";

/** Changes with the layout, and with what any of the numbers means. */
const version = 3;

const types = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array };
type Type = keyof typeof types;

interface Header {
  readonly version: number;
  /** What it was made by, beside the stories. */
  readonly key: string;
  readonly ids: readonly string[];
  readonly marks: readonly string[];
  /** Length of each array, in the order in which they follow. */
  readonly lengths: readonly number[];
}

/** As bytes in parts, to be stored one after the other: the length of a header of JSON, the header, the arrays. Numbers are in the byte order of the machine. */
export function encodeSettled(settled: Settled, key: string): readonly Uint8Array[] {
  const { ids, marks } = settled;
  const arrays = toArrays(settled);
  const lengths = arrays.map(({ length }) => length);
  const header = new TextEncoder().encode(JSON.stringify({ version, key, ids, marks, lengths } satisfies Header));
  const start = new Uint8Array(toAligned(4 + header.length));
  new DataView(start.buffer).setUint32(0, header.length, true);
  start.set(header, 4);
  return [start, ...arrays.flatMap(toAlignedParts)];
}

function toAlignedParts({ buffer, byteOffset, byteLength }: InstanceType<(typeof types)[Type]>): readonly Uint8Array[] {
  return [new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(toAligned(byteLength) - byteLength)];
}

/** The same from one run of bytes, as views of these where they are aligned; null if they are of another version or key. */
export function decodeSettled(given: Uint8Array, key: string): Settled | null {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size))) as Header;
  if (header.version !== version || header.key !== key) return null;
  const lengths = header.lengths.values();
  let at = bytes.byteOffset + toAligned(4 + size);
  const take = <Own extends Type>(type: Own): InstanceType<(typeof types)[Own]> => {
    const array = new types[type](bytes.buffer as ArrayBuffer, at, lengths.next().value);
    at += toAligned(array.byteLength);
    return array as InstanceType<(typeof types)[Own]>;
  };
  // In the order of `toArrays`.
  return {
    ids: header.ids,
    marks: header.marks,
    reference: take("Uint8Array"),
    words: { ids: HashIds.of(take("Uint32Array")), counts: take("Uint32Array") },
    copies: take("Uint32Array"),
    leastIdf: take("Float64Array")[0] as number,
    rows: toRows({
      starts: take("Uint32Array"),
      wordEnds: take("Uint32Array"),
      hashes: take("Uint32Array"),
      weights: take("Uint16Array"),
      commonStarts: take("Uint32Array"),
      common: take("Uint32Array"),
    }),
    commonHashes: take("Uint32Array"),
    pairs: toPairTable({ starts: take("Uint32Array"), hashes: take("Uint32Array") }),
    lists: {
      starts: take("Uint32Array"),
      others: take("Uint32Array"),
      floors: take("Float64Array"),
      found: take("Int32Array"),
      products: take("Int32Array"),
      passages: take("Uint16Array"),
    },
  };
}

/** In the order in which `decodeSettled` takes them. */
function toArrays(settled: Settled): readonly InstanceType<(typeof types)[Type]>[] {
  const { reference, words, copies, leastIdf, commonHashes, lists } = settled;
  const rows = toFlatRows(settled.rows);
  const pairs = toFlatPairs(settled.pairs);
  return [
    ...[reference, words.ids.toHashes().subarray(0, words.counts.length), words.counts, copies],
    Float64Array.of(leastIdf),
    ...[rows.starts, rows.wordEnds, rows.hashes, rows.weights, rows.commonStarts, rows.common, commonHashes],
    ...[pairs.starts, pairs.hashes],
    ...[lists.starts, lists.others, lists.floors, lists.found, lists.products, lists.passages],
  ] as InstanceType<(typeof types)[Type]>[];
}

/** The next multiple of eight bytes, where an array of any type may begin. */
function toAligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}
