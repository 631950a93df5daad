import type { Article } from "../article/article.ts";
import { type Code, type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { Permalink } from "../base/path.ts";
import { NAME_ADVICE, toMeantName } from "./meant-names.ts";
import { type ArticleNames, toCandidates } from "./names.ts";
import { type PublicationState, toNotLiveAdvice } from "./publication.ts";

/** What editors chose for the related stories of an article, as permalinks of live articles. */
export interface Choices {
  readonly pins: readonly Permalink[];
  readonly excludes: readonly Permalink[];
}

/** All articles by the names that authors use, and whether each is published. */
interface KnownArticles {
  readonly names: ArticleNames;
  readonly states: ReadonlyMap<Permalink, PublicationState>;
}

/** The choices of those articles that have any, by permalink. What cannot be chosen is added to `problems`. */
export function resolveChoices(
  live: readonly Article[],
  known: KnownArticles,
  problems: Diagnostic[],
): ReadonlyMap<Permalink, Choices> {
  const choices = new Map<Permalink, Choices>();
  for (const article of live) {
    const { pin, exclude } = article.related;
    if (pin.length === 0 && exclude.length === 0) continue;
    const pins = resolveNames(article, pin, known, problems);
    const ofExcludes: Diagnostic[] = [];
    const excludes = resolveNames(article, exclude, known, ofExcludes);
    problems.push(...findContradictions(article, pins, excludes));
    // An article that is not shown now may be left out for later.
    problems.push(...ofExcludes.filter(({ code }) => code !== "pin-not-live"));
    choices.set(article.permalink, { pins, excludes });
  }
  return choices;
}

/** Turns names of articles into permalinks. A name that cannot be chosen is left out with a warning. */
function resolveNames(
  article: Article,
  choices: readonly string[],
  { names, states }: KnownArticles,
  diagnostics: Diagnostic[],
): readonly Permalink[] {
  const chosen = new Set<Permalink>();
  for (const name of choices) {
    const [found, ...others] = names.resolve(name, article.file);
    const problem = findChoiceProblem(article, { name, found, others: others.length }, chosen, states);
    if (problem === null && found !== undefined) chosen.add(found.permalink);
    if (problem === null) continue;
    const place = { file: article.file, line: article.lines.related ?? 1 };
    const told = toDiagnostic(problem.code, place, `related: ${quote(name)} ${problem.message}`, problem.advice);
    diagnostics.push(found === undefined ? { ...told, missing: toCandidates(name, article.file) } : told);
  }
  return [...chosen];
}

/** Articles that are both chosen and left out, which nobody can mean. */
function findContradictions(
  { file, lines, related }: Article,
  pins: readonly Permalink[],
  excludes: readonly Permalink[],
): readonly Diagnostic[] {
  const place = { file, line: lines.related ?? 1 };
  const tell = (message: string, advice: string) => toDiagnostic("pin-contradicted", place, message, advice);
  const both = pins.filter((pin) => excludes.includes(pin));
  return [
    ...both.map((pin) => tell(`related: ${quote(pin)} is pinned and excluded`, "take it out of one of them")),
    ...(related.off && pins.length > 0
      ? [tell("related: off leaves out what is pinned too", "remove off, or the pins")]
      : []),
  ];
}

function findChoiceProblem(
  article: Article,
  { name, found, others }: { readonly name: string; readonly found: Article | undefined; readonly others: number },
  chosen: ReadonlySet<Permalink>,
  states: ReadonlyMap<Permalink, PublicationState>,
): { code: Code; message: string; advice: string } | null {
  if (found === undefined) {
    return {
      code: "pin-unresolved",
      message: "names no article",
      advice: toMeantName(name) ?? toOffAdvice(name) ?? NAME_ADVICE,
    };
  }
  if (others > 0) {
    return {
      code: "pin-unresolved",
      message: `is the slug of ${others + 1} articles`,
      advice: "name the file instead",
    };
  }
  if (found.file === article.file) {
    return { code: "pin-self", message: "is the article itself", advice: "remove it" };
  }
  if (found.kind === "page") {
    return { code: "pin-unresolved", message: "is a standing page, no story", advice: "choose an article" };
  }
  const state = states.get(found.permalink);
  if (state !== "live") {
    return { code: "pin-not-live", message: `is ${state}, so it is not shown`, advice: toNotLiveAdvice(state) };
  }
  if (found.language !== article.language) {
    return {
      code: "pin-other-language",
      message: `is written in ${found.lang}`,
      advice: "choose one in the same language",
    };
  }
  if (chosen.has(found.permalink)) return { code: "pin-repeated", message: "is named twice", advice: "remove one" };
  return null;
}

function toOffAdvice(name: string): string | null {
  return /^(?:off|no|none)$/i.test(name) ? "write related: { off: true } for no related stories" : null;
}
