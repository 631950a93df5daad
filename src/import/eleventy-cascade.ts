import { posix } from "node:path";
import { type Fields, isMap, readData } from "./foreign-config.ts";
import type { ForeignSite } from "./manuscript.ts";

/** What Eleventy looks for beside an article and in the folders above it, unless a configuration says otherwise. */
export interface DataFileNames {
  /**
   * What stands between name and ending; an empty one is for JSON and what the configuration adds to it, not for
   * scripts.
   */
  readonly suffixes: readonly string[];
  /** Name of the data of a folder; null for that of the folder itself. */
  readonly folderName: string | null;
  /** Endings that the configuration adds, of which the usual parsers are taken for granted. */
  readonly endings: readonly string[];
}

/** As the configuration has it in plain words. */
export function findDataFileNames(config: string): DataFileNames {
  const suffixes = /\bsetDataFileSuffixes\(\s*\[([^\]]*)\]/.exec(config)?.[1];
  const added = [...config.matchAll(/\baddDataExtension\(\s*["']([^"']+)["']/g)].flatMap(([, list = ""]) =>
    list.split(",").map((ending) => ending.trim()),
  );
  return {
    suffixes:
      suffixes === undefined
        ? [".11tydata", ""]
        : [...suffixes.matchAll(/["']([^"']*)["']/g)].map(([, text = ""]) => text),
    folderName: /\bsetDataFileBaseName\(\s*["']([^"']+)["']/.exec(config)?.[1] ?? null,
    endings: added.filter((ending) => /^(?:ya?ml|toml)$/.test(ending)),
  };
}

/** What an article has beside its head. */
export interface LocalData {
  /** Of its own data files: `vote.json`, `vote.11tydata.json`. */
  readonly own: Fields;
  /** Of the folders above it, the nearer before the farther: `posts/posts.json`, `posts/posts.11tydata.json`. */
  readonly ofFolders: Fields;
  /** Scripts among these, which are never run, and hold more than what can be read there. */
  readonly scripts: readonly string[];
}

/**
 * Data of an article in the order of Eleventy's docs, "Template and Directory Specific Data Files": its own files
 * before those of folders, scripts before `.11tydata.json`, that before `.json`. `folder` is what the site is made
 * from.
 */
export function readLocalData(site: ForeignSite, path: string, folder: string, names: DataFileNames): LocalData {
  const parts = posix.dirname(path).split("/");
  const folders = parts
    .map((_, index) => parts.slice(0, index + 1).join("/"))
    .filter((each) => each !== "." && `${each}/`.startsWith(folder))
    .map((each) => `${each}/${names.folderName ?? posix.basename(each)}`);
  const ofNamed = names.suffixes.filter((suffix) => suffix !== "");
  const suffixesOfFolders = names.folderName === null ? names.suffixes : ofNamed;
  const own = toDataFiles(path.replace(/\.[^./]+$/, ""), names.suffixes, names.endings);
  const ofFolders = folders.flatMap((base) => toDataFiles(base, suffixesOfFolders, names.endings));
  return {
    own: readAll(site, own),
    ofFolders: readAll(site, ofFolders),
    scripts: [...ofFolders, ...own].filter((file) => isScript(file) && !isReadWhole(site.readText(file) ?? "")),
  };
}

/** Files of data by their names, the weakest first. */
function toDataFiles(base: string, suffixes: readonly string[], endings: readonly string[]): readonly string[] {
  return suffixes.toReversed().flatMap((suffix) => {
    const scripts = suffix === "" ? [] : ["mjs", "cjs", "js"];
    return [...endings.toReversed(), "json", ...scripts].map((ending) => `${base}${suffix}.${ending}`);
  });
}

function readAll(site: ForeignSite, files: readonly string[]): Fields {
  const read = files.map((file) => (isScript(file) ? readScript(site.readText(file) ?? "") : readData(site, file)));
  return Object.assign({}, ...read.filter(isMap)) as Fields;
}

function isScript(file: string): boolean {
  return /\.[cm]?js$/.test(file);
}

const PERMALINK = /["']?\bpermalink["']?\s*:\s*(?:(["'`])((?:(?!\1|\$\{).)+)\1|(false)\b)/g;
const LANGUAGE = /["']?\b(?:lang|locale)["']?\s*[:=]\s*["']([a-z]{2,3}(?:[-_]\w{2,4})?)["']/g;
const SWITCH = /["']?\b(draft|eleventyExcludeFromCollections)["']?\s*:\s*(true)\b/g;

/**
 * Of a script what stands there in plain words of where an article was, in which language, and whether readers saw it.
 */
function readScript(script: string): Fields {
  const [permalink] = script.matchAll(PERMALINK);
  const [lang] = script.matchAll(LANGUAGE);
  const switches = Array.from(script.matchAll(SWITCH), ([, name = ""]) => [name, true] as const);
  return {
    ...(permalink === undefined ? {} : { permalink: permalink[2] ?? false }),
    ...(lang === undefined ? {} : { lang: lang[1] }),
    ...Object.fromEntries(switches),
  };
}

/** Layouts and names of collections, which say nothing of an article here. */
const OF_THEME = /["']?\b(?:layout|tags)["']?\s*:\s*(?:"[^"]*"|'[^']*'|\[[^\]]*\])/g;
const REMARK = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const EXPORT = /^\s*(?:module\.exports\s*=|export\s+default)\s*\{|\}\s*;?\s*$/g;

/** Whether nothing is left of a script but what is read. */
function isReadWhole(script: string): boolean {
  const left = [PERMALINK, LANGUAGE, SWITCH, OF_THEME, REMARK, EXPORT].reduce(
    (text, read) => text.replaceAll(read, ""),
    script,
  );
  return /^[\s,;]*$/.test(left);
}
