import { type Diagnostic, type Outcome, type Place, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { findOtherKind } from "./other-kinds.ts";

/** A book of 150,000 words fits; micromark's readme advises a limit of this size. */
const MAX_BYTES = 1_000_000;

/** Everything that XML 1.0 §2.2 forbids, and DEL; tab, line feed and carriage return are allowed. */
// biome-ignore lint/complexity/useRegexLiterals: a literal would hide which characters these are.
const FORBIDDEN = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ufffe\\uffff]", "g");

const strict = new TextDecoder("utf-8", { fatal: true });

/**
 * Bytes of a file as text: strict UTF-8, one byte order mark dropped, LF line ends.
 * The value is null when the file cannot be read as text; control characters stay in it, see `dropControls`.
 */
export function decodeText(file: SourcePath, bytes: Uint8Array, limit = MAX_BYTES): Outcome<string | null> {
  if (bytes.length > limit) {
    const message = `the file has ${bytes.length.toLocaleString("en")} bytes; the limit is ${limit.toLocaleString("en")}`;
    return refuse(toDiagnostic("file-too-large", { file }, message, "split it, or move data out of it"));
  }
  const other = findOtherKind(bytes, { file });
  if (other !== null) return refuse(other);
  try {
    const text = strict.decode(bytes);
    const conflict = findConflict(text);
    if (conflict !== null) return refuse(toConflict({ file, line: conflict }));
    return { value: text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text, diagnostics: [] };
  } catch {
    const line = toLineOfBadByte(bytes);
    const message = "the file is not valid UTF-8";
    return refuse(toDiagnostic("file-encoding", { file, line }, message, "save it again with the encoding UTF-8"));
  }
}

/** Line, from 1, of the first mark that a merge of git left, where it left two of them; or null. */
export function findConflict(text: string): number | null {
  if (!text.includes("<<<<<<< ") && !text.includes("\n=======")) return null;
  const marks = [...text.matchAll(/^(?:<{7} |\|{7} |={7}\r?$|>{7} )/gm)];
  // Equals signs count only where a merge has them: they may also belong to headings. Seven `>` may be a quote within
  // quotes.
  const at = marks
    .map(([mark]) => mark[0])
    .join("")
    .search(/<.*>|>.*<|<\|?=|\|=|=>/);
  return at < 0 ? null : text.slice(0, marks[at]?.index).split(/\r\n?|\n/).length;
}

export function toConflict(place: Place): Diagnostic {
  const message = "two versions stand here, with the marks of a merge that nobody has decided";
  return toDiagnostic("conflict-left", place, message, "keep one, and delete the lines <<<<<<<, ======= and >>>>>>>");
}

/** Index of the first control character in a text, or -1. */
export function findControl(text: string): number {
  return text.search(FORBIDDEN);
}

/**
 * Body text without control characters, each of which is reported: one BEL would make the feed of the whole site
 * ill-formed.
 */
export function dropControls(file: SourcePath, text: string, firstLine: number): Outcome<string> {
  if (findControl(text) < 0) return { value: text, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  for (const [index, lineText] of text.split("\n").entries()) {
    const column = findControl(lineText) + 1;
    if (column === 0) continue;
    const code = lineText
      .charCodeAt(column - 1)
      .toString(16)
      .toUpperCase()
      .padStart(4, "0");
    const message = `the control character U+${code} was dropped`;
    const place = { file, line: firstLine + index, column };
    const advice = "delete it; editors can show invisible characters";
    const remove = lineText.slice(column - 1);
    const fix = { remove, insert: remove.replaceAll(FORBIDDEN, "") };
    diagnostics.push({ ...toDiagnostic("control-character", place, message, advice), fix });
  }
  return { value: text.replaceAll(FORBIDDEN, ""), diagnostics };
}

function refuse(diagnostic: Diagnostic): Outcome<null> {
  return { value: null, diagnostics: [diagnostic] };
}

/** Line of the first byte that does not decode, found by decoding line by line. */
function toLineOfBadByte(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed;
    try {
      strict.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    if (feed < 0) return line;
    start = end + 1;
    line++;
  }
}
