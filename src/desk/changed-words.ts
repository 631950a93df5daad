import { isOneStepFrom } from "./alike-names.ts";

/** What stood there and what stands there, with a word on either side. */
export interface WordChange {
  readonly before: string;
  readonly after: string;
}

/** Words that are shown of a change. */
const MOST_SHOWN = 8;

/** The words of HTML, in lower case. Marks, typography and addresses are not what an article says. */
export function toWords(html: string): readonly string[] {
  const text = html.replaceAll(/\u0001\d+\u0001|<[^>]*>|&[#\w]+;/g, " ");
  return (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/**
 * Finds the first place where two texts differ in more than a typing mistake: a word more, a word less, or one that is
 * more than a letter away from the other. A short word or number is another one as soon as anything of it differs: not
 * and now, 18 and 19.
 */
export function findChangedWords(before: readonly string[], after: readonly string[]): WordChange | null {
  const isSame = (a: string | undefined, b: string | undefined) => a === b || isTypo(a, b);
  let start = 0;
  while (start < Math.max(before.length, after.length) && isSame(before[start], after[start])) start++;
  if (start >= before.length && start >= after.length) return null;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && isSame(before.at(-1 - end), after.at(-1 - end))) end++;
  return { before: toPassage(before, start, end), after: toPassage(after, start, end) };
}

function isTypo(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return Math.min(a.length, b.length) >= 5 && !/\p{N}/u.test(a + b) && isOneStepFrom(a, b);
}

function toPassage(words: readonly string[], start: number, end: number): string {
  const passage = words.slice(Math.max(0, start - 1), Math.max(start + 1, words.length - end + 1));
  return passage.length <= MOST_SHOWN ? passage.join(" ") : `${passage.slice(0, MOST_SHOWN).join(" ")} …`;
}
