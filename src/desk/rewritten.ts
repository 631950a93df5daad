import type { Article } from "../article/article.ts";

/**
 * Which of `others` an article most likely is, where neither file, address nor text is the same: the one with its
 * headline and date, else the only one with its minute of publication, section and language, if no other of `siblings`
 * (all that might be looked for) has these too. A date without a time is that of a whole day's articles, and says
 * nothing.
 */
export function findRewritten(
  article: Article,
  others: readonly Article[],
  siblings: readonly Article[],
): Article | undefined {
  const named = others.find(({ headline, date }) => headline === article.headline && date.ms === article.date.ms);
  if (named !== undefined || !article.date.hasTime) return named;
  const [only, ...more] = others.filter((other) => isOfOneMinute(article, other));
  const isAlone = siblings.every((sibling) => sibling === article || !isOfOneMinute(article, sibling));
  return more.length === 0 && isAlone ? only : undefined;
}

function isOfOneMinute(a: Article, b: Article): boolean {
  return a.date.hasTime && a.date.ms === b.date.ms && a.section.slug === b.section.slug && a.language === b.language;
}
