import type { Root, RootContent } from "mdast";
import { countBreaks } from "../base/text-place.ts";
import { ITEM_LINE } from "./open-lists.ts";
import { type Distance, movePoint, type Span, shift, splitParts } from "./parts.ts";
import { type Notes, toNoteIdentifier } from "./phrasing.ts";
import { type ProseBlock, readBlocks } from "./prose-blocks.ts";

/** A run of blocks that are known without reading the whole text, with only blank lines between them. */
interface Run {
  readonly start: number;
  end: number;
  /** Breaks of line between start and end. */
  breaks: number;
  readonly blocks: ProseBlock[];
}

/**
 * Reads a text with a letter in place of each run of prose, and puts the blocks of prose there afterwards: paragraphs,
 * tables, and headings, quotes, items and notes of one line. Most of a story is prose, and most of what parsing costs
 * is to read it letter by letter. The tree is the one that `read` makes of the whole text.
 * This is right for two reasons. Lines that begin with a letter, or with a mark that belongs to their phrasing
 * (`readPhrasing`), open and end the same blocks whatever they say. And after a blank line a heading, a table, a quote,
 * a note or a list at the margin ends the same blocks as a paragraph does.
 * A list may belong to one beside it, and a fence that is open in a list ends a line later before a quote, a list or a
 * note than before a paragraph; so these are given to `read` unless prose stands above them. If one of the letters is
 * no paragraph, as in an open fence or raw HTML, the whole text is read.
 */
export function readAroundProse(text: string, read: (text: string) => Root): Root {
  const notes = findNotes(text);
  let runs = findRuns(text, notes);
  let rest = toRest(text, runs);
  // If the rest may refer to notes, their definitions have to stay in it.
  if (notes.size > 0 && rest.includes("[^")) {
    runs = findRuns(text, new Set());
    rest = toRest(text, runs);
  }
  if (runs.length === 0) return read(text);
  return putBack(read(rest), runs) ?? read(text);
}

function findNotes(text: string): Notes {
  if (!text.includes("[^")) return new Set();
  return new Set(Array.from(text.matchAll(/^\[\^([\w-]+)\]:/gm), ([, label = ""]) => toNoteIdentifier(label)));
}

/** The text with a letter in place of each run. */
function toRest(text: string, runs: readonly Run[]): string {
  let rest = "";
  let end = 0;
  for (const run of runs) {
    rest += `${text.slice(end, run.start)}x`;
    end = run.end;
  }
  return rest + text.slice(end);
}

function findRuns(text: string, notes: Notes): readonly Run[] {
  const runs: Run[] = [];
  let last: Run | null = null;
  let line = 1;
  let seen = 0;
  const parts = splitParts(text);
  const hasItem = (part: Span | undefined): boolean =>
    part !== undefined && ITEM_LINE.test(text.slice(part.start, part.end));
  for (const [index, part] of parts.entries()) {
    line += countBreaks(text.slice(seen, part.start));
    seen = part.start;
    const prose = trimEnd(text, part);
    const blocks = readBlocks(prose, { line, column: 1, offset: part.start }, notes);
    const type = blocks?.[0]?.type;
    const mayGoOn = type === "list" && (hasItem(parts[index - 1]) || hasItem(parts[index + 1]));
    const isContainer = type === "list" || type === "blockquote" || type === "footnoteDefinition";
    const mayEndOtherwise = isContainer && last === null && index > 0;
    if (blocks === null || mayGoOn || mayEndOtherwise) {
      last = null;
      continue;
    }
    if (last === null) {
      last = { start: part.start, end: part.start, breaks: 0, blocks: [] };
      runs.push(last);
    }
    last.breaks += countBreaks(text.slice(last.end, part.start + prose.length));
    last.end = part.start + prose.length;
    last.blocks.push(...blocks);
  }
  return runs;
}

/** A part without the break at the end of the text. */
function trimEnd(text: string, { start, end }: Span): string {
  return text.slice(start, end === text.length && text.endsWith("\n") ? end - 1 : end);
}

/** The tree with the blocks in place of the letters. Null if one of the letters is no paragraph. */
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
    // A text that ends with prose ends where the prose does.
    const last = children.at(-1)?.position?.end;
    if (end.offset === last?.offset) Object.assign(end, last);
  }
  return { ...mdast, children };
}
