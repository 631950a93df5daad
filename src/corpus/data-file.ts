import { locate, parseYaml, type YamlProblem } from "../article/yaml.ts";
import { type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { toTextPlace } from "../base/text-place.ts";
import type { ArticleSource } from "../source/source.ts";
import { decodeText, findControl } from "../source/text.ts";
import { parseCsv } from "./csv.ts";
import { type JsonResult, parseJson } from "./json.ts";

/** The results of an election fit. */
const MAX_BYTES = 5_000_000;
const MAX_VALUES = 500_000;
const MAX_DEPTH = 100;

const ADVICE_YAML = 'put text that holds a colon, a quote, #, @, * or & into quotes: name: "Vote: the count"';
const ADVICE_JSON = "JSON has double quotes only, no comments, and no comma after the last value; YAML is kinder";
const ADVICE_CSV =
  "the first line has the names of the columns, each a name of its own, and each other line a value for each";

/** How a kind of file is read, and what helps where its rules are broken. */
interface Kind {
  readonly parse: (text: string) => JsonResult | ReturnType<typeof parseYaml>;
  readonly advice: string;
}

const JSON_KIND: Kind = { parse: parseJson, advice: ADVICE_JSON };
const CSV_KIND: Kind = { parse: parseCsv, advice: ADVICE_CSV };
const YAML_KIND: Kind = { parse: (text) => parseYaml(text, "file"), advice: ADVICE_YAML };

function toKind(path: string): Kind {
  if (/\.json$/i.test(path)) return JSON_KIND;
  return /\.csv$/i.test(path) ? CSV_KIND : YAML_KIND;
}

/**
 * One file of `data/` as JSON text, keys in the order of the file; null where it has an error. YAML is read as the
 * heads of articles are: 1.2 core, so `no` is text and dates stay text.
 */
export function parseDataFile({ path, bytes }: ArticleSource): Outcome<string | null> {
  const { value: text, diagnostics } = decodeText(path, bytes, MAX_BYTES);
  if (text === null) return { value: null, diagnostics };
  const kind = toKind(path);
  const parsed = findControlProblem(text, kind) ?? kind.parse(text);
  const data = "data" in parsed ? parsed.data : null;
  const problem = "problem" in parsed ? parsed.problem : findBadValue(data, kind === CSV_KIND ? null : text);
  if (problem === null) return { value: JSON.stringify(data), diagnostics };
  const { line, column, message, advice } = problem;
  const place = { file: path, line, column };
  const help = advice ?? kind.advice;
  return { value: null, diagnostics: [...diagnostics, toDiagnostic("data-invalid", place, message, help)] };
}

/** Those in JSON are told by its own rules. */
function findControlProblem(text: string, kind: Kind): { readonly problem: YamlProblem } | null {
  const control = kind === JSON_KIND ? -1 : findControl(text);
  if (control < 0) return null;
  const place = toTextPlace(text, control);
  const advice = "delete it; editors can show invisible characters";
  return { problem: { ...place, message: "holds a control character", advice } };
}

interface BadValue {
  readonly path: readonly PropertyKey[];
  readonly part: "key" | "value";
  readonly message: string;
  readonly advice: string;
}

/**
 * Finds a value that no template can be given. JSON is a kind of YAML, so one search finds the place in both. `text` is
 * null where values have no place that could be found.
 */
function findBadValue(data: unknown, text: string | null): YamlProblem | null {
  let left = MAX_VALUES;
  const visit = (value: unknown, path: readonly PropertyKey[]): BadValue | null => {
    if (--left < 0 || path.length > MAX_DEPTH) return toTooMuch(path.slice(0, 1));
    if (typeof value === "number") return toBadNumber(value, path);
    if (value === null || typeof value !== "object") return null;
    for (const [key, part] of Object.entries(value)) {
      const below = [...path, Array.isArray(value) ? Number(key) : key];
      const bad = key === "__proto__" ? toBadKey(below) : visit(part, below);
      if (bad !== null) return bad;
    }
    return null;
  };
  const bad = visit(data, []);
  if (bad === null) return null;
  const place = text === null || bad.path.length === 0 ? null : locate(text, bad.path, bad.part);
  return { ...(place ?? { line: 1, column: 1 }), message: bad.message, advice: bad.advice };
}

/** A key that is refused because a template that copies the map would change the prototype of its copy. */
function toBadKey(path: readonly PropertyKey[]): BadValue {
  return { path, part: "key", message: `the key ${quote("__proto__")} is refused`, advice: "give it another name" };
}

/** Refuses a value that aliases of YAML repeat more often than memory can hold. */
function toTooMuch(path: readonly PropertyKey[]): BadValue {
  const message = `holds more than ${MAX_VALUES.toLocaleString("en")} values, or more than ${MAX_DEPTH} levels`;
  return { path, part: "value", message, advice: "split the file, or write values out, without & and *" };
}

function toBadNumber(value: number, path: readonly PropertyKey[]): BadValue | null {
  if (!Number.isFinite(value)) {
    return {
      path,
      part: "value",
      message: "is no number that can be printed",
      advice: "write null, or text in quotes",
    };
  }
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return null;
  const message = "is too large a number: its last digits would be lost";
  return { path, part: "value", message, advice: "put it into quotes" };
}
