/** A line of YAML as it was most likely meant. */
export interface Repair {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly advice: string;
}

interface Candidate {
  /** Lines below the one that the parser stumbled over. */
  readonly below: number;
  readonly column: number;
  readonly text: string;
  readonly message: string;
}

/**
 * Finds what an author meant who wrote a line that cannot be read: of the usual slips the first whose repair lets the parser
 * go on. `findErrorLine` gives the line (from 1) of the first error of a text, or null.
 */
export function findRepair(yaml: string, line: number, findErrorLine: (yaml: string) => number | null): Repair | null {
  const lines = yaml.split("\n");
  const [text = "", next = ""] = lines.slice(line - 1, line + 1);
  for (const { below, column, text: repaired, message } of [
    ...toDedents(text, next),
    ...toBlanks(text),
    ...toQuotes(text),
  ]) {
    const at = line + below;
    const error = findErrorLine(lines.with(at - 1, repaired).join("\n"));
    if (error === null || error > at) return { line: at, column, message, advice: `write ${repaired.trim()}` };
  }
  return null;
}

/**
 * An item of a list that is indented deeper than the one above it: YAML takes it for more of that one's text, `bridge - council`,
 * and says nothing. `data` is what the YAML was read as.
 */
export function findSwallowedItem(yaml: string, data: unknown): Repair | null {
  for (const { 0: whole, 1: indent = "", 2: first = "", 3: second = "", index } of yaml.matchAll(SWALLOWED)) {
    if (!Object.values(data ?? {}).some((list) => Array.isArray(list) && list.includes(`${first} - ${second}`)))
      continue;
    const line = yaml.slice(0, index + whole.length).split("\n").length;
    const message = "the item is indented deeper than the one above, so it is read as more of that one's text";
    return { line, column: 1, message, advice: `write ${indent}- ${second}` };
  }
  return null;
}

const SWALLOWED = /^( *)- (\S.*?) *\n\1 +- (\S.*?) *$/gm;

/** A field that is indented below another one that has a value. */
function toDedents(text: string, next: string): readonly Candidate[] {
  const below = /^\s+[\w-]+:(\s|$)/.test(next) && /^[\w-]+: [^\s|>]/.test(text);
  const message = "the field is indented, so it belongs to the line above";
  return below ? [{ below: 1, column: 1, text: next.trimStart(), message }] : [];
}

/** `headline:Text`, `-tag`, and colons that YAML does not know as such. */
function toBlanks(text: string): readonly Candidate[] {
  const [, key = "", colon = "", value = ""] =
    /^(\s*(?:- )?[\w-]+)(\s*：\s*|:[\u00a0\u2000-\u200b\u202f\u3000]+)(.*)$/.exec(text) ?? [];
  if (colon !== "") {
    const message = colon.includes("：")
      ? "the colon is a full-width one"
      : "what follows the colon is no ordinary blank";
    return [{ below: 0, column: key.length + 1, text: `${key}: ${value}`, message }];
  }
  const [, before = "", mark = "", after = ""] =
    /^(\s*(?:- )?[\w-]+)(:)(\S.*)$/.exec(text) ?? /^(\s*)(-)([^\s-].*)$/.exec(text) ?? [];
  if (mark === "") return [];
  const message = `a blank is missing after the ${mark === ":" ? "colon" : "hyphen"}`;
  return [{ below: 0, column: before.length + 2, text: `${before}${mark} ${after}`, message }];
}

/** What keeps a head from being a list of fields at all: its first line is none, for want of a colon or a blank. */
export function findUnmapped(yaml: string): Repair | null {
  const lines = yaml.split("\n");
  const line = lines.findIndex((text) => text.trim() !== "");
  const [found] = toBlanks(lines[line] ?? "");
  if (found === undefined) return null;
  return { line: line + 1, column: found.column, message: found.message, advice: `write ${found.text.trim()}` };
}

/** Text that holds what YAML takes for its own: `Council: the vote`, `"The "big" bridge"`, `@mayor`. */
function toQuotes(text: string): readonly Candidate[] {
  const [, before = "", value = ""] = /^(\s*(?:- )?[\w-]+:\s+|\s*-\s+)(\S.*?)\s*$/.exec(text) ?? [];
  if (value === "") return [];
  const column = before.length + 1;
  const mark = /^(["']).*\1$/.exec(value)?.[1];
  const inner = mark === undefined ? value : value.slice(1, -1);
  return [{ below: 0, column, text: `${before}${toQuoted(inner)}`, message: toReason(inner, mark) }];
}

function toReason(text: string, mark: string | undefined): string {
  if (mark !== undefined) return `the text ends at the second ${mark}, and more follows`;
  if (/:\s/.test(text)) return "the colon within the text is taken for the end of a field's name";
  if (!/^[@`%&*!|>[\]{},]/.test(text)) return "the text holds a mark that YAML takes for its own";
  return `the ${text.slice(0, 1)} at the beginning is taken for a sign of YAML, not for text`;
}

function toQuoted(text: string): string {
  if (!/["\\]/.test(text)) return `"${text}"`;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
