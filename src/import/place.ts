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
    const wish = toWish(manuscript, { language, fallback });
    const { section, edition, isPage, tags } = wish;
    const isTaken = (slug: Slug): boolean => {
      const { permalink, file } = toSpot(wish, slug);
      if (used.has(toFold(permalink)) || files.has(file) || OWN_PAGES.has(permalink)) return true;
      if (isPage && sectionSlugs.has(slug)) return true;
      return taken.has(permalink) && !existing.has(file);
    };
    const slug = toFree(wish.slug, isTaken);
    const { permalink, file } = toSpot(wish, slug);
    used.add(toFold(permalink));
    files.add(file);
    const isOfOthers = (alias: Permalink): boolean =>
      OWN_PAGES.has(alias) ||
      alias === `/${section.slug}/` ||
      fronts.has(alias) ||
      used.has(toFold(alias)) ||
      (taken.get(alias) ?? file) !== file;
    const aliases = toAliases(manuscript, permalink, isOfOthers);
    for (const alias of aliases.aliases) used.add(toFold(alias));
    const oldAddress = manuscript.addresses[0] == null ? null : toAlias(manuscript.addresses[0]);
    return { file, section, slug: edition === null ? null : slug, permalink, oldAddress, tags, ...aliases };
  };
}

/** Where a manuscript would be if it were the only one. */
interface Wish extends Pick<Place, "section" | "tags"> {
  readonly slug: Slug;
  /** Its language, where that is another than the site's. */
  readonly edition: Slug | null;
  /** A standing page lies in no section. */
  readonly isPage: boolean;
}

function toWish(
  manuscript: Manuscript,
  { language, fallback }: { readonly language: string; readonly fallback: Slug },
): Wish {
  const { fields, folder, lang, isPage = false } = manuscript;
  const [first, ...rest] = toCategories(manuscript);
  const name = toSectionName(manuscript) ?? fallback;
  const code = toLanguage(lang ?? language);
  const own = typeof fields.slug === "string" ? fields.slug : manuscript.name;
  return {
    section: { slug: toSlug(name) ?? fallback, name },
    tags: folder === null || first === undefined ? rest : [first, ...rest],
    slug: toSlug(own) ?? toSlug(String(fields.title ?? "")) ?? ("article" as Slug),
    edition: code === toLanguage(language) ? null : toSlug(code),
    isPage,
  };
}

function toSpot({ section, edition, isPage }: Wish, slug: Slug): Pick<Place, "permalink" | "file"> {
  const permalink = toArticlePermalink({ edition, section: isPage ? null : section.slug, slug });
  const name = `${slug}${edition === null ? "" : `.${edition}`}.md`;
  return { permalink, file: toSourcePath("content", ...(isPage ? [] : [section.slug]), name) };
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
  isOfOthers: (alias: Permalink) => boolean,
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
    else if (isOfOthers(alias))
      lose(`the old address ${quote(alias)} is another page's`, "see which of the two readers want there");
    else {
      seen.add(toFold(alias));
      aliases.push(alias);
    }
  }
  return { aliases, problems };
}
