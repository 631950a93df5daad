import type { Article } from "../article/article.ts";
import { type Code, type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { type Permalink, type Slug, type SourcePath, toSlug } from "../base/path.ts";
import type { FrontFile, FrontName, FrontNames } from "./front-file.ts";
import { NAME_ADVICE, toMeantName } from "./meant-names.ts";
import { type ArticleNames, toCandidates } from "./names.ts";
import { type PublicationState, toNotLiveAdvice } from "./publication.ts";

/** What editors chose for a front: live articles of its language, each once. Empty slots are filled by date. */
export interface FrontSlots {
  readonly lead: readonly Article[];
  readonly secondary: readonly Article[];
  readonly opinion: readonly Article[];
  readonly series: Slug | null;
}

const FRONT_FILE = "content/front.yaml" as SourcePath;

export interface FrontContext {
  /** All articles, published or not. */
  readonly articles: readonly Article[];
  readonly names: ArticleNames;
  readonly states: ReadonlyMap<Permalink, PublicationState>;
}

/** Looks up what `content/front.yaml` names, by language. What cannot be shown is left out with a warning. */
export function resolveFronts(
  file: FrontFile,
  context: FrontContext,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, FrontSlots> {
  const fronts = Object.entries(file).map(([language, names]): readonly [string, FrontSlots] => {
    const chosen = new Set<Article>();
    const resolve = (name: FrontName): readonly Article[] => {
      const found = findArticle(name, language, chosen, context);
      if ("code" in found) {
        diagnostics.push(found);
        return [];
      }
      chosen.add(found);
      return [found];
    };
    const { lead, secondary, opinion } = names;
    const slots = {
      lead: lead.flatMap(resolve),
      secondary: secondary.flatMap(resolve),
      opinion: opinion.flatMap(resolve),
    };
    return [language, { ...slots, series: findSeries(names, language, context, diagnostics) }];
  });
  return new Map(fronts);
}

function findArticle(
  { name, line, column }: FrontName,
  language: string,
  chosen: ReadonlySet<Article>,
  { articles, names, states }: FrontContext,
): Article | Diagnostic {
  const toProblem = (code: Code, what: string, advice: string): Diagnostic =>
    toDiagnostic(code, { file: FRONT_FILE, line, column }, `${quote(name)} ${what}`, advice);
  const [article, ...others] = names.resolve(name, FRONT_FILE);
  if (article === undefined) {
    const files = articles.map(({ file }) => file.replace(/^content\//, ""));
    const nearest =
      findNearest(name, files) ??
      findNearest(
        name,
        articles.map(({ slug }) => slug as string),
      );
    const hint = toMeantName(name) ?? (nearest === null ? NAME_ADVICE : `did you mean ${nearest}?`);
    return { ...toProblem("front-unresolved", "names no article", hint), missing: toCandidates(name, FRONT_FILE) };
  }
  if (others.length > 0) {
    return toProblem("front-unresolved", `is the slug of ${others.length + 1} articles`, "name the file instead");
  }
  const state = states.get(article.permalink);
  if (state !== "live") {
    return toProblem("front-not-live", `is ${state}, so it is not shown`, toNotLiveAdvice(state));
  }
  if (article.language !== language) {
    const advice = `name it below ${article.language}:, or choose one in the language of this front`;
    return toProblem("front-other-language", `is written in ${article.lang}`, advice);
  }
  if (chosen.has(article)) {
    return toProblem("front-repeated", "stands on this front already", "a story stands on a page once: remove one");
  }
  return article;
}

function findSeries(
  { series: [named] }: FrontNames,
  language: string,
  { articles, states }: FrontContext,
  diagnostics: Diagnostic[],
): Slug | null {
  if (named === undefined) return null;
  const { name, line, column } = named;
  const slug = toSlug(name);
  const isOurs = ({ language: own, permalink }: Article): boolean =>
    own === language && states.get(permalink) === "live";
  const known = articles.filter(isOurs).flatMap(({ series }) => series ?? []);
  if (slug !== null && known.some((series) => series.slug === slug)) return slug;
  const nearest = findNearest(
    name,
    known.map((series) => series.name),
  );
  const advice = nearest === null ? "write it as the articles do in series:" : `did you mean ${nearest}?`;
  const place = { file: FRONT_FILE, line, column };
  const told = toDiagnostic("front-unresolved", place, `no live article is in the series ${quote(name)}`, advice);
  diagnostics.push({ ...told, missing: [`/series/${slug ?? name}/`] });
  return null;
}
