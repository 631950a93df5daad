import { toNames } from "./fields.ts";
import { type Fields, findMap, findText, isMap } from "./foreign-config.ts";
import type { ForeignSite } from "./manuscript.ts";
import { findLanguage, toTranslationKey } from "./translations.ts";

/** What the texts of a Jekyll site are read with. */
export interface Settings {
  readonly site: ForeignSite;
  readonly config: Fields;
  /** Of all that the site is made from, with a slash at its end; empty for the whole folder. */
  readonly root: string;
  /** Folders that are called like the language of what lies in them. */
  readonly languages: ReadonlySet<string>;
  readonly timeZone: string;
  readonly pattern: string | null;
}

export function findLanguages(site: ForeignSite, root: string): ReadonlySet<string> {
  const named = [...site.paths].flatMap((path) => {
    const [, folder] = /^([a-z]{2,3}(?:[-_][a-z]{2,4})?)\//.exec(path.slice(root.length)) ?? [];
    if (folder === undefined || !path.startsWith(root) || !/\.(md|markdown|html)$/.test(path)) return [];
    const lang = /^lang:\s*["']?([\w-]+)/m.exec(site.readText(path)?.slice(0, 2_000) ?? "")?.[1];
    return lang === folder ? [folder] : [];
  });
  return new Set(named);
}

/** As jekyll-polyglot has it: texts that say the same share a permalink, or their path but for the language. */
export function toLanguage(path: string, fields: Fields, { config, languages }: Settings) {
  const [folder = ""] = path.split("/");
  const written = findText(fields, "lang") ?? (languages.has(folder) ? folder : null);
  return {
    lang: findLanguage(written, findText(config, "default_lang") ?? findText(config, "lang")),
    translationKey: findText(fields, "permalink") ?? toTranslationKey(path, written),
  };
}

/** Whether addresses of pages end with a slash: only in that do they follow the style of posts. */
export function isPretty(config: Fields): boolean {
  return /^pretty$|\/$/.test(findText(config, "permalink") ?? "");
}

/**
 * Front matter defaults of the configuration for what is of a type (`posts`, a collection), the longer path winning.
 */
export function toDefaults({ defaults }: Fields, path: string, own: string): Fields {
  const entries = Array.isArray(defaults) ? defaults.filter(isMap) : [];
  const fitting = entries.flatMap((entry) => {
    const scope = findMap(entry, "scope");
    const folder = (findText(scope, "path") ?? "").replace(/\/$/, "");
    const type = findText(scope, "type");
    const fits = (folder === "" || path.startsWith(`${folder}/`)) && (type === null || type === own);
    return fits ? [{ depth: folder.length, values: findMap(entry, "values") }] : [];
  });
  return Object.assign({}, ...fitting.sort((a, b) => a.depth - b.depth).map(({ values }) => values)) as Fields;
}

/** The folders around `_posts` and those of the head; text is split at blanks, as Jekyll does. */
export function toCategories(fields: Fields, folders: string): readonly string[] {
  const above = folders.split("/").filter((part) => part !== "");
  const named = [fields.category, fields.categories].flatMap((value) =>
    Array.isArray(value) ? value.map(String) : typeof value === "string" ? value.split(/\s+/) : [],
  );
  return [...new Set([...above, ...named])].filter((name) => name !== "");
}

/** Text is split at blanks, as Jekyll does, or at commas, as some write it. */
export function toTags({ tag, tags }: Fields): readonly string[] {
  if (typeof tags !== "string") return toNames(tags ?? (typeof tag === "string" ? [tag] : tag));
  return tags.split(tags.includes(",") ? "," : /\s+/).map((name) => name.trim());
}

/** Where files lie whose addresses begin with the folder of the site on its server. */
export function toPathAliases(config: Fields, root: string): ReadonlyMap<string, string> {
  const base = toBased("/", config);
  return base === "/" ? new Map() : new Map([[base, root]]);
}

/** The address with the folder of the site on its server. */
export function toBased(address: string, config: Fields): string {
  const base = findText(config, "baseurl") ?? "";
  return `${base === "/" ? "" : base}${address}`;
}

export function toPrinted(name: string, fields: Fields, config: Fields): string | null {
  if (name === "site.baseurl") return findText(config, "baseurl") ?? "";
  const [scope, key = ""] = name.split(".");
  const value = scope === "page" ? fields[key] : scope === "site" ? config[key] : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
