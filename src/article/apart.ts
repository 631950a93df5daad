import type { Nodes, Root, RootContent } from "mdast";
import { countBreaks } from "../base/text-place.ts";
import { hasOpenList } from "./open-lists.ts";
import { type Distance, type Span, shift, splitParts } from "./parts.ts";

/** A reader of Markdown that is cheap, and right for most texts. */
export interface CheapReader {
  /** Why a text, or a part of it, is not for this reader; or null. */
  readonly findTextReason: (text: string) => string | null;
  /** Why a tree, or a block of it, that this reader made may not be the right one; or null. */
  readonly findTreeReason: (node: Nodes) => string | null;
  readonly read: (text: string) => Root;
}

export interface Reading {
  readonly mdast: Root;
  /** Why the text, or a part of it, was not for the cheap reader; null where all of it was. */
  readonly reason: string | null;
}

type Read = CheapReader["read"];

/**
 * Reads a text with the cheap reader, and in full only those paragraphs, tables and notes that need it. The tree is the
 * one that `readFully` makes of the whole text.
 * This is right because CommonMark is read line by line: a blank line with a line at the margin after it ends every
 * block, except an open fence, raw HTML and a list that goes on. So a part that opens none of these (`OPEN`) gives the
 * same blocks alone as in its place, provided that letters in that place are a paragraph.
 */
export function readApart(text: string, cheap: CheapReader, readFully: Read): Reading {
  let reason = cheap.findTextReason(text);
  if (reason === null) {
    const mdast = cheap.read(text);
    reason = cheap.findTreeReason(mdast);
    if (reason === null) return { mdast, reason };
  }
  return { mdast: readParts(text, cheap, readFully) ?? readFully(text), reason };
}

interface Part extends Span {
  readonly text: string;
  readonly kind: "cheap" | "apart" | "definitions";
}

/**
 * Lines that open a block which a blank line does not end (a list, HTML, a fence, a directive), or on which others
 * depend (a definition), and what may stand only at the beginning of a text. In a quote anything may begin, since it
 * ends with the quote.
 */
const OPEN = /^[ \t]*(?:[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|<|```|~~~)|^[ \t>]*::|^(?:---|\ufeff)|\]:|\n\n/m;
/** Lines that may be code by their indentation, below which remark takes fewer lists for one; and lists. */
const INDENTED = /^(?: {4}| *\t)/m;
const LIST = /^(?:[-+*]|\d{1,9}[.)])/;
const NOTE_LABELS = /^\[\^[^\][\s]+\]:/gm;
const DEFINITIONS = /^(?:\[[^\][\n^][^\][\n]*\]:[ \t]+\S+(?:\n|$))+$/;

/** The tree, or null where the parts cannot be told apart. */
function readParts(text: string, cheap: CheapReader, readFully: Read): Root | null {
  let parts = findParts(text, cheap);
  // The second round reads what only the tree of the first shows to need it.
  for (let round = 0; round < 2; round++) {
    if (!parts.every(isOnItsOwn) || hasOpenList(text, parts)) return null;
    const mdast = readRest(text, parts, cheap);
    if (mdast === null) return null;
    const suspects = mdast.children.filter((child) => cheap.findTreeReason(child) !== null);
    if (suspects.length === 0) return exchange(mdast, parts, readFully);
    const found = takeEach(suspects, parts);
    parts = parts.map((part, index) => (found[index]?.length ? { ...part, kind: "apart" } : part));
  }
  return null;
}

/** The blocks that begin in each of the ranges. Both are in the order of the text. */
function takeEach(
  blocks: readonly RootContent[],
  ranges: readonly { readonly end: number }[],
): readonly (readonly RootContent[])[] {
  let taken = 0;
  return ranges.map(({ end }) => {
    const first = taken;
    while (taken < blocks.length && toStart(blocks[taken]).offset < end) taken++;
    return blocks.slice(first, taken);
  });
}

function toStart(block: RootContent | undefined): Distance {
  const { offset = 0, line = 1 } = block?.position?.start ?? {};
  return { offset, line };
}

function findParts(text: string, { findTextReason }: CheapReader): readonly Part[] {
  return splitParts(text).map(({ start, end }) => {
    const part = text.slice(start, end);
    const kind = DEFINITIONS.test(part) ? "definitions" : findTextReason(part) === null ? "cheap" : "apart";
    return { start, end, text: part, kind };
  });
}

/**
 * Whether a part can be read on its own: one that is read apart ends within its place, and any other defines nothing to
 * which that may refer.
 */
function isOnItsOwn({ kind, text }: Part, index: number, parts: readonly Part[]): boolean {
  if (kind === "apart") {
    const isBeforeList = INDENTED.test(text) && LIST.test(parts[index + 1]?.text ?? "");
    return !isBeforeList && !OPEN.test(text.replaceAll(NOTE_LABELS, ""));
  }
  return kind === "definitions" || !text.includes("]:");
}

/**
 * The tree of the text with letters in place of the parts that are read apart. Null if it cannot be had, or if one of
 * the letters is no paragraph in it.
 */
function readRest(text: string, parts: readonly Part[], cheap: CheapReader): Root | null {
  let rest = "";
  for (const { kind, start, end, text: part } of parts) {
    if (kind === "apart") rest += text.slice(rest.length, start) + part.replaceAll(/[^\n]/g, "x");
    else rest += text.slice(rest.length, end);
  }
  if (cheap.findTextReason(rest) !== null) return null;
  const mdast = cheap.read(rest);
  const types = new Map(mdast.children.map((block) => [toStart(block).offset, block.type]));
  const isThere = ({ kind, start }: Part): boolean =>
    kind === "cheap" || types.get(start) === (kind === "apart" ? "paragraph" : "definition");
  return parts.every(isThere) ? mdast : null;
}

/**
 * Puts the blocks that `readFully` makes of the parts into their places. It sees the definitions, which have theirs.
 */
function exchange(mdast: Root, parts: readonly Part[], readFully: Read): Root {
  const read = parts.filter(({ kind }) => kind !== "cheap");
  const places = toPlaces(read);
  const found = takeEach(readFully(read.map(({ text }) => text).join("\n\n")).children, places);
  const indices = new Map(read.flatMap(({ kind, start }, index) => (kind === "apart" ? [[start, index]] : [])));
  const children = mdast.children.flatMap((block) => {
    const { offset, line } = toStart(block);
    const index = indices.get(offset);
    const [blocks, place] = index === undefined ? [] : [found[index], places[index]];
    if (blocks === undefined || place === undefined) return [block];
    for (const child of blocks) shift(child, { offset: offset - place.start, line: line - place.line });
    return blocks;
  });
  return { ...mdast, children };
}

/** Where each text begins and ends among all of them with a blank line between. */
function toPlaces(
  texts: readonly { readonly text: string }[],
): readonly { readonly start: number; readonly end: number; readonly line: number }[] {
  let start = 0;
  let line = 1;
  return texts.map(({ text }) => {
    const place = { start, end: start + text.length, line };
    start = place.end + 2;
    line += countBreaks(text) + 2;
    return place;
  });
}
