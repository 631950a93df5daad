import matter from "gray-matter";
import { CORE_SCHEMA, load, YAMLException } from "js-yaml";
import { isNode, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type Fix, quote } from "../base/diagnostic.ts";
import { toTextPlace } from "../base/text-place.ts";
import { findOpening, findRepair, findUnmapped } from "./yaml-repair.ts";
import { findSlip, findUnread } from "./yaml-slips.ts";

/** A problem of syntax, with its place in the YAML text: line and column from 1. */
export interface YamlProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to do about a common mistake; null for any other. */
  readonly advice: string | null;
  /** Where what was meant is beyond doubt. */
  readonly fix?: Fix;
}

export type YamlResult = { readonly data: unknown } | { readonly problem: YamlProblem };

/**
 * A closing delimiter that no text can hold, because control characters were refused before. gray-matter would close at
 * any line that merely begins with `---`, and drop the rest of the head.
 */
const CLOSE = "---\u001fend";

/** What YAML is the text of: the head of an article, or a file of its own. */
type Whole = "head" | "file";

/**
 * Reads YAML 1.2 with the core schema: `no` is text, `012` is twelve, dates stay text.
 * gray-matter always gets options, which keeps it from its cache: for a broken head, that would hand back an empty
 * object the second time. Each of its other engines is replaced by a refusal, since one of them evaluates code.
 */
export function parseYaml(yaml: string, whole: Whole = "head"): YamlResult {
  try {
    const { data } = matter(`---\n${yaml}\n${CLOSE}\n`, {
      language: "yaml",
      delimiters: ["---", CLOSE],
      engines: {
        yaml: { parse: (text: string) => load(text, { schema: CORE_SCHEMA }) as object },
        json: refuseEngine,
        javascript: refuseEngine,
      },
    });
    const slip = typeof data === "string" ? findUnmapped(yaml) : findSlip(yaml, data);
    return slip === null ? { data } : { problem: slip };
  } catch (error) {
    return { problem: toProblem(yaml, whole, error) };
  }
}

/** The place of the value (or of the key) at a path of keys and indices. A second, slower parse finds it. */
export function locate(
  yaml: string,
  path: readonly PropertyKey[],
  part: "key" | "value",
): { line: number; column: number } | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, schema: "core", logLevel: "silent" });
  const written = toWrittenPath(document, path);
  const node = part === "key" ? findKey(document, written) : findDeepest(document, written);
  const offset = node?.range?.[0];
  if (offset === undefined) return null;
  const { line, col } = lineCounter.linePos(offset);
  return { line, column: col };
}

function refuseEngine(): never {
  throw new Error("only YAML frontmatter is read");
}

/**
 * The path as it was written: a value alone in the place of a list is its first item, so `sources[0].url` stands at
 * `sources.url`.
 */
function toWrittenPath(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
): readonly PropertyKey[] {
  const [field, first, ...rest] = path;
  return first === 0 && !isSeq(document.getIn([field], true)) ? [field as PropertyKey, ...rest] : path;
}

/** The node at the path, or the nearest one above it that exists. */
function findDeepest(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): Node | null {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return document.contents;
}

function findKey(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): Node | null {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (parent === null || typeof parent !== "object" || !("items" in parent) || !Array.isArray(parent.items))
    return null;
  const name = String(path.at(-1));
  const pair = parent.items.find((item: { key?: unknown }) => String(item.key) === name);
  return isNode(pair?.key) ? pair.key : null;
}

/**
 * The problem at the place where the `yaml` package sees it, which says better than js-yaml where a mistake begins. If
 * it sees none, js-yaml's word stands.
 */
function toProblem(yaml: string, whole: Whole, error: unknown): YamlProblem {
  const [first] = parseDocument(yaml, { schema: "core", logLevel: "silent", prettyErrors: true }).errors;
  const place = first?.linePos?.[0];
  if (first !== undefined && place !== undefined) {
    const [words = "is not YAML"] = first.message.split(/ at line \d+|\n/);
    const { message, advice } = toWords(first.code, words, whole);
    if (first.code === "DUPLICATE_KEY") return toRepeated(yaml, first.pos[0]);
    const isClear = first.code === "TAB_AS_INDENT" || /closing .quote/.test(words);
    const repair = isClear ? null : findRepair(yaml, place.line, findErrorLine);
    const opening = advice === null || first.code === "TAB_AS_INDENT" ? null : findOpening(yaml, place.line);
    const { line, column } =
      opening !== null && opening.line < place.line ? opening : { line: place.line, column: place.col };
    return repair ?? { line, column, message, advice };
  }
  // Only js-yaml reports tags, such as the one of !important, and does so below their line.
  const slip = findSlip(yaml, null) ?? findUnread(yaml);
  if (slip !== null) return slip;
  if (error instanceof YAMLException) {
    return toOwnWords(yaml, error);
  }
  const message = error instanceof RangeError ? "is nested too deeply" : "is not YAML";
  return { line: 1, column: 1, message, advice: null };
}

/** What only js-yaml finds wrong. Its lines count one that gray-matter has put above the text. */
function toOwnWords(yaml: string, { reason, mark }: YAMLException): YamlProblem {
  const place = { line: Math.max(1, mark?.line ?? 0), column: (mark?.column ?? 0) + 1 };
  const tag = /^unknown \w+ tag !<(?:tag:yaml\.org,2002:(?=(.*)>))?(.*)>$/.exec(reason);
  if (tag !== null) {
    const name = tag[1] === undefined ? tag[2] : `!!${tag[1]}`;
    return { ...place, message: `${quote(name ?? "")} is a tag of YAML, and none that is read`, advice: TAG_ADVICE };
  }
  if (/^unidentified alias/.test(reason))
    return {
      ...place,
      message: "the * at the beginning is a sign of YAML, and means nothing here",
      advice: ALIAS_ADVICE,
    };
  const end = yaml.split("\n").findLastIndex((text) => /^(?:---|\.\.\.)(?:\s|$)/.test(text));
  if (end < 0 || !/single document/.test(reason)) return { ...place, message: reason, advice: null };
  const message = `${quote(yaml.split("\n")[end] ?? "")} ends what YAML reads as one, and more follows`;
  return {
    line: end + 1,
    column: 1,
    message,
    advice: "remove the line; frontmatter ends with exactly three hyphens: ---",
  };
}

const TAG_ADVICE = "remove it, or put text that begins with ! into quotes";
const ALIAS_ADVICE = "put text that begins with * into quotes";

function findErrorLine(yaml: string): number | null {
  const [error] = parseDocument(yaml, { schema: "core", logLevel: "silent", prettyErrors: true }).errors;
  return error === undefined ? null : (error.linePos?.[0].line ?? 1);
}

/**
 * A key that stands twice. `offset` is where the second one begins, or the end of the line before it if the first is
 * empty.
 */
function toRepeated(yaml: string, offset: number): YamlProblem {
  const start = offset + (/^\s*/.exec(yaml.slice(offset))?.[0].length ?? 0);
  const [key = ""] = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:,{}\n]*)/.exec(yaml.slice(start)) ?? [];
  const place = toTextPlace(yaml, start);
  const before = yaml.slice(start - place.column + 1, start);
  const isAlone = /^[\s?-]*$/.test(before);
  return {
    ...place,
    message: `${key.trim()} is there a second time`,
    advice: isAlone ? "remove one of the two lines" : "remove one of the two",
  };
}

/** What is shown of an article's head would mean nothing elsewhere. */
const ADVICE = {
  head: {
    field: "write a name and a colon before it, or end the frontmatter above it with a line ---",
    list: "end it with ]: [bridge, council]",
    map: "end it with }: image: { src: bridge.jpg }",
  },
  file: {
    field: "write a name and a colon before it, or remove the line",
    list: "end it with ]",
    map: "end it with }",
  },
} as const;

/** Words for mistakes where it would not help to use quotes. */
function toWords(code: string, message: string, whole: Whole): Pick<YamlProblem, "message" | "advice"> {
  if (code === "TAB_AS_INDENT") return { message, advice: "put two spaces in place of each tab" };
  const { field, list, map } = ADVICE[whole];
  if (/^Implicit (?:map )?keys need to be/.test(message)) return { message: "the line is no field", advice: field };
  if (/\bend with a \]|^Flow sequence/.test(message))
    return { message: "a list that begins with [ does not end", advice: list };
  if (/\bend with a \}|^Flow map/.test(message)) return { message: "what begins with { does not end", advice: map };
  if (/^Block collections are not allowed/.test(message))
    return { message: "lines with hyphens stand within brackets", advice: "leave the brackets out" };
  const isQuote = /closing .quote/.test(message);
  return { message, advice: isQuote ? "end the text with the quote that it begins with, on the same line" : null };
}
