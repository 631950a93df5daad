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
  /** What `check --fix` writes, if there is a safe fix. */
  readonly fix?: Fix;
  /** If something is reported missing: the files, addresses and slugs by which it would have been found. */
  readonly missing?: readonly string[];
}

/** Replaces characters at the place of a diagnostic by others. If they do not stand there, nothing happens. */
export interface Fix {
  readonly remove: string;
  readonly insert: string;
}

/**
 * What a stage gives for one input: always a value and what was found, never an exception for something that an author
 * wrote.
 */
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
 * Quotes author text for a message. Controls and line separators are escaped and the text is cut to 80 characters, so
 * that it can neither colour a terminal nor forge a log line or a CI command.
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
