import { HashIds } from "./hash-ids.ts";
import type { Row, Settled } from "./settled.ts";

/** Changes with the layout, and with what any of the numbers means. */
const version = 2;

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
    words: { ids: HashIds.of(take("Uint32Array")), counts: take("Uint32Array") },
    copies: take("Uint32Array"),
    rows: toRows({
      wordEnds: take("Uint32Array"),
      lengths: take("Uint32Array"),
      hashes: take("Uint32Array"),
      weights: take("Uint16Array"),
      commonLengths: take("Uint32Array"),
      common: take("Uint32Array"),
    }),
    commonHashes: take("Uint32Array"),
    pairs: toParts(take("Uint32Array"), take("Uint32Array")),
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
function toArrays({
  reference,
  words,
  rows,
  commonHashes,
  pairs,
  lists,
  copies,
}: Settled): readonly InstanceType<(typeof types)[Type]>[] {
  return [
    ...[reference, words.ids.toHashes().subarray(0, words.counts.length), words.counts, copies],
    Uint32Array.from(rows, ({ wordEnd }) => wordEnd),
    toLengths(rows.map(({ hashes }) => hashes)),
    toJoined(
      Uint32Array,
      rows.map(({ hashes }) => hashes),
    ),
    toJoined(
      Uint16Array,
      rows.map(({ weights }) => weights),
    ),
    toLengths(rows.map(({ common }) => common)),
    toJoined(
      Uint32Array,
      rows.map(({ common }) => common),
    ),
    commonHashes,
    ...[toLengths(pairs), toJoined(Uint32Array, pairs)],
    ...[lists.starts, lists.others, lists.floors, lists.found, lists.products, lists.passages],
  ] as InstanceType<(typeof types)[Type]>[];
}

interface FlatRows {
  readonly wordEnds: Uint32Array;
  readonly lengths: Uint32Array;
  readonly hashes: Uint32Array;
  readonly weights: Uint16Array;
  readonly commonLengths: Uint32Array;
  readonly common: Uint32Array;
}

function toRows({ wordEnds, lengths, hashes, weights, commonLengths, common }: FlatRows): readonly Row[] {
  const ownHashes = toParts(lengths, hashes);
  const ownWeights = toParts(lengths, weights);
  const ownCommon = toParts(commonLengths, common);
  return Array.from(wordEnds, (wordEnd, i) => {
    return {
      wordEnd,
      hashes: ownHashes[i] as Uint32Array,
      weights: ownWeights[i] as Uint16Array,
      common: ownCommon[i] as Uint32Array,
    };
  });
}

function toLengths(parts: readonly Uint32Array[]): Uint32Array {
  return Uint32Array.from(parts, ({ length }) => length);
}

function toJoined<Own extends Uint16Array | Uint32Array>(
  type: new (length: number) => Own,
  parts: readonly Own[],
): Own {
  const joined = new type(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function toParts<Own extends Uint16Array | Uint32Array>(lengths: Uint32Array, joined: Own): readonly Own[] {
  let at = 0;
  return Array.from(lengths, (length) => {
    at += length;
    return joined.subarray(at - length, at) as Own;
  });
}

/** The next multiple of eight bytes, where an array of any type may begin. */
function toAligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}
