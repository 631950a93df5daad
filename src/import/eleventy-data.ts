import { posix } from "node:path";
import { type DataFileNames, findDataFileNames } from "./eleventy-cascade.ts";
import { findLayouts, type Layouts } from "./eleventy-layouts.ts";
import { type Fields, findText, isMap, readData, type SiteFacts } from "./foreign-config.ts";
import { type ForeignSite, findPlainTexts } from "./manuscript.ts";

const CONFIGS = [
  ".eleventy.js",
  "eleventy.config.js",
  "eleventy.config.mjs",
  "eleventy.config.cjs",
  "eleventy.config.ts",
];

/** Where an Eleventy site keeps what it is made from, and what it says of itself. */
export interface EleventySite {
  /** Of all that the site is made from, with a slash at its end; empty for the whole folder. */
  readonly folder: string;
  /** Files of data for all templates, by their name: `{ site: { url: … } }`. */
  readonly data: Fields;
  readonly facts: SiteFacts;
  readonly dataFiles: DataFileNames;
  readonly layouts: Layouts;
  /** Folders that are copied under another name, and that of the site on its server, with slashes at their ends. */
  readonly pathAliases: ReadonlyMap<string, string>;
  /** What the configuration adds by `addGlobalData`, by name. */
  readonly globalData: { readonly config: string; readonly names: readonly string[] };
  /** Whether a file is left out, by `.eleventyignore`. */
  readonly isIgnored: (path: string) => boolean;
}

/** Read, never run: of scripts only what stands in them as plain text. */
export function readEleventySite(site: ForeignSite): EleventySite {
  const configName = CONFIGS.find((name) => site.readText(name) !== null) ?? CONFIGS[0] ?? "";
  const config = site.readText(configName) ?? "";
  const findFolder = (name: string): string | undefined =>
    new RegExp(`\\b${name}\\s*:\\s*["']([^"']+)["']`).exec(config)?.[1];
  const input = findFolder("input")?.replace(/^[./]+|\/+$/g, "") ?? findInput(site);
  const folder = input === "" ? "" : `${input}/`;
  // As Eleventy's docs have it, "Directory for Global Data Files": seen from the input.
  const data = readGlobalData(site, posix.join(folder, findFolder("data") ?? "_data"));
  const own = Object.assign({}, ...["meta", "metadata", "site"].map((name) => data[name] ?? {})) as Fields;
  const find = (...names: readonly string[]): string | null =>
    names.map((name) => findText(own, name)).find((text) => text !== null) ?? null;
  const facts: SiteFacts = {
    title: find("title", "name"),
    description: find("description"),
    baseUrl: find("url", "baseUrl", "host", "domain"),
    language: find("language", "lang", "locale")?.split(/[-_]/)[0] ?? null,
    timeZone: null,
  };
  const prefix = findFolder("pathPrefix")?.replaceAll(/^\/+|\/+$/g, "") ?? "";
  const layouts = findFolder("layouts") ?? findFolder("includes") ?? "_includes";
  return {
    folder,
    data,
    facts,
    dataFiles: findDataFileNames(config),
    layouts: findLayouts(config, posix.join(folder, layouts)),
    pathAliases: new Map([...findCopied(config), ...(prefix === "" ? [] : [[`/${prefix}/`, folder] as const])]),
    globalData: {
      config: configName,
      names: Array.from(config.matchAll(/\baddGlobalData\(\s*["'`]([\w.]+)["'`]/g), ([, name = ""]) => name),
    },
    isIgnored: readIgnored(site),
  };
}

/** `addPassthroughCopy({ "src/img": "pictures" })` */
function findCopied(config: string): readonly (readonly [string, string])[] {
  const toFolder = (name: string): string => name.replaceAll(/^[./]+|(?<!\/)\/+$/g, "");
  return Array.from(config.matchAll(/addPassthroughCopy\(\s*\{([^{}]*)\}/g)).flatMap(([, pairs = ""]) =>
    Array.from(pairs.matchAll(/["']([^"'*]+)["']\s*:\s*["']([^"'*]*)["']/g), ([, from = "", to = ""]) => {
      const target = toFolder(to);
      return [target === "" ? "/" : `/${target}/`, `${toFolder(from)}/`] as const;
    }),
  );
}

/** Where a configuration does not say it in plain words: the usual folders. */
function findInput(site: ForeignSite): string {
  const paths = [...site.paths];
  return (
    ["src", "content"].find((name) => paths.some((path) => path.startsWith(`${name}/`) && path.endsWith(".md"))) ?? ""
  );
}

function readGlobalData(site: ForeignSite, folder: string): Fields {
  const found = [...site.paths].flatMap((path): readonly (readonly [string, unknown])[] => {
    if (posix.dirname(path) !== folder.replace(/\/$/, "")) return [];
    const [, name = "", ending = ""] = /([^/]+)\.(json|ya?ml|toml|[cm]?[jt]s)$/.exec(path) ?? [];
    if (name === "") return [];
    return [[name, /[jt]s$/.test(ending) ? findPlainTexts(site.readText(path) ?? "") : readData(site, path)]];
  });
  return Object.fromEntries(found);
}

function readIgnored(site: ForeignSite): EleventySite["isIgnored"] {
  const lines = (site.readText(".eleventyignore") ?? "").split(/\r?\n/).map((line) => line.trim());
  const rules = lines.filter((line) => line !== "" && !/^[#!]/.test(line)).map((line) => line.replace(/^\.?\//, ""));
  // A pattern with stars is for tools, hardly for articles.
  return (path) => rules.some((rule) => path === rule || path.startsWith(`${rule.replace(/\/+$/, "")}/`));
}

/** What a template prints as `site.url`; null for what is no text. A base that nobody gave is empty. */
export function findPrinted(name: string, data: Fields): string | null {
  const value = name.split(".").reduce<unknown>((at, key) => (isMap(at) ? at[key] : undefined), data);
  if (value === undefined && /(^|\.)(base_?url|pathPrefix|baseurl)$/i.test(name)) return "";
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
