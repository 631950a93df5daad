import type { Diagnostic } from "../base/diagnostic.ts";
import { quote } from "../base/diagnostic.ts";
import type { ProseLine, Tell } from "./prose-lines.ts";

/** `---` or `===` below text (CommonMark 0.31, §4.3) */
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
/** Begins a block of another kind, or is a row of a table. */
const NO_PARAGRAPH = /^(?: {4}|\t| {0,3}(?:[-*+](?:\s|$)|\d+[.)](?:\s|$)|[>#<:]|[-*_=]{2,}\s*$)|.*\|)/;
/** As sentences end; a heading may ask, or exclaim. */
const SENTENCE = /[.,;:…]["'”’»)*_\]]*\s*$/;

/** Rules that make a heading of the text above them: of several lines, or of a sentence that is much longer than the line. */
export function findHeadingSlips(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  return lines.flatMap((line, index): readonly Diagnostic[] => {
    const mark = UNDERLINE.exec(line.text)?.[1];
    if (mark === undefined) return [];
    const above = toBlockAbove(lines, index);
    const last = above.at(-1)?.text ?? "";
    const isSentence = SENTENCE.test(last) && last.trim().length > 2 * mark.length;
    if (above.some(({ text }) => NO_PARAGRAPH.test(text)) || (above.length < 2 && !isSentence)) return [];
    const meant = mark === "-" ? "list" : "rule";
    const what = mark.startsWith("=") ? "write --- and leave a line blank above it" : "leave a line blank above it";
    return [tell(line, 1, "the text above this line is a heading, by this line", `${what}, if a ${meant} was meant`)];
  });
}

/** The lines between a line and the blank one above it. */
function toBlockAbove(lines: readonly ProseLine[], index: number): readonly ProseLine[] {
  let start = index;
  while (lines[start - 1]?.line === (lines[start]?.line ?? 0) - 1 && lines[start - 1]?.text.trim() !== "") start -= 1;
  return lines.slice(start, index);
}

/** `[ ] Ask`, `- [] Ask`, `-[ ] Ask` */
const TASK = /^([ \t]*)(?:\[([ xX]?)\]|([-*+])(?: +\[()\]|\[([ xX]?)\]))[ \t]+(\S.*)$/;

/** Tasks that are no items of a list, or have no blank where one must be. */
export function findTaskSlips(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  return lines.flatMap((line): readonly Diagnostic[] => {
    const [whole, indent = "", alone, bullet = "-", , stuck, words = ""] = TASK.exec(line.text) ?? [];
    if (whole === undefined || /^(?: {4}|\t)/.test(whole)) return [];
    const task = `${bullet} [${(alone ?? stuck) || " "}] ${words}`;
    return [tell(line, indent.length + 1, `${quote(whole.trim())} is no task of a list`, `write ${task}`)];
  });
}
