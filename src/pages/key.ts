import { digestOf, digestOfValue } from "../base/digest.ts";

/**
 * What a file is made from, as marks of its parts: `site=… template=… article=…`. Equal keys, equal files; where two keys
 * differ, the names of the parts that differ say why.
 */
export type Key = string;

/** 128 bits: as good as certain for any number of files, and half as long. */
const MARK_LENGTH = 22;

export function toKey(parts: Readonly<Record<string, string>>): Key {
  return Object.entries(parts)
    .map(([name, mark]) => `${name}=${mark}`)
    .join(" ");
}

/** The mark of a text; none for an empty one. */
export function toMark(text: string): string {
  return text === "" ? "-" : digestOf(text).slice(0, MARK_LENGTH);
}

/** The mark of JSON-like data. */
export function toValueMark(value: unknown): string {
  return digestOfValue(value).slice(0, MARK_LENGTH);
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
