import { findMoment } from "./dates.ts";
import { toNames } from "./fields.ts";
import { type Fields, findMap, findText, isPlainFolder, splitFileName } from "./foreign-config.ts";
import { findHugoKeptBack, readHandedDown } from "./hugo-cascade.ts";
import { type ContentFolder, findContentFolders, readHugoConfig, toHugoFacts, toUsualKeys } from "./hugo-config.ts";
import type { Import, Skipped } from "./import.ts";
import { type FindLists, findHugoLists } from "./list-routes.ts";
import { type ForeignSite, type Manuscript, splitForeign, UNDATED } from "./manuscript.ts";
import { fillPattern, toUrlPart } from "./pattern.ts";
import { translateShortcodes } from "./shortcodes.ts";
import { toTranslationKey } from "./translations.ts";

const ENDING = /(?:\.([a-z]{2}(?:-[a-z]{2,4})?))?\.(md|markdown|html)$/i;

/** Articles of a Hugo site: files below `content/` that have a date. Rules: Hugo's docs, "URL management". */
export function importHugo(site: ForeignSite, pattern: string | null): Import {
  const config = readHugoConfig(site);
  const facts = toHugoFacts(config);
  const folders = findContentFolders(config);
  const findLists = findHugoLists(config);
  const manuscripts: Manuscript[] = [];
  const skipped: Skipped[] = [];
  for (const path of site.paths) {
    const folder = folders.find((one) => path.startsWith(one.path));
    if (folder === undefined || !ENDING.test(path)) continue;
    const timeZone = facts.timeZone ?? "UTC";
    const made = toManuscript(site, { path, folder, config, language: facts.language, timeZone, pattern, findLists });
    if ("reason" in made) skipped.push(made);
    else manuscripts.push(made);
  }
  const pictures = ["static/", "assets/", "", ...folders.map(({ path }) => path).filter((path) => path !== "content/")];
  return {
    facts,
    manuscripts,
    skipped,
    pictureFolders: pictures,
    feeds: ["/index.xml"],
    authorFiles: ["content/authors/%/_index.md", "content/authors/%.md"],
  };
}

interface Found {
  readonly path: string;
  readonly folder: ContentFolder;
  readonly config: Fields;
  readonly language: string;
  readonly timeZone: string;
  readonly pattern: string | null;
  readonly findLists: FindLists;
}

function toManuscript(site: ForeignSite, found: Found): Manuscript | Skipped {
  const { path, folder, language } = found;
  const skip = (reason: string): Skipped => ({ origin: path, reason });
  const below = path.slice(folder.path.length);
  if (/(^|\/)_index\./.test(below)) return skip("it is the page of a section, not an article");
  const head = splitForeign(site.readText(path) ?? "");
  if (head === null) return skip("it has no head");
  if (typeof head === "string") return skip(head);
  const own = toUsualKeys(head);
  const parts = { ...own, fields: { ...readHandedDown(site, found), ...own.fields } };
  const segments = below.replace(ENDING, "").split("/");
  const isBundle = segments.at(-1) === "index" && segments.length > 1;
  if (isBundle) segments.pop();
  const file = segments.at(-1) ?? "";
  const named = splitFileName(`${file}.md`);
  const fields = {
    ...parts.fields,
    date: parts.fields.date ?? parts.fields.publishDate ?? parts.fields.pubdate ?? named.date,
  };
  const isPage = fields.date == null;
  if (isPage && /^authors?\//.test(below))
    return skip("it tells of an author, who has a profile in the configuration here");
  if (isPage && parts.body.trim() === "") return skip("it has neither date nor text: a theme made a page of it");
  const written = ENDING.exec(path)?.[1] ?? null;
  const lang = written ?? folder.language;
  const folders = segments.slice(0, -1);
  const categories = toNames(parts.fields.categories);
  const place = { ...found, fields, segments, categories, lang: lang === language ? null : lang };
  return {
    origin: path,
    toLine: parts.toLine,
    fields: isPage ? { ...fields, date: parts.fields.lastmod ?? UNDATED } : fields,
    body: translateShortcodes(parts.body, parts.firstBodyLine),
    firstLine: parts.firstBodyLine,
    folder: folders[0] === undefined || isPlainFolder(folders[0]) ? null : folders[0],
    name: named.name,
    addresses: [toAddress(place), ...toAliases(parts.fields.aliases, place)],
    lang: place.lang,
    translationKey: findText(parts.fields, "translationKey") ?? toTranslationKey(below, lang),
    isPage,
    lists: place.lang !== null ? [] : found.findLists(parts.fields),
    keptBack: findHugoKeptBack(parts.fields),
  };
}

interface Place extends Found {
  readonly fields: Fields;
  /** Folders and file name below the content folder. */
  readonly segments: readonly string[];
  readonly categories: readonly string[];
  readonly lang: string | null;
}

function toAddress(place: Place): string | null {
  const { fields, segments, config, lang, language, timeZone } = place;
  const url = findText(fields, "url");
  if (url !== null) return url.startsWith("/") ? url : `/${url}`;
  const sections = segments.slice(0, -1);
  const file = segments.at(-1) ?? "";
  const permalinks = findMap(config, "permalinks");
  const pattern =
    place.pattern ??
    findText(findMap(permalinks, "page"), sections[0] ?? "") ??
    findText(permalinks, sections[0] ?? "");
  const slug = findText(fields, "slug");
  const isInFolder = lang !== null || config.defaultContentLanguageInSubdir === true;
  const prefix = isInFolder ? `/${lang ?? language}` : "";
  if (pattern !== null) {
    const title = findText(fields, "title") ?? file;
    const date = findMoment(fields.date, timeZone);
    const filled = fillPattern(pattern, {
      date,
      title,
      slug,
      file,
      sections,
      categories: place.categories,
      ending: "",
    });
    return filled === null ? null : `${prefix}${filled}`;
  }
  const path = [...sections, slug ?? file].map(toUrlPart).join("/");
  return findText(config, "uglyURLs") === "true" || config.uglyURLs === true
    ? `${prefix}/${path}.html`
    : `${prefix}/${path}/`;
}

/** Old addresses: from the root, or from the folder of the article's own. */
function toAliases(value: unknown, place: Place): readonly string[] {
  const list = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  const base = (toAddress(place) ?? "/").replace(/[^/]+\/?$/, "");
  return list.filter((entry) => typeof entry === "string").map((alias) => new URL(alias, `http://x${base}`).pathname);
}
