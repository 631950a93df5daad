import { type Code, catalogue, type Severity } from "./catalogue.ts";
import { byCodeUnit } from "./order.ts";

export type { Code, Severity };

/** A problem found in what somebody wrote. `line` and `column` count from 1; column is in UTF-16 code units. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly advice: string;
  /** Where one is safe: what `check --fix` writes. */
  readonly fix?: Fix;
}

/** At the place of a diagnostic these characters give way to others; where they do not stand there, nothing happens. */
export interface Fix {
  readonly remove: string;
  readonly insert: string;
}

/** What a stage gives for one input: never an exception for what an author wrote, always a value and what was found. */
export interface Outcome<Value> {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export function toDiagnostic(code: Code, place: Place, message: string, advice: string): Diagnostic {
  const { file, line = 1, column = 1 } = place;
  return { code, severity: catalogue[code], file, line, column, message, advice };
}

/**
 * Author text inside a message: in quotes, controls and line separators escaped, cut to 80 characters,
 * so that it can neither colour a terminal nor forge a log line or a CI command.
 */
export function quote(text: string): string {
  const cut = text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text;
  return JSON.stringify(cut).replaceAll(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function isError({ severity }: Pick<Diagnostic, "severity">): boolean {
  return severity === "error";
}

/** Order of reports: file, line, column, code. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return byCodeUnit(a.file, b.file) || a.line - b.line || a.column - b.column || byCodeUnit(a.code, b.code);
}

/** The name in `known` that somebody most likely meant, or null. Distance: Damerau–Levenshtein, restricted edits. */
export function findNearest(name: string, known: readonly string[]): string | null {
  const limit = name.length <= 4 ? 1 : 2;
  let nearest: string | null = null;
  let least = limit + 1;
  for (const candidate of known) {
    const distance = toEditDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

function toEditDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
