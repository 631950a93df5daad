import { toLanguage } from "../base/language.ts";
import type { WxrChannel, WxrItem } from "./wxr.ts";

/** A category as items name it. */
export type Category = Pick<WxrItem["terms"][number], "nicename" | "name">;

/** Posts that say the same in several languages share a term, which is nothing but their group. */
export function findTranslationGroup({ terms }: WxrItem): string | undefined {
  return terms.find(({ domain }) => domain === "post_translations")?.nicename;
}

/**
 * What the categories of other languages are called in the site's, by their nicename: here a section is one in all
 * languages. Polylang keeps the numbers of translated categories in the description of a term, as PHP writes arrays.
 */
export function toOwnCategoryNames({ texts, terms }: WxrChannel): ReadonlyMap<string, Category> {
  const categories = new Map(
    terms.flatMap((term) => {
      const [id = "", nicename = "", name = ""] = [
        term.get("wp:term_id"),
        term.get("wp:category_nicename"),
        term.get("wp:cat_name"),
      ];
      return nicename === "" ? [] : [[id, { nicename, name }] as const];
    }),
  );
  const language = toLanguage(texts.get("language") ?? "en");
  const names = new Map<string, Category>();
  for (const term of terms) {
    if (term.get("wp:term_taxonomy") !== "term_translations") continue;
    const ids = new Map(
      Array.from(
        (term.get("wp:term_description") ?? "").matchAll(/s:\d+:"([\w-]+)";i:(\d+);/g),
        ([, code = "", id = ""]) => [toLanguage(code.replaceAll("_", "-")), id],
      ),
    );
    const own = categories.get(ids.get(language) ?? "");
    for (const id of ids.values()) {
      const { nicename } = categories.get(id) ?? {};
      if (own !== undefined && nicename !== undefined) names.set(nicename, own);
    }
  }
  return names;
}
