import type { z } from "zod";
import { catalogue } from "../base/catalogue.ts";
import { type Code, type Diagnostic, type Fix, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findMeantDate } from "../base/meant-date.ts";
import { parseMoment } from "../base/moment.ts";
import { findNearest } from "../base/nearest.ts";
import type { SourcePath } from "../base/path.ts";
import { type AdviceParams, FOCUS_ADVICE, isWebAddress } from "./field-values.ts";
import type { Head } from "./head.ts";
import { findKindAdvice } from "./kind-advice.ts";
import { locate } from "./yaml.ts";

/** Reports what is wrong with one head. */
export interface Reporter {
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
export function toReporter(file: SourcePath, head: Head): Reporter {
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
    else report(toCode(field), path, "value", `${toFieldName(path)} ${issue.message}`, toAdvice(field));
  } else if (issue.code === "unrecognized_keys") {
    reportKeys(issue, path, report);
  } else {
    const params = issue.code === "custom" ? (issue.params as AdviceParams | undefined) : undefined;
    // A message that quotes the value needs no name: code and place tell the field.
    const message = issue.message.startsWith('"') ? issue.message : `${toFieldName(path)} ${toReason(issue, path)}`;
    report(
      toCode(field),
      path,
      "value",
      message,
      params?.advice ?? toNearest(issue) ?? toMeantDate(issue) ?? FORMS[path.join(".")] ?? toAdvice(field),
    );
  }
}

/** Reports keys that a field's map does not have. Without a blank after its colon, a name and its value are one key. */
function reportKeys(issue: z.core.$ZodIssueUnrecognizedKeys, path: readonly PropertyKey[], report: Reporter["report"]) {
  const field = String(path[0]);
  const known = INNER_KEYS[field] ?? [];
  const [joined, ...others] = issue.keys.filter((key) => known.some((name) => key.startsWith(`${name}:`)));
  if (joined !== undefined) {
    const message = `a blank is missing after the colon of ${quote(joined)}`;
    const mended = [joined, ...others].map((key) => key.replace(":", ": ")).join(", ");
    report(toCode(field), [...path, joined], "key", message, `put one after each colon: ${mended}`);
  }
  for (const key of issue.keys.filter((each) => each !== joined && !others.includes(each))) {
    const nearest = OTHER_INNER_KEYS[field]?.[key] ?? findNearest(key, known);
    const advice =
      toNamedAddress(issue.input, key) ?? (nearest === null ? toAdvice(field) : `did you mean ${nearest}?`);
    report(toCode(field), [...path, key], "key", `${toFieldName(path)} has no key ${quote(key)}`, advice);
  }
}

/** `AP: https://ap.example`, in the place of a map of both. */
function toNamedAddress(input: unknown, key: string): string | null {
  const address =
    typeof input === "object" && input !== null && Object.keys(input).length === 1 ? input[key as never] : null;
  return typeof address === "string" && isWebAddress(address) ? `write { name: ${key}, url: "${address}" }` : null;
}

/** Drops reports of missing keys where the map has the same under another name, which is reported. */
export function dropNamedOtherwise(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const isNamed = issues.filter(({ code }) => code === "unrecognized_keys").map(({ path }) => JSON.stringify(path));
  return issues.filter(
    ({ code, input, path }) =>
      code !== "invalid_type" || input !== undefined || !isNamed.includes(JSON.stringify(path.slice(0, -1))),
  );
}

/** The schema's own words, if it has any; else what zod found, in the words of an author. */
function toReason(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): string {
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.input === undefined && path.length > 1) return "is missing";
  return issue.message.startsWith("Invalid input") ? "is not of the form that it must have" : issue.message;
}

/** The field that a key belongs into. */
export function findOwner(key: string): string | null {
  return Object.entries(INNER_KEYS).find(([, keys]) => keys.includes(key))?.[0] ?? null;
}

/** Keys of fields that hold more than one value. */
const INNER_KEYS: Readonly<Record<string, readonly string[]>> = {
  image: ["src", "alt", "caption", "credit", "focus"],
  related: ["pin", "exclude", "off"],
  corrections: ["date", "text"],
  sources: ["name", "url"],
};

/** What these are called elsewhere. */
const OTHER_INNER_KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  image: { source: "src", url: "src", path: "src", title: "caption", description: "alt", photographer: "credit" },
  corrections: { note: "text", correction: "text", description: "text" },
  sources: { link: "url", href: "url", website: "url", title: "name", source: "name" },
};

/** Words of YAML 1.1. */
const SWITCHES: Readonly<Record<string, string>> = { no: "off", n: "off", yes: "on", y: "on" };

/** What somebody most likely meant who wrote none of the few words that a field allows. */
function toNearest(issue: z.core.$ZodIssue): string | null {
  if (issue.code !== "invalid_value" || typeof issue.input !== "string") return null;
  const values = issue.values.map(String);
  // The nearest word to `no` is `on`, which means the opposite.
  const said = SWITCHES[issue.input.toLowerCase()];
  const kind = issue.path[0] === "kind" ? findKindAdvice(issue.input) : null;
  if (kind !== null) return kind;
  const nearest = said !== undefined && values.includes(said) ? said : findNearest(issue.input, values);
  return nearest === null ? null : `did you mean ${nearest}?`;
}

/** `20250304`, or seconds since 1970, which YAML reads as numbers. */
function toMeantDate(issue: z.core.$ZodIssue): string | null {
  if (issue.message !== "must be a date" || typeof issue.input !== "number") return null;
  const isSeconds = issue.input > 5e8 && issue.input < 4e9;
  const seconds = isSeconds ? new Date(issue.input * 1000).toISOString().replace(".000", "") : null;
  const meant = seconds ?? findMeantDate(String(issue.input));
  if (meant === null || !("moment" in parseMoment(meant, "UTC"))) return null;
  return `write ${issue.path.length === 1 ? `${String(issue.path[0])}: ` : ""}${meant}`;
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

function toCode(field: string): Code {
  const code = `${field}-invalid`;
  return code in catalogue ? (code as Code) : "field-missing";
}

/** What to write, for fields that are more than text. */
const FORMS: Readonly<Record<string, string>> = {
  headline: 'write text, in quotes if it looks like a number: headline: "2030"',
  authors: "write authors: [Ana Ruiz, Luis Vega]",
  tags: "write tags: [bridge, council]",
  section: "an article has one section: write section: news",
  series: "write the name of the series: series: The bridges",
  aliases: "write aliases: [/2019/old-address/]",
  date: "write date: 2026-01-31T18:30",
  updated: "write updated: 2026-01-31T18:30",
  embargo: "write embargo: 2026-01-31T18:30",
  expires: "write expires: 2026-01-31T18:30",
  sources: "write sources: [Agency, https://example.org/report], or a list of {name, url}",
  extra: "write names and values: extra: { desk: city }",
  "image.focus": FOCUS_ADVICE,
  image: 'write image: { src: bridge.jpg, alt: "…", caption: "…", credit: "…" }',
  corrections: 'write corrections: [{ date: 2026-02-01, text: "…" }]',
  related: "write related: [bridge-vote.md], or { pin: […], exclude: […], off: true }",
  draft: "write draft: true, or leave it out",
  kind: "write kind: opinion, say, or leave it out for news",
  front: "write front: lead or front: secondary",
  comments: "write comments: true or comments: false",
  withdrawn: 'write withdrawn: "The report was wrong.", or withdrawn: true',
  closed: "write closed: true, or leave it out",
  lang: "write a BCP 47 code: lang: es",
  slug: 'write text, in quotes if it looks like a number: slug: "2030"',
  canonical: "write the address of the original: canonical: https://example.org/report",
  translationOf: "name the article that this was translated from: translationOf: politics/vote.md",
  dek: "write one sentence: dek: By one vote, and with a condition.",
  kicker: "write text: kicker: City Hall",
  dateline: "write a place: dateline: Port Averil",
};

function toAdvice(field: string): string {
  return FORMS[field] ?? "broadsheet schema frontmatter tells what each field may hold";
}
