import type { Settled } from "./settled.ts";

/** Changes with the layout, and with what any of the numbers means. */
const version = 1;

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

/** As one run of bytes, to be stored: the length of a header of JSON, the header, the arrays. Numbers are in the byte order of the machine. */
export function encodeSettled(settled: Settled, key: string): Uint8Array {
  const { ids, marks } = settled;
  const arrays = toArrays(settled);
  const lengths = arrays.map(({ length }) => length);
  const header = new TextEncoder().encode(JSON.stringify({ version, key, ids, marks, lengths } satisfies Header));
  const start = toAligned(4 + header.length);
  const bytes = new Uint8Array(arrays.reduce((end, array) => end + toAligned(array.byteLength), start));
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  let at = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += toAligned(array.byteLength);
  }
  return bytes;
}

/** The same, as views of the bytes where these are aligned; null if they are of another version or key. */
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
    words: { hashes: take("Uint32Array"), counts: take("Uint32Array") },
    copies: take("Uint32Array"),
    rows: {
      starts: take("Uint32Array"),
      wordEnds: take("Uint32Array"),
      hashes: take("Uint32Array"),
      weights: take("Uint16Array"),
    },
    pairs: { starts: take("Uint32Array"), hashes: take("Uint32Array") },
    lists: {
      starts: take("Uint32Array"),
      others: take("Uint32Array"),
      floors: take("Float64Array"),
      found: take("Int32Array"),
      products: take("Int32Array"),
      passages: take("Float64Array"),
    },
  };
}

/** In the order in which `decodeSettled` takes them. */
function toArrays({
  reference,
  words,
  rows,
  pairs,
  lists,
  copies,
}: Settled): readonly InstanceType<(typeof types)[Type]>[] {
  return [
    ...[reference, words.hashes, words.counts, copies],
    ...[rows.starts, rows.wordEnds, rows.hashes, rows.weights],
    ...[pairs.starts, pairs.hashes],
    ...[lists.starts, lists.others, lists.floors, lists.found, lists.products, lists.passages],
  ] as InstanceType<(typeof types)[Type]>[];
}

/** The next multiple of eight bytes, where an array of any type may begin. */
function toAligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}
