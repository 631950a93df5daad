import type { Article, Listed, Named } from "../article/article.ts";
import { toLanguage } from "../base/language.ts";
import { toListFormat } from "../base/list-format.ts";
import type { Memory } from "../base/memory.ts";
import type { Moment } from "../base/moment.ts";
import { byCodeUnit } from "../base/order.ts";
import {
  type OutputPath,
  type Permalink,
  type Segment,
  type Slug,
  toFilePermalink,
  toPermalink,
  toSlug,
  toUrlPath,
} from "../base/path.ts";
import type { Corpus, Lineup } from "../corpus/corpus.ts";
import type { Pictures } from "../pictures/pictures.ts";
import type { Asset } from "../source/source.ts";
import { type Localised, type SiteOptions, type Time, toLocal } from "./options.ts";
import { createTimeFormat } from "./time-format.ts";
import type { Words } from "./words/words.ts";
import { toWords } from "./words.ts";

/** A name with an address, as templates print it. */
export interface NamedLink {
  readonly name: string;
  readonly href: string;
}

/** The part of the site in one language, with the names and addresses that things have there. */
export interface Edition {
  /** Primary language subtag. */
  readonly language: string;
  /** BCP 47, for `lang` attributes. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  /** `/` for the site's own language, `/es/` for another. */
  readonly home: Permalink;
  readonly title: string;
  readonly words: Words;
  /** Live articles in this language, newest first. */
  readonly articles: readonly Article[];
  /** The same articles in the same order, as lists see them. */
  readonly listed: readonly Listed[];
  /** Which articles of the whole site are live. As long as it is the same object, the edition has the same articles. */
  readonly lineup: Lineup;
  /** The whole article that a list shows. */
  readonly toArticle: (listed: Listed) => Article;
  /** Those of the configuration in its order, then the others by slug. */
  readonly sections: readonly Named[];
  readonly options: SiteOptions;
  readonly assets: ReadonlyMap<OutputPath, Asset>;
  readonly pictures: Pictures;
  /** How many comments articles have, as far as a server has said. */
  readonly counts: ReadonlyMap<Permalink, number>;
  readonly toTime: (moment: Moment) => Time;
  /** `["Ana", "Ben"]` → `Ana and Ben` */
  readonly toList: (names: readonly string[]) => string;
  readonly toText: (text: Localised) => string;
  /** Address below the edition's home: `toAddress(slug)`. */
  readonly toAddress: (...segments: readonly Segment[]) => Permalink;
  readonly toFile: (name: string) => Permalink;
  /** Root-relative, with the folder of the base URL, percent-encoded: for `href`. */
  readonly toHref: (path: Permalink | `/${OutputPath}`) => string;
  /** Absolute, percent-encoded. */
  readonly toUrl: (path: Permalink | `/${OutputPath}`) => string;
  readonly toSection: (section: Named) => NamedLink;
  /**
   * The same edition in the words of an article's language, if that has others in its script: simplified and
   * traditional Chinese are one edition.
   */
  readonly inWordsOf: (lang: string) => Edition;
}

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

/** What pages name besides articles: files, and numbers of comments. */
export type EditionFiles = Pick<Edition, "assets" | "pictures" | "counts">;

/** Live articles of a language, newest first, as an edition has them. */
type Live = Pick<Edition, "articles" | "listed" | "lineup">;

interface EditionsInput extends EditionFiles {
  readonly corpus: Corpus;
  /** The live articles as lists see them. */
  readonly listed: readonly Listed[];
}

/** The edition of the site's language, and one for each other language that has a live or withdrawn article. */
export function toEditions(
  { corpus, listed, ...files }: EditionsInput,
  options: SiteOptions,
  memory: Memory,
): readonly Edition[] {
  const { live, withdrawn, pages, lineup } = corpus;
  const own = toLanguage(options.language);
  const places = memory.recall("editions", "places", [lineup], () => {
    return Map.groupBy(live.keys(), (place) => (live[place] as Article).language);
  });
  const languages = new Set([...places.keys(), ...[...withdrawn, ...pages].map(({ language }) => language)]);
  languages.delete(own);
  return [own, ...[...languages].sort(byCodeUnit)].map((language) => {
    const ownPlaces = places.get(language) ?? [];
    const pick = <Item>(items: readonly Item[]): readonly Item[] =>
      ownPlaces.length === items.length ? items : ownPlaces.map((place) => items[place] as Item);
    const ofEdition: Live = {
      articles: pick(live),
      listed: memory.recall("listed", language, [listed, lineup], () => pick(listed)),
      lineup,
    };
    return toEdition(language, ofEdition, { files, options, memory });
  });
}

interface EditionTools {
  readonly files: EditionFiles;
  readonly options: SiteOptions;
  readonly memory: Memory;
}

function toEdition(
  language: string,
  { articles, listed, lineup }: Live,
  { files: { assets, pictures, counts }, options, memory }: EditionTools,
): Edition {
  const isOwn = language === toLanguage(options.language);
  const lang = isOwn ? options.language : language;
  const folder = isOwn ? null : toSlug(language);
  const { origin, pathname } = new URL(options.baseUrl);
  const basePath = pathname.replace(/\/$/, "");
  const toText = (text: Localised): string => toLocal(text, language, toLanguage(options.language));
  const toHref: Edition["toHref"] = (path) => `${basePath}${toUrlPath(path)}`;
  const places = memory.recall("places", language, [lineup], () => {
    return new Map(listed.map(({ permalink }, place) => [permalink, place]));
  });
  const toAddress: Edition["toAddress"] = (...segments) =>
    toPermalink(...(folder === null ? [] : [folder]), ...segments);
  const edition: Edition = {
    language,
    ...toSpeech(lang, options.timeZone),
    dir: RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr",
    home: toAddress(),
    title: toText(options.title),
    articles,
    listed,
    lineup,
    toArticle: ({ permalink }) => articles[places.get(permalink) as number] as Article,
    sections: memory.recall("sections", language, [lineup, options.sections], () => toSections(listed, options)),
    options,
    assets,
    pictures,
    counts,
    toText,
    toAddress,
    toFile: (name) => toFilePermalink(toAddress(), name),
    toHref,
    toUrl: (path) => `${origin}${toHref(path)}`,
    toSection: createSectionLinks((section) => ({
      name: toSectionName(section, options.sections, toText),
      href: toHref(toAddress(section.slug)),
    })),
    inWordsOf: (other) => (toWords(other) === edition.words ? edition : toVariant(other)),
  };
  const variants = new Map<string, Edition>();
  const toVariant = (other: string): Edition => {
    const variant = variants.get(other) ?? { ...edition, ...toSpeech(other, options.timeZone) };
    variants.set(other, variant);
    return variant;
  };
  return edition;
}

/** What a language brings: labels, formats of dates and lists of names. */
function toSpeech(lang: string, timeZone: string): Pick<Edition, "lang" | "words" | "toList" | "toTime"> {
  return {
    lang,
    words: toWords(lang),
    toList: (names) => toListFormat(lang).format(names),
    toTime: createTimeFormat(lang, timeZone),
  };
}

/** The name that the edition gives an author: the one of the profile, if there is one. */
export function toAuthorName({ slug, name }: Named, { options }: Edition): string {
  return options.authors[slug]?.name ?? name;
}

/** The sections of an edition. If articles spell a section's name differently, the first by permalink decides. */
function toSections(articles: readonly Listed[], options: SiteOptions): readonly Named[] {
  const found = new Map<Slug, Listed>();
  for (const article of articles) {
    const known = found.get(article.section.slug);
    if (known === undefined || article.permalink < known.permalink) found.set(article.section.slug, article);
  }
  const configured = Object.keys(options.sections);
  const toRank = (slug: string): number => (configured.indexOf(slug) + configured.length + 1) % (configured.length + 1);
  const sections = Array.from(found.values(), ({ section }) => section);
  return sections.sort((a, b) => toRank(a.slug) - toRank(b.slug) || byCodeUnit(a.slug, b.slug));
}

/** Makes each section's link once: sections are few, and every page names some. */
function createSectionLinks(toLink: Edition["toSection"]): Edition["toSection"] {
  const known = new Map<string, NamedLink>();
  return (section) => {
    const key = `${section.slug} ${section.name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const link = toLink(section);
    known.set(key, link);
    return link;
  };
}

/** A folder's name becomes a title: `human-centered-design` → `Human centered design`. */
function toSectionName(section: Named, profiles: SiteOptions["sections"], toText: (text: Localised) => string): string {
  const profile = profiles[section.slug];
  if (profile !== undefined) return toText(profile.title);
  const name = /[\s\p{Lu}]/u.test(section.name) ? section.name : section.name.replaceAll(/[-_]+/g, " ");
  return name.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
