import { digestOf } from "../base/digest.ts";
import type { Records } from "./recall.ts";

/** Long values are read in pieces, into one place: SQLite otherwise moves them through memory of its own, twice as slowly. */
const PIECE = 2 ** 20;

/** Characters by which the pieces of one value know each other, so that a write that was cut off is not taken for a value. */
const STAMP = 16;

/** Remembers a long value under a name. */
export function rememberLong({ rememberBytes, rememberRecord }: Records, name: string, value: Uint8Array): void {
  const stamp = digestOf(value).slice(0, STAMP);
  for (let piece = 0; piece * PIECE < value.length; piece++) {
    const part = value.subarray(piece * PIECE, (piece + 1) * PIECE);
    const bytes = new Uint8Array(STAMP + part.length);
    bytes.set(new TextEncoder().encode(stamp));
    bytes.set(part, STAMP);
    rememberBytes(`${name} ${piece}`, bytes);
  }
  rememberRecord(name, `${stamp} ${value.length}`);
}

/** The value under a name; null if there is none, or not all of it. */
export function findLong({ findBytes, findRecord }: Records, name: string): Uint8Array | null {
  const [stamp = "", length = ""] = findRecord(name)?.split(" ") ?? [];
  if (stamp === "") return null;
  const value = new Uint8Array(Number(length));
  for (let piece = 0; piece * PIECE < value.length; piece++) {
    const bytes = findBytes(`${name} ${piece}`);
    if (bytes === null || new TextDecoder().decode(bytes.subarray(0, STAMP)) !== stamp) return null;
    value.set(bytes.subarray(STAMP), piece * PIECE);
  }
  return value;
}
