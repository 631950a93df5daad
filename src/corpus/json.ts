import { quote } from "../base/diagnostic.ts";
import { toTextPlace } from "../base/text-place.ts";

/** A problem of syntax, with its place: line and column from 1. */
export interface JsonProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to do about it; null where the rules of JSON are the advice. */
  readonly advice: string | null;
}

export type JsonResult = { readonly data: unknown } | { readonly problem: JsonProblem };

/** RFC 8259. JSON.parse does not always say where a mistake is, and takes the last of two equal keys in silence. */
export function parseJson(text: string): JsonResult {
  const mistake = findMistake(text);
  if (mistake === null) return { data: JSON.parse(text) as unknown };
  const place = toTextPlace(text, mistake.offset);
  const { message, advice = null } = mistake;
  return { problem: { ...place, message, advice } };
}

const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b)/y;
const MAX_DEPTH = 100;

/** What may stand next. */
type Expected = "a value" | "a value or ]" | "a key in double quotes" | "a key or }" | "a colon" | "a comma or the end";

interface Mistake {
  readonly offset: number;
  readonly message: string;
  readonly advice?: string;
}

function findMistake(text: string): Mistake | null {
  // The keys of each open map; null for an open list.
  const open: (Set<string> | null)[] = [];
  let expected: Expected = "a value";
  TOKEN.lastIndex = 0;
  for (let start = 0; ; start = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    const isWhole = expected === "a comma or the end" && open.length === 0;
    if (match === null && isWhole && text.slice(start).trim() === "") return null;
    if (match === null || isWhole) return toMistake(text, start, isWhole ? "the end" : expected);
    const [, sign, string] = match;
    const keys = open.at(-1);
    if (string !== undefined && keys != null && expected.startsWith("a key")) {
      const key = JSON.parse(string) as string;
      if (keys.has(key)) return toRepeated(key, toOffset(text, start));
      keys.add(key);
    }
    const next = toNext(expected, sign ?? (string === undefined ? "value" : "string"), open);
    if (next === null) return toMistake(text, start, expected);
    if (open.length > MAX_DEPTH)
      return { offset: toOffset(text, start), message: `is nested more than ${MAX_DEPTH} deep` };
    expected = next;
  }
}

function toRepeated(key: string, offset: number): Mistake {
  return { offset, message: `${quote(key)} is there a second time`, advice: "remove one of the two" };
}

/** What may stand after a token, or null where the token may not stand. */
function toNext(expected: Expected, token: string, open: (Set<string> | null)[]): Expected | null {
  const isMap = open.at(-1) instanceof Set;
  const close = (): Expected => {
    open.pop();
    return "a comma or the end";
  };
  if (expected === "a colon") return token === ":" ? "a value" : null;
  if (expected === "a comma or the end") {
    if (token === "," && open.length > 0) return isMap ? "a key in double quotes" : "a value";
    return token === (isMap ? "}" : "]") && open.length > 0 ? close() : null;
  }
  if (expected === "a key in double quotes" || expected === "a key or }") {
    if (token === "string") return "a colon";
    return token === "}" && expected === "a key or }" ? close() : null;
  }
  if (token === "{" || token === "[") {
    open.push(token === "{" ? new Set() : null);
    return token === "{" ? "a key or }" : "a value or ]";
  }
  if (token === "]" && expected === "a value or ]") return close();
  return token === "value" || token === "string" ? "a comma or the end" : null;
}

function toMistake(text: string, start: number, expected: string): Mistake {
  const offset = toOffset(text, start);
  const [found = ""] = /^(?:[\p{L}\p{N}_.+-]+|"[^"\n]*"?|.)/su.exec(text.slice(offset, offset + 40)) ?? [];
  return { offset, message: `${found === "" ? "the file ends" : quote(found)} where ${expected} should stand` };
}

/** Where the token begins that follows the blanks at `start`. */
function toOffset(text: string, start: number): number {
  let offset = start;
  while (/^[ \t\n\r]/.test(text.charAt(offset))) offset++;
  return offset;
}
