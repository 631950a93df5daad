import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { toTextPlace } from "../base/text-place.ts";
import { toPublication } from "../corpus/publication.ts";
import { toAliasFix } from "./alias-fix.ts";
import { findChangedWords, toWords, type WordChange } from "./changed-words.ts";
import { findGoneLists } from "./gone-lists.ts";
import { findRewritten } from "./rewritten.ts";

/** A site at one of two points of its history. */
export interface SiteState {
  /** All that could be read, published or not. */
  readonly articles: readonly Article[];
  /** Those that have a page. */
  readonly published: readonly Article[];
  /** The HTML of an article's body. */
  readonly fetchBody: (article: Article) => string;
}

export interface ChangeContext {
  /** Name of the earlier state: a branch, a commit. */
  readonly ref: string;
  /** ms since 1970. */
  readonly now: number;
  /** Files that have errors now, so that nothing can be said of their articles. */
  readonly broken: ReadonlySet<string>;
  readonly findText: (file: string) => string | null;
  /** Whether an article went live after that commit, and no reader has seen it as that commit has it. */
  readonly isUnseen: (earlier: Article) => boolean;
  readonly configFile: string;
  /** Old addresses that belong to no article, and where each leads on. */
  readonly redirects: Readonly<Record<string, string>>;
  /** What a file is called since it was renamed; null where it was not. */
  readonly findRenamed: (file: string) => string | null;
}

/**
 * What readers may have seen of an earlier state: all that is live now, for a commit stays published until the next
 * one. A story whose embargo has ended since counts, unless it was changed before its hour had come.
 */
function toSeen(before: SiteState, { isUnseen }: ChangeContext): SiteState {
  return { ...before, published: before.published.filter((article) => !isUnseen(article)) };
}

/** Published articles that say something else without saying so, and published addresses that lead nowhere any more. */
export function findChangeProblems(before: SiteState, after: SiteState, context: ChangeContext): readonly Diagnostic[] {
  const seen = toSeen(before, context);
  return [
    ...findUnmarkedChanges(seen, after, context),
    ...findGoneAddresses(seen, after, context),
    ...findGonePages(seen, after, context),
  ];
}

function findGonePages(before: SiteState, after: SiteState, context: ChangeContext): readonly Diagnostic[] {
  const { ref, configFile, broken } = context;
  // An article that cannot be read may be what a list is missing.
  if (broken.size > 0) return [];
  const isListed = ({ withdrawn }: Article): boolean => withdrawn === null;
  return findGoneLists(before.published.filter(isListed), after.published.filter(isListed), {
    ref,
    configFile,
    others: toAddresses(after, context),
    findNow: (earlier) => findSuccessor(earlier, { before, after, context }),
  });
}

function findUnmarkedChanges(before: SiteState, after: SiteState, context: ChangeContext): readonly Diagnostic[] {
  const byPermalink = new Map(before.published.map((article) => [article.permalink, article]));
  const byFile = new Map(before.published.map((article) => [article.file, article]));
  const there = new Set<string>(after.published.flatMap(({ permalink, file }) => [permalink, file]));
  const moved = before.published.filter(({ permalink, file }) => !there.has(permalink) && !there.has(file));
  const bySuccessor = new Map(moved.map((earlier) => [findSuccessor(earlier, { before, after, context }), earlier]));
  return after.published.flatMap((article) => {
    // Readers expect a standing page to say what is true now.
    if (article.kind === "page") return [];
    const earlier = byPermalink.get(article.permalink) ?? byFile.get(article.file) ?? bySuccessor.get(article);
    if (earlier === undefined || isMarked(earlier, article) || !isOther(earlier, article)) return [];
    const change = findChangedWords(toAllWords(earlier, before), toAllWords(article, after));
    if (change === null) return [];
    const message = `${quote(change.before)} of ${context.ref} is now ${quote(change.after)}, and the article does not say that it was changed`;
    const advice = "add updated: with the time, and for a mistake that readers have seen corrections: [{date, text}]";
    return [toDiagnostic("change-unmarked", findPlace(article, change, context), message, advice)];
  });
}

function isMarked(earlier: Article, article: Article): boolean {
  const isUpdated = article.updated !== null && article.updated.ms > (earlier.updated?.ms ?? Number.NEGATIVE_INFINITY);
  return isUpdated || JSON.stringify(article.corrections) !== JSON.stringify(earlier.corrections);
}

function isOther(a: Article, b: Article): boolean {
  return a.body !== b.body || a.headline !== b.headline || a.dek !== b.dek;
}

function toAllWords(article: Article, state: SiteState): readonly string[] {
  return toWords(`<p>${article.headline}</p><p>${article.dek ?? ""}</p>${state.fetchBody(article)}`);
}

/** Where the changed words stand now, else the headline. */
function findPlace({ file, lines }: Article, { after }: WordChange, { findText }: ChangeContext) {
  const words = after
    .split(" ")
    .map((word) => word.replaceAll(/[^\p{L}\p{M}\p{N}]/gu, ""))
    .filter((word) => word !== "");
  const text = findText(file) ?? "";
  const found = words.length === 0 ? null : new RegExp(words.join("[^\\p{L}\\p{M}\\p{N}]+"), "iu").exec(text);
  if (found === null) return { file, line: lines.headline ?? lines.title ?? 1 };
  return { file, ...toTextPlace(text, found.index) };
}

/** All that leads somewhere, beside lists. */
function toAddresses({ published }: SiteState, { redirects }: ChangeContext): ReadonlySet<string> {
  const ofArticles = published.flatMap(({ permalink, aliases }) => [permalink, ...aliases]);
  return new Set<string>([...ofArticles, ...Object.keys(redirects).map((from) => from.replace(/\/?$/, "/"))]);
}

function findGoneAddresses(before: SiteState, after: SiteState, context: ChangeContext): readonly Diagnostic[] {
  const there = toAddresses(after, context);
  return before.published.flatMap((earlier) => {
    if (context.broken.has(earlier.file)) return [];
    return [earlier.permalink, ...earlier.aliases]
      .filter((address) => !there.has(address))
      .flatMap(
        (address) => toGone(address, findSuccessor(earlier, { before, after, context }), earlier, context) ?? [],
      );
  });
}

interface History {
  readonly before: SiteState;
  readonly after: SiteState;
  readonly context: ChangeContext;
}

/** The article that another one has become. */
function findSuccessor(earlier: Article, { before, after, context }: History): Article | null {
  const known = new Set<string>(before.articles.map(({ permalink }) => permalink));
  const fresh = after.articles.filter(({ permalink }) => !known.has(permalink));
  return (
    after.articles.find(({ permalink }) => permalink === earlier.permalink) ??
    after.articles.find(({ file }) => file === earlier.file) ??
    findByFile(after, context.findRenamed(earlier.file)) ??
    fresh.find(({ body }) => body === earlier.body) ??
    findRewritten(earlier, fresh, before.articles) ??
    null
  );
}

function findByFile({ articles }: SiteState, name: string | null): Article | undefined {
  return name === null ? undefined : articles.find(({ file }) => file === name);
}

function toGone(
  address: string,
  successor: Article | null,
  earlier: Article,
  context: ChangeContext,
): Diagnostic | null {
  const gone = `${quote(address)} is published at ${context.ref}, and leads nowhere now`;
  if (successor === null) {
    const advice =
      "readers have the address: keep the article with withdrawn: and the reason, or name it in aliases or redirects";
    return toDiagnostic("address-gone", { file: earlier.file }, `${gone}: the article was removed`, advice);
  }
  const { file, lines, permalink } = successor;
  const { state } = toPublication(successor, context.now);
  if (state === "expired") return null;
  if (permalink === address) {
    const advice = "withdrawn: with the reason keeps the address";
    const place = { file, line: lines.draft ?? lines.embargo ?? lines.date ?? 1 };
    return toDiagnostic("address-gone", place, `${gone}: the article is ${state}`, advice);
  }
  const placed = toAliasFix(context.findText(file) ?? "", address);
  const place = { file, line: placed?.line ?? lines.headline ?? 1, column: placed?.column ?? 1 };
  const message = `${gone}: the article is at ${quote(permalink)} now`;
  const found = toDiagnostic("address-gone", place, message, `add aliases: [${address}]; check --fix does it`);
  return placed === null ? found : { ...found, fix: placed.fix };
}
