import type { Article } from "../article/article.ts";
import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";
import { type Permalink, type SourcePath, toCaseFold, toOutputPath } from "../base/path.ts";
import type { Asset } from "../source/source.ts";
import { type Choices, resolveChoices } from "./choices.ts";
import type { FrontFile } from "./front-file.ts";
import { type FrontSlots, resolveFronts } from "./front-slots.ts";
import { type PublicationState, toPublication } from "./publication.ts";
import { hasReferences, type Targets, toLinkContext, toTargets } from "./targets.ts";
import { type Translations, toTranslations } from "./translations.ts";

/**
 * Which articles are live, and in what order. It is the same object as at the last build if nothing has changed but
 * what `reviseCorpus` exchanges; then dates, languages, sections, kinds and series are the same.
 */
export interface Lineup {
  readonly permalinks: readonly Permalink[];
}

/**
 * Everything that is published at an instant. An article that is neither live nor withdrawn is not in here, so it
 * cannot leak.
 */
export interface Corpus {
  /** ms since 1970. */
  readonly now: number;
  /** When the next article begins or ceases to be live, in ms since 1970; null for never. */
  readonly changesAt: number | null;
  /** Newest first; equal dates by permalink. */
  readonly live: readonly Article[];
  readonly lineup: Lineup;
  /** Withdrawn articles: each has a page that says so, and is in no list. In the order of `live`. */
  readonly withdrawn: readonly Article[];
  /** Standing pages (`kind: page`): about, imprint; in no list, no feed and never related. Same order. */
  readonly pages: readonly Article[];
  /** Choices of articles that have any. */
  readonly choices: ReadonlyMap<Permalink, Choices>;
  /** What editors chose for the front of each language; most languages have none. */
  readonly fronts: ReadonlyMap<string, FrontSlots>;
  readonly translations: Translations;
  /** Targets of published articles that refer to anything. */
  readonly targets: ReadonlyMap<Permalink, Targets>;
}

export interface CorpusInput {
  readonly articles: readonly Article[];
  /** Everything in `content/` and `public/` that could be published. */
  readonly assets: readonly Asset[];
  /** `content/front.yaml`; empty where there is none. */
  readonly front: FrontFile;
}

export interface CorpusOptions {
  /** ms since 1970. */
  readonly now: number;
  /** Drafts and embargoed articles count as live: for previews only. */
  readonly showsUnpublished: boolean;
}

/** A corpus and all that it found wrong. */
export interface ToldCorpus {
  readonly corpus: Corpus;
  /** What articles say of each other. */
  readonly problems: readonly Diagnostic[];
  /** Problems of references and pictures, by the file in which they stand. */
  readonly deadLinks: ReadonlyMap<SourcePath, readonly Diagnostic[]>;
}

/** Brings all articles together: which are live, in what order, and what they say of each other. */
export function toCorpus(input: CorpusInput, options: CorpusOptions): Outcome<Corpus> {
  return toOutcome(toToldCorpus(input, options));
}

export function toOutcome({ corpus, problems, deadLinks }: ToldCorpus): Outcome<Corpus> {
  return { value: corpus, diagnostics: [...problems, ...[...deadLinks.values()].flat()] };
}

export function toToldCorpus({ articles, assets, front }: CorpusInput, options: CorpusOptions): ToldCorpus {
  const inOrder = articles.toSorted(byNewest);
  const { states, changesAt } = toStates(inOrder, options);
  const current = inOrder.filter(({ permalink }) => states.get(permalink) === "live");
  const live = current.filter(({ kind }) => kind !== "page");
  const pages = current.filter(({ kind }) => kind === "page");
  const withdrawn = inOrder.filter(({ permalink }) => states.get(permalink) === "withdrawn");
  const published = [...live, ...withdrawn, ...pages];
  const links = toLinkContext(inOrder, published, assets);
  const { names } = links;
  const problems = [...findCollisions(inOrder)];
  const targets = new Map<Permalink, Targets>();
  const deadLinks = new Map<SourcePath, readonly Diagnostic[]>();
  for (const article of published.filter(hasReferences)) {
    const { value, diagnostics } = toTargets(article, links);
    targets.set(article.permalink, value);
    if (diagnostics.length > 0) deadLinks.set(article.file, diagnostics);
  }
  const choices = resolveChoices(live, { names, states }, problems);
  const fronts = resolveFronts(front, { articles: inOrder, names, states }, problems);
  const translations = toTranslations(live, names, states, problems);
  const { now } = options;
  const lineup: Lineup = { permalinks: live.map(({ permalink }) => permalink) };
  const corpus = { now, changesAt, live, lineup, withdrawn, pages, choices, fronts, translations, targets };
  return { corpus, problems, deadLinks };
}

interface States {
  readonly states: ReadonlyMap<Permalink, PublicationState>;
  /** When the first article changes its state by itself, in ms since 1970; null for never. */
  readonly changesAt: number | null;
}

function toStates(articles: readonly Article[], { now, showsUnpublished }: CorpusOptions): States {
  const states = new Map<Permalink, PublicationState>();
  let first: number | null = null;
  for (const article of articles) {
    const { state, changesAt } = toPublication(article, now);
    const isShown = showsUnpublished && (state === "draft" || state === "embargoed");
    states.set(article.permalink, isShown ? "live" : state);
    if (changesAt !== null && (first === null || changesAt < first)) first = changesAt;
  }
  return { states, changesAt: first };
}

/** Newest first; equal dates by permalink, so that no two articles ever change places. */
function byNewest(a: Article, b: Article): number {
  return b.date.ms - a.date.ms || byCodeUnit(a.permalink, b.permalink);
}

/** Reports articles that claim one address: whichever was written last would win, so none is written. */
function findCollisions(articles: readonly Article[]): readonly Diagnostic[] {
  const toFold = ({ permalink }: Article): string => toCaseFold(toOutputPath(permalink));
  // Most sites have none, and need no sorting.
  if (new Set(articles.map(toFold)).size === articles.length) return [];
  const diagnostics: Diagnostic[] = [];
  const owners = new Map<string, Article>();
  for (const article of articles.toSorted((a, b) => byCodeUnit(a.file, b.file))) {
    const fold = toFold(article);
    const owner = owners.get(fold);
    if (owner === undefined) {
      owners.set(fold, article);
      continue;
    }
    const place = { file: article.file, line: article.lines.slug ?? 1 };
    const isAlike = article.file.normalize() === owner.file.normalize();
    const other = isAlike
      ? "a file whose name looks the same, but writes its accents otherwise (NFC, NFD)"
      : owner.file;
    const message = `has the same address as ${other}: ${quote(article.permalink)}`;
    const advice = isAlike ? "delete one of them" : "give one of them another slug or section";
    diagnostics.push(toDiagnostic("permalink-collision", place, message, advice));
  }
  return diagnostics;
}
