import { posix } from "node:path";
import { CORE_SCHEMA, load } from "js-yaml";
import { parse as parseToml } from "smol-toml";
import type { ForeignSite } from "./manuscript.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** Facts that a new configuration can take over. */
export interface SiteFacts {
  readonly title: string | null;
  readonly description: string | null;
  readonly baseUrl: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
}

/** Data in YAML, TOML or JSON, by the file's ending; an empty map where it is missing or broken. */
export function readData(site: ForeignSite, path: string): Fields {
  const text = site.readText(path);
  if (text === null) return {};
  try {
    const data: unknown = /\.toml$/.test(path) ? parseToml(text) : load(text, { schema: CORE_SCHEMA });
    return isMap(data) ? data : {};
  } catch {
    return {};
  }
}

export function isMap(value: unknown): value is Fields {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** A map below a key, however it is capitalised. */
export function findMap(data: Fields, key: string): Fields {
  const value = findValue(data, key);
  return isMap(value) ? value : {};
}

export function findText(data: Fields, key: string): string | null {
  const value = findValue(data, key);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function findValue(data: Fields, key: string): unknown {
  const own = Object.keys(data).find((name) => name.toLowerCase() === key.toLowerCase());
  return own === undefined ? undefined : data[own];
}

/** The texts of a list; a text alone is one. */
export function toTexts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === "string");
}

/** `2019-01-31-vote.md` → the date and `vote`. */
export function splitFileName(path: string): { readonly date: string | null; readonly name: string } {
  const base = posix.basename(path).replace(/\.[^.]+$/, "");
  const [, date = null, name = base] = /^(\d{4}-\d{1,2}-\d{1,2})-(.+)$/.exec(base) ?? [];
  return { date, name };
}

/** Folders whose names say nothing about their articles: categories are the sections then. */
export function isPlainFolder(name: string): boolean {
  return /^(posts?|blog|articles?|entry|entries|content|writing|_posts)$/i.test(name);
}
