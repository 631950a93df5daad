import { parseLanguage, toLanguage } from "../base/language.ts";
import type { Manuscript } from "./manuscript.ts";

/** The language that a head or a folder names, where it is another than the site's; `zh_tw` is `zh-TW`. */
export function findLanguage(value: unknown, siteLanguage: string | null): string | null {
  if (typeof value !== "string") return null;
  const language = parseLanguage(value.trim().replaceAll("_", "-"));
  return language === null || toLanguage(language) === toLanguage(siteLanguage ?? "en") ? null : language;
}

/**
 * What files of one text in several languages have in common: their path without the folder of the language, or without
 * the language in the name. `en/news/vote.md` and `es/news/vote.md` are `news/vote.md`; so is `news/vote.es.md`. `lang`
 * as it is written; null where a file says none.
 */
export function toTranslationKey(path: string, lang: string | null): string {
  if (lang === null) return path;
  const code = lang.toLowerCase();
  const parts = path.split("/").filter((part) => part.toLowerCase() !== code);
  const names = (parts.pop() ?? "").split(".").filter((part, index) => index === 0 || part.toLowerCase() !== code);
  return [...parts, names.join(".")].join("/");
}

/**
 * Which manuscript each translation was made from, by origin. The original is the text in the site's own language, else
 * the first; what nobody reads yet has no translations.
 */
export function findOriginals(manuscripts: readonly Manuscript[]): ReadonlyMap<string, Manuscript> {
  const keyed = manuscripts.filter(({ translationKey, fields }) => translationKey != null && fields.draft !== true);
  const originals = new Map<string, Manuscript>();
  for (const group of Map.groupBy(keyed, ({ translationKey }) => translationKey).values()) {
    const original = group.find(({ lang }) => lang === null) ?? group[0];
    if (original === undefined) continue;
    const languages = new Set([toEdition(original)]);
    for (const translation of group) {
      const edition = toEdition(translation);
      // A second text in one language is another article, or another country's: an edition here has one.
      if (!languages.has(edition)) originals.set(translation.origin, original);
      languages.add(edition);
    }
  }
  return originals;
}

function toEdition({ lang }: Manuscript): string | null {
  return lang === null ? null : toLanguage(lang);
}
