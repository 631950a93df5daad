import type { WxrItem } from "./wxr.ts";

/** What an element says, without blanks around it; empty where the item has none. */
export function findText({ texts }: WxrItem, name: string): string {
  return texts.get(name)?.trim() ?? "";
}

/** Taxonomies that are read on their own, or say how a post looks. */
const READ_TERMS = /^(?:category|post_tag|author|language|post_translations|post_format|nav_menu)$/;
/** Fields of posts by the names that themes give them, and those that count or belong to plugins. */
const OWN_META = /^(?:dek|deck|subtitle|standfirst|kicker|dateline)$/;
const NO_META = /^(?:_|footnotes$|enclosure$|dsq_|rank_math_|wpseo|amp|(?:post_)?views)/;

/**
 * What plugins and themes keep of a post: other taxonomies, fields of its own, and what the post tells search engines,
 * where it has no excerpt.
 */
export function toKept(item: WxrItem): Readonly<Record<string, unknown>> {
  const terms = Map.groupBy(
    item.terms.filter(({ domain }) => domain !== "" && !READ_TERMS.test(domain)),
    ({ domain }) => domain,
  );
  const meta = [...item.meta].filter(([key, value]) => value.trim() !== "" && !NO_META.test(key));
  const others = meta.filter(([key]) => !OWN_META.test(key));
  const hasDek =
    findText(item, "excerpt:encoded") !== "" ||
    meta.some(([key]) => /^(?:de|sub|stand)/.test(key) && OWN_META.test(key));
  const description = item.meta.get("_yoast_wpseo_metadesc") || item.meta.get("rank_math_description") || "";
  const canonical = item.meta.get("_yoast_wpseo_canonical") || item.meta.get("rank_math_canonical_url") || "";
  return {
    ...Object.fromEntries(Array.from(terms, ([domain, named]) => [domain, named.map(({ name }) => name)])),
    ...Object.fromEntries(meta.filter(([key]) => OWN_META.test(key))),
    ...(others.length > 0 ? { custom: Object.fromEntries(others) } : {}),
    ...(description !== "" && !hasDek ? { description } : {}),
    ...(/^https?:/.test(canonical) && canonical !== findText(item, "link") ? { canonical } : {}),
  };
}
