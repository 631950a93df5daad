/** As much of CBOR (RFC 8949) as Pagefind writes: whole numbers, texts and lists, each of known length. */
export type Item = number | string | readonly Item[];

const NUMBER = 0;
const TEXT = 3;
const LIST = 4;
/** Values below this stand in the first byte; above it follow 1, 2 or 4 bytes. */
const SHORT = 24;

/** Throws RangeError for anything else: then Pagefind's format is not the one that we know. */
export function decodeCbor(bytes: Uint8Array): Item {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const readArgument = (short: number): number => {
    if (short < SHORT) return short;
    const size = 2 ** (short - SHORT);
    if (size > 4) throw new RangeError(`cannot read a CBOR length of kind ${short}`);
    const value = size === 1 ? view.getUint8(at) : size === 2 ? view.getUint16(at) : view.getUint32(at);
    at += size;
    return value;
  };
  const readItem = (): Item => {
    const first = view.getUint8(at++);
    const kind = first >> 5;
    const argument = readArgument(first & 31);
    if (kind === NUMBER) return argument;
    if (kind === LIST) return Array.from({ length: argument }, readItem);
    if (kind !== TEXT) throw new RangeError(`cannot read a CBOR item of kind ${kind}`);
    at += argument;
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at - argument, at));
  };
  const item = readItem();
  if (at !== bytes.length) throw new RangeError("there is more after a CBOR item");
  return item;
}

export function encodeCbor(item: Item): Uint8Array {
  return Buffer.concat(toParts(item));
}

function toParts(item: Item): readonly Uint8Array[] {
  if (typeof item === "number") return [toHead(NUMBER, item)];
  if (typeof item !== "string") return [toHead(LIST, item.length), ...item.flatMap(toParts)];
  const text = new TextEncoder().encode(item);
  return [toHead(TEXT, text.length), text];
}

function toHead(kind: number, argument: number): Uint8Array {
  if (argument < SHORT) return Uint8Array.of((kind << 5) | argument);
  const size = argument < 2 ** 8 ? 1 : argument < 2 ** 16 ? 2 : 4;
  const bytes = Buffer.alloc(1 + size);
  bytes[0] = (kind << 5) | (SHORT + Math.log2(size));
  bytes.writeUIntBE(argument, 1, size);
  return bytes;
}
