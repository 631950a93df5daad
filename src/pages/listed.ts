import type { Article, Listed } from "../article/article.ts";
import type { Memory } from "../base/memory.ts";

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
  return before.length === now.length && now.every(({ listed }, place) => listed === before[place]?.listed);
}
