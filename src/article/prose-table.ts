import type { AlignType, Table, TableCell, TableRow } from "mdast";
import type { Start } from "./parts.ts";
import { type Notes, readPhrasing } from "./phrasing.ts";
import { move, toPosition } from "./places.ts";

/** A row with a pipe at either end, in which no pipe can be text. */
const ROW = /^\|(?:[^|\\\n]*\|)+$/;
const DELIMITER_ROW = /^\|(?: *:?-+:? *\|)+$/;

/** Reads a table whose rows go from pipe to pipe. Null if it may be anything else. */
export function readTable(text: string, start: Start, notes: Notes): Table | null {
  const lines = text.split("\n");
  const [head = "", delimiters = ""] = lines;
  if (!DELIMITER_ROW.test(delimiters) || countPipes(head) !== countPipes(delimiters)) return null;
  const rows: TableRow[] = [];
  let { line, offset } = start;
  for (const [index, written] of lines.entries()) {
    const place = { line: line++, column: 1, offset };
    offset += written.length + 1;
    if (index === 1) continue;
    const row = ROW.test(written) ? readRow(written, place, notes) : null;
    if (row === null) return null;
    rows.push(row);
  }
  const align = delimiters.split("|").slice(1, -1).map(toAlign);
  return { type: "table", align, children: rows, position: toPosition(text, start) };
}

function countPipes(row: string): number {
  return row.split("|").length;
}

function toAlign(cell: string): AlignType {
  const written = cell.trim();
  const isToRight = written.endsWith(":");
  if (written.startsWith(":")) return isToRight ? "center" : "left";
  return isToRight ? "right" : null;
}

/** Reads a row. A cell begins with the pipe before it; the last one also has the pipe after it. */
function readRow(row: string, start: Start, notes: Notes): TableRow | null {
  const cells: TableCell[] = [];
  for (let from = 0; from < row.length - 1; ) {
    const to = row.indexOf("|", from + 1);
    const children = readCell(row.slice(from + 1, to), move(start, from + 1), notes);
    if (children === null) return null;
    const end = to === row.length - 1 ? row.length : to;
    cells.push({ type: "tableCell", children, position: toPosition(row.slice(from, end), move(start, from)) });
    from = to;
  }
  return { type: "tableRow", children: cells, position: toPosition(row, start) };
}

function readCell(written: string, start: Start, notes: Notes): TableCell["children"] | null {
  // A regular expression would take time quadratic in the blanks that end nothing.
  let [before, end] = [0, written.length];
  while (before < end && written[before] === " ") before++;
  while (end > before && written[end - 1] === " ") end--;
  return before === end ? [] : readPhrasing(written.slice(before, end), move(start, before), notes);
}
