import type { z } from "zod";
import type { AdviceParams } from "../article/field-values.ts";
import { createFrontmatterSchema } from "../article/schema.ts";
import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import { toSlug } from "../base/path.ts";
import { toIso } from "./dates.ts";
import type { Manuscript } from "./manuscript.ts";

/** Names of our fields in other generators and their themes, the likeliest first. */
const NAMES = {
  headline: ["headline", "title", "newstitle"],
  dek: ["dek", "deck", "description", "summary", "subtitle", "excerpt", "standfirst", "subhead"],
  kicker: ["kicker"],
  date: [
    "date",
    "pubDate",
    "pubDatetime",
    "publishDate",
    "publishdate",
    "pubdate",
    "published",
    "publishedAt",
    "created",
  ],
  updated: [
    "updated",
    "lastmod",
    "modDatetime",
    "updatedDate",
    "last_modified_at",
    "modified",
    "updatedAt",
    "modified_time",
  ],
  authors: ["authors", "author", "byline"],
  tags: ["tags", "tag", "keywords", "topics"],
  series: ["series"],
  dateline: ["dateline", "location"],
  expires: ["expires", "expiryDate", "expirydate", "unpublishdate"],
  embargo: ["embargo", "publishDate", "publishdate"],
  canonical: ["canonical", "canonicalURL", "canonicalUrl", "canonical_url"],
  kind: ["kind"],
  comments: ["comments"],
  corrections: ["corrections"],
  sources: ["sources"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Fields that only choose a template or an address, or that are read on their own. */
const MECHANICS = new Set(
  "layout permalink url slug aliases redirect_from redirect_to alias translationKey draft published categories category image images lang language locale section markup type outputs eleventyNavigation eleventyExcludeFromCollections templateEngineOverride override:tags id".split(
    " ",
  ),
);

const PICTURES =
  "image featured_image featuredImage heroImage hero cover banner thumbnail ogImage og_image primary_image".split(" ");

export interface Fields {
  readonly head: Record<string, unknown>;
  /** Keys that went below `extra`. */
  readonly kept: readonly string[];
  readonly problems: readonly Diagnostic[];
}

/** Maps the head of a manuscript to our names. A value that our schema would refuse is left out and reported. */
export function createFieldMapper({ timeZone }: { readonly timeZone: string }) {
  const { shape } = createFrontmatterSchema(timeZone);
  return (manuscript: Manuscript, tags: readonly string[]): Fields => {
    const { fields, origin, toLine } = manuscript;
    const problems: Diagnostic[] = [];
    const head: Record<string, unknown> = {};
    const used = new Set<string>();
    const adopt = (field: keyof typeof shape, key: string, value: unknown): void => {
      used.add(key);
      if (isEmpty(value)) return;
      const result = shape[field].safeParse(value);
      if (result.success) head[field] = value;
      else problems.push(toDropped({ file: origin, line: toLine(key) }, key, value, result.error.issues[0]));
    };
    for (const [field, names] of Object.entries(NAMES)) {
      const key = names.find((name) => !used.has(name) && fields[name] != null && fields[name] !== "");
      if (key !== undefined)
        adopt(field as keyof typeof NAMES, key, toOwnValue(field as keyof typeof NAMES, fields[key]));
    }
    const [key, picture] = findPicture(fields);
    if (key !== null) {
      adopt("image", key, picture);
      for (const beside of [...toAltNames(key), ...toCaptionNames(key)]) used.add(beside);
    }
    const all = [...((head.tags as readonly string[] | undefined) ?? []), ...tags];
    if (all.length > 0) head.tags = [...new Map(all.map((tag) => [toSlug(tag), tag])).values()];
    if (fields.draft === true) head.draft = true;
    if (manuscript.isPage === true) head.kind = "page";
    if (manuscript.lang !== null) adopt("lang", "lang", manuscript.lang);
    const slug = typeof fields.slug === "string" ? toSlug(fields.slug) : null;
    if (slug !== null) head.slug = slug;
    const kept = Object.keys(fields).filter(
      (name) => !used.has(name) && !MECHANICS.has(name) && !isEmpty(fields[name]) && !isSaid(fields[name], head),
    );
    const extra = Object.fromEntries(kept.map((name) => [name, toPlain(fields[name])]));
    if (kept.length > 0) head.extra = extra;
    return { head, kept, problems };
  };
}

function toOwnValue(field: keyof typeof NAMES, value: unknown): unknown {
  switch (field) {
    case "date":
    case "updated":
    case "expires":
    case "embargo":
      return toIso(value) ?? value;
    case "headline":
    case "dek":
      return typeof value === "number" ? String(value) : toPlainText(value);
    case "authors":
      return toAuthors(value);
    case "tags":
      return toNames(value);
    default:
      return Array.isArray(value) && field === "series" ? value[0] : value;
  }
}

/** HTML and Markdown of emphasis have no place in a headline. */
export function toPlainText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replaceAll(/(\*\*|__|`|\*)(?=\S)(.+?)(?<=\S)\1/g, "$2");
  return text
    .replaceAll("&amp;", "&")
    .replaceAll("&nbsp;", " ")
    .replaceAll(/&#8217;|&rsquo;/g, "’")
    .trim();
}

/** `Ana Ruiz and Luis Vega`, `[{ name: … }]`, `[ana-ruiz]`. */
function toAuthors(value: unknown): unknown {
  const entries = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(/\s*(?:,|;|&|\band\b)\s*/)
      : [value];
  return entries
    .map((entry) => (typeof entry === "object" && entry !== null && "name" in entry ? entry.name : entry))
    .filter((entry) => entry !== "" && entry != null);
}

/** A list, or text with commas. Names without a letter or digit have no address. */
export function toNames(value: unknown): readonly string[] {
  const entries = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [];
  return entries.map((entry) => String(entry).trim()).filter((entry) => toSlug(entry) !== null);
}

function toAltNames(key: string): readonly string[] {
  return [`${key}Alt`, `${key}_alt`, `${key}_alt_text`, "imageAlt", "image_alt", "alt"];
}

function toCaptionNames(key: string): readonly string[] {
  return [`${key}Caption`, `${key}_caption`, `${key}_figcaption`];
}

/** Whether a value says nothing new: themes want an excerpt that repeats the description. */
function isSaid(value: unknown, { dek, headline }: Readonly<Record<string, unknown>>): boolean {
  return typeof value === "string" && [dek, headline].includes(toPlainText(value));
}

function isEmpty(value: unknown): boolean {
  return value == null || value === "" || (Array.isArray(value) && value.length === 0);
}

const SOURCE = ["src", "url", "path", "file", "image", "relative", "feature"];
const ALT = ["alt", "alttext", "alt_text", "image_alt", "description"];

function findPicture(fields: Readonly<Record<string, unknown>>): readonly [string | null, unknown] {
  const given = PICTURES.find((name) => fields[name] != null && fields[name] !== "");
  const key = given ?? (Array.isArray(fields.images) && fields.images.length > 0 ? "images" : null);
  if (key === null) return [null, null];
  const value = key === "images" ? (fields.images as unknown[])[0] : fields[key];
  const data = typeof value === "string" ? { src: value } : ((value ?? {}) as Record<string, unknown>);
  const find = (names: readonly string[]): string | undefined => {
    const found = names.map((name) => data[name]).find((part) => typeof part === "string" && part !== "");
    return found as string | undefined;
  };
  const src = find(SOURCE);
  if (src === undefined) return [null, null];
  const beside = toAltNames(key).map((name) => fields[name]);
  const alt = find(ALT) ?? beside.find((part) => typeof part === "string");
  const ofPicture = toCaptionNames(key).map((name) => fields[name]);
  const caption = find(["caption"]) ?? ofPicture.find((part) => typeof part === "string");
  const credit = find(["credit", "attribution"]);
  return [
    key,
    {
      src,
      ...(alt === undefined ? {} : { alt }),
      ...(caption === undefined ? {} : { caption }),
      ...(credit === undefined ? {} : { credit }),
    },
  ];
}

/** Without dates and other objects that TOML makes. */
function toPlain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? "null");
}

/** What an advice begins with that names what to write. */
export const IN_ARTICLE = "in the article, ";

function toDropped(place: Place, key: string, value: unknown, issue: z.core.$ZodIssue | undefined): Diagnostic {
  const { message: reason = "is not valid" } = issue ?? {};
  const given = issue?.code === "custom" ? (issue.params as AdviceParams | undefined)?.advice : undefined;
  const message = `${key}: ${quote(typeof value === "string" ? value : (JSON.stringify(value) ?? ""))} was left out: ${reason}`;
  const advice =
    given?.startsWith("write ") === true ? `${IN_ARTICLE}${given}` : "write it into the article by hand if it matters";
  return toDiagnostic("import-field-dropped", place, message, advice);
}
