import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import type { Head } from "./head.ts";
import { findUnheeded, type Guard } from "./unheeded.ts";

const FIELD = /^([A-Za-z][\w-]*)[ \t]*:[ \t]*["']?(.*?)["']?$/;
/**
 * Blanks at the end of a line. The pattern starts at the first of them only, since there may be very many inside the
 * line.
 */
const LAST_BLANKS = /(?<![ \t])[ \t]+$/;
/** A line that belongs to the field above: an item of a list, a part of a map, a remark. */
const PART = /^(?:[ \t]+\S|- |#)/;
const SAYS_WHEN = /^(?:true|yes|on|\d{4}-\d\d-\d\d.*)$/i;

/**
 * Finds fields at the beginning of the text, below the head or in a second block of their own, that would keep the
 * article from readers: `draft: true`, `embargo: 2026-02-01`. They are text there, and what has been published cannot
 * be taken back.
 */
export function findStrayFields(file: SourcePath, { yaml, body, firstBodyLine }: Head): readonly Diagnostic[] {
  const lines = body.split("\n", MOST_LINES);
  const start = lines.findIndex((line) => line.trim() !== "");
  const isBlock = lines[start]?.trim() === "---";
  if (!isBlock && toField(lines[start] ?? "") === null) return [];
  const date = /^date[ \t]*:[ \t]*(\S+)/m.exec(yaml)?.[1];
  const diagnostics: Diagnostic[] = [];
  for (const [index, line] of lines.entries()) {
    if (index < start + Number(isBlock)) continue;
    const [, key = "", value = ""] = toField(line) ?? [];
    if (key === "" && !PART.test(line)) break;
    const guard = key === "" ? null : findUnheeded(key, value, date);
    // "Withdrawn: the offer" may well begin a sentence.
    if (guard === null || !(SAYS_WHEN.test(value) || (isBlock && guard === "draft"))) continue;
    const message = `${quote(key)} stands in the text, so it keeps the article from nobody`;
    const advice = `move it into the frontmatter, above: ${guard}: ${guard === "draft" ? "true" : value}`;
    diagnostics.push(toDiagnostic("key-unheeded", { file, line: firstBodyLine + index }, message, advice));
  }
  return diagnostics;
}

/** Lines of the longest head that is looked for. */
const MOST_LINES = 60;

const CODE_FENCE = /^ {0,3}(?:```|~~~)/;

/**
 * Finds more articles below the text, each with a head of its own. They would be printed as text, and an embargo in
 * such a head would hold nothing back.
 */
export function findLaterHeads(file: SourcePath, { yaml, body, firstBodyLine }: Head): readonly Diagnostic[] {
  if (!body.includes("\n---\n")) return [];
  const date = /^date[ \t]*:[ \t]*(\S+)/m.exec(yaml)?.[1];
  const lines = body.split("\n");
  const diagnostics: Diagnostic[] = [];
  let isCode = false;
  for (const [index, line] of lines.entries()) {
    if (CODE_FENCE.test(line)) isCode = !isCode;
    if (line !== "---" || isCode) continue;
    const block = toHeadBelow(lines, index + 1);
    if (block === null) continue;
    const unheeded = block.findIndex((text) => isGuard(text, date));
    const place = { file, line: firstBodyLine + index };
    const advice = "put it into a file of its own";
    if (unheeded < 0) {
      const message = "another article begins here, and a file holds one: its head is printed as text";
      diagnostics.push(toDiagnostic("frontmatter-repeated", place, message, advice));
    } else {
      const message = `another article begins in line ${place.line}, and ${quote(block[unheeded] ?? "")} keeps it from nobody`;
      diagnostics.push(
        toDiagnostic("key-unheeded", { file, line: place.line + unheeded + 1 }, message, `${advice}: a file holds one`),
      );
    }
  }
  return diagnostics;
}

/** The fields of a head that begins in this line; null if none does. */
function toHeadBelow(lines: readonly string[], start: number): readonly string[] | null {
  const block = lines.slice(start, start + MOST_LINES);
  const end = block.indexOf("---");
  const fields = block.slice(0, Math.max(0, end));
  const isHead = fields.every((line) => toField(line) !== null || PART.test(line));
  const has = (name: RegExp): boolean => fields.some((line) => name.test(line));
  return isHead && has(/^date[ \t]*:/) && has(/^(?:headline|title)[ \t]*:/) ? fields : null;
}

function isGuard(line: string, date: string | undefined): boolean {
  const [, key = "", value = ""] = toField(line) ?? [];
  return key !== "" && findUnheeded(key, value, date) !== null;
}

/**
 * Finds lines of a longer text in the head that are fields by themselves and would keep the article from readers.
 * `data` is what the head was read as.
 */
export function findFieldsInTexts(
  file: SourcePath,
  { yaml, firstYamlLine }: Head,
  data: Readonly<Record<string, unknown>>,
): readonly Diagnostic[] {
  if (!INDENTED_GUARD.test(yaml)) return [];
  const diagnostics: Diagnostic[] = [];
  let owner = "";
  for (const [index, line] of yaml.split("\n").entries()) {
    owner = /^(\w[\w-]*)[ \t]*:/.exec(line)?.[1] ?? owner;
    const [, key = "", value = ""] = toField(line.trim()) ?? [];
    if (!/^[ \t]/.test(line) || typeof data[owner] !== "string" || !SAYS_WHEN.test(value)) continue;
    if (!GUARDS.has(key.toLowerCase())) continue;
    const message = `${quote(key)} stands in the text of ${owner}, so it keeps the article from nobody`;
    const place = { file, line: firstYamlLine + index };
    diagnostics.push(toDiagnostic("key-unheeded", place, message, `begin the line with it: ${line.trim()}`));
  }
  return diagnostics;
}

const GUARDS: ReadonlySet<string> = new Set(["draft", "embargo", "expires", "withdrawn"] satisfies Guard[]);
const INDENTED_GUARD = /^[ \t]+(?:draft|embargo|expires|withdrawn)[ \t]*:/im;

function toField(line: string): RegExpExecArray | null {
  return FIELD.exec(line.replace(LAST_BLANKS, ""));
}
