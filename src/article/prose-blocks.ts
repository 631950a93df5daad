import type { Blockquote, Heading, List, ListItem, Paragraph } from "mdast";
import { countBreaks, type Place } from "./parts.ts";
import { readPhrasing } from "./phrasing.ts";

export type ProseBlock = Paragraph | Heading | Blockquote | List;

/** Control characters, which may mean something wherever they stand. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/** A line that may be another than one of a paragraph; those that begin with marks of emphasis and brackets are read. */
const OTHER_LINE = /(?:^|\n)(?![\p{L}"'“”‘’„«»(¿¡…—–$€£*_[`]|\d+(?:[^\d.)]|[.)]\S))/u;

const HEADING = /^(#{1,6} )[^ \n][^\n]*(?<!#)$/;
const QUOTE = /^> [^\n]+$/;
const ITEM = /^(?:[-+*]|(\d{1,9})[.)]) (?=[^ \n])/;

/** Null where the part is not, or may not be, one block of prose: a paragraph, a heading, a quote of a line, or a list of such items. */
export function readBlock(text: string, start: Place): ProseBlock | null {
  if (hasBlankAtEnd(text) || CONTROL.test(text)) return null;
  if (text.startsWith("#")) return readHeading(text, start);
  if (text.startsWith(">")) return readQuote(text, start);
  return ITEM.test(text) ? readList(text, start) : readParagraph(text, start);
}

/** Blanks at the end of a line are none, or a break. */
function hasBlankAtEnd(text: string): boolean {
  return text.endsWith(" ") || text.includes(" \n");
}

function readParagraph(text: string, start: Place): Paragraph | null {
  const children = OTHER_LINE.test(text) ? null : readPhrasing(text, start);
  return children === null ? null : { type: "paragraph", children, position: toPosition(text, start) };
}

function readHeading(text: string, start: Place): Heading | null {
  const mark = HEADING.exec(text)?.[1];
  if (mark === undefined) return null;
  const children = readPhrasing(text.slice(mark.length), move(start, mark.length));
  if (children === null) return null;
  const depth = (mark.length - 1) as Heading["depth"];
  return { type: "heading", depth, children, position: toPosition(text, start) };
}

function readQuote(text: string, start: Place): Blockquote | null {
  const paragraph = QUOTE.test(text) ? readParagraph(text.slice(2), move(start, 2)) : null;
  if (paragraph === null) return null;
  return { type: "blockquote", children: [paragraph], position: toPosition(text, start) };
}

/**
 * A list whose items are a line each; one mark for all, since another begins another list. After indented code, a list that does not
 * begin with 1 is none to remark.
 */
function readList(text: string, start: Place): List | null {
  const [firstMark = "", number] = ITEM.exec(text) ?? [];
  if (number !== undefined && number !== "1") return null;
  const delimiter = firstMark.at(-2);
  const children: ListItem[] = [];
  let { line, offset } = start;
  for (const item of text.split("\n")) {
    const mark = ITEM.exec(item)?.[0];
    if (mark === undefined || mark.at(-2) !== delimiter) return null;
    const place = { line: line++, column: 1, offset };
    const paragraph = readParagraph(item.slice(mark.length), move(place, mark.length));
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

function move({ line, column, offset }: Place, by: number): Place {
  return { line, column: column + by, offset: offset + by };
}

function toPosition(text: string, start: Place): Paragraph["position"] & object {
  const breaks = countBreaks(text);
  const column = breaks === 0 ? start.column + text.length : text.length - text.lastIndexOf("\n");
  return { start: { ...start }, end: { line: start.line + breaks, column, offset: start.offset + text.length } };
}
