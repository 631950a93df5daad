import type { Diagnostic, Fix } from "../base/diagnostic.ts";

export interface Fixed {
  readonly text: string;
  /** Those whose fix has been written into the text. */
  readonly applied: readonly Diagnostic[];
}

interface Edit extends Fix {
  readonly diagnostic: Diagnostic;
  /** Where it begins, in UTF-16 code units. */
  readonly at: number;
}

/**
 * Writes the fixes of problems into the text of their file. Not a character beside them changes: line ends and a byte
 * order mark stay. A fix is left out if its characters do not stand at its place, or if it overlaps another.
 */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): Fixed {
  const starts = toLineStarts(text);
  const lineEnd = /\r\n?/.exec(text)?.[0] ?? "\n";
  const edits = diagnostics
    .flatMap((diagnostic) => toEdit(diagnostic, text, starts) ?? [])
    .sort((a, b) => b.at - a.at || b.remove.length - a.remove.length);
  let fixed = text;
  let end = text.length;
  const applied: Diagnostic[] = [];
  for (const { at, remove, insert, diagnostic } of edits) {
    if (at + remove.length > end || (at === end && applied.length > 0)) continue;
    fixed = `${fixed.slice(0, at)}${insert.replaceAll("\n", lineEnd)}${fixed.slice(at + remove.length)}`;
    end = at;
    applied.push(diagnostic);
  }
  return { text: fixed, applied: applied.reverse() };
}

function toEdit(diagnostic: Diagnostic, text: string, starts: readonly number[]): Edit | null {
  const { fix, line, column } = diagnostic;
  const start = starts[line - 1];
  if (fix === undefined || start === undefined) return null;
  const at = start + column - 1;
  return text.startsWith(fix.remove, at) ? { ...fix, at, diagnostic } : null;
}

/** Lines end as `decodeText` has it; a byte order mark is no character of the first. */
function toLineStarts(text: string): readonly number[] {
  const first = text.startsWith("\ufeff") ? 1 : 0;
  return [first, ...Array.from(text.matchAll(/\r\n?|\n/g), (end) => end.index + end[0].length)];
}
