import { findMoment, toIso } from "./dates.ts";
import { findJekyllFeeds } from "./feeds.ts";
import { toNames } from "./fields.ts";
import { type Fields, findMap, findText, readData, type SiteFacts, splitFileName, toTexts } from "./foreign-config.ts";
import type { Import, Skipped } from "./import.ts";
import { toCollections, toDocument } from "./jekyll-collections.ts";
import {
  findLanguages,
  isPretty,
  type Settings,
  toBased,
  toCategories,
  toDefaults,
  toLanguage,
  toPathAliases,
  toPrinted,
  toTags,
} from "./jekyll-site.ts";
import { translateLiquid } from "./liquid.ts";
import {
  type ForeignParts,
  type ForeignSite,
  type Loss,
  type Manuscript,
  type OldList,
  splitForeign,
  UNDATED,
} from "./manuscript.ts";
import { fillPattern, toUrlPart } from "./pattern.ts";

/** Jekyll's docs, "Permalinks": the names that stand for patterns. */
const STYLES: Readonly<Record<string, string>> = {
  date: "/:categories/:year/:month/:day/:title:output_ext",
  pretty: "/:categories/:year/:month/:day/:title/",
  ordinal: "/:categories/:year/:y_day/:title:output_ext",
  weekdate: "/:categories/:year/W:week/:short_day/:title:output_ext",
  none: "/:categories/:title:output_ext",
};

const POST = /^(?:(.*)\/)?_(posts|drafts)\/(?:(.*)\/)?([^/]+)\.(md|markdown|html)$/;

/**
 * Articles of a Jekyll site: what lies in `_posts` and `_drafts`, of whichever folder, and in folders of other
 * collections.
 */
export function importJekyll(site: ForeignSite, pattern: string | null): Import {
  const config = Object.assign({}, ...["yml", "yaml", "toml"].map((end) => readData(site, `_config.${end}`))) as Fields;
  const facts: SiteFacts = {
    title: findText(config, "title") ?? findText(config, "name"),
    description: findText(config, "description"),
    baseUrl: findText(config, "url"),
    language: findText(config, "lang"),
    timeZone: findText(config, "timezone"),
  };
  const manuscripts: Manuscript[] = [];
  const skipped: Skipped[] = [];
  const source = findText(config, "source")?.replace(/^[./]+|\/+$/g, "") ?? "";
  const root = source === "" ? "" : `${source}/`;
  const languages = findLanguages(site, root);
  const collections = toCollections(config);
  const settings = { site, config, root, languages, collections, timeZone: facts.timeZone ?? "UTC", pattern };
  for (const path of site.paths) {
    if (!path.startsWith(root)) continue;
    const below = path.slice(root.length);
    const inCollections = below.startsWith(collections.folder) ? below.slice(collections.folder.length) : below;
    const match = POST.exec(inCollections);
    const made =
      match === null
        ? (toDocument(path, inCollections, settings) ?? toPage(path, settings))
        : toManuscript(path, match, settings);
    if (made === null) continue;
    if ("reason" in made) skipped.push(made);
    else manuscripts.push(made);
  }
  return {
    facts,
    manuscripts,
    skipped,
    pictureFolders: root === "" ? [""] : [root, ""],
    pathAliases: toPathAliases(config, root),
    feeds: findJekyllFeeds(site, config, root),
    authorFiles: ["_authors/%.md", "_data/authors.yml"],
  };
}

function toManuscript(origin: string, match: RegExpExecArray, settings: Settings): Manuscript | Skipped {
  const [path, above = "", collection, , base = ""] = match;
  const skip = (reason: string): Skipped => ({ origin, reason });
  const parts = splitForeign(settings.site.readText(origin) ?? "");
  if (parts === null) return skip("it has no head, so Jekyll takes it for a file");
  if (typeof parts === "string") return skip(parts);
  const named = splitFileName(`${base}.md`);
  const isDraft = collection === "drafts";
  const defaults = toDefaults(settings.config, path, "posts");
  const fields: Fields = {
    ...defaults,
    ...parts.fields,
    date: toIso(parts.fields.date) ?? named.date ?? (isDraft && parts.body.trim() !== "" ? UNDATED : null),
    ...(isDraft ? { draft: true } : {}),
    tags: toTags({ ...defaults, ...parts.fields }),
  };
  if (fields.date == null) return skip("neither its head nor its name has a date");
  const lang = findText(fields, "lang");
  const categories = toCategories(fields, above);
  const print = (name: string): string | null => toPrinted(name, fields, settings.config);
  const body = translateLiquid(parts.body, parts.firstBodyLine, print);
  return {
    origin,
    toLine: parts.toLine,
    // A folder for each language is in its address, and no section.
    fields: { ...fields, categories: categories.filter((name) => name !== lang) },
    body: fields.date === UNDATED ? { ...body, losses: [toUndated(parts), ...body.losses] } : body,
    firstLine: parts.firstBodyLine,
    folder: null,
    name: named.name,
    addresses: [isDraft ? null : toAddress(fields, categories, named.name, settings), ...toTexts(fields.redirect_from)],
    ...toLanguage(path, fields, settings),
    lists: isDraft ? [] : toOldLists(fields, categories, settings.config),
  };
}

/** Drafts of Jekyll have no date until they are published. */
function toUndated({ toLine }: ForeignParts): Loss {
  const advice = "write the day of its publication into the article, with draft: true taken out";
  return {
    code: "import-field-dropped",
    line: Math.max(1, toLine("title")),
    message: `the draft has no date: ${UNDATED} stands in`,
    advice,
  };
}

const PAGE = /^(?!.*(?:^|\/)[_.])(?:.*\/)?(?!README|CONTRIBUTING|CHANGELOG|LICENSE|index|404)[^/]+\.(?:md|markdown)$/i;

const HTML_PAGE = /^(?!.*(?:^|\/)[_.])(?:.*\/)?(?!index|404|search|feed)[^/]+\.html$/i;

/**
 * A standing page: Markdown with a head and a text, in no folder that Jekyll keeps for itself. Null for what is none.
 */
function toPage(origin: string, settings: Settings): Manuscript | Skipped | null {
  const path = origin.slice(settings.root.length);
  if (HTML_PAGE.test(path) && settings.site.readText(origin)?.startsWith("---") === true) {
    return { origin, reason: "it is a page in HTML, and no Markdown" };
  }
  if (!PAGE.test(path)) return null;
  const parts = splitForeign(settings.site.readText(origin) ?? "");
  if (parts === null || typeof parts === "string" || parts.body.trim() === "") return null;
  const { name } = splitFileName(origin);
  const { config } = settings;
  const fields: Fields = { ...parts.fields, date: toIso(parts.fields.date) ?? UNDATED };
  const own = findText(fields, "permalink") ?? `/${path.replace(/\.[^.]+$/, "")}${isPretty(config) ? "/" : ".html"}`;
  return {
    origin,
    toLine: parts.toLine,
    fields,
    body: translateLiquid(parts.body, parts.firstBodyLine, (printed) => toPrinted(printed, fields, config)),
    firstLine: parts.firstBodyLine,
    folder: null,
    name,
    addresses: [toBased(own, config), ...toTexts(fields.redirect_from)],
    ...toLanguage(path, fields, settings),
    isPage: true,
  };
}

/** Jekyll itself lists nothing; jekyll-archives does, below these addresses unless it is told others. */
function toOldLists(fields: Fields, categories: readonly string[], config: Fields): readonly OldList[] {
  const archives = findMap(config, "jekyll-archives");
  const enabled = Array.isArray(archives.enabled) ? archives.enabled.map(String) : [String(archives.enabled ?? "")];
  const permalinks = findMap(archives, "permalinks");
  const list = (kind: "tag" | "category", plural: string, names: readonly string[]): readonly OldList[] => {
    if (!enabled.some((name) => name === plural || name === "all")) return [];
    const pattern = findText(permalinks, kind) ?? `/${kind}/:name/`;
    return names.map((name) => ({ kind, name, address: pattern.replace(":name", () => toUrlPart(name)) }));
  };
  return [...list("tag", "tags", toNames(fields.tags)), ...list("category", "categories", categories)];
}

function toAddress(fields: Fields, categories: readonly string[], file: string, settings: Settings): string | null {
  const { config, timeZone } = settings;
  const collection = findMap(findMap(config, "collections"), "posts");
  const own = findText(fields, "permalink");
  const style = own ?? settings.pattern ?? findText(collection, "permalink") ?? findText(config, "permalink") ?? "date";
  // Jekyll's title in addresses is the file's name, letters as they are.
  const slug = findText(fields, "slug") ?? file;
  const pattern = (STYLES[style] ?? style).replaceAll(/:(title|slug)\b/g, () => slug);
  const date = findMoment(fields.date, timeZone);
  const filled = fillPattern(pattern, { date, title: slug, slug, file, sections: [], categories, ending: ".html" });
  return filled === null ? null : toBased(filled, config);
}
