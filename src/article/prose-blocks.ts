import type { Blockquote, FootnoteDefinition, Heading, List, ListItem, Paragraph, Table } from "mdast";
import type { Start } from "./parts.ts";
import { type Notes, readPhrasing, toNoteIdentifier } from "./phrasing.ts";
import { move, toPosition } from "./places.ts";
import { readTable } from "./prose-table.ts";

export type ProseBlock = Paragraph | Heading | Blockquote | List | Table | FootnoteDefinition;

/** Control characters, which may have a meaning wherever they stand. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/**
 * How a line of a paragraph begins. Lines that begin with marks of emphasis or brackets are read further; one that
 * looks like the definition of a note may be one.
 */
const LINE = /(?!\[\^[^\]\n]*\]:)(?:[\p{L}"'“”‘’„«»(¿¡…—–$€£*_[`]|\d+(?:[^\d.)]|[.)]\S))/uy;

/** The pattern looks for the break first, since breaks are rare and blanks are not. */
const BLANK_BEFORE_BREAK = /\n(?<= \n)/;

const HEADING = /^(#{1,6} )[^ \n][^\n]*(?<!#)$/;
const QUOTE = /^> [^\n]+$/;
const ITEM = /^(?:[-+*]|(\d{1,9})[.)]) (?=[^ \n])/;

/** The beginning of a note's definition, on a line of its own. */
const NOTE_MARK = /^\[\^([\w-]+)\]: (?=[^ \n])/;

/**
 * Reads a part that is prose: a paragraph, a heading, a quote of one line, a list of such items, a table, or notes of
 * one line each. Null if it is not, or may not be.
 */
export function readBlocks(text: string, start: Start, notes: Notes): readonly ProseBlock[] | null {
  if (hasBlankAtEnd(text) || CONTROL.test(text)) return null;
  if (NOTE_MARK.test(text)) return readNotes(text, start, notes);
  const block = readBlock(text, start, notes);
  return block === null ? null : [block];
}

function readBlock(text: string, start: Start, notes: Notes): ProseBlock | null {
  if (text.startsWith("#")) return readHeading(text, start, notes);
  if (text.startsWith(">")) return readQuote(text, start, notes);
  if (text.startsWith("|")) return readTable(text, start, notes);
  return ITEM.test(text) ? readList(text, start, notes) : readParagraph(text, start, notes);
}

/** Whether a line ends with blanks, which mean nothing or a break. */
function hasBlankAtEnd(text: string): boolean {
  return text.endsWith(" ") || BLANK_BEFORE_BREAK.test(text);
}

/** Whether all lines are beyond doubt those of a paragraph. */
function isParagraph(text: string): boolean {
  for (let at = 0; ; ) {
    LINE.lastIndex = at;
    if (!LINE.test(text)) return false;
    at = text.indexOf("\n", at) + 1;
    if (at === 0) return true;
  }
}

function readParagraph(text: string, start: Start, notes: Notes): Paragraph | null {
  const children = isParagraph(text) ? readPhrasing(text, start, notes) : null;
  return children === null ? null : { type: "paragraph", children, position: toPosition(text, start) };
}

function readHeading(text: string, start: Start, notes: Notes): Heading | null {
  const mark = HEADING.exec(text)?.[1];
  if (mark === undefined) return null;
  const children = readPhrasing(text.slice(mark.length), move(start, mark.length), notes);
  if (children === null) return null;
  const depth = (mark.length - 1) as Heading["depth"];
  return { type: "heading", depth, children, position: toPosition(text, start) };
}

function readQuote(text: string, start: Start, notes: Notes): Blockquote | null {
  const paragraph = QUOTE.test(text) ? readParagraph(text.slice(2), move(start, 2), notes) : null;
  if (paragraph === null) return null;
  return { type: "blockquote", children: [paragraph], position: toPosition(text, start) };
}

/**
 * Reads a list whose items are one line each. All have the same mark, since another mark begins another list. To
 * remark, a list after indented code is none unless it begins with 1.
 */
function readList(text: string, start: Start, notes: Notes): List | null {
  const [firstMark = "", number] = ITEM.exec(text) ?? [];
  if (number !== undefined && number !== "1") return null;
  const delimiter = firstMark.at(-2);
  const children: ListItem[] = [];
  let { line, offset } = start;
  for (const item of text.split("\n")) {
    const mark = ITEM.exec(item)?.[0];
    if (mark === undefined || mark.at(-2) !== delimiter) return null;
    const place = { line: line++, column: 1, offset };
    const paragraph = readParagraph(item.slice(mark.length), move(place, mark.length), notes);
    if (paragraph === null) return null;
    children.push({
      type: "listItem",
      spread: false,
      checked: null,
      children: [paragraph],
      position: toPosition(item, place),
    });
    offset += item.length + 1;
  }
  const order = number === undefined ? { ordered: false, start: null } : { ordered: true, start: 1 };
  return { type: "list", ...order, spread: false, children, position: toPosition(text, start) };
}

/** Reads notes of one line each, one below the other. */
function readNotes(text: string, start: Start, notes: Notes): readonly FootnoteDefinition[] | null {
  const read: FootnoteDefinition[] = [];
  let { line, offset } = start;
  for (const written of text.split("\n")) {
    const [mark, label = ""] = NOTE_MARK.exec(written) ?? [];
    if (mark === undefined) return null;
    const place = { line: line++, column: 1, offset };
    const paragraph = readParagraph(written.slice(mark.length), move(place, mark.length), notes);
    const identifier = toNoteIdentifier(label);
    if (paragraph === null || !notes.has(identifier)) return null;
    const position = toPosition(written, place);
    read.push({ type: "footnoteDefinition", identifier, label, children: [paragraph], position });
    offset += written.length + 1;
  }
  return read;
}
