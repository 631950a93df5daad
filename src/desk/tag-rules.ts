import type { Article, Named } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";

/** A tag of one language, or an author, and the articles that have it. */
interface TagUse {
  readonly name: string;
  readonly articles: readonly Article[];
}

/** Tags that only one article has, and tags that are nearly another one's name. Languages are looked at one by one. */
export function findTagProblems(articles: readonly Article[]): readonly Diagnostic[] {
  const byLanguage = Map.groupBy(articles, ({ language }) => language);
  return [...byLanguage.values()].flatMap((own) => findProblemsOfLanguage(toUses(own, ({ tags }) => tags)));
}

/**
 * Series whose name is nearly that of another one with as many parts: each would have a page and numbers of its own.
 */
export function findSeriesProblems(articles: readonly Article[]): readonly Diagnostic[] {
  const byLanguage = Map.groupBy(articles, ({ language }) => language);
  return [...byLanguage.values()].flatMap((own) => {
    const bySeries: ReadonlyMap<string, readonly Article[]> = Map.groupBy(
      own.filter(({ series }) => series !== null),
      ({ series }) => series?.slug ?? "",
    );
    const findAlike = createAlikeFinder([...bySeries.keys()]);
    const count = (slug: string): number => bySeries.get(slug)?.length ?? 0;
    const byWhole = Map.groupBy(bySeries.values(), ([part]) => toUnnumbered(part?.series?.name ?? ""));
    return [...bySeries].flatMap(([slug, parts]) => {
      const name = parts[0]?.series?.name ?? "";
      const whole = toUnnumbered(name);
      if (whole !== name && (byWhole.get(whole)?.length ?? 0) > 1)
        return parts.map((part) => toNumbered(part, part.series?.name ?? "", whole));
      const rival = findAlike(slug).find((other) => (count(other) - parts.length || byCodeUnit(slug, other)) > 0);
      const { series } = (rival === undefined ? undefined : bySeries.get(rival)?.[0]) ?? {};
      if (!series) return [];
      return parts.map(({ file, lines, series: written }) => {
        const message = `the series ${quote(written?.name ?? "")} is nearly ${quote(series.name)}, which is another one`;
        const place = { file, line: lines.series ?? 1 };
        return toDiagnostic("series-alike", place, message, `write ${quote(series.name)}, if that is meant`);
      });
    });
  });
}

const PART =
  /[\s,:;–—-]+(?:\(?(?:part|parte|partie|teil|chapter|capítulo)\.?\s*\d{1,2}\)?|\(\d{1,2}(?:\s*\/\s*\d{1,2})?\)|#\d{1,2}|\d{1,2}\s*\/\s*\d{1,2})$/iu;

/** `The bridge, part 2` and `The bridge (2)` → `The bridge`; a number alone may be one of the name: Formula 1. */
function toUnnumbered(name: string): string {
  return name.replace(PART, "");
}

function toNumbered({ file, lines }: Article, name: string, whole: string): Diagnostic {
  const message = `the number in ${quote(name)} makes a series of its own`;
  const advice = `write series: ${whole}; its parts are numbered by their dates`;
  return toDiagnostic("series-alike", { file, line: lines.series ?? 1 }, message, advice);
}

/**
 * Authors whose name is nearly that of another who has at least twice as many articles: each would have a page. Those
 * with a profile are known.
 */
export function findAlikeAuthors(articles: readonly Article[], profiles: readonly string[]): readonly Diagnostic[] {
  const uses = toUses(articles, ({ authors }) => authors);
  const findAlike = createAlikeFinder([...uses.keys()]);
  const known = new Set(profiles);
  return [...uses].flatMap(([slug, { name, articles: own }]) => {
    if (known.has(slug)) return [];
    const rivals = findAlike(slug).flatMap((other) => uses.get(other) ?? []);
    const rival = rivals.find((other) => other.articles.length >= 2 * own.length);
    if (rival === undefined) return [];
    const message = `the author ${quote(name)} is nearly ${quote(rival.name)}, of whom there are ${rival.articles.length} articles`;
    const advice = `write ${quote(rival.name)}, if that is meant; else add both to authors in the configuration`;
    return own.map(({ file, lines }) => {
      return toDiagnostic("author-alike", { file, line: lines.authors ?? lines.author ?? 1 }, message, advice);
    });
  });
}

function findProblemsOfLanguage(uses: ReadonlyMap<string, TagUse>): readonly Diagnostic[] {
  const findAlike = createAlikeFinder([...uses.keys()]);
  const countUses = (slug: string): number => uses.get(slug)?.articles.length ?? 0;
  return [...uses].flatMap(([slug, { name, articles }]) => {
    // Of two that are alike, the rarer one is the mistake; of two as frequent, the later one.
    const [rival] = findAlike(slug)
      .filter((other) => (countUses(other) - countUses(slug) || byCodeUnit(slug, other)) > 0)
      .sort((a, b) => countUses(b) - countUses(a) || byCodeUnit(a, b));
    const nearest = rival === undefined ? undefined : uses.get(rival);
    if (nearest !== undefined) return articles.map((article) => toAlike(article, { name, articles }, nearest));
    const [only, ...others] = articles;
    return only === undefined || others.length > 0 ? [] : [toSingle(only, name)];
  });
}

function toUses(
  articles: readonly Article[],
  toNames: (article: Article) => readonly Named[],
): ReadonlyMap<string, TagUse> {
  const uses = new Map<string, { name: string; articles: Article[] }>();
  for (const article of articles) {
    for (const { slug, name } of toNames(article)) {
      const use = uses.get(slug);
      if (use === undefined) uses.set(slug, { name, articles: [article] });
      else use.articles.push(article);
    }
  }
  return uses;
}

/** Shorter tags are other words as soon as one letter is another: iran, iraq. */
const SHORTEST = 5;
/**
 * Finds slugs that may be misspelt forms of each other. Both begin with the same letter, which is seldom mistyped
 * (port and sport are two words), and hold the same digits (2025 and 2026 are two years).
 * Each slug is filed under what is left of it without one letter, so that not every pair has to be compared (SymSpell).
 */
function createAlikeFinder(slugs: readonly string[]): (slug: string) => readonly string[] {
  const filed = new Map<string, string[]>();
  for (const slug of slugs) {
    for (const variant of toVariants(slug)) {
      const others = filed.get(variant);
      if (others === undefined) filed.set(variant, [slug]);
      else others.push(slug);
    }
  }
  return (slug) => {
    const alike = [...toVariants(slug)].flatMap((variant) => filed.get(variant) ?? []);
    return [...new Set(alike)].filter(
      (other) =>
        other !== slug &&
        (withoutMarks(other) === withoutMarks(slug) ||
          (isOneStepFrom(slug, other) && toFixedPart(other) === toFixedPart(slug))),
    );
  };
}

function toFixedPart(slug: string): string {
  return `${slug[0]} ${slug.replaceAll(/\P{N}/gu, "")}`;
}

/** `café` and `cafe`, of any length, are most likely one word; in short ones a mark may make another: año, ano. */
function withoutMarks(slug: string): string {
  return slug.length < SHORTEST - 1 ? slug : slug.normalize("NFD").replaceAll(/\p{M}/gu, "");
}

/**
 * The slug itself, without its marks, and without each of its letters: two that are one step apart have one of these in
 * common.
 */
function toVariants(slug: string): ReadonlySet<string> {
  if (slug.length < SHORTEST) return new Set([withoutMarks(slug)]);
  return new Set([
    slug,
    withoutMarks(slug),
    ...Array.from(slug, (_letter, index) => slug.slice(0, index) + slug.slice(index + 1)),
  ]);
}

/** Whether one letter is added, lost or changed, or two neighbours have changed places. */
export function isOneStepFrom(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y === `${x[1]}${x[0]}`);
}

/** What needs no quotes in YAML wherever it stands, and takes none away. */
const PLAIN = /^\p{L}[\p{L}\p{M}\p{N}]*(?:[ -][\p{L}\p{M}\p{N}]+)*$/u;

function toAlike(article: Article, { name, articles: own }: TagUse, { name: other, articles }: TagUse): Diagnostic {
  const count = articles.length === 1 ? "1 article has" : `${articles.length} articles have`;
  const message = `the tag ${quote(name)} is nearly ${quote(other)}, which ${count}`;
  const alike = toDiagnostic("tag-alike", toPlace(article), message, `write ${quote(other)}, if that is meant`);
  // Two spellings that are about as frequent may well be two words.
  const isSafe = articles.length >= 2 * own.length && PLAIN.test(other) && !/^(?:true|false|null)$/i.test(other);
  return isSafe ? { ...alike, fix: { remove: name, insert: other } } : alike;
}

function toSingle(article: Article, name: string): Diagnostic {
  const advice = "use a tag that others have, or leave it out: its page would list this article alone";
  return toDiagnostic("tag-single", toPlace(article), `no other article has the tag ${quote(name)}`, advice);
}

function toPlace({ file, lines }: Article) {
  return { file, line: lines.tags ?? 1 };
}
