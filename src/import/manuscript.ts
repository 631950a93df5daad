import { CORE_SCHEMA, load } from "js-yaml";
import { parse as parseToml } from "smol-toml";
import { parseYaml, type YamlProblem } from "../article/yaml.ts";
import { toReason } from "../base/thrown.ts";

/**
 * The files of a site that is imported, by their paths below its folder, with `/` between folders. No file outside can
 * be named.
 */
export interface ForeignSite {
  readonly paths: ReadonlySet<string>;
  /** Null for a file that is not there or no UTF-8. */
  readonly readText: (path: string) => string | null;
}

/**
 * An article of another generator: its fields under their old names, and its text translated to Markdown as far as
 * possible.
 */
export interface Manuscript {
  /** Where it was read, for the report: `_posts/2019-01-31-vote.md`. */
  readonly origin: string;
  /** Line of a field in the origin. */
  readonly toLine: (field: string) => number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: Translated;
  /** Line of the origin that the text begins on. */
  readonly firstLine: number;
  /** Section by the folder that it lay in; null where the generator knows none. */
  readonly folder: string | null;
  /** The name for its new file: the last part of its old address, or of its file. */
  readonly name: string;
  /** Old addresses, first the one that it had; null for one that nobody can know. */
  readonly addresses: readonly (string | null)[];
  /** BCP 47; null for the language of the site. */
  readonly lang: string | null;
  /** The same key for one text in several languages; absent where the generator has no such keys. */
  readonly translationKey?: string;
  /** Whether it is a standing page, such as an imprint. */
  readonly isPage?: boolean;
  /** Pages of the old site that listed it. */
  readonly lists?: readonly OldList[];
  /**
   * What kept it from readers, or from every list, if that is no field of its own; `field` is where it stands in the
   * origin.
   */
  readonly keptBack?: KeptBack | null;
}

export interface KeptBack {
  readonly field: string;
  readonly reason: string;
}

/** The date of a standing page that had none: every article here has one, and this one shows to machines only. */
export const UNDATED = "2000-01-01";

/** A page that listed the articles of a tag, a category or an author; or the feed of all. */
export interface OldList {
  readonly kind: "tag" | "category" | "author" | "feed";
  /** As articles name it; of a feed `json` where it is no XML. */
  readonly name: string;
  readonly address: string;
}

/** Markdown, and what of the original is not in it. */
export interface Translated {
  readonly text: string;
  readonly losses: readonly Loss[];
}

export interface Loss {
  readonly code: "import-tag" | "import-html" | "import-skipped" | "import-field-dropped" | "import-address-lost";
  /** In the origin, from 1. */
  readonly line: number;
  readonly message: string;
  readonly advice: string;
}

/** The head of a foreign file, whatever it is written in, and the text below it. */
export interface ForeignParts {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly firstBodyLine: number;
  readonly toLine: (field: string) => number;
}

/**
 * Parsers by the fence, with what stands behind it. Eleventy has more kinds of heads; scripts among these are read,
 * never run.
 */
const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  "---": parseYamlLeniently,
  "---yaml": parseYamlLeniently,
  "---json": JSON.parse,
  "---js": findPlainTexts,
  "---javascript": findPlainTexts,
  "+++": parseToml,
};

/** Texts, numbers and switches of a script that stand there as such: `title: "The vote"`, `const draft = true;`. */
export function findPlainTexts(script: string): Readonly<Record<string, unknown>> {
  const found = script.matchAll(
    /^\s*(?:const\s+)?["']?(\w+)["']?\s*[:=]\s*(?:(["'`])((?:(?!\2|\$\{).)+)\2|(true|false|\d+)\b)/gm,
  );
  const texts = Array.from(
    found,
    ([, name = "", , text, plain]) => [name, text ?? JSON.parse(plain ?? "null")] as const,
  );
  // The first of a name counts: what follows lies deeper.
  return Object.fromEntries(texts.reverse());
}

/** If a key stands twice, the last counts, as for the parsers of others. */
const LENIENT = { schema: CORE_SCHEMA, json: true };

/** As YAML 1.1 allowed, text in quotes may go on at the beginning of a line: Jekyll's sites do it. */
function parseYamlLeniently(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return load(text, LENIENT);
  } catch (error) {
    const indented = text.replaceAll(/^[\w-]+:\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/gm, (field) =>
      field.replaceAll("\n", "\n  "),
    );
    if (indented === text) throw error;
    return load(indented, LENIENT);
  }
}

/**
 * YAML between `---`, TOML between `+++`, JSON in braces; null where there is no head, text for what is wrong with one.
 */
export function splitForeign(raw: string): ForeignParts | null | string {
  const text = raw.replace(/^\ufeff/, "").replaceAll(/\r\n?/g, "\n");
  const found = findHead(text);
  if (found === null) return null;
  const { head, parse, end } = found;
  const before = text.slice(0, end).split("\n");
  try {
    const data = parse(head) ?? {};
    if (typeof data !== "object" || Array.isArray(data)) return "the head is not a list of fields";
    const toLine = (field: string): number =>
      Math.max(
        0,
        before.findIndex((line) => isField(line, field)),
      ) + 1;
    return { fields: data as Record<string, unknown>, body: text.slice(end), firstBodyLine: before.length, toLine };
  } catch (error) {
    const [reason = ""] = toReason(error).split("\n");
    const problem = parse === parseYamlLeniently ? findYamlProblem(head) : null;
    if (problem === null) return `the head cannot be read: ${reason}`;
    const line = text.slice(0, text.indexOf(head)).split("\n").length + problem.line - 1;
    return `the head cannot be read, in line ${line}: ${problem.message}${problem.advice === null ? "" : `; ${problem.advice}`}`;
  }
}

/** The problem that an article here would have. */
function findYamlProblem(head: string): YamlProblem | null {
  const result = parseYaml(head.replace(/\n$/, ""));
  return "problem" in result ? result.problem : null;
}

interface FoundHead {
  readonly head: string;
  readonly parse: (text: string) => unknown;
  /** Where the text begins. */
  readonly end: number;
}

function findHead(text: string): FoundHead | null {
  const fence = /^\s*((---|\+\+\+)[a-z]*)[ \t]*\n/.exec(text);
  if (fence === null) return findJsonHead(text);
  const [opening, kind = "", mark = ""] = fence;
  const closing = new RegExp(`^${mark.replaceAll("+", "\\+")}[ \\t]*(?:\\n|$)`, "m");
  const rest = text.slice(opening.length);
  const close = closing.exec(rest);
  const parse = PARSERS[kind];
  if (close === null || parse === undefined) return null;
  return { head: rest.slice(0, close.index), parse, end: opening.length + close.index + close[0].length };
}

/** Hugo's third form: an object, closed by a brace on a line of its own. */
function findJsonHead(text: string): FoundHead | null {
  const match = /^\s*\{\n[\s\S]*?\n\}[ \t]*(?:\n|$)/.exec(text);
  return match === null ? null : { head: match[0], parse: JSON.parse, end: match[0].length };
}

function isField(line: string, field: string): boolean {
  const name = line.trimStart().replace(/^["']/, "");
  return name.startsWith(field) && /^["']?\s*[:=]/.test(name.slice(field.length));
}
