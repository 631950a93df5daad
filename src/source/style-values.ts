import { all } from "known-css-properties";
import { transform } from "lightningcss";
import { type Diagnostic, findNearest, quote, toDiagnostic } from "../base/diagnostic.ts";
import { CLOSED, FUNCTIONS, OTHER_WORDS, UNITS, WORDS } from "./style-words.ts";

const knownProperties: ReadonlySet<string> = new Set(all);
const knownUnits: ReadonlySet<string> = new Set(UNITS);
const knownWords: ReadonlySet<string> = new Set(WORDS);

/** Strings, addresses and comments, in which nothing is a value of its own. */
const SILENT = /\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|(?<=\burl\()[^)]*(?=\))/g;
/** What is known only in a browser, hacks for old ones, and names of one maker's. */
const UNJUDGED = /\b(?:var|env|attr|if|inherit|progid|expression)\b\s*[(:]|\\|(?<![\w-])-[a-z]+-|--|^\s*$/i;
const WORD = /(?<![\w#.%-])[a-z][a-z-]*(?![\w-]*\()/gi;
const FUNCTION = /(?<![\w-])[a-z][\w-]*(?=\()/gi;
const DIMENSION = /(?<![\w#.-])[+-]?(?:\d+\.?\d*|\.\d+)(?<unit>[a-z]+)(?![\w-])/gi;
const PARTED = /(?<![\w#.-])(\d+\.?\d*|\.\d+)\s+(?<unit>[a-z]{1,5})(?![\w(-])/gi;
const HASH = /(?<=[\s,(]|^)#(?<digits>[\w-]+)/g;
/** `2px\n  color:`, where a semicolon is missing. */
const NEXT = /(?<=\s)(?<name>--[\w-]+|[a-z][a-z-]*)\s*:(?!:)/gi;

/** Part of a value, from `at`, and what it is. */
interface Slip {
  readonly at: number;
  readonly message: string;
  readonly advice: string;
}

/**
 * Values that browsers skip without a word, of these properties, wherever they stand in `texts`, by name below `templates/`. Only what is
 * certain: what becomes readable with one word changed, units and colours that cannot be, two declarations without a semicolon.
 */
export function findWrongValues(
  properties: ReadonlySet<string>,
  texts: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const names = [...properties].filter((name) => /^[\w-]+$/.test(name)).join("|");
  if (names === "") return [];
  const declarations = new RegExp(
    `(?<=[\\s;{}]|^)(?<property>${names})(?<colon>\\s*:)(?<value>[^;{}]*)(?=[;}]|$)`,
    "gi",
  );
  return [...texts].flatMap(([file, text]) => {
    const code = text.replaceAll(SILENT, (part) => part.replaceAll(/[^\n]/g, part.startsWith("/*") ? " " : "x"));
    return Array.from(code.matchAll(declarations)).flatMap(({ index, groups = {} }): readonly Diagnostic[] => {
      const { property = "", colon = "", value = "" } = groups;
      const start = index + property.length + colon.length;
      const slip = findSlip(property.toLowerCase(), value);
      if (slip === null) return [];
      const above = text.slice(0, start + slip.at).split("\n");
      const place = { file: `templates/${file}`, line: above.length, column: (above.at(-1)?.length ?? 0) + 1 };
      return [toDiagnostic("stylesheet-value-invalid", place, slip.message, slip.advice)];
    });
  });
}

function findSlip(property: string, value: string): Slip | null {
  const missing = findMissingSemicolon(property, value);
  if (missing !== null || property.startsWith("--")) return missing;
  const closed = CLOSED.get(property);
  if (closed !== undefined)
    return findMisspelt(
      value,
      (word) => findNearest(word, closed) ?? OTHER_WORDS[word]?.find((own) => closed.includes(own)) ?? null,
    );
  if (isReadable(property, value)) return null;
  const certain = findWrongUnit(property, value) ?? findWrongColor(value);
  if (certain !== null || UNJUDGED.test(value)) return certain;
  const replace = (at: number, length: number, by: string): string =>
    value.slice(0, at) + by + value.slice(at + length);
  const parted = Array.from(value.matchAll(PARTED)).find(({ 0: whole, 1: number = "", index, groups = {} }) =>
    isReadable(property, replace(index, whole.length, `${number}${groups.unit}`)),
  );
  if (parted !== undefined) {
    const [whole] = parted;
    const advice = `write ${whole.replaceAll(/\s+/g, "")}`;
    return { at: parted.index, message: `a blank stands within ${quote(whole)}, so browsers skip the line`, advice };
  }
  const toReadable = (words: readonly string[]) => (word: string, at: number) => {
    const meant = [...words.filter((own) => findNearest(word, [own]) !== null), ...(OTHER_WORDS[word] ?? [])];
    return (
      findNearest(
        word,
        meant.filter((own) => isReadable(property, replace(at, word.length, own))),
      ) ??
      (OTHER_WORDS[word] ?? []).find((own) => isReadable(property, replace(at, word.length, own))) ??
      null
    );
  };
  return findMisspelt(value, toReadable(WORDS)) ?? findMisspelt(value, toReadable(FUNCTIONS), FUNCTION);
}

function findMisspelt(
  value: string,
  findMeant: (word: string, at: number) => string | null,
  pattern = WORD,
): Slip | null {
  for (const { 0: word, index } of value.matchAll(pattern)) {
    const meant = knownWords.has(word.toLowerCase()) && OTHER_WORDS[word] === undefined ? null : findMeant(word, index);
    if (meant !== null && meant !== word.toLowerCase())
      return {
        at: index,
        message: `${quote(word)} is no value here, so browsers skip the line`,
        advice: `did you mean ${meant}?`,
      };
  }
  return null;
}

function findMissingSemicolon(property: string, value: string): Slip | null {
  for (const { index, groups: { name = "" } = {} } of value.matchAll(NEXT)) {
    const isOutside = value.slice(0, index).split("(").length === value.slice(0, index).split(")").length;
    const above = value.slice(0, index).trimEnd();
    const isName = name.startsWith("--") || knownProperties.has(name.toLowerCase());
    // What a property of one's own may hold is anything, but hardly on lines of its own.
    if (
      !isOutside ||
      !isName ||
      above === "" ||
      (property.startsWith("--") && !value.slice(above.length, index).includes("\n"))
    )
      continue;
    const message = `a semicolon is missing before ${quote(name)}, so browsers skip both`;
    return { at: above.length, message, advice: `write ${above.trim().split(/\s+/).at(-1)};` };
  }
  return null;
}

function findWrongUnit(property: string, value: string): Slip | null {
  for (const { 0: whole, index, groups: { unit = "" } = {} } of value.matchAll(DIMENSION)) {
    if (knownUnits.has(unit.toLowerCase())) continue;
    const number = whole.slice(0, -unit.length);
    const toValue = (own: string) => value.slice(0, index) + number + own + value.slice(index + whole.length);
    const near = UNITS.filter(
      (own) => findNearest(unit, [own]) !== null || own.startsWith(unit) || unit.startsWith(own),
    );
    const meant = near.find((own) => isReadable(property, toValue(own))) ?? null;
    const advice = meant === null ? "units are px, rem, em, %, vw and others" : `did you mean ${number}${meant}?`;
    return { at: index, message: `${quote(whole)} has no unit of CSS, so browsers skip the line`, advice };
  }
  return null;
}

function findWrongColor(value: string): Slip | null {
  for (const { 0: whole, index, groups: { digits = "" } = {} } of value.matchAll(HASH)) {
    if (/^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(digits)) continue;
    const message = `${quote(whole)} is no colour, so browsers skip the line`;
    return { at: index, message, advice: "# stands before 3, 4, 6 or 8 digits from 0 to f" };
  }
  return null;
}

/** Whether lightningcss reads the value, or says nothing about it. */
function isReadable(property: string, value: string): boolean {
  let isRead = true;
  try {
    transform({
      filename: "value.css",
      code: new TextEncoder().encode(`a{${property}:${value}}`),
      visitor: {
        Declaration: (declaration) => {
          if (declaration.property === "unparsed") isRead = false;
        },
      },
    });
  } catch {
    return false;
  }
  return isRead;
}
