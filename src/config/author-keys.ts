import type { ArticleOptions } from "../article/article.ts";
import { byCodeUnit } from "../base/order.ts";
import { type Slug, toSlug } from "../base/path.ts";
import type { SiteOptions } from "../pages/options.ts";

/**
 * The keys of profiles by the slugs of their names, so that one author has one page however articles name them. The
 * name of several profiles leads to none, and a slug that is a key stands for itself. They are in order, so that
 * profiles in another order are the same option.
 */
export function toAuthorKeys(profiles: SiteOptions["authors"]): ArticleOptions["authorKeys"] {
  const bySlug = Map.groupBy(Object.keys(profiles), (key) => toSlug(profiles[key]?.name ?? ""));
  const found = [...bySlug].flatMap(([slug, [key, ...others]]) => {
    const leadsOn = slug !== null && key !== undefined && others.length === 0 && !Object.hasOwn(profiles, slug);
    return leadsOn ? [[slug, key as Slug] as const] : [];
  });
  return Object.fromEntries(found.sort(([a], [b]) => byCodeUnit(a, b)));
}
