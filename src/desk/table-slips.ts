import type { Diagnostic } from "../base/diagnostic.ts";
import type { ProseLine, Tell } from "./prose-lines.ts";

/** `| --- | --- |`, below the head of a table */
const DELIMITER = /^ {0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** `| a | b |` */
const FULL_ROW = /^ {0,3}\|[^|]*[^|\s][^|]*\|.*\|\s*$/;

/**
 * Tables without a head, or whose second line has not as many cells as the first, which are none, and cells beyond the
 * last column, which are left out.
 */
export function findTableProblems(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  let columns: number | null = null;
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    const below = lines[index + 1];
    const isRow = line.text.includes("|");
    const isFirst = columns === null && (above?.line !== line.line - 1 || above.text.trim() === "");
    if (isFirst && DELIMITER.test(line.text) && /\|.*\|/.test(line.text)) {
      const message = "this is no table: the line that parts its head from its rows has no head above it";
      problems.push(tell(line, 1, message, "write the head in the line right above it"));
    } else if (!isRow) columns = null;
    else if (isFirst && below?.line === line.line + 1 && FULL_ROW.test(line.text) && FULL_ROW.test(below.text)) {
      if (DELIMITER.test(below.text) || DELIMITER.test(line.text)) continue;
      const message = "this is no table, for the line is missing that parts its head from its rows";
      problems.push(tell(line, 1, message, `write below it |${" --- |".repeat(countCells(line.text))}`));
    } else if (columns !== null && countCells(line.text) > columns) {
      const message = `the row has more than the ${columns} cells of the first: the others are left out`;
      problems.push(tell(line, 1, message, "take one out, or give the table another column"));
    } else if (
      columns === null &&
      DELIMITER.test(line.text) &&
      above?.line === line.line - 1 &&
      above.text.includes("|")
    ) {
      columns = countCells(above.text);
      if (countCells(line.text) === columns) continue;
      const message = `this is no table: the line has ${countCells(line.text)} cells, the one above ${columns}`;
      problems.push(tell(line, 1, message, `write |${" --- |".repeat(columns)}`));
      columns = null;
    }
  }
  return problems;
}

/** `Name⇥Votes`, and more of the same: rows of a spreadsheet, as it copies them. */
const CELLS = /^[^\s|][^\t|]*(?:\t+[^\t|]*[^\s|])+\s*$/;

/** Rows of which tabs part the cells: readers see one paragraph. */
export function findTabTables(lines: readonly ProseLine[], tell: Tell): readonly Diagnostic[] {
  return lines.flatMap((line, index): readonly Diagnostic[] => {
    const [above, below] = [lines[index - 1], lines[index + 1]];
    const isFirst = above?.line !== line.line - 1 || above.text.trim() === "";
    if (!isFirst || below?.line !== line.line + 1 || !CELLS.test(line.text) || !CELLS.test(below.text)) return [];
    if (/^(?:[-*+>#]|\d+[.)])/.test(line.text)) return [];
    const cells = line.text.trim().split(/\t+/);
    const advice = `write | ${cells.join(" | ")} |, below it |${" --- |".repeat(cells.length)}, and the rows so too`;
    return [tell(line, 1, "this is no table, for tabs stand between its cells", advice)];
  });
}

function countCells(row: string): number {
  return row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/).length;
}
