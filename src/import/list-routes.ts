import { toNames } from "./fields.ts";
import { type Fields, findMap, findText } from "./foreign-config.ts";
import { type ForeignSite, type OldList, splitForeign } from "./manuscript.ts";
import { fillPattern, toUrlPart } from "./pattern.ts";

/** Old lists that an article was on, by its fields. */
export type FindLists = (fields: Fields) => readonly OldList[];

type Kind = Exclude<OldList["kind"], "feed">;

/** A page of the old site's theme that lists what has one tag, category or author. */
interface ListRoute {
  readonly kind: Kind;
  /** Addresses of the list of a name; several if the code does not say which. */
  readonly toAddresses: (name: string) => readonly string[];
}

const FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  tag: ["tags", "tag"],
  category: ["categories", "category"],
  author: ["authors", "author"],
};

function toKind(name: string): Kind {
  return /categor/i.test(name) ? "category" : /author/i.test(name) ? "author" : "tag";
}

function toFindLists(routes: readonly ListRoute[]): FindLists {
  return (fields) =>
    routes.flatMap(({ kind, toAddresses }) => {
      const names = FIELDS[kind].flatMap((field) => toNames(fields[field]));
      return names.flatMap((name) => toAddresses(name).map((address): OldList => ({ kind, name, address })));
    });
}

const ASTRO_ROUTE =
  /^src\/pages\/((?:[^[]*\/)?)\[(?:\.\.\.)?(tag|tags|category|categories|author)\](?:\/(?:index|\[(?:\.\.\.)?page\]))?\.astro$/;

/**
 * Lists of an Astro site: routes such as `src/pages/tags/[tag].astro`. Whether an address has the tag itself or a slug
 * of it is code; where the route names no such function, both lead on.
 */
export function findAstroLists(site: ForeignSite, base: string): FindLists {
  const found = [...site.paths].map((path) => ({ path, match: ASTRO_ROUTE.exec(path) }));
  const routes = found.flatMap(({ path, match }): readonly ListRoute[] => {
    if (match === null) return [];
    const [, folder = "", parameter = ""] = match;
    const makesSlugs = /slug|kebab/i.test(site.readText(path) ?? "");
    const toAddresses = (name: string) => toSpellings(name, makesSlugs).map((part) => `${base}/${folder}${part}/`);
    return [{ kind: toKind(parameter), toAddresses }];
  });
  return toFindLists(routes);
}

/** The slug, or the name as it is; both only if they are two files on every file system. */
function toSpellings(name: string, makesSlugs: boolean): readonly string[] {
  const slug = toUrlPart(name);
  if (makesSlugs || name.includes("/")) return [slug];
  return name.toLowerCase() === slug ? [name] : [encodeURIComponent(name), slug];
}

/** In the head of a template: `permalink: /tags/{{ tag | slugify }}/`, and in one of JavaScript a template string. */
const ELEVENTY_OUTPUT = /\{\{-?\s*([\w.]+)((?:\s*\|[^}]*)?)\s*\}\}|\$\{([^}]*)\}/;

/** What a template is paginated by: all collections, or one that a site makes of its tags. */
const OF_TAGS = /^collections(?:\.\w*(?:tag|topic|categor)\w*)?$/i;

/** Lists of an Eleventy site: templates that are paginated by its collections, which are its tags. */
export function findEleventyLists(site: ForeignSite, folder: string): FindLists {
  const templates = [...site.paths].filter(
    (path) => path.startsWith(folder) && /\.(?:njk|liquid|html|md|hbs|webc|vto)$/.test(path),
  );
  return toFindLists(
    templates.flatMap((path): readonly ListRoute[] => {
      const rule = findEleventyRule(site.readText(path) ?? "");
      const [output = "", , filters = "", code = ""] = ELEVENTY_OUTPUT.exec(rule ?? "") ?? [];
      if (rule === null || output === "") return [];
      const [before = "", after = ""] = rule.split(output);
      // What comes after is the number of a page, which the first one does not have.
      const end = /\{\{|\{%|\$\{/.test(after) ? "/" : after.replace(/index\.html$/, "");
      const makesSlugs = /slug/.test(filters + code);
      const toAddresses = (name: string) => [
        `${before}${makesSlugs ? toUrlPart(name) : encodeURIComponent(name)}${end}`,
      ];
      const isPage = /(?:\/|\.html)$/.test(end);
      return !isPage || /\{\{|\{%|\$\{/.test(before) ? [] : [{ kind: toKind(before), toAddresses }];
    }),
  );
}

/** The permalink of a template that is paginated by collections; null for any other. */
function findEleventyRule(text: string): string | null {
  if (!/^\s*---/.test(text) || !text.includes("pagination")) return null;
  const [, code] = /^---(?:js|javascript)\n(.*?)\n---/s.exec(text) ?? [];
  const parts = splitForeign(text);
  if (code === undefined) {
    if (parts === null || typeof parts === "string") return null;
    const pagination = findMap(parts.fields, "pagination");
    const alias = findText(pagination, "alias");
    const permalink = findText(parts.fields, "permalink");
    const isOfTags = alias !== null && OF_TAGS.test(findText(pagination, "data") ?? "");
    return isOfTags && permalink?.includes(alias) ? permalink : null;
  }
  const alias = /\balias\s*:\s*["'](\w+)["']/.exec(code)?.[1];
  const permalinks = Array.from(code.matchAll(/["'`](\/[^"'`\n]*\$?\{[^"'`\n]*)["'`]/g), ([, found = ""]) => found);
  const isOfTags = alias !== undefined && OF_TAGS.test(/\bdata\s*:\s*["']([^"']+)["']/.exec(code)?.[1] ?? "");
  return isOfTags ? (permalinks.find((permalink) => permalink.includes(alias)) ?? null) : null;
}

const HUGO_TAXONOMIES: Fields = { tag: "tags", category: "categories" };

/**
 * Lists of a Hugo site: terms below the plural of their taxonomy, or where `permalinks` puts them.
 * https://gohugo.io/content-management/taxonomies/
 */
export function findHugoLists(config: Fields): FindLists {
  const disabled = toNames(config.disableKinds);
  if (disabled.includes("term") || disabled.includes("taxonomy")) return () => [];
  const own = findMap(config, "taxonomies");
  const plurals = Object.values(Object.keys(own).length === 0 ? HUGO_TAXONOMIES : own).map(String);
  const permalinks = findMap(config, "permalinks");
  const patterns: Fields = { ...permalinks, ...findMap(permalinks, "term") };
  return (fields) =>
    plurals.flatMap((plural) =>
      toNames(fields[plural]).flatMap((name): readonly OldList[] => {
        const part = toUrlPart(name);
        const parts = { date: null, title: name, slug: part, file: part, sections: [], categories: [], ending: "" };
        const pattern = findText(patterns, plural);
        const address = pattern === null ? `/${plural}/${part}/` : fillPattern(pattern, parts);
        return address === null ? [] : [{ kind: toKind(plural), name, address }];
      }),
    );
}
