import type { OutputPath, Permalink } from "../base/path.ts";
import type { Edition, NamedLink } from "./edition.ts";
import { feedNames } from "./feeds.ts";
import type { SiteModel } from "./model.ts";
import { toLogo, toSitePicture } from "./picture.ts";
import { toSearchWords } from "./search-words.ts";

interface SiteParts {
  /** All of the site. */
  readonly editions: readonly Edition[];
  readonly themeFiles: ReadonlyMap<string, OutputPath>;
}

/** What every page of an edition carries: names, navigation, addresses of lists, feeds and theme files. */
export function toSiteModel(edition: Edition, { editions, themeFiles }: SiteParts): SiteModel {
  const { listed, options, toAddress, toFile, toHref, words } = edition;
  const links = {
    archive: toHref(toAddress("archive")),
    tags: toHref(toAddress("tags")),
    authors: toHref(toAddress("authors")),
  };
  const indexes = [
    [listed.length > 0, words.archive, links.archive],
    [listed.some(({ tags }) => tags.length > 0), words.topics, links.tags],
    [listed.some(({ authors }) => authors.length > 0), words.authors, links.authors],
  ] as const;
  const icon = "favicon.svg" as OutputPath;
  return {
    title: edition.title,
    description: edition.toText(options.description),
    lang: edition.lang,
    locale: toLocale(edition.lang),
    dir: edition.dir,
    home: toHref(edition.home),
    sections: edition.sections.map(edition.toSection),
    editions: editions
      .filter(({ language }) => language !== edition.language)
      .map((other) => ({
        name: toOwnName(other.language),
        lang: other.lang,
        href: toHref(other.home),
        url: edition.toUrl(other.home),
      })),
    links: {
      ...links,
      corrections: toHref(toAddress("corrections")),
      rss: toHref(toFile(feedNames.rss)),
      atom: toHref(toFile(feedNames.atom)),
      json: toHref(toFile(feedNames.json)),
    },
    lists: indexes.filter(([hasSome]) => hasSome).map(([, name, href]) => ({ name, href })),
    search: toSearchLink(edition),
    organization: options.organization.name,
    logo: toLogo(edition) && toHref(options.organization.logo as Permalink),
    picture: toSitePicture(edition),
    files: Object.fromEntries([...themeFiles].map(([name, output]) => [name, toHref(`/${output}`)])),
    icon: edition.assets.has(icon) ? toHref(`/${icon}`) : null,
    words,
  };
}

/**
 * Open Graph wants a territory; where the language names none, the one that most of its speakers live in (CLDR) stands
 * in.
 */
export function toLocale(lang: string): string {
  const { language, region = "" } = new Intl.Locale(lang).maximize();
  return region === "" ? language : `${language}_${region}`;
}

function toSearchLink({ articles, lang, options, toAddress, toHref }: Edition): NamedLink | null {
  if (options.search === "off" || articles.length === 0) return null;
  return { name: toSearchWords(lang).search, href: toHref(toAddress("search")) };
}

/** What speakers call their language: `es` → `español`. */
export function toOwnName(language: string): string {
  const name = new Intl.DisplayNames(language, { type: "language", fallback: "code" }).of(language) ?? language;
  return name.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
