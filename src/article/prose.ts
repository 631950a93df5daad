import type { Blockquote, Heading, Paragraph, Root, RootContent } from "mdast";
import { countBreaks, type Distance, movePoint, type Place, type Span, shift, splitParts } from "./parts.ts";
import { readPhrasing } from "./phrasing.ts";

/** Blocks that are known without reading the whole, with nothing but blank lines between them. */
interface Run {
  readonly start: number;
  end: number;
  /** Breaks of line between start and end. */
  breaks: number;
  readonly blocks: ProseBlock[];
}

type ProseBlock = Paragraph | Heading | Blockquote;

/** What may mean something wherever it stands: control characters, and blanks at the end of a line. */
const ODD = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]| (?:\n|$)/;

/** A line that may be another than one of a paragraph; those that begin with marks of emphasis and brackets are read. */
const OTHER_LINE = /(?:^|\n)(?![\p{L}"'“”‘’„«»(¿¡…—–$€£*_[`]|\d+(?:[^\d.)]|[.)]\S))/u;

const HEADING = /^(#{1,6} )[^ \n][^\n]*(?<!#)$/;
const QUOTE = /^> [^\n]+$/;

/**
 * Reads a text with a letter in place of each run of prose, and puts the blocks there afterwards: paragraphs, and headings and
 * quotes of one line. Most of a story is prose, and reading that letter by letter most of what parsing costs. The tree is the one
 * that `read` makes of the whole.
 *
 * What makes this right is that lines which begin with a letter, or with a mark that belongs to their phrasing (`readPhrasing`),
 * open and end the same blocks whatever they say, and that after a blank line a heading or a quote at the margin ends the same
 * blocks as a paragraph. Where the letter is no paragraph, in an open fence or raw HTML, the whole is read.
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
    const block = readBlock(prose, { line, column: 1, offset: part.start });
    if (block === null) {
      last = null;
      continue;
    }
    if (last === null) {
      last = { start: part.start, end: part.start, breaks: 0, blocks: [] };
      runs.push(last);
    }
    last.breaks += countBreaks(text.slice(last.end, part.start + prose.length));
    last.end = part.start + prose.length;
    last.blocks.push(block);
  }
  return runs;
}

/** The part without the break at the end of a text. */
function trimEnd(text: string, { start, end }: Span): string {
  return text.slice(start, end === text.length && text.endsWith("\n") ? end - 1 : end);
}

/** Null where the part is not, or may not be, one block of prose. */
function readBlock(text: string, start: Place): ProseBlock | null {
  if (ODD.test(text)) return null;
  if (text.startsWith("#")) return readHeading(text, start);
  if (!text.startsWith(">")) return readParagraph(text, start);
  const paragraph = QUOTE.test(text) ? readParagraph(text.slice(2), move(start, 2)) : null;
  if (paragraph === null) return null;
  return { type: "blockquote", children: [paragraph], position: toPosition(text, start) };
}

function readHeading(text: string, start: Place): Heading | null {
  const mark = HEADING.exec(text)?.[1];
  if (mark === undefined) return null;
  const children = readPhrasing(text.slice(mark.length), move(start, mark.length));
  if (children === null) return null;
  const depth = (mark.length - 1) as Heading["depth"];
  return { type: "heading", depth, children, position: toPosition(text, start) };
}

function readParagraph(text: string, start: Place): Paragraph | null {
  const children = OTHER_LINE.test(text) ? null : readPhrasing(text, start);
  return children === null ? null : { type: "paragraph", children, position: toPosition(text, start) };
}

function move({ line, column, offset }: Place, by: number): Place {
  return { line, column: column + by, offset: offset + by };
}

function toPosition(text: string, start: Place): Paragraph["position"] & object {
  const breaks = countBreaks(text);
  const column = breaks === 0 ? start.column + text.length : text.length - text.lastIndexOf("\n");
  return { start: { ...start }, end: { line: start.line + breaks, column, offset: start.offset + text.length } };
}

/** The tree with the blocks in place of the letters; null where one of these is no paragraph. */
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
    children.push(...run.blocks);
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
