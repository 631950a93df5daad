import type { Article } from "../article/article.ts";
import { type Code, type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";
import type { Permalink } from "../base/path.ts";
import { type ArticleNames, toCandidates } from "./names.ts";
import type { PublicationState } from "./publication.ts";

/** For each live article: the articles that say the same in several languages, by language, itself included. */
export type Translations = ReadonlyMap<Permalink, readonly Article[]>;

/** Groups live articles by what they translate. An article names the one that it was translated from. */
export function toTranslations(
  live: readonly Article[],
  names: ArticleNames,
  states: ReadonlyMap<Permalink, PublicationState>,
  diagnostics: Diagnostic[],
): Translations {
  const groups = new Map<Permalink, Map<string, Article>>();
  for (const article of live) {
    if (article.translationOf === null) continue;
    const original = findOriginal(article, article.translationOf, names, states);
    if ("code" in original) {
      diagnostics.push(original);
      continue;
    }
    const group = groups.get(original.permalink) ?? new Map([[original.language, original]]);
    const rival = group.get(article.language);
    if (rival === undefined) {
      group.set(article.language, article);
      groups.set(original.permalink, group);
      continue;
    }
    const what = `is translated into ${article.language} by ${rival.file} already`;
    diagnostics.push(toProblem("translation-repeated", article, what, "leave translationOf out of one of them"));
  }
  const sorted = Array.from(groups.values(), (group) =>
    [...group.values()].sort((a, b) => byCodeUnit(a.language, b.language)),
  );
  return new Map(sorted.flatMap((group) => group.map(({ permalink }) => [permalink, group] as const)));
}

function findOriginal(
  article: Article,
  name: string,
  names: ArticleNames,
  states: ReadonlyMap<Permalink, PublicationState>,
): Article | Diagnostic {
  const [original, ...others] = names.resolve(name, article.file);
  const advice = "name the article that this was translated from by its file, permalink or slug";
  if (original === undefined) {
    const problem = toProblem("translation-unresolved", article, "names no article", advice);
    return { ...problem, missing: toCandidates(name, article.file) };
  }
  if (others.length > 0) {
    const what = `is the slug of ${others.length + 1} articles`;
    return toProblem("translation-unresolved", article, what, "name the file instead");
  }
  if (original.file === article.file) {
    return toProblem("translation-unresolved", article, "is the article itself", advice);
  }
  if (original.language === article.language) {
    const what = `is written in ${original.lang} too`;
    return toProblem("translation-same-language", article, what, "give one of them its lang, or remove translationOf");
  }
  const state = states.get(original.permalink);
  if (state !== "live") {
    const what = `is ${state}, so neither page names the other`;
    return toProblem("translation-not-live", article, what, "publish it first, or remove translationOf");
  }
  if (original.translationOf !== null) {
    const what = "is itself a translation";
    return toProblem("translation-unresolved", article, what, "name the original instead");
  }
  return original;
}

function toProblem(code: Code, { file, lines, translationOf }: Article, what: string, advice: string): Diagnostic {
  const place = { file, line: lines.translationOf ?? 1 };
  return toDiagnostic(code, place, `translationOf: ${quote(translationOf ?? "")} ${what}`, advice);
}
