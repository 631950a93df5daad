import type { Paragraph, Root, RootContent } from "mdast";
import { countBreaks, type Distance, movePoint, type Span, shift, splitParts } from "./parts.ts";
import { readPhrasing } from "./phrasing.ts";

/** Paragraphs of prose with nothing but blank lines between them. */
interface Run {
  readonly start: number;
  end: number;
  /** Breaks of line between start and end. */
  breaks: number;
  readonly paragraphs: Paragraph[];
}

/** What may mean something wherever it stands: control characters, and blanks at the end of a line. */
const ODD = /[^\P{Cc}\n]| (?:\n|$)/u;

/** A line that may be another than one of a paragraph; those that begin with marks of emphasis and brackets are read. */
const OTHER_LINE = /(?:^|\n)(?![\p{L}"'“”‘’„«»(¿¡…—–$€£*_[`]|\d+(?:[^\d.)]|[.)]\S))/u;

/**
 * Reads a text with a letter in place of each run of prose, and puts the paragraphs there afterwards. Most of a
 * story is prose, and reading that letter by letter most of what parsing costs. The tree is the one that `read` makes of the whole.
 *
 * What makes this right is that lines which begin with a letter, or with a mark that belongs to their phrasing (`readPhrasing`), open
 * and end the same blocks whatever they say: between blank lines they are a paragraph. Where they are not, in an open fence or raw HTML, the letter
 * is none either, and the whole is read.
 */
export function readAroundProse(text: string, read: (text: string) => Root): Root {
  const runs = findRuns(text);
  if (runs.length === 0) return read(text);
  let rest = "";
  let end = 0;
  for (const run of runs) {
    rest += `${text.slice(end, run.start)}x`;
    end = run.end;
  }
  return putBack(read(rest + text.slice(end)), runs) ?? read(text);
}

function findRuns(text: string): readonly Run[] {
  const runs: Run[] = [];
  let last: Run | null = null;
  let line = 1;
  let seen = 0;
  for (const part of splitParts(text)) {
    line += countBreaks(text.slice(seen, part.start));
    seen = part.start;
    const prose = trimEnd(text, part);
    const paragraph = readParagraph(prose, { line, offset: part.start });
    if (paragraph === null) {
      last = null;
      continue;
    }
    if (last === null) {
      last = { start: part.start, end: part.start, breaks: 0, paragraphs: [] };
      runs.push(last);
    }
    last.breaks += countBreaks(text.slice(last.end, part.start + prose.length));
    last.end = part.start + prose.length;
    last.paragraphs.push(paragraph);
  }
  return runs;
}

/** The part without the break at the end of a text. */
function trimEnd(text: string, { start, end }: Span): string {
  return text.slice(start, end === text.length && text.endsWith("\n") ? end - 1 : end);
}

/** Null where the part is not, or may not be, one paragraph of prose. */
function readParagraph(text: string, at: Distance): Paragraph | null {
  const children = ODD.test(text) || OTHER_LINE.test(text) ? null : readPhrasing(text, at);
  if (children === null) return null;
  const start = { line: at.line, column: 1, offset: at.offset };
  const end = {
    line: at.line + countBreaks(text),
    column: text.length - text.lastIndexOf("\n"),
    offset: at.offset + text.length,
  };
  return { type: "paragraph", children, position: { start, end } };
}

/** The tree with the paragraphs in place of the letters; null where one of these is no paragraph. */
function putBack(mdast: Root, runs: readonly Run[]): Root | null {
  const children: RootContent[] = [];
  const left = runs.values();
  let run = left.next().value;
  let by: Distance = { line: 0, offset: 0 };
  for (const child of mdast.children) {
    const start = child.position?.start.offset ?? 0;
    if (run === undefined || start !== run.start - by.offset) {
      shift(child, by);
      children.push(child);
      continue;
    }
    if (child.type !== "paragraph" || child.position?.end.offset !== start + 1) return null;
    children.push(...run.paragraphs);
    by = { line: by.line + run.breaks, offset: by.offset + run.end - run.start - 1 };
    run = left.next().value;
  }
  if (run !== undefined) return null;
  const end = mdast.position?.end;
  if (end !== undefined) {
    movePoint(end, by);
    // What ends with prose ends where that does.
    const last = children.at(-1)?.position?.end;
    if (end.offset === last?.offset) Object.assign(end, last);
  }
  return { ...mdast, children };
}
