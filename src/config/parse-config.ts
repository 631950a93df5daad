import type * as z from "zod";
import { catalogue } from "../base/catalogue.ts";
import { type Code, quote } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { toPlaceText } from "../base/text-place.ts";
import { ConfigError } from "./config-error.ts";
import { findOptionPlace } from "./config-places.ts";
import { type CheckedConfig, configSchema, findOptionNames } from "./config-schema.ts";

/**
 * Checks a configuration. All problems are reported at once, with their places if `toSource` gives the text of `file`;
 * it is called only if there are problems.
 */
export function parseConfig(raw: unknown, file: string, toSource: () => string = () => ""): CheckedConfig {
  // zod can compile a schema, which pays for many values only.
  const result = configSchema.safeParse(raw, { jitless: true });
  const found = result.success ? [] : result.error.issues.flatMap(toProblems).map((problem) => withForm(problem, raw));
  for (const code of Object.keys((raw as { rules?: object } | null)?.rules ?? {})) {
    const message = findRuleProblem(code);
    if (message !== null) found.push({ path: ["rules", code], message: `rules: ${message}` });
  }
  const source = found.length === 0 ? "" : toSource();
  const problems = found.map(({ path, message }) => {
    const place = findOptionPlace(source, path);
    return `${toPlaceText(file, place)}: ${message}`;
  });
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  return result.data;
}

interface ConfigProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/**
 * Options that hold objects with a text in them: the path of the option, and the part that a text alone most likely is.
 */
const NAMED: readonly (readonly [path: RegExp, part: string])[] = [
  [/^sections\.[^.]+$/, "title"],
  [/^(?:authors\.[^.]+|organization)$/, "name"],
  [/^deploy$/, "live"],
];

/**
 * Advises on `news: "News"` and `organization: "The Courier"`: a text in the place of an object, of which it is one
 * part.
 */
function withForm({ path, message }: ConfigProblem, raw: unknown): ConfigProblem {
  const value = path.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | null)?.[key], raw);
  const part = NAMED.find(([pattern]) => pattern.test(path.join(".")))?.[1];
  if (typeof value !== "string" || part === undefined) return { path, message };
  return { path, message: `${message}; write ${path.at(-1)}: { ${part}: ${JSON.stringify(value)} }` };
}

/** What other generators call our options. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  author: "authors",
  categories: "sections",
  lang: "language",
  languageCode: "language",
  locale: "language",
  logo: "organization.logo",
  name: "title",
  plugins: "markdown.remarkPlugins",
  publisher: "organization",
  site: "baseUrl",
  siteUrl: "baseUrl",
  site_name: "title",
  site_url: "baseUrl",
  tz: "timeZone",
  url: "baseUrl",
};

/** A rule cannot turn off an error: without a date or a readable file there is no page to publish. */
function findRuleProblem(code: string): string | null {
  if (!(code in catalogue)) {
    const nearest = findNearest(code, Object.keys(catalogue));
    return `there is no rule ${quote(code)}${nearest === null ? "" : `; did you mean ${nearest}?`}`;
  }
  return catalogue[code as Code] === "error" ? `${code} is always an error` : null;
}

function toProblems(issue: z.core.$ZodIssue): ConfigProblem[] {
  const inner = issue.code === "invalid_union" ? issue.errors.find(isMeant) : undefined;
  if (inner !== undefined) {
    return inner.flatMap((one) => toProblems({ ...one, path: [...issue.path, ...one.path] }));
  }
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const nearest = (path.length === 0 ? OTHER_NAMES[key] : undefined) ?? findNearest(key, findOptionNames(path));
      const hint = nearest === null ? "" : `; did you mean ${nearest}?`;
      const message = `there is no option ${quote([...path, key].join("."))}${hint}`;
      return { path: [...path, key], message };
    });
  }
  const name = path.length === 0 ? "the configuration" : path.join(".");
  return [{ path, message: `${name}: ${toReason(issue)}` }];
}

const KINDS: Readonly<Record<string, string>> = {
  boolean: "true or false, without quotes",
  number: "a number, without quotes",
  int: "a whole number",
  string: "text",
  array: "a list: […]",
  object: "options in braces: {…}",
  record: "names and values in braces: {…}",
};

/** The schema's own words, if it has any; else what zod found, in the words of an author. */
function toReason(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.startsWith("Invalid") ? `must be ${KINDS[issue.expected] ?? issue.expected}` : issue.message;
    case "invalid_key":
      return `the name ${issue.issues[0]?.message ?? "cannot be one"}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `must be at least ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

/** Of several forms, the one that was meant has the right type and is wrong in a part of it. */
function isMeant(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.every(({ code, path }) => path.length > 0 || code === "unrecognized_keys");
}
