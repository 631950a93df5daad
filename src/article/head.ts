import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { countBreaks } from "../base/text-place.ts";

/** An article split at its fences. Lines count from 1 in the file. */
export interface Head {
  /** The YAML between the fences, without them. */
  readonly yaml: string;
  readonly firstYamlLine: number;
  readonly body: string;
  readonly firstBodyLine: number;
}

export type HeadResult = { readonly head: Head } | { readonly diagnostic: Diagnostic };

const MAX_HEAD_LENGTH = 65_536;
/** gray-matter looks for comments with an expression that is quadratic in blank lines. */
const MAX_HEAD_LINES = 2_000;

const FENCE = "---";
const BLANK_LINES = /^(?:[^\S\n]*\n)*/;

/** Hyphens that a word processor has turned into dashes, or two in place of three. */
const DASHES = /^\s*(?:--|(?=-*[‐‑‒–—―])[-‐‑‒–—―]+)\s*$/;

/** Heads that other generators read, by their first line. */
const OTHER_HEADS: readonly (readonly [RegExp, string])[] = [
  [/^\+{3,}\s*$/, "TOML"],
  [/^\{\s*(?:"|$)/, "JSON"],
];

const ENGINE = /^---[ \t]*([A-Za-z][\w+-]*)[ \t]*$/;

/**
 * Decides, for all readers, what is frontmatter: it opens with a line of exactly `---`, which only blank lines may
 * precede, and closes with the next such line. A line with anything but the three hyphens is no fence.
 */
export function splitHead(file: SourcePath, text: string): HeadResult {
  const start = BLANK_LINES.exec(text)?.[0].length ?? 0;
  const open = countBreaks(text.slice(0, start));
  const opening = readLine(text, start);
  if (opening.trim() === "") return refuse("frontmatter-missing", file, 1, "the file is empty", ADVICE_FENCE);
  if (opening !== FENCE) return refuseOpening(file, open + 1, opening);
  const yamlStart = start + FENCE.length + 1;
  const close = findFence(text, yamlStart);
  if (close === null) return refuseUnclosed(file, open, text.split("\n"));
  const yaml = text.slice(yamlStart, Math.max(yamlStart, close - 1));
  const yamlLines = countBreaks(text.slice(yamlStart, close));
  if (yaml.length > MAX_HEAD_LENGTH || yamlLines >= MAX_HEAD_LINES) {
    const message = `the frontmatter is longer than ${MAX_HEAD_LENGTH} characters or ${MAX_HEAD_LINES} lines`;
    return refuse("frontmatter-too-long", file, open + 1, message, "move text into the body and data into extra files");
  }
  const firstYamlLine = open + 2;
  const body = text.slice(close + FENCE.length + 1);
  return { head: { yaml, firstYamlLine, body, firstBodyLine: firstYamlLine + yamlLines + 1 } };
}

function readLine(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** Where the next fence begins, looked for from the beginning of a line; null if there is none. */
function findFence(text: string, from: number): number | null {
  for (let at = text.indexOf(FENCE, from); at >= 0; at = text.indexOf(FENCE, at + 1)) {
    if (text[at - 1] === "\n" && readLine(text, at) === FENCE) return at;
  }
  return null;
}

/** A body that begins with a fence or a field. */
const MORE_OF_HEAD = /^\s*(?:---|[A-Za-z][\w-]*[ \t]*:)/;

/** Whether the body may begin with more of a head. The text of nearly no article does. */
export function goesOnBelow({ body }: Head): boolean {
  return MORE_OF_HEAD.test(body);
}

/**
 * The file as the Markdown parser is to see it, with blank lines in place of the head: the parser cannot have its own
 * idea of frontmatter, and every line keeps its number.
 */
export function toMarkdownSource(head: Head, body: string): string {
  const blankLines = "\n".repeat(Math.max(0, head.firstBodyLine - 3));
  return `---\n${blankLines}---\n${body}`;
}

const BLANK_HEAD = /^---\n\n*---\n/;

/** Where the body begins in what `toMarkdownSource` made; in any other text 0. */
export function findBlankHead(text: string): number {
  return BLANK_HEAD.exec(text)?.[0].length ?? 0;
}

const ADVICE_FENCE = "begin the file with a line --- , then date: and headline:, then another line ---";

function refuseOpening(file: SourcePath, line: number, opening: string): HeadResult {
  const engine = ENGINE.exec(opening)?.[1];
  if (engine !== undefined) {
    const message = `frontmatter in the language ${quote(engine)} is refused; only YAML is read, and code is never run`;
    return refuse("frontmatter-engine-refused", file, line, message, "write the frontmatter in YAML after a line ---");
  }
  if (/^\ufeff?\s*-{3,}|^\ufeff/.test(opening) || DASHES.test(opening)) {
    const message = `the first line ${quote(opening)} is not a frontmatter fence`;
    const refused = refuse("frontmatter-fence-invalid", file, line, message, "the fence is exactly three hyphens: ---");
    return withFence(refused, opening);
  }
  const other = OTHER_HEADS.find(([pattern]) => pattern.test(opening))?.[1];
  const message = other === undefined ? "the file has no frontmatter" : `the head is ${other}; only YAML is read`;
  return refuse("frontmatter-missing", file, line, message, ADVICE_FENCE);
}

function refuseUnclosed(file: SourcePath, open: number, lines: readonly string[]): HeadResult {
  const almost = lines.findIndex((line, index) => index > open && (/^\s*---/.test(line) || DASHES.test(line)));
  const hint = almost < 0 ? "" : `; line ${almost + 1}, ${quote(lines[almost] ?? "")}, is not exactly ---`;
  const message = `the frontmatter that opens here is never closed${hint}`;
  const line = almost < 0 ? open + 1 : almost + 1;
  const end = almost < 0 ? findEnd(open, lines) : null;
  const where = end === null ? "" : `, in line ${end + 1} as it seems`;
  const advice = `end it with a line of exactly three hyphens: ---${where}`;
  const refused = refuse("frontmatter-unclosed", file, line, message, advice);
  return withFence(refused, lines[almost] ?? "");
}

/** The first line that cannot belong to a head: the fence should stand before it. Null if all lines can. */
function findEnd(open: number, lines: readonly string[]): number | null {
  const end = lines.findIndex((line, index) => index > open && !/^(?:[\w-]+\s*:(?:\s|$)|\s+\S|- |#|[\]}])/.test(line));
  return end > open + 1 && end < lines.length - 1 ? end : null;
}

/**
 * If nothing but blanks follows the hyphens, adds the fix that removes them: nobody sees them, and they mean nothing.
 */
function withFence(refused: HeadResult, line: string): HeadResult {
  if (!("diagnostic" in refused) || line === "---" || line.trimEnd() !== "---") return refused;
  return { diagnostic: { ...refused.diagnostic, fix: { remove: line, insert: "---" } } };
}

function refuse(code: Diagnostic["code"], file: SourcePath, line: number, message: string, advice: string): HeadResult {
  return { diagnostic: toDiagnostic(code, { file, line }, message, advice) };
}
