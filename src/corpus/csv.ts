import { quote } from "../base/diagnostic.ts";
import { toTextPlace } from "../base/text-place.ts";
import type { JsonResult } from "./json.ts";

/** A mistake, with the UTF-16 code units before it. */
interface Mistake {
  readonly offset: number;
  readonly message: string;
  /** Null where the rules of CSV are the advice. */
  readonly advice: string | null;
}

/** The values of one line, or of more where quoted values hold line ends. */
interface Row {
  readonly cells: readonly string[];
  readonly offset: number;
}

/** What may stand between values, with its name: spreadsheets of half of the world write semicolons. */
const SEPARATORS = { ",": "comma", ";": "semicolon", "\t": "tab" } as const;

type Separator = keyof typeof SEPARATORS;

/**
 * RFC 4180: a list of maps, whose keys are the names in the first line. Values stay text, so that no zero and no date
 * is lost. Blanks around values that are not quoted do not count, nor do lines without any value.
 */
export function parseCsv(text: string): JsonResult {
  const separator = findSeparator(text);
  const rows = readRows(text, separator);
  if ("offset" in rows) return toProblem(text, rows);
  const [names, ...others] = rows;
  const mistake = findBadName(names) ?? findBadRow(names, others, separator);
  if (mistake !== null) return toProblem(text, mistake);
  return {
    data: others.map(({ cells }) => Object.fromEntries(cells.map((cell, index) => [names?.cells[index], cell]))),
  };
}

function toProblem(text: string, { offset, message, advice }: Mistake): JsonResult {
  return { problem: { ...toTextPlace(text, offset), message, advice } };
}

/** The first that stands in the line of names; a comma where none does. */
function findSeparator(text: string): Separator {
  const [line = ""] = text.replaceAll(/"[^"]*"/g, "").split("\n");
  return (/[,;\t]/.exec(line)?.[0] ?? ",") as Separator;
}

function readRows(text: string, separator: Separator): readonly Row[] | Mistake {
  const value = new RegExp(
    `[ ]*(?:"([^"]*(?:""[^"]*)*)"[ ]*|([^" ${separator}\\n][^${separator}\\n]*)?)(${separator}|\\n|$)`,
    "y",
  );
  const rows: Row[] = [];
  let cells: string[] = [];
  let offset = 0;
  for (let at = 0; ; at = value.lastIndex) {
    value.lastIndex = at;
    const match = value.exec(text);
    if (match === null) return toBadQuotes(text, at, separator);
    const [, quoted, plain = "", end] = match;
    cells.push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end === separator) continue;
    if (cells.some((cell) => cell !== "")) rows.push({ cells, offset });
    if (end === "") return rows;
    cells = [];
    offset = value.lastIndex;
  }
}

function toBadQuotes(text: string, at: number, separator: Separator): Mistake {
  const offset = at + text.slice(at).search(/"/);
  const isOpen = !/"[ ]*(?:[,;\t\n]|$)/.test(text.slice(offset + 1));
  const message = isOpen ? "the quotation mark that opens here is never closed" : "something stands beside the quotes";
  const advice = `put quotes around all of a value, up to the ${SEPARATORS[separator]}, and write "" for one within it`;
  return { offset, message, advice };
}

function findBadName(names: Row | undefined): Mistake | null {
  const cells = names?.cells ?? [];
  const index = cells.findIndex((name, column) => name === "" || cells.indexOf(name) < column);
  if (index < 0) return null;
  const name = cells[index] ?? "";
  const message = name === "" ? `the column ${index + 1} has no name` : `two columns are called ${quote(name)}`;
  return { offset: names?.offset ?? 0, message, advice: null };
}

function findBadRow(names: Row | undefined, rows: readonly Row[], separator: Separator): Mistake | null {
  const count = names?.cells.length ?? 0;
  const row = rows.find(({ cells }) => cells.length !== count);
  if (row === undefined) return null;
  const message = `there are ${row.cells.length} values for ${count} columns`;
  const advice =
    row.cells.length > count
      ? `put a value that holds a ${SEPARATORS[separator]} into quotes`
      : `write a ${SEPARATORS[separator]} for each value that is left out`;
  return { offset: row.offset, message, advice };
}
