import { toArticlePermalink } from "../article/permalink.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { toLanguage } from "../base/language.ts";
import {
  type Permalink,
  type Slug,
  type SourcePath,
  toCaseFold,
  toOutputPath,
  toSlug,
  toSourcePath,
} from "../base/path.ts";
import { toAlias } from "./addresses.ts";
import { toNames } from "./fields.ts";
import type { Manuscript } from "./manuscript.ts";

export interface PlaceOptions {
  /** Of the site that articles are imported into; BCP 47. */
  readonly language: string;
  readonly defaultSection: string;
  /** Names that sections may have, null for the default one: a page cannot be called like one. */
  readonly sections: ReadonlySet<string | null>;
  /** Addresses and aliases that articles have already, with the files of these. */
  readonly taken: ReadonlyMap<string, string>;
  /** Articles that are there; one that is imported again comes to lie where it did. */
  readonly existing: ReadonlySet<string>;
}

/** Where an article will be. */
export interface Place {
  readonly file: SourcePath;
  readonly section: { readonly slug: Slug; readonly name: string };
  /** Only where the file's name does not give it. */
  readonly slug: Slug | null;
  readonly permalink: Permalink;
  readonly aliases: readonly Permalink[];
  /** The first old address, whether or not the new one is the same. */
  readonly oldAddress: Permalink | null;
  /** Categories that are not its section. */
  readonly tags: readonly string[];
  readonly problems: readonly Diagnostic[];
}

/** Addresses that every site has. */
const OWN_PAGES: ReadonlySet<string> = new Set([
  "/archive/",
  "/authors/",
  "/corrections/",
  "/search/",
  "/tags/",
  "/404.html",
]);

/** Gives each manuscript a file and an address of its own, and an alias for each address that it had. */
export function createPlacement(options: PlaceOptions): (manuscript: Manuscript) => Place {
  const { language, defaultSection, sections, taken, existing } = options;
  const used = new Set<string>();
  const files = new Set<string>();
  const fallback = toSlug(defaultSection) ?? ("news" as Slug);
  const sectionSlugs = new Set(Array.from(sections, (name) => toSlug(name ?? fallback) ?? fallback));
  const fronts = new Set<string>(Array.from(sectionSlugs, (slug) => `/${slug}/`));
  return (manuscript) => {
    const [first, ...rest] = toCategories(manuscript);
    const name = toSectionName(manuscript) ?? fallback;
    const section = toSlug(name) ?? fallback;
    const tags = manuscript.folder === null ? rest : [...(first === undefined ? [] : [first]), ...rest];
    const lang = manuscript.lang === null ? language : manuscript.lang;
    const edition = toLanguage(lang) === toLanguage(language) ? null : toSlug(toLanguage(lang));
    const own = typeof manuscript.fields.slug === "string" ? manuscript.fields.slug : manuscript.name;
    const base = toSlug(own) ?? toSlug(String(manuscript.fields.title ?? "")) ?? ("article" as Slug);
    const { isPage = false } = manuscript;
    const toPermalink = (slug: Slug): Permalink =>
      toArticlePermalink({ edition, section: isPage ? null : section, slug });
    const toFile = (slug: Slug): SourcePath =>
      toSourcePath("content", ...(isPage ? [] : [section]), `${slug}${edition === null ? "" : `.${edition}`}.md`);
    const isTaken = (candidate: Slug): boolean => {
      const [permalink, file] = [toPermalink(candidate), toFile(candidate)];
      const isAnother =
        used.has(toFold(permalink)) ||
        files.has(file) ||
        OWN_PAGES.has(permalink) ||
        (isPage && sectionSlugs.has(candidate));
      return isAnother || (taken.has(permalink) && !existing.has(file));
    };
    const slug = toFree(base, isTaken);
    const [permalink, file] = [toPermalink(slug), toFile(slug)];
    used.add(toFold(permalink));
    files.add(file);
    const isAnothers = (alias: Permalink): boolean =>
      OWN_PAGES.has(alias) ||
      alias === `/${section}/` ||
      fronts.has(alias) ||
      used.has(toFold(alias)) ||
      (taken.get(alias) ?? file) !== file;
    const aliases = toAliases(manuscript, permalink, isAnothers);
    for (const alias of aliases.aliases) used.add(toFold(alias));
    const oldAddress = manuscript.addresses[0] == null ? null : toAlias(manuscript.addresses[0]);
    return {
      file,
      section: { slug: section, name },
      slug: edition === null ? null : slug,
      permalink,
      oldAddress,
      tags,
      ...aliases,
    };
  };
}

/** Null for the section of those that name none. */
export function toSectionName(manuscript: Manuscript): string | null {
  return manuscript.folder ?? toCategories(manuscript)[0] ?? null;
}

function toCategories({ fields }: Manuscript): readonly string[] {
  return toNames(fields.categories ?? fields.category);
}

/** Some servers take no notice of capitals. */
function toFold(permalink: Permalink): string {
  return toCaseFold(toOutputPath(permalink));
}

function toFree(base: Slug, isTaken: (slug: Slug) => boolean): Slug {
  let slug = base;
  for (let number = 2; isTaken(slug); number++) slug = toSlug(`${base.slice(0, 150)}-${number}`) ?? base;
  return slug;
}

function toAliases(
  { addresses, origin, toLine, fields }: Manuscript,
  permalink: Permalink,
  isAnothers: (alias: Permalink) => boolean,
): Pick<Place, "aliases" | "problems"> {
  const aliases: Permalink[] = [];
  const seen = new Set([toFold(permalink)]);
  const problems: Diagnostic[] = [];
  for (const [index, address] of addresses.entries()) {
    const names = index === 0 ? ["url", "permalink", "slug"] : ["aliases", "redirect_from"];
    const line = toLine(names.find((name) => fields[name] !== undefined) ?? "");
    const lose = (message: string, advice: string): void => {
      problems.push(toDiagnostic("import-address-lost", { file: origin, line }, message, advice));
    };
    if (address === null) {
      const isPublished = index === 0 && fields.draft !== true;
      if (isPublished)
        lose(
          "its old address is made by code that import does not run",
          "give the rule: --permalink /:year/:month/:slug/",
        );
      continue;
    }
    const alias = toAlias(address);
    if (alias === null)
      lose(
        `the old address ${quote(address)} cannot be an alias`,
        "redirect it where the site is served, if readers use it",
      );
    else if (seen.has(toFold(alias))) continue;
    else if (isAnothers(alias))
      lose(`the old address ${quote(alias)} is another page's`, "see which of the two readers want there");
    else {
      seen.add(toFold(alias));
      aliases.push(alias);
    }
  }
  return { aliases, problems };
}
