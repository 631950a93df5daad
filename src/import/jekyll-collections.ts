import { quote } from "../base/diagnostic.ts";
import { findMoment, toIso } from "./dates.ts";
import { type Fields, findMap, findText, isMap, isPlainFolder, splitFileName, toTexts } from "./foreign-config.ts";
import type { Skipped } from "./import.ts";
import { type Settings, toBased, toCategories, toDefaults, toLanguage, toPrinted } from "./jekyll-site.ts";
import { translateLiquid } from "./liquid.ts";
import { type Manuscript, splitForeign, UNDATED } from "./manuscript.ts";
import { fillPattern, toUrlPart } from "./pattern.ts";

/** The collections that a configuration names, posts apart. */
export interface Collections {
  /** In which their folders lie, with a slash at its end; empty for the top. */
  readonly folder: string;
  readonly known: ReadonlyMap<string, { readonly isPublished: boolean; readonly permalink: string | null }>;
}

/** A list of names, or a map of names and settings. */
export function toCollections(config: Fields): Collections {
  const { collections } = config;
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(collections)
    ? collections.map((name) => [String(name), {}])
    : Object.entries(findMap(config, "collections"));
  const known = entries
    .filter(([name]) => name !== "posts")
    .map(([name, value]) => {
      const own = isMap(value) ? value : {};
      return [name, { isPublished: own.output === true, permalink: findText(own, "permalink") }] as const;
    });
  const folder = findText(config, "collections_dir")?.replaceAll(/^[./]+|\/+$/g, "") ?? "";
  return { folder: folder === "" ? "" : `${folder}/`, known: new Map(known) };
}

const DOCUMENT = /^_([^/]+)\/(.+)\.(?:md|markdown|html)$/;

/**
 * Reads a text of a collection other than posts: an article if it has a date, and otherwise a standing page. Null for a
 * file that is neither.
 */
export function toDocument(
  origin: string,
  path: string,
  { collections, ...settings }: Settings & { readonly collections: Collections },
): Manuscript | Skipped | null {
  const [, label = "", below = ""] = DOCUMENT.exec(path) ?? [];
  const collection = collections.known.get(label);
  if (collection === undefined) return null;
  const parts = splitForeign(settings.site.readText(origin) ?? "");
  if (parts === null) return null;
  if (typeof parts === "string") return { origin, reason: parts };
  if (!collection.isPublished) return { origin, reason: `the collection ${quote(label)} has no pages of its own` };
  const { config } = settings;
  const named = splitFileName(`${below}.md`);
  const found: Fields = { ...toDefaults(config, path, label), ...parts.fields };
  const date = toIso(found.date) ?? named.date;
  const isPage = date === null;
  const fields: Fields = { ...found, date: date ?? UNDATED };
  const print = (name: string): string | null => toPrinted(name, fields, config);
  return {
    origin,
    toLine: parts.toLine,
    fields,
    body: translateLiquid(parts.body, parts.firstBodyLine, print),
    firstLine: parts.firstBodyLine,
    folder: isPlainFolder(label) ? null : label,
    // A folder's own text is called like the folder.
    name: named.name === "index" ? (below.split("/").at(-2) ?? label) : named.name,
    addresses: [toDocumentAddress(fields, { ...collection, label, below }, settings), ...toTexts(fields.redirect_from)],
    ...toLanguage(path, fields, settings),
    isPage,
  };
}

interface DocumentPath {
  readonly label: string;
  /** Of the file in the collection's folder, without ending. */
  readonly below: string;
  readonly permalink: string | null;
}

/** Jekyll's docs, "Permalinks", on collections: the site's style says only how an address ends. */
function toDocumentAddress(
  fields: Fields,
  { label, below, permalink }: DocumentPath,
  settings: Settings,
): string | null {
  const { config, timeZone } = settings;
  const site = findText(config, "permalink") ?? "date";
  const ending = /^pretty$|\/$/.test(site)
    ? "/"
    : /^(?:date|ordinal|weekdate|none)$|:output_ext$/.test(site)
      ? ":output_ext"
      : "";
  const pattern = findText(fields, "permalink") ?? permalink ?? `/:collection/:path${ending}`;
  const { name: file } = splitFileName(`${below}.md`);
  const slug = findText(fields, "slug") ?? file;
  const known: Readonly<Record<string, string>> = {
    collection: label,
    path: below,
    name: toUrlPart(file),
    title: slug,
  };
  const date = findMoment(fields.date, timeZone);
  const filled = fillPattern(
    pattern.replaceAll(/:(collection|path|name|title)\b/g, (_, name: string) => known[name] ?? ""),
    { date, title: slug, slug, file, sections: [], categories: toCategories(fields, ""), ending: ".html" },
  );
  return filled === null ? null : toBased(filled, config);
}
