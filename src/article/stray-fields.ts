import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import type { Head } from "./head.ts";
import { findUnheeded } from "./unheeded.ts";

const FIELD = /^([A-Za-z][\w-]*)[ \t]*:[ \t]*["']?(.*?)["']?$/;
/** Blanks at the end of a line, looked for from the first of them only: there may be very many inside of it. */
const LAST_BLANKS = /(?<![ \t])[ \t]+$/;
/** More of the field above: an item of a list, a part of a map, a remark. */
const PART = /^(?:[ \t]+\S|- |#)/;
const SAYS_WHEN = /^(?:true|yes|on|\d{4}-\d\d-\d\d.*)$/i;

/**
 * Fields that stand at the beginning of the text, below the head or in a second block of their own, and would keep the
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

/** A head is hardly longer. */
const MOST_LINES = 60;

function toField(line: string): RegExpExecArray | null {
  return FIELD.exec(line.replace(LAST_BLANKS, ""));
}
