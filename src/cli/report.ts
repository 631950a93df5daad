import { relative } from "node:path";
import { type Diagnostic, isError } from "../base/diagnostic.ts";

export interface ReportStyle {
  readonly color: boolean;
  /** GitHub Actions turns these lines into annotations. */
  readonly annotations: boolean;
  /** Where the site lies in its repository, for annotations: `site/`, or nothing. */
  readonly folder: string;
  /** Print every warning, however many there are of one kind. */
  readonly verbose: boolean;
  /** The place of a problem as lines of text; null where it cannot be shown. */
  readonly findFrame: FindFrame;
}

export type FindFrame = (diagnostic: Diagnostic) => string | null;

/** `site/` for a folder below another one; empty where it is that folder, or lies elsewhere. */
export function toFolderIn(outer: string, folder: string): string {
  const path = relative(outer, folder).replaceAll("\\", "/");
  return path === "" || path.startsWith("..") ? "" : `${path}/`;
}

/** Warnings of one kind that are printed; errors are always printed all. */
const SHOWN_OF_A_KIND = 20;

const RED = "\u001b[31m";
const YELLOW = "\u001b[33m";
const DIM = "\u001b[2m";
const RESET = "\u001b[0m";

/** `content/a.md:3:7 date-invalid "2026-02-30" is not a calendar date`, the advice on a line of its own. */
export function toReport(diagnostics: readonly Diagnostic[], style: ReportStyle): string {
  const shown = new Map<string, number>();
  const lines: string[] = [];
  // Errors come last, next to the prompt, where nobody overlooks them among hundreds of warnings.
  const [warnings, errors] = [diagnostics.filter((diagnostic) => !isError(diagnostic)), diagnostics.filter(isError)];
  for (const diagnostic of warnings) {
    const count = (shown.get(diagnostic.code) ?? 0) + 1;
    shown.set(diagnostic.code, count);
    if (style.verbose || count <= SHOWN_OF_A_KIND) lines.push(toLine(diagnostic, style));
  }
  for (const [code, count] of shown) {
    if (style.verbose || count <= SHOWN_OF_A_KIND) continue;
    lines.push(`… and ${count - SHOWN_OF_A_KIND} more warnings ${code}; --verbose or --json shows all`);
  }
  for (const error of errors) lines.push(toLine(error, style));
  return lines.map((line) => `${line}\n`).join("");
}

/** `2 errors and 1 warning`, or null when there is nothing to say. */
export function toCount(diagnostics: readonly Diagnostic[]): string | null {
  const errors = diagnostics.filter(isError).length;
  const warnings = diagnostics.length - errors;
  const parts = [toPlural(errors, "error"), toPlural(warnings, "warning")].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" and ");
}

export function toPlural(count: number, noun: string): string | null {
  return count === 0 ? null : `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function toLine(diagnostic: Diagnostic, style: ReportStyle): string {
  const { code, severity, file, line, column, message, advice } = diagnostic;
  if (style.annotations) {
    const place = `file=${toProperty(style.folder + file)},line=${line},col=${column},title=${code}`;
    return `::${severity} ${place}::${toAnnotation(`${message}; ${advice}`)}`;
  }
  const place = `${file}:${line}:${column}`;
  const text = severity === "error" ? message : `warning: ${message}`;
  const found = style.findFrame(diagnostic);
  const frame = found === null ? "" : `\n${found}`;
  if (!style.color) return `${place} ${code} ${text}\n    ${advice}${frame}`;
  const hue = severity === "error" ? RED : YELLOW;
  return `${place} ${hue}${code}${RESET} ${text}\n    ${DIM}${advice}${RESET}${frame}`;
}

/** A failure that is no problem of a file, such as a wrong flag; with the place that it begins with, if it does. */
export function toFailureAnnotation(text: string, folder: string): string {
  const [, file, line, column, message] = /^([^\n]+?):(\d+):(\d+): (.*)$/s.exec(text) ?? [];
  if (file === undefined) {
    const told = text.replace(/^(?:broadsheet:|error) /, "").replaceAll(/\n\s+/g, "; ");
    return `::error title=broadsheet::${toAnnotation(told)}`;
  }
  const path = relative(folder, file).replaceAll("\\", "/");
  return `::error file=${toProperty(path)},line=${line},col=${column},title=broadsheet::${toAnnotation(message ?? "")}`;
}

/** Escapes of workflow commands (actions/toolkit, packages/core/src/command.ts). */
function toAnnotation(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function toProperty(text: string): string {
  return toAnnotation(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
