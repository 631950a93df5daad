import type { Article, Listed } from "../article/article.ts";
import type { Memory } from "../base/memory.ts";

/**
 * What lists do not see of an article. The lede is shown where there is no dek, and then the teaser's digest tells of
 * it.
 */
const TEXT: ReadonlySet<string> = new Set<Exclude<keyof Article, keyof Listed> | "lede">([
  "lede",
  "digest",
  "body",
  "references",
  "outLinks",
  "ids",
  "entries",
  "extras",
  "words",
  "lines",
]);

/**
 * Articles as lists see them: the same array as at the last build where nothing but texts has changed, so that whatever
 * was made of it need not be made again. Its items may be of that time: beside what their type tells they are not to be
 * compared.
 */
export function toListed(articles: readonly Article[], memory: Memory): readonly Listed[] {
  return memory.revise<readonly Listed[]>("listed", (before) => {
    return before !== null && areAlike(before, articles) ? before : articles;
  });
}

function areAlike(before: readonly Listed[], now: readonly Article[]): boolean {
  if (before.length !== now.length) return false;
  return now.every((article, place) => article === before[place] || toShown(article) === toShown(before[place]));
}

function toShown(article: Listed | undefined): string {
  return JSON.stringify(Object.entries(article ?? {}).filter(([name]) => !TEXT.has(name)));
}
