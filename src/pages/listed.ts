import type { Article, Listed } from "../article/article.ts";
import type { Memory } from "../base/memory.ts";

/**
 * Articles as lists see them. The array is the same as at the last build if only texts have changed, so whatever was
 * made of it need not be made again. Its items may be older than that build: only what their type shows may be
 * compared.
 */
export function toListed(articles: readonly Article[], memory: Memory): readonly Listed[] {
  return memory.revise<readonly Listed[]>("listed", (before) => {
    return before !== null && areAlike(before, articles) ? before : articles;
  });
}

function areAlike(before: readonly Listed[], now: readonly Article[]): boolean {
  return before.length === now.length && now.every(({ listed }, place) => listed === before[place]?.listed);
}
