import type { Paragraph, Root, RootContent } from "mdast";
import { countBreaks, type Distance, movePoint, type Span, shift, splitParts } from "./parts.ts";

/** Paragraphs of prose with nothing but blank lines between them. */
interface Run {
  readonly start: number;
  end: number;
  /** Breaks of line between start and end. */
  breaks: number;
  readonly paragraphs: Paragraph[];
}

/** What may mean something in CommonMark or GFM wherever it stands: marks, addresses, and blanks at the end of a line. */
const MARK = /[\\`*_[\]<>&~|@]|[^\P{Cc}\n]|:\/\/|[wW]{3}\.| (?:\n|$)/u;

/** A line that begins with neither a letter nor a quotation, and so may be another than one of a paragraph. */
const OTHER_LINE = /(?:^|\n)(?![\p{L}"'“”‘’„«»(¿¡])/u;

/**
 * Reads a text with a letter in place of each run of prose, and puts the paragraphs there afterwards. Most of a
 * story is prose, and reading that letter by letter most of what parsing costs. The tree is the one that `read` makes of the whole.
 *
 * What makes this right is that lines which begin with a letter and hold no mark open and end the same blocks whatever
 * they say: between blank lines they are a paragraph. Where they are not, in an open fence or raw HTML, the letter
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
    const prose = toProse(text, part);
    if (prose === null) {
      last = null;
      continue;
    }
    const paragraph = toParagraph(prose, { line, offset: part.start });
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

/** The part without the break at the end of a text; null where it is not prose alone. */
function toProse(text: string, { start, end }: Span): string | null {
  const prose = text.slice(start, end === text.length && text.endsWith("\n") ? end - 1 : end);
  return MARK.test(prose) || OTHER_LINE.test(prose) ? null : prose;
}

function toParagraph(value: string, { line, offset }: Distance): Paragraph {
  const toPosition = () => ({
    start: { line, column: 1, offset },
    end: {
      line: line + countBreaks(value),
      column: value.length - value.lastIndexOf("\n"),
      offset: offset + value.length,
    },
  });
  const text = { type: "text" as const, value, position: toPosition() };
  return { type: "paragraph", children: [text], position: toPosition() };
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
