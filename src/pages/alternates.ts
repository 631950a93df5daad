import type { Article } from "../article/article.ts";
import { toLanguage } from "../base/language.ts";
import type { Edition, NamedLink } from "./edition.ts";
import type { Alternate, SiteModel } from "./model.ts";
import { toOwnName } from "./site.ts";

/**
 * The versions of an article in all languages, for search engines. Every version names all, itself included, and the
 * one in the site's own language stands for readers of any other.
 * https://developers.google.com/search/docs/specialty/international/localized-versions
 */
export function toArticleAlternates(group: readonly Article[], edition: Edition): readonly Alternate[] {
  const alternates = group.map(({ lang, permalink }) => ({ lang, url: edition.toUrl(permalink) }));
  return withDefault(alternates, toLanguage(edition.options.language));
}

/** The fronts of all editions, for the front of one of them. */
export function toFrontAlternates(site: SiteModel, edition: Edition): readonly Alternate[] {
  if (site.editions.length === 0) return [];
  const own = { lang: edition.lang, url: edition.toUrl(edition.home) };
  const alternates = [own, ...site.editions.map(({ lang, url }) => ({ lang, url }))];
  return withDefault(alternates, toLanguage(edition.options.language));
}

/** The other versions of an article, for its readers. */
export function toTranslationLinks(
  article: Article,
  group: readonly Article[],
  edition: Edition,
): readonly (NamedLink & { readonly lang: string })[] {
  return group
    .filter(({ permalink }) => permalink !== article.permalink)
    .map(({ language, lang, permalink }) => ({ name: toOwnName(language), lang, href: edition.toHref(permalink) }));
}

function withDefault(alternates: readonly Alternate[], language: string): readonly Alternate[] {
  const standard = alternates.find(({ lang }) => toLanguage(lang) === language);
  return standard === undefined ? alternates : [...alternates, { lang: "x-default", url: standard.url }];
}
