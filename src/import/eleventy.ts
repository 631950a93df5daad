import { findMoment, toIso } from "./dates.ts";
import { type LocalData, readLocalData } from "./eleventy-cascade.ts";
import { type EleventySite, findPrinted, readEleventySite } from "./eleventy-data.ts";
import { readLayouts } from "./eleventy-layouts.ts";
import { findEleventyFeeds } from "./feeds.ts";
import { toNames } from "./fields.ts";
import { type Fields, findMap, findText, isPlainFolder, splitFileName, toTexts } from "./foreign-config.ts";
import type { Import, Skipped } from "./import.ts";
import { translateLiquid } from "./liquid.ts";
import { type FindLists, findEleventyLists } from "./list-routes.ts";
import { type ForeignSite, type KeptBack, type Manuscript, splitForeign, UNDATED } from "./manuscript.ts";
import { fillPattern, toUrlPart } from "./pattern.ts";
import { findLanguage, toTranslationKey } from "./translations.ts";

/** Files that are no articles: what Eleventy leaves out by itself, and what belongs to the repository. */
const NO_TEXT =
  /(^|\/)[_.]|(^|\/)(README|CHANGELOG|CONTRIBUTING|LICENSE|SECURITY|CODE_OF_CONDUCT)|^(tests?|fixtures|scripts)\//;

/** Articles of an Eleventy site: Markdown files with a date in their head or name. No code of the site is run. */
export function importEleventy(site: ForeignSite, pattern: string | null): Import {
  const eleventy = readEleventySite(site);
  const { folder, data, facts, dataFiles, globalData, isIgnored } = eleventy;
  const findLists = findEleventyLists(site, folder);
  const manuscripts: Manuscript[] = [];
  const skipped: Skipped[] = [];
  const scripts = new Set<string>();
  for (const path of site.paths) {
    if (!path.startsWith(folder) || NO_TEXT.test(path) || isIgnored(path)) continue;
    const template = findTemplate(site, path);
    if (template !== null) skipped.push({ origin: path, reason: template });
    if (!/\.(md|markdown)$/.test(path)) continue;
    const local = readLocalData(site, path, folder, dataFiles);
    const made = toManuscript(site, path, { site: eleventy, local, pattern, findLists });
    if ("reason" in made) {
      skipped.push(made);
      continue;
    }
    manuscripts.push(made);
    for (const script of local.scripts) scripts.add(script);
  }
  return {
    facts,
    manuscripts,
    skipped: [...skipped, ...[...scripts].map(toUnread), ...toUnreadGlobals(globalData)],
    pictureFolders: [folder, "", "public/", "static/"],
    pathAliases: eleventy.pathAliases,
    feeds: findEleventyFeeds(site, folder, data),
    authorFiles: [`${folder}authors/%.md`, "content/authors/%.md"],
  };
}

const UNREAD =
  "it is code, which is never run: of what it says of articles only a permalink, a language and what hides them are read, in plain words";

function toUnread(script: string): Skipped {
  return { origin: script, reason: UNREAD };
}

/** Reports data that the configuration gives all articles with `addGlobalData`: it was not read. */
function toUnreadGlobals({ config, names }: EleventySite["globalData"]): readonly Skipped[] {
  const hiding = names.filter((name) =>
    /^(?:permalink|draft|published|eleventyComputed|eleventyExclude\w+)$/.test(name),
  );
  if (hiding.length === 0) return [];
  const reason = `it gives all articles ${hiding.join(", ")} by addGlobalData, which is code and not read`;
  const advice = hiding.includes("permalink")
    ? "give the rule: --permalink /:year/:month/:slug/"
    : "see what it hides, and say draft: true there";
  return [{ origin: config, reason, advice }];
}

interface Settings {
  readonly site: EleventySite;
  readonly local: LocalData;
  readonly pattern: string | null;
  readonly findLists: FindLists;
}

/** An article, or a standing page where neither head nor name has a date. */
function toManuscript(files: ForeignSite, path: string, settings: Settings): Manuscript | Skipped {
  const { folder, facts, layouts } = settings.site;
  const skip = (reason: string): Skipped => ({ origin: path, reason });
  const parts = splitForeign(files.readText(path) ?? "");
  if (typeof parts === "string") return skip(parts);
  const own = withOwnData(parts?.fields ?? {}, settings.local.own);
  const ofFolders = withLayouts(
    settings.local.ofFolders,
    readLayouts(files, own.layout ?? settings.local.ofFolders.layout, layouts),
  );
  const file = splitFileName(path);
  const folders = path.slice(folder.length).split("/").slice(0, -1);
  const isIndex = file.name === "index" && folders.length > 0;
  const name = isIndex ? splitFileName(`${folders.at(-1)}.md`).name : file.name;
  const dated = toIso(own.date) ?? file.date ?? (isIndex ? splitFileName(`${folders.at(-1)}.md`).date : null);
  // `Last Modified` is a date that no copy of the file has, so that it is told as one that cannot be read.
  const isListed = [own.tags, settings.local.ofFolders.tags].some((tags) => toNames(tags).length > 0);
  const isPage = dated === null && !(isListed && findText(own, "date") !== null);
  const computed = { ...findMap(ofFolders, "eleventyComputed"), ...findMap(own, "eleventyComputed") };
  const rule = computed.permalink ?? own.permalink ?? settings.pattern ?? ofFolders.permalink;
  if (isPage && (parts === null || parts.body.trim() === "" || !isReadAlone(name, own, rule)))
    return skip("it has no date, and is no page that could stand alone");
  const collections = new Set(toNames(ofFolders.tags));
  const fields: Fields = {
    ...ofFolders,
    ...own,
    tags: toNames(own.tags).filter((tag) => !collections.has(tag)),
    date: dated ?? (isPage ? UNDATED : own.date),
  };
  const stem = [...folders.slice(0, isIndex ? -1 : undefined), name].join("/");
  const address =
    rule === undefined ? `/${stem}/` : typeof rule === "string" ? toAddress(rule, { fields, name, stem }) : null;
  const written = typeof fields.lang === "string" ? fields.lang : null;
  const first = folders.find((each) => each !== written);
  const print = (key: string): string | null =>
    findPrinted(key, { ...settings.site.data, ...fields, page: { fileSlug: name } });
  return {
    origin: path,
    toLine: parts?.toLine ?? (() => 1),
    fields,
    body: translateLiquid(parts?.body ?? files.readText(path) ?? "", parts?.firstBodyLine ?? 1, print),
    firstLine: parts?.firstBodyLine ?? 1,
    folder: first === undefined || isPlainFolder(first) ? null : first,
    name,
    addresses: [address, ...toTexts(own.redirect_from ?? own.aliases)],
    lang: findLanguage(written, facts.language),
    translationKey: toTranslationKey(path, written),
    isPage,
    lists: isPage ? [] : settings.findLists(fields),
    keptBack: findKeptBack(fields, isPage),
  };
}

/** The head before data files of the article; tags of both, as Eleventy merges lists. */
function withOwnData(head: Fields, data: Fields): Fields {
  return { ...data, ...head, tags: [...toNames(data.tags), ...toNames(head.tags)] };
}

/** Layouts after data of folders; tags of both, as Eleventy merges lists. */
function withLayouts(data: Fields, layouts: Fields): Fields {
  return { ...layouts, ...data, tags: [...toNames(layouts.tags), ...toNames(data.tags)] };
}

/** Names of lists and feeds, which the new site makes itself. */
const OWN_LISTS =
  /(?:^|\/)(?:index|404|500|search|feed|rss|atom|sitemap|robots|archives?|blog|tags?|tags?-list|page-list|posts?|categor(?:y|ies)|authors?)\.[^/]*$/i;

/**
 * The template language of an article. Articles can be in any of Eleventy's; a date tells them from lists, a title from
 * parts.
 */
function findTemplate(site: ForeignSite, path: string): string | null {
  if (/\.11ty\.[cm]?[jt]s$/.test(path) && !OWN_LISTS.test(path)) return "it is a template in code, which is never run";
  if (!/\.(html|njk|liquid|webc|hbs|mdx)$/.test(path)) return null;
  const parts = splitForeign(site.readText(path) ?? "");
  const head = parts === null || typeof parts === "string" ? {} : parts.fields;
  if (splitFileName(path).date !== null || toIso(head.date) !== null)
    return "it is dated as an article is, but a template, and no Markdown";
  const isPage = findText(head, "title") !== null && head.pagination === undefined && head.permalink !== false;
  return isPage && !OWN_LISTS.test(path) ? "it is a page in a template, and no Markdown" : null;
}

/**
 * What kept an article from readers. By Eleventy's docs, no file is written for `permalink: false`. An article that is
 * on no list needs no mark here, and a page is on none anyway.
 */
function findKeptBack(
  { permalink, eleventyExcludeFromCollections: isExcluded }: Fields,
  isPage: boolean,
): KeptBack | null {
  if (permalink === false) return { field: "permalink", reason: "permalink: false kept it from readers" };
  if (isPage || isExcluded !== true) return null;
  const field = "eleventyExcludeFromCollections";
  return { field, reason: `${field} kept it from every list` };
}

/** Whether a file without a date is a page for readers: no list, no feed, no data that other pages show. */
function isReadAlone(name: string, own: Fields, rule: unknown): boolean {
  if (own.pagination !== undefined || rule === false || /^(index|404|500)$/.test(name)) return false;
  return typeof rule !== "string" || /(?:\/|\.html|\}\})$/.test(rule);
}

interface Names {
  readonly fields: Fields;
  readonly name: string;
  readonly stem: string;
}

/**
 * Turns the permalink templates that most sites write into an address; null for one with a filter of the site's own.
 */
function toAddress(template: string, { fields, name, stem }: Names): string | null {
  const date = findMoment(fields.date, "UTC");
  const title = findText(fields, "title") ?? name;
  const plain = template.replaceAll(/\{\{-?(.*?)-?\}\}/g, (_found, output: string) => {
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
  // Eleventy leaves the letters of a file's name as they are.
  const named = plain.replaceAll(/:(?:filename|name|basename)\b/g, () => name);
  return /\{%/.test(plain) ? null : (fillPattern(named, parts)?.replace(/index\.html$/, "") ?? null);
}

/** `%Y/%m/%d` and `yyyy/MM/dd` as the names of patterns. */
function toDateNames(format: string): string {
  const names = { "%Y": ":year", "%m": ":month", "%d": ":day", yyyy: ":year", MM: ":month", dd: ":day" };
  return format.replaceAll(/%Y|%m|%d|yyyy|MM|dd/g, (part) => names[part as keyof typeof names]);
}
