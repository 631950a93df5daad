import type { z } from "zod";
import {
  type Code,
  catalogue,
  type Diagnostic,
  type Fix,
  findNearest,
  type Outcome,
  type Place,
  quote,
  toDiagnostic,
} from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { toControlPattern } from "../source/text.ts";
import type { Head } from "./head.ts";
import { type AdviceParams, createFrontmatterSchema, type Frontmatter } from "./schema.ts";
import { locate, parseYaml } from "./yaml.ts";

const REFUSED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** What other generators call our fields. */
const FOREIGN_KEYS: Readonly<Record<string, string>> = {
  title: "headline",
  description: "dek",
  summary: "dek",
  subtitle: "dek",
  publishDate: "date",
  pubDate: "date",
  pubDatetime: "date",
  lastmod: "updated",
  modDatetime: "updated",
  author: "authors",
  categories: "section",
  category: "section",
  expiryDate: "expires",
  source: "sources",
  language: "lang",
};

const REQUIRED = ["date", "headline", "sources"] as const;

const MAX_VALUES = 10_000;
const MAX_DEPTH = 100;

export type FrontmatterParser = (file: SourcePath, head: Head) => Outcome<Frontmatter | null>;

/** A parser of YAML heads; dates without an offset are in `timeZone`. Its value is null when the head has an error. */
export function createFrontmatterParser(options: { readonly timeZone: string }): FrontmatterParser {
  const schema = createFrontmatterSchema(options.timeZone);
  const knownKeys = Object.keys(schema.shape);
  return (file, head) => {
    const found = toReporter(file, head);
    const control = toControlPattern().exec(head.yaml);
    if (control !== null) {
      return { value: null, diagnostics: [toControlDiagnostic(file, head, control.index)] };
    }
    const parsed = parseYaml(head.yaml);
    if ("problem" in parsed) {
      const { line, column, message, advice } = parsed.problem;
      const place = { file, line: head.firstYamlLine + line - 1, column };
      return {
        value: null,
        diagnostics: [toDiagnostic("frontmatter-syntax", place, message, advice ?? ADVICE_SYNTAX)],
      };
    }
    const data = toMap(parsed.data, found);
    if (data === null) return { value: null, diagnostics: found.list };
    const fields = toKnownFields(data, knownKeys, found);
    const result = schema.safeParse(fields, { reportInput: true });
    if (result.success) warnOfDoubts(result.data, found);
    else
      for (const issue of dropNamedOtherwise(result.error.issues))
        if (!isAboutMissing(issue, fields)) found.issue(issue);
    const isFine = result.success && !found.list.some(({ severity }) => severity === "error");
    return { value: isFine ? result.data : null, diagnostics: found.list };
  };
}

const ADVICE_SYNTAX = 'put text that holds a colon, a quote, #, @, * or & into quotes: headline: "Vote: the count"';
const ADVICE_MAP = "write one field a line, such as headline: Some text";

/** A required field left out has been reported as missing already. */
function isAboutMissing(issue: z.core.$ZodIssue, fields: Readonly<Record<string, unknown>>): boolean {
  return issue.path.length === 1 && fields[String(issue.path[0])] == null;
}

interface Reporter {
  readonly list: readonly Diagnostic[];
  readonly report: (
    code: Code,
    path: readonly PropertyKey[],
    part: "key" | "value",
    message: string,
    advice: string,
    fix?: Fix,
  ) => void;
  readonly issue: (issue: z.core.$ZodIssue) => void;
}

/** Collects problems of one head; looks places up only when there is one. */
function toReporter(file: SourcePath, head: Head): Reporter {
  const list: Diagnostic[] = [];
  const toPlace = (path: readonly PropertyKey[], part: "key" | "value"): Place => {
    const place = locate(head.yaml, path, part);
    if (place === null) return { file, line: head.firstYamlLine - 1 };
    return { file, line: head.firstYamlLine + place.line - 1, column: place.column };
  };
  const report: Reporter["report"] = (code, path, part, message, advice, fix) => {
    const diagnostic = toDiagnostic(code, toPlace(path, part), message, advice);
    list.push(fix === undefined ? diagnostic : { ...diagnostic, fix });
  };
  return { list, report, issue: (issue) => reportIssue(issue, [], report) };
}

/** One issue of the schema as a diagnostic; of a union, the alternative that fits the kind of value is reported. */
function reportIssue(issue: z.core.$ZodIssue, parents: readonly PropertyKey[], report: Reporter["report"]): void {
  const path = [...parents, ...issue.path];
  const field = String(path[0]);
  if (issue.code === "invalid_union") {
    const fitting = issue.errors.find((branch) => !branch.some(isOfOtherType));
    if (fitting) for (const inner of dropNamedOtherwise(fitting)) reportIssue(inner, path, report);
    else report(toCode(field, "invalid"), path, "value", `${toFieldName(path)} ${issue.message}`, toAdvice(field));
  } else if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) {
      const nearest = findNearest(key, INNER_KEYS[field] ?? []);
      const advice = nearest === null ? toAdvice(field) : `did you mean ${nearest}?`;
      const message = `${toFieldName(path)} has no key ${quote(key)}`;
      report(toCode(field, "invalid"), [...path, key], "key", message, advice);
    }
  } else {
    const params = issue.code === "custom" ? (issue.params as AdviceParams | undefined) : undefined;
    // A message that quotes the value needs no name: code and place tell the field.
    const message = issue.message.startsWith('"') ? issue.message : `${toFieldName(path)} ${toReason(issue, path)}`;
    report(toCode(field, "invalid"), path, "value", message, params?.advice ?? toNearest(issue) ?? toAdvice(field));
  }
}

/** What is missing in a map that has a key of another name is told with that key. */
function dropNamedOtherwise(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const isNamed = issues.filter(({ code }) => code === "unrecognized_keys").map(({ path }) => JSON.stringify(path));
  return issues.filter(
    ({ code, input, path }) =>
      code !== "invalid_type" || input !== undefined || !isNamed.includes(JSON.stringify(path.slice(0, -1))),
  );
}

/** The schema's own words, where it has any. */
function toReason(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): string {
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.input === undefined && path.length > 1) return "is missing";
  return issue.message.startsWith("Invalid input") ? "is not of the form that it must have" : issue.message;
}

/** Keys of fields that hold more than one value. */
const INNER_KEYS: Readonly<Record<string, readonly string[]>> = {
  image: ["src", "alt", "caption", "credit", "focus"],
  related: ["pin", "exclude", "off"],
  corrections: ["date", "text"],
  sources: ["name", "url"],
};

/** What somebody most likely meant who wrote none of the few words that a field allows. */
function toNearest(issue: z.core.$ZodIssue): string | null {
  if (issue.code !== "invalid_value" || typeof issue.input !== "string") return null;
  const nearest = findNearest(issue.input, issue.values.map(String));
  return nearest === null ? null : `did you mean ${nearest}?`;
}

function isOfOtherType(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 0 && issue.code === "invalid_type";
}

/** `sources[1].url` */
function toFieldName(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${String(key)}`))
    .join("");
}

function toCode(field: string, problem: "missing" | "invalid"): Code {
  const code = `${field}-${problem}`;
  return code in catalogue ? (code as Code) : "field-missing";
}

/** What to write, for fields that are more than text. */
const FORMS: Readonly<Record<string, string>> = {
  headline: 'write text, in quotes if it looks like a number: headline: "2030"',
  sources: "write sources: [Agency, https://example.org/report], or a list of {name, url}",
  image: 'write image: { src: bridge.jpg, alt: "…", caption: "…", credit: "…" }',
  corrections: 'write corrections: [{ date: 2026-02-01, text: "…" }]',
  related: "write related: [bridge-vote.md], or { pin: […], exclude: […], off: true }",
  draft: "write draft: true, or leave it out",
  kind: "write kind: opinion, say, or leave it out for news",
  front: "write front: lead or front: secondary",
  comments: "write comments: true or comments: false",
  withdrawn: 'write withdrawn: "The report was wrong.", or withdrawn: true',
};

function toAdvice(field: string): string {
  return FORMS[field] ?? "broadsheet schema frontmatter tells what each field may hold";
}

function toMap(data: unknown, found: Reporter): Readonly<Record<string, unknown>> | null {
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    found.report("frontmatter-not-a-map", [], "value", "the frontmatter is not a list of fields", ADVICE_MAP);
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

/** Counts values as often as aliases repeat them, and gives up in time. */
function isWithinLimits(data: unknown): boolean {
  let left = MAX_VALUES;
  const visit = (value: unknown, depth: number): boolean => {
    if (--left < 0 || depth > MAX_DEPTH) return false;
    if (value === null || typeof value !== "object") return true;
    return Object.values(value).every((part) => visit(part, depth + 1));
  };
  return visit(data, 0);
}

/** The fields that the schema knows, under our names; every other key is reported. */
function toKnownFields(
  data: Readonly<Record<string, unknown>>,
  knownKeys: readonly string[],
  found: Reporter,
): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  const misspelt = new Set<string>();
  for (const key of knownKeys) if (Object.hasOwn(data, key)) fields[key] = toFilled(data[key]);
  for (const key of Object.keys(data)) {
    const own = Object.hasOwn(FOREIGN_KEYS, key) ? FOREIGN_KEYS[key] : undefined;
    if (knownKeys.includes(key)) continue;
    if (REFUSED_KEYS.has(key)) {
      found.report("key-refused", [key], "key", `the key ${quote(key)} is refused`, "remove it");
    } else if (own !== undefined) {
      adoptForeign(key, own, data, fields, found);
    } else {
      const nearest = findNearest(key, [...knownKeys, ...Object.keys(FOREIGN_KEYS)]);
      const meant = nearest === null ? null : (FOREIGN_KEYS[nearest] ?? nearest);
      const advice = meant === null ? "remove it, or move it below extra:" : `did you mean ${meant}?`;
      const rename = toRename(key, knownKeys, data);
      const lacking = REQUIRED.find((name) => name === rename?.insert);
      if (lacking !== undefined) misspelt.add(lacking);
      const [code, message] =
        lacking === undefined
          ? (["key-unknown", `the key ${quote(key)} is unknown`] as const)
          : ([`${lacking}-missing`, `${lacking} is missing, and the key ${quote(key)} is unknown`] as const);
      found.report(code, [key], "key", message, advice, rename);
    }
  }
  for (const key of ["date", "headline"] as const) {
    if (fields[key] != null || misspelt.has(key)) continue;
    const isEmpty = Object.hasOwn(data, key);
    const advice = isEmpty ? EMPTY_ADVICE[key] : `add a line ${key}: …`;
    found.report(`${key}-missing`, [key], "key", `${key} is ${isEmpty ? "empty" : "missing"}`, advice);
  }
  if (fields.sources == null && !misspelt.has("sources")) {
    const advice = "list who the reporting came from, or write sources: [] for own reporting";
    found.report("sources-missing", ["sources"], "key", "sources is missing", advice);
  }
  return fields;
}

const EMPTY_ADVICE = {
  date: "write it after date:, such as 2026-01-31T18:30",
  headline: "write it after headline:, in quotes where it begins with #",
};

/** What a form leaves empty (`dek: ""`, `image: { src: "" }`) is left out, as `dek:` is; an empty `alt` has a meaning. */
function toFilled(value: unknown): unknown {
  if (typeof value === "string") return value.trim() === "" ? null : value;
  if (value === null || typeof value !== "object" || !("src" in value)) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, key === "alt" ? part : toFilled(part)] as const);
  return parts.every(([, part]) => part == null || part === "") ? null : Object.fromEntries(parts);
}

function adoptForeign(
  key: string,
  own: string,
  data: Readonly<Record<string, unknown>>,
  fields: Record<string, unknown>,
  found: Reporter,
): void {
  if (fields[own] != null) {
    const message = `${quote(key)} is ignored, because ${own} is there`;
    found.report("key-foreign", [key], "key", message, `remove ${key}`);
    return;
  }
  const value = data[key];
  // A section is one; of a list of categories the first is the main one by custom.
  const isFirstOfList = own === "section" && Array.isArray(value);
  fields[own] = toFilled(isFirstOfList ? value[0] : value);
  const fix = isFirstOfList || own in data ? undefined : { remove: key, insert: own };
  found.report("key-foreign", [key], "key", `${quote(key)} is read as ${own}`, `rename it to ${own}`, fix);
}

/** Only one field can be meant, and the head does not have it. */
function toRename(key: string, known: readonly string[], data: Readonly<Record<string, unknown>>): Fix | undefined {
  const nearest = findNearest(key, known);
  if (nearest === null || nearest in data) return undefined;
  const others = known.filter((name) => name !== nearest);
  return findNearest(key, others) === null ? { remove: key, insert: nearest } : undefined;
}

function warnOfDoubts(fields: Frontmatter, found: Reporter): void {
  const { date, updated, expires, kind, closed } = fields;
  if (updated !== null && updated.ms < date.ms && (updated.hasTime || !isSameDay(updated.ms, date.ms))) {
    found.report("updated-before-date", ["updated"], "value", "updated is before date", "search engines refuse this");
  }
  if (expires !== null && expires.ms <= date.ms) {
    found.report("expires-before-date", ["expires"], "value", "expires is before date: it is never live", "check both");
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
  const before = head.yaml.slice(0, index).split("\n");
  const place = { file, line: head.firstYamlLine + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
  const code = head.yaml.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0");
  const message = `the frontmatter holds the control character U+${code}`;
  return toDiagnostic(
    "frontmatter-control-character",
    place,
    message,
    "delete it; editors can show invisible characters",
  );
}
