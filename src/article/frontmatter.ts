import type { z } from "zod";
import { createClockDoubtFinder } from "../base/clock-changes.ts";
import { type Diagnostic, isError, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { toTextPlace } from "../base/text-place.ts";
import { findControl } from "../source/text.ts";
import { toTimes, toToldDoubt } from "./clock-doubts.ts";
import { createFieldsParser } from "./fields.ts";
import type { Head } from "./head.ts";
import { dropNamedOtherwise, type Reporter, toReporter } from "./head-problems.ts";
import { toKnownFields } from "./known-fields.ts";
import { createFrontmatterSchema, type Frontmatter } from "./schema.ts";
import { findFieldsInTexts } from "./stray-fields.ts";
import { parseYaml } from "./yaml.ts";

const MAX_VALUES = 10_000;
const MAX_DEPTH = 100;

export type FrontmatterParser = (file: SourcePath, head: Head) => Outcome<Frontmatter | null>;

/**
 * Makes a parser of YAML heads. Dates without an offset are in `timeZone`. The parser gives null for a head with an
 * error.
 */
export function createFrontmatterParser(options: { readonly timeZone: string }): FrontmatterParser {
  const schema = createFrontmatterSchema(options.timeZone);
  const knownKeys = Object.keys(schema.shape);
  const parseFields = createFieldsParser(schema);
  const findDoubt = createClockDoubtFinder(options.timeZone);
  return (file, head) => {
    const found = toReporter(file, head);
    const control = findControl(head.yaml);
    if (control >= 0) return { value: null, diagnostics: [toControlDiagnostic(file, head, control)] };
    const parsed = parseYaml(head.yaml);
    if ("problem" in parsed) {
      const { line, column, message, advice, fix } = parsed.problem;
      const place = { file, line: head.firstYamlLine + line - 1, column };
      const told = toDiagnostic("frontmatter-syntax", place, message, advice ?? ADVICE_SYNTAX);
      return { value: null, diagnostics: [fix === undefined ? told : { ...told, fix }] };
    }
    const data = toMap(parsed.data, found);
    if (data === null) return { value: null, diagnostics: found.list };
    const fields = toKnownFields(data, knownKeys, found);
    const result = parseFields(fields);
    if (result.success) {
      warnOfDoubts(result.data, found);
      for (const { path, text } of toTimes(fields)) {
        const doubt = findDoubt(text);
        if (doubt === null) continue;
        const { code, message, advice } = toToldDoubt(text, doubt);
        found.report(code, path, "value", message, advice);
      }
    } else
      for (const issue of dropNamedOtherwise(result.error.issues))
        if (!isAboutMissing(issue, fields)) found.issue(issue);
    const diagnostics = [...found.list, ...findFieldsInTexts(file, head, data)];
    const isFine = result.success && !diagnostics.some(isError);
    return { value: isFine ? result.data : null, diagnostics };
  };
}

const ADVICE_SYNTAX = 'put text that holds a colon, a quote, #, @, * or & into quotes: headline: "Vote: the count"';
const ADVICE_LIST = "take out the hyphens at the beginning of its lines";
const ADVICE_MAP = "write one field a line, such as headline: Some text";

/** A required field left out has been reported as missing already. */
function isAboutMissing(issue: z.core.$ZodIssue, fields: Readonly<Record<string, unknown>>): boolean {
  return issue.path.length === 1 && fields[String(issue.path[0])] == null;
}

function toMap(data: unknown, found: Reporter): Readonly<Record<string, unknown>> | null {
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    const advice = Array.isArray(data) ? ADVICE_LIST : ADVICE_MAP;
    found.report("frontmatter-not-a-map", [], "value", "the frontmatter is not a list of fields", advice);
    return null;
  }
  if (!isWithinLimits(data)) {
    const advice = "write the values out, without & and *";
    const limits = `more than ${MAX_VALUES} values or ${MAX_DEPTH} levels once aliases are expanded`;
    const keys = Object.entries(data).flatMap(([key, value]) => (isWithinLimits(value) ? [] : [key]));
    for (const key of keys) found.report("frontmatter-too-long", [key], "key", `${quote(key)} holds ${limits}`, advice);
    if (keys.length === 0) found.report("frontmatter-too-long", [], "value", `the frontmatter holds ${limits}`, advice);
    return null;
  }
  return data as Record<string, unknown>;
}

/** Counts values as often as aliases repeat them, and stops as soon as there are too many. */
function isWithinLimits(data: unknown): boolean {
  let left = MAX_VALUES;
  const visit = (value: unknown, depth: number): boolean => {
    if (--left < 0 || depth > MAX_DEPTH) return false;
    if (value === null || typeof value !== "object") return true;
    return Object.values(value).every((part) => visit(part, depth + 1));
  };
  return visit(data, 0);
}

function warnOfDoubts(fields: Frontmatter, found: Reporter): void {
  const { date, updated, corrections, embargo, expires, kind, closed } = fields;
  if (updated !== null && updated.ms < date.ms && (updated.hasTime || !isSameDay(updated.ms, date.ms))) {
    found.report("updated-before-date", ["updated"], "value", "updated is before date", "search engines refuse this");
  }
  for (const [index, { date: corrected }] of corrections.entries()) {
    if (corrected.ms >= date.ms || isSameDay(corrected.ms, date.ms)) continue;
    const message = `corrections[${index}] is older than the article`;
    const path = ["corrections", index, "date"];
    found.report("correction-before-date", path, "value", message, "look whether the year is right, of both");
  }
  if (expires !== null && expires.ms <= date.ms) {
    found.report("expires-before-date", ["expires"], "value", "expires is before date: it is never live", "check both");
  } else if (expires !== null && embargo !== null && expires.ms <= embargo.ms) {
    const message = "expires is before embargo: it is never live";
    found.report("expires-before-date", ["expires"], "value", message, "check both");
  }
  // A longer time in the past means an old article. Within a year, it may be that somebody writes the old year in
  // January, and so publishes too early.
  const year = 31_536_000_000;
  if (embargo !== null && embargo.ms < date.ms - 0.75 * year && embargo.ms + 1.01 * year > date.ms) {
    const written = embargo.hasTime ? embargo.iso.slice(0, 16) : embargo.iso.slice(0, 10);
    const message = "embargo is of the year before date, so it keeps the article from nobody";
    const advice = `write ${Number(written.slice(0, 4)) + 1}${written.slice(4)}, or remove the line`;
    found.report("embargo-before-date", ["embargo"], "value", message, advice);
  }
  if (closed && kind !== "live") {
    found.report(
      "closed-not-live",
      ["closed"],
      "key",
      "closed says nothing of a story that is not live",
      CLOSED_ADVICE,
    );
  }
}

const CLOSED_ADVICE = "remove it, or write kind: live";

/** `updated: 2026-01-31` beside `date: 2026-01-31T18:00` means the same day, not the midnight before. */
function isSameDay(dayStart: number, instant: number): boolean {
  return instant - dayStart < 86_400_000;
}

function toControlDiagnostic(file: SourcePath, head: Head, index: number): Diagnostic {
  const { line, column } = toTextPlace(head.yaml, index);
  const place = { file, line: head.firstYamlLine + line - 1, column };
  const code = head.yaml.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0");
  const message = `the frontmatter holds the control character U+${code}`;
  return toDiagnostic(
    "frontmatter-control-character",
    place,
    message,
    "delete it; editors can show invisible characters",
  );
}
