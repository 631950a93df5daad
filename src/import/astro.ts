import { findMoment, toIso } from "./dates.ts";
import { type Fields, findText, isPlainFolder, type SiteFacts, splitFileName, toTexts } from "./foreign-config.ts";
import type { Import, Skipped } from "./import.ts";
import { type FindLists, findAstroLists } from "./list-routes.ts";
import { type ForeignSite, type Manuscript, splitForeign } from "./manuscript.ts";
import { translateMdx } from "./mdx.ts";
import { fillPattern, toUrlPart } from "./pattern.ts";
import { findLanguage, toTranslationKey } from "./translations.ts";

const CONFIGS = ["astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.cjs"];
const ARTICLE = /^src\/(?:(content|data)\/)?([^/]+)\/(.*)\.(mdx?|markdown)$/;
const DATE = ["date", "pubDate", "pubDatetime", "publishDate", "published", "publishedAt", "created"];

/**
 * Articles of an Astro site: Markdown and MDX below `src/` with a date. Addresses are code there: they are known for
 * pages, and for a collection that a route `src/pages/blog/[...slug].astro` shows under its ids; else `pattern` tells.
 */
export function importAstro(site: ForeignSite, pattern: string | null): Import {
  const config = CONFIGS.map((name) => site.readText(name)).find((text) => text !== null) ?? "";
  const facts: SiteFacts = {
    title: null,
    description: null,
    baseUrl: /\bsite\s*:\s*["'`](https?:[^"'`]+)["'`]/.exec(config)?.[1] ?? null,
    language: /\bdefaultLocale\s*:\s*["'`](\w+)["'`]/.exec(config)?.[1] ?? null,
    timeZone: null,
  };
  const base = /\bbase\s*:\s*["'`]([^"'`]+)["'`]/.exec(config)?.[1]?.replace(/\/$/, "") ?? "";
  const routes = findRoutes(site);
  const findLists = findAstroLists(site, base);
  const locales = new Set(
    Array.from(
      (/\blocales\s*:\s*\[([^\]]*)\]/.exec(config)?.[1] ?? "").matchAll(/["']([\w-]+)["']/g),
      ([, code = ""]) => code,
    ),
  );
  const hasMath = config.includes("remark-math");
  const manuscripts: Manuscript[] = [];
  const skipped: Skipped[] = [];
  for (const path of site.paths) {
    const match = ARTICLE.exec(path);
    if (match === null) continue;
    const made = toManuscript(site, match, {
      routes,
      base,
      pattern,
      findLists,
      hasMath,
      locales,
      language: facts.language,
    });
    if ("reason" in made) skipped.push(made);
    else manuscripts.push(made);
  }
  return {
    facts,
    manuscripts,
    skipped,
    pictureFolders: ["public/", "src/", ""],
    pathAliases: findPathAliases(site),
    feeds: findFeeds(site, base),
    authorFiles: ["src/content/authors/%.md", "src/content/authors/%.json"],
  };
}

/** Routes such as `src/pages/rss.xml.js`; a feed of one collection leads to that of the site. */
function findFeeds(site: ForeignSite, base: string): readonly string[] {
  return [...site.paths].flatMap((path) => {
    const name = /^src\/pages\/((?:[^[]*\/)?[^[/]*(?:rss|feed|atom)[^[/]*\.xml)\.[jt]s$/.exec(path)?.[1];
    return name === undefined ? [] : [`${base}/${name}`];
  });
}

/** `paths` of tsconfig.json, which may hold comments: `@images/` → `src/images/`. */
function findPathAliases(site: ForeignSite): ReadonlyMap<string, string> {
  const text = site.readText("tsconfig.json") ?? site.readText("jsconfig.json") ?? "";
  const found = text.matchAll(/"([^"*]+\/)\*"\s*:\s*\[\s*"(?:\.\/)?([^"*]*\/)\*"/g);
  return new Map(Array.from(found, ([, alias = "", folder = ""]) => [alias, folder]));
}

/**
 * Folders of `src/pages` that show single articles: `blog` for `src/pages/blog/[...slug].astro`, empty for one at the
 * root.
 */
function findRoutes(site: ForeignSite): ReadonlySet<string> {
  const found = [...site.paths].map((path) =>
    /^src\/pages\/(?:([^[]*)\/)?\[(?:\.\.\.)?(?:slug|id)\](?:\/index)?\.astro$/.exec(path),
  );
  return new Set(found.flatMap((match) => (match === null ? [] : [match[1] ?? ""])));
}

interface Settings {
  readonly routes: ReadonlySet<string>;
  readonly base: string;
  readonly pattern: string | null;
  readonly findLists: FindLists;
  readonly language: string | null;
  /** As the configuration names them: folders of collections. */
  readonly locales: ReadonlySet<string>;
  /** Whether `$x^{2}$` is a formula. */
  readonly hasMath: boolean;
}

function toManuscript(site: ForeignSite, match: RegExpExecArray, settings: Settings): Manuscript | Skipped {
  const [origin, , collection = "", below = "", ending] = match;
  const parts = splitForeign(site.readText(origin) ?? "");
  if (typeof parts === "string") return { origin, reason: parts };
  const key = DATE.find((name) => toIso(parts?.fields[name]) !== null);
  const named = splitFileName(`${below}.md`);
  const date = key === undefined ? named.date : parts?.fields[key];
  if (parts === null || date == null)
    return { origin, reason: "it has no date, so it is a page rather than an article" };
  const { fields: own, body, firstBodyLine, toLine } = parts;
  const segments = below.split("/");
  const isIndex = segments.at(-1) === "index" && segments.length > 1;
  const written = findText(own, "lang") ?? segments.find((part) => settings.locales.has(part)) ?? null;
  const id = (isIndex ? segments.slice(0, -1) : segments).map(toUrlPart).join("/");
  return {
    origin,
    toLine: (field) => toLine(field === "date" && key !== undefined ? key : field),
    fields: toDated(own, key, date),
    body: ending === "mdx" ? translateMdx(body, firstBodyLine, settings.hasMath) : { text: body, losses: [] },
    firstLine: firstBodyLine,
    folder: collection === "pages" || isPlainFolder(collection) ? null : collection,
    name: isIndex ? (segments.at(-2) ?? "") : named.name,
    addresses: [
      toAddress(settings, { collection, id, fields: { ...own, date } }),
      ...toTexts(own.redirect_from ?? own.aliases),
    ],
    lang: findLanguage(written, settings.language),
    translationKey: toTranslationKey(`${collection}/${below}`, written),
    lists: settings.findLists(own),
    // Astro's docs, "Routing" and "Content collections", on names that begin with an underscore.
    keptBack: /(^|\/)_/.test(below)
      ? { field: "", reason: "a name that begins with an underscore kept it from readers" }
      : null,
  };
}

/** The date under one name: under its own it would be kept a second time. */
function toDated(fields: Fields, key: string | undefined, date: unknown): Fields {
  const others = Object.entries(fields).filter(([name]) => name !== key);
  return { ...Object.fromEntries(others), date };
}

interface Entry {
  readonly collection: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function toAddress({ routes, base, pattern }: Settings, { collection, id, fields }: Entry): string | null {
  const own = findText(fields, "slug") ?? id;
  if (pattern !== null) {
    const file = splitFileName(`${id}.md`).name;
    const title = findText(fields, "title") ?? file;
    const date = findMoment(fields.date, "UTC");
    const filled = fillPattern(pattern, {
      date,
      title,
      slug: findText(fields, "slug"),
      file,
      sections: [collection],
      categories: [],
      ending: "",
    });
    return filled === null ? null : `${base}${filled}`;
  }
  if (collection === "pages") return `${base}/${id}/`;
  if (routes.has(collection)) return `${base}/${collection}/${own}/`;
  const [only] = routes;
  return routes.size === 1 && only !== undefined ? `${base}/${only === "" ? "" : `${only}/`}${own}/` : null;
}
