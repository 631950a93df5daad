import type { Article, Named } from "../article/article.ts";
import { differInSigns } from "../article/named.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";
import { createAlikeFinder } from "./alike-names.ts";

/** A tag of one language, or an author, and the articles that have it. */
interface TagUse {
  readonly name: string;
  readonly articles: readonly Article[];
}

/**
 * Tags that only one article has, that are nearly another one's name, or that have another one's page. Languages are
 * looked at one by one.
 */
export function findTagProblems(articles: readonly Article[]): readonly Diagnostic[] {
  const byLanguage = Map.groupBy(articles, ({ language }) => language);
  return [...byLanguage.values()].flatMap((own) => {
    const uses = toUses(own, ({ tags }) => tags);
    return [
      ...findProblemsOfLanguage(uses),
      ...[...uses].flatMap(([slug, { articles }]) => findShared(slug, articles)),
    ];
  });
}

/** `C#` in the articles of `C`: of two that differ in signs, the rarer one is told, or the later one. */
function findShared(slug: string, articles: readonly Article[]): readonly Diagnostic[] {
  const toName = ({ tags }: Article): string => tags.find((tag) => tag.slug === slug)?.name ?? "";
  const byName = Map.groupBy(articles, toName);
  const [usual] = [...byName].reduce((a, b) => (b[1].length > a[1].length ? b : a));
  return articles.flatMap((article) => {
    const name = toName(article);
    if (!differInSigns(name, usual)) return [];
    const message = `the tag ${quote(name)} has the page of ${quote(usual)}: signs do not count in addresses`;
    const advice = `write it in letters, such as C sharp; or write ${quote(usual)}, if that is meant`;
    return toDiagnostic("tag-shared", toPlace(article), message, advice);
  });
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

/** Whether a name needs no quotes in YAML wherever it stands, and takes none away. */
function isPlainName(name: string): boolean {
  const isWords = /^\p{L}[\p{L}\p{M}\p{N}]*(?:[ -][\p{L}\p{M}\p{N}]+)*$/u.test(name);
  return isWords && !/^(?:true|false|null)$/i.test(name);
}

function toAlike(article: Article, { name, articles: own }: TagUse, { name: other, articles }: TagUse): Diagnostic {
  const count = articles.length === 1 ? "1 article has" : `${articles.length} articles have`;
  const message = `the tag ${quote(name)} is nearly ${quote(other)}, which ${count}`;
  const alike = toDiagnostic("tag-alike", toPlace(article), message, `write ${quote(other)}, if that is meant`);
  // Two spellings that are about as frequent may well be two words.
  const isSafe = articles.length >= 2 * own.length && isPlainName(other);
  return isSafe ? { ...alike, fix: { remove: name, insert: other } } : alike;
}

function toSingle(article: Article, name: string): Diagnostic {
  const advice = "use a tag that others have, or leave it out: its page would list this article alone";
  const told = toDiagnostic("tag-single", toPlace(article), `no other article has the tag ${quote(name)}`, advice);
  return { ...told, missing: [`/tags/${name}/`] };
}

function toPlace({ file, lines }: Article) {
  return { file, line: lines.tags ?? 1 };
}
