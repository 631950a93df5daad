import type { Article } from "../article/article.ts";
import { findSectionFolder } from "../article/permalink.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";

/**
 * Sections that are most likely misspelt: the configuration does not name them, and nearly the same is a section of as
 * many articles of the same language that it names, or of twice as many. `named`: the keys of `sections` in the
 * configuration.
 */
export function findSectionProblems(articles: readonly Article[], named: readonly string[]): readonly Diagnostic[] {
  const counts = new Map<string, Map<string, number>>();
  for (const { lang, section } of articles) {
    const ofLanguage = counts.get(lang) ?? new Map<string, number>();
    counts.set(lang, ofLanguage.set(section.slug, (ofLanguage.get(section.slug) ?? 0) + 1));
  }
  const findMeant = (lang: string, slug: string): string | null => {
    const ofLanguage = counts.get(lang) ?? new Map<string, number>();
    const count = ofLanguage.get(slug) ?? 0;
    const others = [...ofLanguage].filter(
      ([other, many]) => other !== slug && many >= (named.includes(other) ? count : 2 * count),
    );
    return findNearest(
      slug,
      others.map(([other]) => other),
    );
  };
  const misspelt = new Map<string, string | null>();
  return articles.flatMap(({ file, lines, lang, section: { slug, name } }) => {
    if (named.includes(slug)) return [];
    const key = `${lang} ${slug}`;
    if (!misspelt.has(key)) misspelt.set(key, findMeant(lang, slug));
    const meant = misspelt.get(key) ?? null;
    if (meant === null) return [];
    const isFolder = lines.section === undefined && findSectionFolder(file) !== null;
    const message = isFolder
      ? `the folder ${quote(name)} makes a section of its own, beside ${quote(meant)}`
      : `the section ${quote(name)} is one of its own, beside ${quote(meant)}`;
    const advice = `did you mean ${meant}? Else add ${quote(slug)} to sections in the configuration`;
    return [toDiagnostic("section-alike", { file, line: lines.section ?? 1 }, message, advice)];
  });
}

/** Sections of the configuration, `file`, that no article is in, published or not. */
export function findUnusedSections(
  articles: readonly Article[],
  named: readonly string[],
  file: string,
): readonly Diagnostic[] {
  const used = new Set<string>(articles.map(({ section }) => section.slug));
  if (used.size === 0) return [];
  const others = [...used].filter((slug) => !named.includes(slug));
  return named
    .filter((slug) => !used.has(slug))
    .map((slug) => {
      const nearest = findNearest(slug, others);
      const advice =
        nearest === null
          ? `put articles into content/${slug}/, or remove it from sections`
          : `did you mean ${nearest}, which articles are in?`;
      const told = toDiagnostic("section-unused", { file }, `no article is in the section ${quote(slug)}`, advice);
      return { ...told, missing: [`/${slug}/`] };
    });
}
