import { type Diagnostic, quote } from "../base/diagnostic.ts";
import type { ProseLine, Tell } from "./prose-lines.ts";

/** `---` or `===` below text (CommonMark 0.31, §4.3) */
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
/** Begins a block of another kind, or is a row of a table. */
const NO_PARAGRAPH = /^(?: {4}|\t| {0,3}(?:[-*+](?:\s|$)|\d+[.)](?:\s|$)|[>#<:]|[-*_=]{2,}\s*$)|.*\|)/;
/** As sentences end; a heading may ask, or exclaim. */
const SENTENCE = /[.,;:…]["'”’»)*_\]]*\s*$/;

/** Finds rules that turn the text above them into a heading: several lines, or a sentence much longer than the rule. */
export function findHeadingSlips(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  return lines.flatMap((line, index): readonly Diagnostic[] => {
    const mark = UNDERLINE.exec(line.text)?.[1];
    if (mark === undefined) return [];
    const above = toBlockAbove(lines, index);
    const last = above.at(-1)?.text ?? "";
    const isSentence = SENTENCE.test(last) && last.trim().length > 2 * mark.length;
    if (above.some(({ text }) => NO_PARAGRAPH.test(text)) || above.length === 0) return [];
    if (above.length < 2 && !isSentence && !/^--?$/.test(mark)) return [];
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

/** Signs of a block with something else behind them than a blank. */
const STUCK: readonly { readonly pattern: RegExp; readonly next: RegExp }[] = [
  { pattern: /^ {0,3}(-)([^\s-].*)$/, next: /^ {0,3}-[^\s-]/ },
  { pattern: /^ {0,3}(\*)([^\s*][^*]*)$/, next: /^ {0,3}\*[^\s*][^*]*$/ },
  { pattern: /^ {0,3}(1[.)])([^\s\d.)].*)$/, next: /^ {0,3}2[.)][^\s\d.)]/ },
  { pattern: /^ {0,3}([–—]) (\S.*)$/, next: /^ {0,3}[–—] \S/ },
];

/** Finds lists whose first two lines are none, because a blank is missing behind their signs, or these are dashes. */
export function findListSlips(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  return lines.flatMap((line, index): readonly Diagnostic[] => {
    const [above, below] = [lines[index - 1], lines[index + 1]];
    const isFirst = above?.line !== line.line - 1 || above.text.trim() === "";
    if (!isFirst || below?.line !== line.line + 1 || line.text.includes("|")) return [];
    const stuck = STUCK.find(({ pattern, next }) => pattern.test(line.text) && next.test(below.text));
    const [, sign = "", words = ""] = stuck?.pattern.exec(line.text) ?? [];
    if (sign === "") return [];
    const message = "this line and the next are no items of a list, so they run into one another";
    return [tell(line, 1, message, `write ${/[–—]/.test(sign) ? "-" : sign} ${words}`)];
  });
}

/** A line that ends a block, without the text that may stand behind it. */
const COLONS = /^ {0,3}:{3,}\s*$/;
const OPENING = /^ {0,3}(?:> ?)*:{3,}\s*[^\s:]/;

/** Finds lines of colons that end nothing, since as many blocks have ended before them as begin: readers see them. */
export function findColonSlips(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  let open = 0;
  return lines.flatMap((line): readonly Diagnostic[] => {
    if (OPENING.test(line.text)) open += 1;
    if (!COLONS.test(line.text)) return [];
    open -= 1;
    if (open >= 0) return [];
    open = 0;
    return [tell(line, 1, "the colons end no block, so readers see them", "remove the line")];
  });
}

/** Markdown that is indented like code: a heading, an item of a list, a quote, a picture alone, a directive. */
const INDENTED_MARK =
  /^(?: {4,}|\t\s*)(?:#{2,6} \S|[-*+] +[\p{Lu}[*]|\d{1,2}[.)] +\p{Lu}|> +\p{Lu}|!\[[^\][]*\]\(\S+\)\s*$|::+[a-z]+[[{])/u;

/** A sentence that is indented like code. */
const INDENTED = /^(?: {4}|\t)\s*[\p{Lu}“"¿¡«](?=(?:\S*\s+){7}).*\p{L}[.!?…]["”’»)]*\s*$/u;

/**
 * Finds paragraphs that begin with a tab or four blanks, as on paper: they are code. What belongs to a list is indented
 * too.
 */
export function findIndentSlips(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  let isInList = false;
  return lines.flatMap((line, index): readonly Diagnostic[] => {
    const isFirst = (lines[index - 1]?.text.trim() ?? "") === "";
    if (/^ {0,3}(?:[-*+]|\d+[.)]|\[\^)/.test(line.text)) isInList = true;
    else if (isFirst && /^\S/.test(line.text)) isInList = false;
    if (isInList || !isFirst) return [];
    const isMarked = INDENTED_MARK.test(line.text);
    if (!isMarked && !INDENTED.test(line.text)) return [];
    const what = isMarked ? "the line" : "the paragraph";
    return [tell(line, 1, `${what} is shown as code, for it is indented`, "remove the blanks before it")];
  });
}
