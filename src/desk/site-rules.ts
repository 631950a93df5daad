import type { Article } from "../article/article.ts";
import { type Diagnostic, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toSlug } from "../base/path.ts";
import type { SiteOptions } from "../pages/options.ts";
import { findDuplicates } from "../related/duplicates.ts";
import type { RelatedList } from "../related/listing.ts";
import { relatedDefaults } from "../related/options.ts";
import type { Story } from "../related/story.ts";
import type { Asset } from "../source/source.ts";

/** Authors without a profile, where the site has profiles at all; the name of several profiles is that of none. */
export function findAuthorProblems(
  articles: readonly Article[],
  profiles: SiteOptions["authors"],
): readonly Diagnostic[] {
  const slugs = Object.keys(profiles);
  if (slugs.length === 0) return [];
  return articles.flatMap(({ file, lines, authors }) =>
    authors
      .filter(({ slug }) => !Object.hasOwn(profiles, slug))
      .map(({ slug, name }) => {
        const place = { file, line: lines.authors ?? lines.author ?? 1 };
        const same = slugs.filter((own) => toSlug(profiles[own]?.name ?? "") === slug);
        if (same.length > 0) return toNameOfSeveral(place, name, same);
        const nearest = findNearest(slug, slugs);
        const advice =
          nearest === null
            ? `add ${quote(slug)} to authors in the configuration`
            : `did you mean ${nearest}? Else add ${quote(slug)} to authors in the configuration`;
        return toDiagnostic("author-unknown", place, `the author ${quote(name)} has no profile`, advice);
      }),
  );
}

function toNameOfSeveral(place: Place, name: string, keys: readonly string[]): Diagnostic {
  const message = `${quote(name)} is the name of ${keys.length} profiles, and has a page beside theirs`;
  return toDiagnostic("author-unknown", place, message, `write the key of the one that is meant: ${keys.join(" or ")}`);
}

/** Pictures that the configuration, `file`, names and `public/` does not hold. */
export function findConfigProblems(
  { organization, authors, defaultPicture }: Pick<SiteOptions, "organization" | "authors" | "defaultPicture">,
  publicAssets: readonly Asset[],
  file: string,
): readonly Diagnostic[] {
  const known = new Set(publicAssets.map(({ output }) => `/${output}`));
  const named = [
    { what: "the logo", path: organization.logo },
    { what: "the default picture", path: defaultPicture },
    ...Object.values(authors).map(({ name, image }) => ({ what: `the portrait of ${name}`, path: image ?? null })),
  ];
  return named.flatMap(({ what, path }) => {
    if (path === null || known.has(path)) return [];
    const advice = `put it into public${path}, and check how its name is written`;
    const message = `${what} does not exist: ${quote(path)}`;
    return [toDiagnostic("config-file-missing", { file }, message, advice)];
  });
}

/** Copies of one story under several addresses; the article that was published first is the original. */
export function findRepeatedStories(stories: readonly Story[], articles: readonly Article[]): readonly Diagnostic[] {
  const byPermalink = new Map<string, Article>(articles.map((article) => [article.permalink, article]));
  return findDuplicates(stories, relatedDefaults).flatMap((cluster) => {
    const [original, ...copies] = [...new Set(cluster)]
      .flatMap((permalink) => byPermalink.get(permalink) ?? [])
      .sort((a, b) => a.date.ms - b.date.ms);
    if (original === undefined) return [];
    const advice = "keep one, and give it the address of the other as an alias; or say what is new in the second";
    return copies.flatMap(({ file, lines }) => {
      // Two of one address, which is an error of its own.
      if (file === original.file) return [];
      const place = { file, line: lines.headline ?? 1 };
      return toDiagnostic("story-repeated", place, `tells nearly the same text as ${original.file}`, advice);
    });
  });
}

export interface Blocks {
  readonly lists: readonly RelatedList[];
  /** Cards in a block. */
  readonly count: number;
}

/** Pins that a block leaves out for what stands in it; what an article itself says against its pins, a build tells. */
export function findPinProblems(
  stories: readonly Story[],
  { lists, count }: Blocks,
  articles: readonly Article[],
): readonly Diagnostic[] {
  const byPermalink = new Map<string, Article>(articles.map((article) => [article.permalink, article]));
  const pinned = new Map(
    lists.map(({ id, related }) => [id, related.filter(({ reason }) => reason === "pinned").map((pick) => pick.id)]),
  );
  return stories.flatMap(({ id, pins, excludes, off }) => {
    const article = byPermalink.get(id);
    const shown = pinned.get(id) ?? [];
    if (article === undefined || off) return [];
    const place = { file: article.file, line: article.lines.related ?? 1 };
    const [why, advice] =
      shown.length === count
        ? [`is pinned after ${count} others, which is as many as there are cards`, "remove it, or name it earlier"]
        : ["tells the same text as this article or as one pinned before it", "remove it"];
    return pins
      .filter((pin) => !shown.includes(pin) && !excludes.includes(pin))
      .map((pin) => toDiagnostic("pin-not-shown", place, `related: ${quote(pin)} ${why}`, advice));
  });
}
