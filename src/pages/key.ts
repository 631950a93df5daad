import { type Digest, digestOf, digestOfValue } from "../base/digest.ts";

/**
 * What a file is made from, as marks of its parts: `site=… template=… article=…`. Equal keys mean equal files; where
 * two keys differ, the names of the parts that differ say why.
 */
export type Key = string;

/**
 * 96 bits. Among a million million files, two have the same mark with a probability of 10⁻⁵. Marks are short because
 * the keys of all files are read at each start.
 */
const MARK_LENGTH = 16;

export function toKey(parts: Readonly<Record<string, string>>): Key {
  let key = "";
  for (const name in parts) key += `${key === "" ? "" : " "}${name}=${parts[name]}`;
  return key;
}

/** The mark of a text; none for an empty one. */
export function toMark(text: string): string {
  return text === "" ? "-" : toDigestMark(digestOf(text));
}

/** The mark of JSON-like data. */
export function toValueMark(value: unknown): string {
  return toDigestMark(digestOfValue(value));
}

/** The mark of something whose digest is known. */
export function toDigestMark(digest: Digest): string {
  return digest.slice(0, MARK_LENGTH);
}

/** Names of the parts in which two keys differ. */
export function findChangedParts(before: Key, after: Key): readonly string[] {
  const [old, own] = [toParts(before), toParts(after)];
  return [...new Set([...old.keys(), ...own.keys()])].filter((name) => old.get(name) !== own.get(name));
}

function toParts(key: Key): ReadonlyMap<string, string> {
  return new Map(
    key.split(" ").map((part) => {
      const end = part.indexOf("=");
      return [part.slice(0, end), part.slice(end + 1)] as const;
    }),
  );
}
