import { toSlug } from "../base/path.ts";
import { findText, isMap, readData } from "./foreign-config.ts";
import { type ForeignSite, splitForeign } from "./manuscript.ts";

/** What an author is called, by the key that articles name; null where no file of the old site tells. */
export function findAuthorName(site: ForeignSite, files: readonly string[], key: string): string | null {
  if (toSlug(key) !== key) return null;
  for (const pattern of files) {
    const path = pattern.replace("%", () => key);
    const data = path.endsWith(".md") ? toFields(site.readText(path)) : toEntry(readData(site, path), pattern, key);
    const whole = ["display_name", "name", "full_name", "title"]
      .map((name) => findText(data, name))
      .find((name) => name !== null);
    const parts = [findText(data, "first_name"), findText(data, "last_name")].filter((part) => part !== null).join(" ");
    if (whole !== undefined || parts !== "") return whole ?? parts;
  }
  return null;
}

/**
 * A key of several words as a name, `nell-oduya` → Nell Oduya: nearer to the truth than the key. Null for one that
 * tells too little.
 */
export function toLikelyName(key: string): string | null {
  if (!/^\p{Ll}+(?:-\p{Ll}+)+$/u.test(key)) return null;
  return key.replaceAll(/(?:^|-)(\p{Ll})/gu, (part, letter: string) =>
    part.replace("-", " ").replace(letter, letter.toUpperCase()),
  );
}

function toFields(text: string | null): Readonly<Record<string, unknown>> {
  const parts = text === null ? null : splitForeign(text);
  return parts === null || typeof parts === "string" ? {} : parts.fields;
}

/** One file for each author, or all of them in one. */
function toEntry(
  data: Readonly<Record<string, unknown>>,
  pattern: string,
  key: string,
): Readonly<Record<string, unknown>> {
  if (pattern.includes("%")) return data;
  const entry = Object.hasOwn(data, key) ? data[key] : undefined;
  return isMap(entry) ? entry : typeof entry === "string" ? { name: entry } : {};
}
