import { findPrinted } from "./eleventy-data.ts";
import { type Fields, findMap, findText } from "./foreign-config.ts";
import { type ForeignSite, splitForeign } from "./manuscript.ts";

/** Names of templates that write a feed, and how a feed begins. */
const FEED_NAME = /(?:^|\/)(?:[^/]*(?:feed|rss|atom)[^/]*\.(?:xml|json)|[^/]+\.(?:rss|atom)|feed\/index\.xml)$/i;

/**
 * Old feeds of a Jekyll site: those of jekyll-feed, which has one unless it is told, and those that the site writes
 * itself.
 */
export function findJekyllFeeds(site: ForeignSite, config: Fields, root: string): readonly string[] {
  const base = (findText(config, "baseurl") ?? "").replace(/\/$/, "");
  const plugins = [config.plugins, config.gems].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  const ofPlugin = plugins.includes("jekyll-feed") ? [findText(findMap(config, "feed"), "path") ?? "/feed.xml"] : [];
  const own = [...site.paths].flatMap((path) => {
    if (!path.startsWith(root) || !FEED_NAME.test(path) || /(^|\/)[_.]/.test(path)) return [];
    const parts = splitForeign(site.readText(path) ?? "");
    // Without a head it is a file like any other, and no list of articles.
    if (parts === null || typeof parts === "string") return [];
    return [findText(parts.fields, "permalink") ?? path.slice(root.length)];
  });
  return [...ofPlugin, ...own].map((path) => `${base}/${path.replace(/^\//, "")}`);
}

const TEMPLATE = /\.(?:njk|liquid|hbs|webc|vto|ejs|md|html|11ty\.[cm]?[jt]s)$/;

/** Old feeds of an Eleventy site: templates that write one, and what its feed plugin is told. */
export function findEleventyFeeds(site: ForeignSite, folder: string, data: Fields): readonly string[] {
  const paths = [...site.paths];
  const scripts = paths.filter((path) => /\.[cm]?[jt]s$/.test(path)).map((path) => site.readText(path) ?? "");
  const ofPlugin = scripts
    .filter((text) => /feedPlugin|plugin-rss/i.test(text))
    .flatMap((text) => Array.from(text.matchAll(/\boutputPath\s*:\s*["'`]([^"'`${]+)["'`]/g), ([, path = ""]) => path));
  const own = paths.flatMap((path) => {
    if (!path.startsWith(folder) || !TEMPLATE.test(path) || /(^|\/)[_.]/.test(path)) return [];
    const address = findAddress(site.readText(path) ?? "", path.slice(folder.length), data);
    return address !== null && FEED_NAME.test(address) ? [address] : [];
  });
  return [...ofPlugin, ...own].map((path) => `/${path.replace(/^\//, "")}`);
}

/** Null where code makes the address. `feed.xml.njk` becomes `feed.xml`. */
function findAddress(text: string, path: string, data: Fields): string | null {
  const parts = splitForeign(text);
  const head = parts === null || typeof parts === "string" ? {} : parts.fields;
  const inCode = /\bpermalink\s*[:=]\s*["'`]([^"'`${]+)["'`]/;
  const isScript = /\.11ty\./.test(path) || /^---js/.test(text);
  const rule = isScript ? (inCode.exec(text)?.[1] ?? null) : findText(head, "permalink");
  if (rule === null) return isScript ? null : path.replace(TEMPLATE, "");
  const values = { ...data, ...head };
  const filled = rule.replaceAll(
    /\{\{-?\s*([\w.]+)\s*-?\}\}/g,
    (raw, name: string) => findPrinted(name, values) ?? raw,
  );
  return /\{[{%]/.test(filled) ? null : filled;
}
