import { posix } from "node:path";
import { findMoment, toIso } from "./dates.ts";
import { toNames } from "./fields.ts";
import { type Fields, findText, isPlainFolder, readData, type SiteFacts, splitFileName } from "./foreign-config.ts";
import type { Import, Skipped } from "./import.ts";
import { translateLiquid } from "./liquid.ts";
import { type FindLists, findEleventyLists } from "./list-routes.ts";
import { type ForeignSite, type Manuscript, splitForeign } from "./manuscript.ts";
import { fillPattern, toUrlPart } from "./pattern.ts";

const CONFIGS = [
  ".eleventy.js",
  "eleventy.config.js",
  "eleventy.config.mjs",
  "eleventy.config.cjs",
  "eleventy.config.ts",
];

/** Articles of an Eleventy site: Markdown files with a date in their head or name. No code of the site is run. */
export function importEleventy(site: ForeignSite, pattern: string | null): Import {
  const config = CONFIGS.map((name) => site.readText(name)).find((text) => text !== null) ?? "";
  const input = /\binput\s*:\s*["']([^"']+)["']/.exec(config)?.[1]?.replace(/^\.?\/+|\/+$/g, "") ?? findInput(site);
  const folder = input === "" || input === "." ? "" : `${input}/`;
  const data = ["site", "metadata", "meta"].map((name) => readData(site, `${folder}_data/${name}.json`));
  const metadata: Fields = Object.assign({}, ...data);
  const facts: SiteFacts = {
    title: findText(metadata, "title") ?? findText(metadata, "name"),
    description: findText(metadata, "description"),
    baseUrl: findText(metadata, "url"),
    language: findText(metadata, "language") ?? findText(metadata, "lang"),
    timeZone: null,
  };
  const findLists = findEleventyLists(site, folder);
  const manuscripts: Manuscript[] = [];
  const skipped: Skipped[] = [];
  for (const path of site.paths) {
    if (
      !path.startsWith(folder) ||
      !/\.(md|markdown)$/.test(path) ||
      /(^|\/)[_.]|(^|\/)(README|CHANGELOG|CONTRIBUTING|LICENSE|SECURITY|CODE_OF_CONDUCT)/.test(path)
    )
      continue;
    const made = toManuscript(site, path, { folder, pattern, findLists });
    if ("reason" in made) skipped.push(made);
    else manuscripts.push(made);
  }
  return {
    facts,
    manuscripts,
    skipped,
    pictureFolders: [folder, "", "public/", "static/"],
    authorFiles: [`${folder}authors/%.md`, "content/authors/%.md"],
  };
}

/** Where a configuration does not say it in plain words: the usual folders. */
function findInput(site: ForeignSite): string {
  const paths = [...site.paths];
  return (
    ["src", "content"].find((name) => paths.some((path) => path.startsWith(`${name}/`) && path.endsWith(".md"))) ?? ""
  );
}

interface Settings {
  /** Of all that the site is made from, with a slash at its end. */
  readonly folder: string;
  readonly pattern: string | null;
  readonly findLists: FindLists;
}

function toManuscript(site: ForeignSite, path: string, settings: Settings): Manuscript | Skipped {
  const { folder, pattern } = settings;
  const skip = (reason: string): Skipped => ({ origin: path, reason });
  const parts = splitForeign(site.readText(path) ?? "");
  if (typeof parts === "string") return skip(parts);
  const data = readFolderData(site, path, folder);
  const own = parts?.fields ?? {};
  const file = splitFileName(path);
  const folders = path.slice(folder.length).split("/").slice(0, -1);
  const isIndex = file.name === "index" && folders.length > 0;
  const name = isIndex ? splitFileName(`${folders.at(-1)}.md`).name : file.name;
  const dated = toIso(own.date) ?? file.date ?? (isIndex ? splitFileName(`${folders.at(-1)}.md`).date : null);
  if (dated === null) return skip("neither its head nor its name has a date, so it is a page rather than an article");
  const collections = new Set(toNames(data.tags));
  const fields: Fields = {
    ...data,
    ...own,
    tags: toNames(own.tags).filter((tag) => !collections.has(tag)),
    date: dated,
  };
  const print = (key: string): string | null => toPrinted(key, fields);
  const rule = own.permalink ?? pattern ?? data.permalink;
  const stem = [...folders.slice(0, isIndex ? -1 : undefined), name].join("/");
  const address =
    rule === undefined ? `/${stem}/` : typeof rule === "string" ? toAddress(rule, { fields, name, stem }) : null;
  const first = folders[0];
  return {
    origin: path,
    toLine: parts?.toLine ?? (() => 1),
    fields,
    body: translateLiquid(parts?.body ?? site.readText(path) ?? "", parts?.firstBodyLine ?? 1, print),
    firstLine: parts?.firstBodyLine ?? 1,
    folder: first === undefined || isPlainFolder(first) ? null : first,
    name,
    addresses: [address, ...toList(own.redirect_from ?? own.aliases)],
    lang: null,
    lists: own.draft === true ? [] : settings.findLists(fields),
  };
}

/** Data of the folders above a file: `posts/posts.json` and `posts.11tydata.json`; of scripts only a plain permalink is read. */
function readFolderData(site: ForeignSite, path: string, folder: string): Fields {
  const parts = posix.dirname(path).split("/");
  const chain = parts
    .map((_, index) => parts.slice(0, index + 1).join("/"))
    .filter((each) => `${each}/`.startsWith(folder));
  return Object.assign(
    {},
    ...chain.flatMap((each) => {
      const base = `${each}/${posix.basename(each)}`;
      const script = ["js", "cjs", "mjs"]
        .map((ending) => site.readText(`${base}.11tydata.${ending}`))
        .find((text) => text !== null);
      const permalink = /\bpermalink\s*:\s*(["'`])((?:(?!\1).)+)\1/.exec(script ?? "")?.[2];
      return [
        readData(site, `${base}.json`),
        readData(site, `${base}.11tydata.json`),
        permalink === undefined ? {} : { permalink },
      ];
    }),
  ) as Fields;
}

interface Names {
  readonly fields: Fields;
  readonly name: string;
  readonly stem: string;
}

/** The templates that most sites write; null for one with a filter of the site's own. */
function toAddress(template: string, { fields, name, stem }: Names): string | null {
  const date = findMoment(fields.date, "UTC");
  const title = findText(fields, "title") ?? name;
  const plain = template.replaceAll(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_found, output: string) => {
    const [value = "", ...filters] = output.split("|").map((part) => part.trim());
    const dateFormat = filters
      .map((filter) => /^date(?::\s*|\()\s*["']([^"']+)["']\)?$/.exec(filter)?.[1])
      .find((format) => format !== undefined);
    if (/^(page\.)?date$/.test(value) && dateFormat !== undefined) return toDateNames(dateFormat);
    const text = { "page.fileSlug": name, "page.filePathStem": `/${stem}`, title, slug: findText(fields, "slug") }[
      value
    ];
    const isKnown = filters.every((filter) => /^(slug|slugify|url|safe|lower|downcase)$/.test(filter));
    if (text == null || !isKnown) return ":unknown";
    return filters.some((filter) => /slug/.test(filter)) ? toUrlPart(text) : text;
  });
  const parts = { date, title, slug: findText(fields, "slug"), file: name, sections: [], categories: [], ending: "" };
  return /\{%/.test(plain) ? null : (fillPattern(plain, parts)?.replace(/index\.html$/, "") ?? null);
}

/** `%Y/%m/%d` and `yyyy/MM/dd` as the names of patterns. */
function toDateNames(format: string): string {
  const names = { "%Y": ":year", "%m": ":month", "%d": ":day", yyyy: ":year", MM: ":month", dd: ":day" };
  return format.replaceAll(/%Y|%m|%d|yyyy|MM|dd/g, (part) => names[part as keyof typeof names]);
}

function toPrinted(name: string, fields: Fields): string | null {
  const value = fields[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function toList(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === "string");
}
