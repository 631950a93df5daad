import { type Fix, quote } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { findOwner, type Reporter } from "./head-problems.ts";
import { findUnheeded, isLater } from "./unheeded.ts";

const REFUSED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** What other generators call our fields. */
export const foreignKeys: Readonly<Record<string, string>> = {
  title: "headline",
  description: "dek",
  summary: "dek",
  subtitle: "dek",
  publishDate: "date",
  pubDate: "date",
  pubDatetime: "date",
  lastmod: "updated",
  modDatetime: "updated",
  author: "authors",
  categories: "section",
  category: "section",
  expiryDate: "expires",
  source: "sources",
  language: "lang",
};

/** Other names that newsrooms use. Their values may mean something else, so they are not read. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    aliases: "redirect_from redirectFrom redirects old_urls",
    authors: "byline writer reporter",
    date: "created",
    dateline: "place location city",
    dek: "teaser standfirst lead lede intro deck excerpt abstract",
    image: "photo picture cover thumbnail img",
    kicker: "eyebrow overline",
    lang: "locale",
    related: "pins",
    slug: "url permalink",
    tags: "keywords topics",
    updated: "modified updated_at",
  }).flatMap(([own, others]) => others.split(" ").map((other) => [other, own] as const)),
);

const PARTS_OF_IMAGE: ReadonlySet<string> = new Set(["alt", "caption", "credit", "focus"]);

const REQUIRED = ["date", "headline", "sources"] as const;

/** The fields that the schema knows, under our names; every other key is reported. */
export function toKnownFields(
  data: Readonly<Record<string, unknown>>,
  knownKeys: readonly string[],
  found: Reporter,
): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  const misspelt = new Set<string>();
  for (const key of knownKeys) if (Object.hasOwn(data, key)) fields[key] = toFilled(data[key]);
  for (const key of Object.keys(data)) {
    const own = Object.hasOwn(foreignKeys, key) ? foreignKeys[key] : undefined;
    if (knownKeys.includes(key)) continue;
    if (REFUSED_KEYS.has(key)) {
      found.report("key-refused", [key], "key", `the key ${quote(key)} is refused`, "remove it");
    } else if (own !== undefined) {
      adoptForeign(key, own, data, fields, found);
    } else if (!reportUnheeded(key, { data, date: fields.date, knownKeys }, found)) {
      const lacking = reportUnknown(key, data, knownKeys, found);
      if (lacking !== undefined) misspelt.add(lacking);
    }
  }
  reportMissing(data, fields, misspelt, found);
  return fields;
}

/** Reports an unknown key. Returns the required field that it most likely stands for, or null. */
function reportUnknown(
  key: string,
  data: Readonly<Record<string, unknown>>,
  knownKeys: readonly string[],
  found: Reporter,
): (typeof REQUIRED)[number] | undefined {
  const rename = toRename(key, knownKeys, data);
  const lacking = REQUIRED.find((name) => name === rename?.insert);
  const [code, message] =
    lacking === undefined
      ? (["key-unknown", `the key ${quote(key)} is unknown`] as const)
      : ([`${lacking}-missing`, `${lacking} is missing, and the key ${quote(key)} is unknown`] as const);
  found.report(code, [key], "key", message, toAdvice(key, data, knownKeys), rename);
  return lacking;
}

/** What to do with a key that nobody knows. */
function toAdvice(key: string, data: Readonly<Record<string, unknown>>, knownKeys: readonly string[]): string {
  const owner = findOwner(key);
  if (owner !== null && Object.hasOwn(data, owner) && data[owner] === null) {
    return `put two blanks before it, so that it belongs to ${owner}`;
  }
  const nearest = OTHER_NAMES.get(key) ?? findNearest(key, [...knownKeys, ...Object.keys(foreignKeys)]);
  if (nearest !== null) return `did you mean ${foreignKeys[nearest] ?? nearest}?`;
  if (PARTS_OF_IMAGE.has(key)) return `write it within image: image: { src: bridge.jpg, ${key}: "…" }`;
  return "remove it, or move it below extra:";
}

/** Reports required fields that are missing, unless they were reported as misspelt. */
function reportMissing(
  data: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, unknown>>,
  misspelt: ReadonlySet<string>,
  found: Reporter,
): void {
  for (const key of ["date", "headline"] as const) {
    if (fields[key] != null || misspelt.has(key)) continue;
    const isEmpty = Object.hasOwn(data, key);
    const advice = isEmpty ? EMPTY_ADVICE[key] : `add a line ${key}: …`;
    found.report(`${key}-missing`, [key], "key", `${key} is ${isEmpty ? "empty" : "missing"}`, advice);
  }
  if (fields.sources == null && !misspelt.has("sources")) {
    const advice = "list who the reporting came from, or write sources: [] for own reporting";
    const what = Object.hasOwn(data, "sources") ? "empty" : "missing";
    found.report("sources-missing", ["sources"], "key", `sources is ${what}`, advice);
  }
}

const EMPTY_ADVICE = {
  date: "write it after date:, such as 2026-01-31T18:30",
  headline: "write it after headline:, in quotes where it begins with #",
};

/**
 * Leaves out what a form has left empty (`dek: ""`, `image: { src: "" }`), as `dek:` is; but an empty `alt` has a
 * meaning.
 */
function toFilled(value: unknown): unknown {
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (value === null || typeof value !== "object" || !("src" in value)) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, key === "alt" ? part : toFilled(part)] as const);
  return parts.every(([, part]) => part == null || part === "") ? null : Object.fromEntries(parts);
}

/** Reports a key that would keep the article from readers if it were known. Returns whether it is one. */
function reportUnheeded(
  key: string,
  { data, date, knownKeys }: { data: Readonly<Record<string, unknown>>; date: unknown; knownKeys: readonly string[] },
  found: Reporter,
): boolean {
  const guard = findUnheeded(key, data[key], date);
  if (guard === null) return false;
  const message = `the key ${quote(key)} is unknown, so it keeps the article from nobody`;
  const advice = `write ${guard}: ${GUARDS[guard]}, or move it below extra: if it means something else`;
  found.report("key-unheeded", [key], "key", message, advice, toRename(key, knownKeys, data));
  return true;
}

const GUARDS = { draft: "true", embargo: "2026-01-31T18:30", expires: "2026-01-31T18:30", withdrawn: "true" } as const;

function adoptForeign(
  key: string,
  own: string,
  data: Readonly<Record<string, unknown>>,
  fields: Record<string, unknown>,
  found: Reporter,
): void {
  const { date } = data;
  if (own === "date" && date != null && data.embargo == null && isLater(data[key], date)) {
    // Hugo publishes at the later of both.
    fields.embargo = data[key];
    const fix = "embargo" in data ? undefined : { remove: key, insert: "embargo" };
    found.report("key-foreign", [key], "key", `${quote(key)} is read as embargo`, "rename it to embargo", fix);
    return;
  }
  if (fields[own] != null) {
    const message = `${quote(key)} is ignored, because ${own} is there`;
    found.report("key-foreign", [key], "key", message, `remove ${key}`);
    return;
  }
  const value = data[key];
  // There is one section; the first of several categories is the main one by custom.
  const isFirstOfList = own === "section" && Array.isArray(value);
  fields[own] = toFilled(isFirstOfList ? value[0] : value);
  const fix = isFirstOfList || own in data ? undefined : { remove: key, insert: own };
  found.report("key-foreign", [key], "key", `${quote(key)} is read as ${own}`, `rename it to ${own}`, fix);
}

/** The known field to rename a key to, if only one can be meant and the head does not have it; else null. */
function toRename(key: string, known: readonly string[], data: Readonly<Record<string, unknown>>): Fix | undefined {
  const nearest = findNearest(key, known);
  if (nearest === null || nearest in data) return undefined;
  const others = known.filter((name) => name !== nearest);
  return findNearest(key, others) === null ? { remove: key, insert: nearest } : undefined;
}
