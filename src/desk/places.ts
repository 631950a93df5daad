import type { Diagnostic } from "../base/diagnostic.ts";
import { toTextPlace } from "../base/text-place.ts";
import { createPinPlacer } from "./pin-places.ts";

const FIELD = /^[A-Za-z]+[ \t]*:[ \t]*/;

/** Puts the problems of one run under the very characters that they are about; `findText` gives the text of a file. */
export function createPlacer(findText: (file: string) => string | null): (diagnostic: Diagnostic) => Diagnostic {
  const toPinPlace = createPinPlacer(findText);
  return (diagnostic) => {
    const placed = toPinPlace(diagnostic);
    return toExactPlace(placed, findText(placed.file) ?? "");
  };
}

/**
 * Puts a problem of a field, of which only the line is known, under the very characters that its message quotes; where
 * they are not found, under the field's value. Fields may go on over several lines.
 */
export function toExactPlace(diagnostic: Diagnostic, text: string): Diagnostic {
  if (/^broadsheet\.config\.\w+$/.test(diagnostic.file)) return toConfigPlace(diagnostic, text);
  const lines = text.split("\n");
  const first = lines[diagnostic.line - 1] ?? "";
  const field = FIELD.exec(first)?.[0];
  // Of these, the place is known.
  if (
    diagnostic.column !== 1 ||
    field === undefined ||
    /^(?:(?:frontmatter|front|data|file|folder|lfs|key|change|address|style)-|(?:date|headline)-(?:invalid|missing))/.test(
      diagnostic.code,
    )
  )
    return diagnostic;
  const part = findQuoted(diagnostic.message);
  for (let line = diagnostic.line; part !== null && line <= lines.length; line++) {
    const whole = lines[line - 1] ?? "";
    if (line > diagnostic.line && /^\S/.test(whole) && !/^- /.test(whole)) break;
    const column = findWhole(whole, part, line === diagnostic.line ? field.length : 0);
    if (column !== null) return { ...diagnostic, line, column };
  }
  return field.length < first.length ? { ...diagnostic, column: field.length + 1 } : diagnostic;
}

/**
 * Where the configuration, of which nothing but its values is known, has what a message quotes; else its first line.
 */
function toConfigPlace(diagnostic: Diagnostic, text: string): Diagnostic {
  const part = diagnostic.line === 1 && diagnostic.column === 1 ? findQuoted(diagnostic.message) : null;
  if (part === null) return diagnostic;
  // A name of a setting may be a word of a description, too.
  const key = /^[\p{L}\p{N}-]+$/u.test(part) ? new RegExp(`(?<![\\w/-])["']?${part}["']?\\s*:(?!/)`).exec(text) : null;
  const index = key?.index ?? text.indexOf(part);
  if (index < 0) return diagnostic;
  return { ...diagnostic, ...toTextPlace(text, index) };
}

/** The first text in quotes, as an author wrote it; what `quote` has cut is looked for by its beginning. */
export function findQuoted(message: string): string | null {
  const [quoted] = /"(?:[^"\\]|\\.)+"/.exec(message) ?? [];
  if (quoted === undefined) return null;
  const text = JSON.parse(quoted) as string;
  return text.length === 80 && text.endsWith("…") ? text.slice(0, -1) : text;
}

/** Column, from 1, of a text that is not a part of a longer word. */
function findWhole(line: string, part: string, from: number): number | null {
  for (let at = line.indexOf(part, from); at >= 0; at = line.indexOf(part, at + 1)) {
    const isWhole =
      !/[\p{L}\p{N}]$/u.test(line.slice(from, at)) && !/^[\p{L}\p{N}]/u.test(line.slice(at + part.length));
    if (isWhole) return at + 1;
  }
  return null;
}
