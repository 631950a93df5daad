import type { OldList } from "./manuscript.ts";
import type { Category } from "./polylang.ts";
import { findText } from "./wordpress-kept.ts";
import type { WxrChannel, WxrItem } from "./wxr.ts";

/** What authors and categories are called in the whole export. */
export interface ListNames {
  readonly channel: WxrChannel;
  /** What categories of translations are called in the site's language, by their nicename. */
  readonly categories: ReadonlyMap<string, Category>;
}

/** By what WordPress lists a post. */
export interface ListedBy {
  readonly categories: readonly { readonly nicename: string; readonly own: Category }[];
  readonly tags: WxrItem["terms"];
  readonly authors: readonly { readonly nicename: string; readonly name: string }[];
}

export function toListedBy(item: WxrItem, { categories, channel }: ListNames): ListedBy {
  return {
    categories: item.terms.flatMap(({ domain, ...term }) =>
      domain === "category" ? [{ ...term, own: categories.get(term.nicename) ?? term }] : [],
    ),
    tags: item.terms.filter(({ domain }) => domain === "post_tag"),
    authors: toAuthors(item, channel),
  };
}

/** Those of the plugin Co-Authors Plus, which makes terms of them; else who wrote the post. */
function toAuthors(item: WxrItem, { authors }: WxrChannel): ListedBy["authors"] {
  const terms = item.terms.filter(({ domain }) => domain === "author");
  if (terms.length > 0) {
    const byNicename = new Map(Array.from(authors, ([login, name]) => [toNicename(login), name || login]));
    return terms.map((term) => {
      const nicename = term.nicename.replace(/^cap-/, "");
      return { nicename, name: byNicename.get(nicename) ?? (authors.get(term.name) || term.name) };
    });
  }
  const login = findText(item, "dc:creator");
  return login === "" ? [] : [{ nicename: toNicename(login), name: authors.get(login) || login }];
}

/** Where WordPress lists posts, unless its settings name other folders, which an export does not tell. */
export function toOldLists(item: WxrItem, { categories, tags, authors }: ListedBy): readonly OldList[] {
  const language = item.terms.find(({ domain }) => domain === "language")?.nicename;
  // A plugin for languages puts each below a folder, the site's own language excepted.
  const path = URL.parse(findText(item, "link"))?.pathname ?? "";
  const folder = language !== undefined && path.startsWith(`/${language}/`) ? `/${language}` : "";
  const toList = (kind: OldList["kind"], nicename: string, name: string): OldList => ({
    kind,
    name,
    address: `${folder}/${kind}/${nicename}/`,
  });
  return [
    ...categories.map(({ nicename, own }) => toList("category", nicename, own.name)),
    ...tags.map(({ nicename, name }) => toList("tag", nicename, name)),
    ...authors.map(({ nicename, name }) => toList("author", nicename, name)),
  ];
}

function toNicename(login: string): string {
  return login.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, "-");
}

/**
 * Names in the site's language; the one that Yoast calls primary goes first, the one that stands for none is left out.
 */
export function toOwnCategories(categories: ListedBy["categories"], item: WxrItem): readonly string[] {
  const primary = item.meta.get("_yoast_wpseo_primary_category");
  return categories
    .filter(({ own }) => own.nicename !== "uncategorized")
    .sort((a, b) => Number(b.nicename === primary) - Number(a.nicename === primary))
    .map(({ own }) => own.name);
}
