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
 * Which articles are live, in what order: the same object as at the last build where nothing of them has changed but
 * what `reviseCorpus` exchanges, so their dates, languages, sections, kinds and series have not.
 */
export interface Lineup {
  readonly permalinks: readonly Permalink[];
}

/** Everything that is published at an instant. What is not live or withdrawn is not in here, so it cannot leak. */
export interface Corpus {
  /** ms since 1970. */
  readonly now: number;
  /** When the next article begins or ceases to be live, in ms since 1970; null for never. */
  readonly changesAt: number | null;
  /** Newest first; equal dates by permalink. */
  readonly live: readonly Article[];
  readonly lineup: Lineup;
  /** Articles with a page that says they were withdrawn; in no list. Same order. */
  readonly withdrawn: readonly Article[];
  /** Standing pages (`kind: page`): about, imprint; in no list, no feed and never related. Same order. */
  readonly pages: readonly Article[];
  /** Of those that have any. */
  readonly choices: ReadonlyMap<Permalink, Choices>;
  /** What editors chose for the front of each language; most languages have none. */
  readonly fronts: ReadonlyMap<string, FrontSlots>;
  readonly translations: Translations;
  /** Of published articles that refer to anything. */
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
  /** Of references and pictures, by the file that they stand in. */
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
  /** When the first of them changes by itself, in ms since 1970; null for never. */
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

/** Two articles with one address: whichever were written last would win, so neither is written. */
function findCollisions(articles: readonly Article[]): readonly Diagnostic[] {
  const toFold = ({ permalink }: Article): string => toCaseFold(toOutputPath(permalink));
  // On most sites there are none, and nobody need be put in order.
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
