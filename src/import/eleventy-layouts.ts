import { posix } from "node:path";
import { findUnheeded } from "../article/unheeded.ts";
import { toNames } from "./fields.ts";
import { type Fields, findText } from "./foreign-config.ts";
import { type ForeignSite, splitForeign } from "./manuscript.ts";

/** Where an Eleventy site keeps its layouts, with a slash at the end, and which names of its own they have. */
export interface Layouts {
  readonly folder: string;
  readonly aliases: ReadonlyMap<string, string>;
}

/** `folder`: what the configuration says of them, seen from the input. */
export function findLayouts(config: string, folder: string): Layouts {
  const aliases = config.matchAll(/\baddLayoutAlias\(\s*["']([^"']+)["']\s*,\s*["']([^"']+)["']/g);
  return { folder, aliases: new Map(Array.from(aliases, ([, name = "", file = ""]) => [name, file] as const)) };
}

/** What a layout can say of all its articles; its title, description and classes are those of a page. */
const OF_ARTICLES =
  "permalink lang language locale tags author authors category categories section draft eleventyExcludeFromCollections";

const names = new Set(OF_ARTICLES.split(" "));

/**
 * What the layout of an article says of it, and the layouts around that: as Eleventy's docs have it, "Front Matter Data
 * in Layouts", the weakest of all that is said of an article beside data of the whole site, the outer after the inner.
 */
export function readLayouts(site: ForeignSite, layout: unknown, layouts: Layouts): Fields {
  const read = new Set<string>();
  const find = (name: unknown): Fields => {
    const file = typeof name === "string" ? findLayout(site, name, layouts) : null;
    if (file === null || read.has(file)) return {};
    read.add(file);
    const parts = splitForeign(site.readText(file) ?? "");
    if (parts === null || typeof parts === "string") return {};
    const own = Object.entries(parts.fields).filter(
      ([key, value]) => names.has(key) || findUnheeded(key, value, null) !== null,
    );
    const outer = find(findText(parts.fields, "layout"));
    return { ...outer, ...Object.fromEntries(own), tags: [...toNames(outer.tags), ...toNames(parts.fields.tags)] };
  };
  return find(layout);
}

/** A layout is named with its ending or without. */
function findLayout(site: ForeignSite, name: string, { folder, aliases }: Layouts): string | null {
  const path = posix.join(folder, aliases.get(name) ?? name);
  if (site.paths.has(path)) return path;
  const endings = ["njk", "liquid", "html", "webc", "hbs", "md", "11ty.js"];
  return endings.map((ending) => `${path}.${ending}`).find((each) => site.paths.has(each)) ?? null;
}
