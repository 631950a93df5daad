import { type Fields, findMap, findText, isMap, readData, type SiteFacts } from "./foreign-config.ts";
import type { ForeignParts, ForeignSite } from "./manuscript.ts";

const CONFIG = /^(?:(?:hugo|config)|config\/_default\/(?:hugo|config))\.(toml|ya?ml|json)$/;
const PART =
  /^config\/_default\/(permalinks|params|taxonomies|languages)(?:\.([a-z]{2,3}(?:-[a-z]{2,4})?))?\.(toml|ya?ml|json)$/i;

/** A folder of articles. Hugo's docs, "Multilingual mode": a site can have one for each language. */
export interface ContentFolder {
  /** With a slash at the end. */
  readonly path: string;
  /** As Hugo names it; null for all languages. */
  readonly language: string | null;
}

export function readHugoConfig(site: ForeignSite): Fields {
  const own = [...site.paths].filter((path) => CONFIG.test(path)).map((path) => readData(site, path));
  const parts: Record<string, unknown> = {};
  const languages: Record<string, unknown> = {};
  for (const path of site.paths) {
    const [, name, language] = PART.exec(path) ?? [];
    if (name === undefined) continue;
    // `languages.es.toml` is what `languages.toml` has below `es`.
    if (language === undefined) parts[name] = readData(site, path);
    else if (name === "languages") languages[language] = readData(site, path);
  }
  const all = Object.assign({}, ...own, parts) as Fields;
  return Object.keys(languages).length === 0
    ? all
    : { ...all, languages: { ...findMap(all, "languages"), ...languages } };
}

export function toHugoFacts(config: Fields): SiteFacts & { readonly language: string } {
  const language =
    findText(config, "defaultContentLanguage") ?? findText(config, "languageCode")?.split("-")[0] ?? "en";
  const own = findMap(findMap(config, "languages"), language);
  const findDescription = (data: Fields) => findText(findMap(data, "params"), "description");
  return {
    title: findText(own, "title") ?? findText(config, "title"),
    description: findDescription(own) ?? findDescription(config),
    baseUrl: findText(config, "baseURL"),
    language,
    timeZone: findText(config, "timeZone"),
  };
}

/** Where articles lie, deeper folders first. */
export function findContentFolders(config: Fields): readonly ContentFolder[] {
  const toPath = (text: string): string => `${text.replace(/^\.\//, "").replace(/\/+$/, "")}/`;
  const ofLanguages = Object.entries(findMap(config, "languages")).flatMap(([language, value]) => {
    const folder = isMap(value) ? findText(value, "contentDir") : null;
    return folder === null ? [] : [{ path: toPath(folder), language }];
  });
  const common = { path: toPath(findText(config, "contentDir") ?? "content"), language: null };
  return [...ofLanguages, common].sort((a, b) => b.path.length - a.path.length);
}

/** What Hugo itself reads in a head. */
const KEYS =
  "aliases author authors build _build cascade categories date description draft expiryDate headless image images keywords lastmod layout linkTitle publishDate series slug summary tags title type url weight".split(
    " ",
  );

const KEY_BY_LOWER = new Map(KEYS.map((key) => [key.toLowerCase(), key]));

/**
 * A head whose keys have the capitals that Hugo's docs give them, since Hugo does not look at capitals: `Tags` is
 * `tags`.
 */
export function toUsualKeys(parts: ForeignParts): ForeignParts {
  const written = new Map<string, string>();
  for (const name of Object.keys(parts.fields)) {
    const usual = KEY_BY_LOWER.get(name.toLowerCase()) ?? name;
    if (!written.has(usual) || usual === name) written.set(usual, name);
  }
  const fields = Object.fromEntries(Array.from(written, ([usual, name]) => [usual, parts.fields[name]]));
  return { ...parts, fields, toLine: (field) => parts.toLine(written.get(field) ?? field) };
}
