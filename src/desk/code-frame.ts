/** Columns of a long line that are shown: a paragraph is one line. */
const WIDTH = 96;

/** Characters that take two columns on a terminal: East Asian letters and pictures. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}]/u;
/** Characters that take no column, since they sit on the letter before them. */
const NARROW = /\p{M}|\u200c|\u200d|\ufe0f/u;

/**
 * The line of a problem with a caret under its column, or null where there is no such line.
 * `line` and `column` count from 1, `column` in UTF-16 code units.
 */
export function toCodeFrame(text: string, line: number, column: number): string | null {
  const whole = text.split("\n")[line - 1];
  if (whole === undefined || whole.trim() === "") return null;
  const at = Math.min(column - 1, whole.length);
  const from = whole.length <= WIDTH ? 0 : Math.max(0, Math.min(at - WIDTH / 2, whole.length - WIDTH));
  const before = `${from > 0 ? "…" : ""}${toShown(whole.slice(from, at).toWellFormed())}`;
  const after = toShown(whole.slice(at, from + WIDTH).toWellFormed());
  const end = from + WIDTH < whole.length ? "…" : "";
  const number = String(line);
  const margin = " ".repeat(number.length);
  return `    ${number} | ${before}${after}${end}\n    ${margin} | ${" ".repeat(toWidth(before))}^`;
}

/** Author text that can neither colour a terminal nor turn its direction; a tab is one space, to keep carets true. */
function toShown(text: string): string {
  return text
    .replaceAll("\t", " ")
    .replaceAll(/[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, "\ufffd");
}

function toWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NARROW.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
