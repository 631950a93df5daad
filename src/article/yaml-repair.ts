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
  /** Where the line as it was meant does not say it. */
  readonly advice?: string;
}

/**
 * Finds what an author meant who wrote a line that cannot be read: of the usual slips the first whose repair lets the
 * parser go on. `findErrorLine` gives the line (from 1) of the first error of a text, or null.
 */
export function findRepair(yaml: string, line: number, findErrorLine: (yaml: string) => number | null): Repair | null {
  const lines = yaml.split("\n");
  const [before = "", text = "", next = ""] = ["", ...lines].slice(line - 1, line + 2);
  for (const { below, column, text: repaired, message, advice } of [
    ...toFirst(before, text),
    ...toDedents(text, next),
    ...toItems(text),
    ...toBlanks(text),
    ...toCommas(text),
    ...toSingleCommas(text),
    // A # hides the end of its line, so that only the next one cannot be read.
    ...toUnmarked(text, 0),
    ...toUnmarked(before, -1),
    ...toEnds(text),
    ...toQuotes(text),
    ...toContinued(before, text),
  ]) {
    const at = line + below;
    const error = findErrorLine(lines.with(at - 1, repaired).join("\n"));
    if (error === null || error > Math.max(at, line))
      return { line: at, column, message, advice: advice ?? `write ${repaired.trim()}` };
  }
  return null;
}

/** A field that is indented above others that are not. */
function toFirst(before: string, text: string): readonly Candidate[] {
  const isAlone = /^\s+[\w-]+:(\s|$)/.test(before) && /^[\w-]+:(\s|$)/.test(text);
  const message = "the first field is indented, and those below are not";
  return isAlone ? [{ below: -1, column: 1, text: before.trimStart(), message }] : [];
}

/** A field that is indented below another one that has a value. */
function toDedents(text: string, next: string): readonly Candidate[] {
  const below = /^\s+[\w-]+:(\s|$)/.test(next) && /^[\w-]+: [^\s|>]/.test(text);
  const message = "the field is indented, so it belongs to the line above";
  return below ? [{ below: 1, column: 1, text: next.trimStart(), message }] : [];
}

/** `• bridge`, `* bridge` */
function toItems(text: string): readonly Candidate[] {
  const [, indent = "", mark = "", rest = ""] = /^(\s*)([*•‣▪·–—])\s+(\S.*)$/.exec(text) ?? [];
  if (mark === "") return [];
  const message = `the items of a list begin with a hyphen, not with ${mark}`;
  return [{ below: 0, column: indent.length + 1, text: `${indent}- ${rest}`, message }];
}

/** Text that goes on in a line of its own, which is not indented. */
function toContinued(before: string, text: string): readonly Candidate[] {
  const [, field = ""] = /^([\w-]+):\s+\S/.exec(before) ?? [];
  if (field === "" || !/^\S/.test(text) || /^[\w-]+:(?:\s|$)/.test(text)) return [];
  const message = `it belongs to ${field}, above, as it seems, but is not indented`;
  const advice = "put two blanks before each further line of a text";
  return [{ below: 0, column: 1, text: `  ${text}`, message, advice }];
}

/** `{ src: a.jpg alt: "A bridge" }` */
function toCommas(text: string): readonly Candidate[] {
  const [, before = "", inner = ""] = /^(\s*(?:- )?(?:[\w-]+:\s+)?)(\{.*\})\s*$/.exec(text) ?? [];
  const place = /[^\s,{](?=\s+[a-zA-Z]+:\s)/.exec(inner)?.index ?? -1;
  if (place < 0) return [];
  const mended = inner.replaceAll(/([^\s,{])(?=\s+[a-zA-Z]+:\s)/g, "$1,");
  const message = "a comma is missing between two of the names and values in braces";
  return [{ below: 0, column: before.length + place + 2, text: before + mended, message }];
}

/** `tags: [bridge,, vote]` */
function toSingleCommas(text: string): readonly Candidate[] {
  const [, before = "", inner = ""] = /^(\s*(?:- )?[\w-]+:\s+)(\[.*\])\s*$/.exec(text) ?? [];
  if (!/,\s*,/.test(inner)) return [];
  const column = before.length + inner.search(/,\s*,/) + 1;
  const mended = inner.replaceAll(/,(?:\s*,)+/g, ",");
  return [{ below: 0, column, text: before + mended, message: "nothing stands between two commas" }];
}

/** `tags: [#bridge, #vote]` */
function toUnmarked(text: string, below: number): readonly Candidate[] {
  const [, before = "", inner = ""] = /^(\s*(?:- )?[\w-]+:\s+)(\[.*\])\s*$/.exec(text) ?? [];
  if (!inner.includes("#")) return [];
  const mended = inner.replaceAll(/([[,\s])#(?=[^\s#])/g, "$1");
  const message = "a # begins a remark, so the end of the list is not read";
  return [{ below, column: before.length + inner.indexOf("#") + 1, text: before + mended, message }];
}

/** `headline: "Text",` and `tags: [bridge];`, as code has it. */
function toEnds(text: string): readonly Candidate[] {
  const [, field = "", value = "", mark = ""] =
    /^(\s*(?:- )?["']?[\w-]+["']?:\s+)(\[.*\]|\{.*\}|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*([;,])\s*$/.exec(text) ?? [];
  if (mark === "") return [];
  const message = `nothing may follow the value, as this ${mark === "," ? "comma" : "semicolon"} does`;
  return [{ below: 0, column: text.lastIndexOf(mark) + 1, text: field + value, message }];
}

/** `headline:Text`, `-tag`, `headline = Text`, and colons that YAML does not know as such. */
function toBlanks(text: string): readonly Candidate[] {
  const [, key = "", colon = "", value = ""] =
    /^(\s*(?:- )?[\w-]+)(\s*：\s*|:[\u00a0\u2000-\u200b\u202f\u3000]+)(.*)$/.exec(text) ?? [];
  if (colon !== "") {
    const message = colon.includes("：")
      ? "the colon is a full-width one"
      : "what follows the colon is no ordinary blank";
    return [{ below: 0, column: key.length + 1, text: `${key}: ${value}`, message }];
  }
  const [, name = "", equals = "", right = ""] = /^([\w-]+)(\s*=\s*)(\S.*)$/.exec(text) ?? [];
  if (equals !== "") {
    const message = "a colon stands between a field and its value, not an equals sign";
    return [{ below: 0, column: name.length + 1, text: `${name}: ${right}`, message }];
  }
  const [, before = "", mark = "", after = ""] =
    /^(\s*(?:- )?[\w-]+)(:)(\S.*)$/.exec(text) ?? /^(\s*)(-)([^\s-].*)$/.exec(text) ?? [];
  if (mark === "") return [];
  const message = `a blank is missing after the ${mark === ":" ? "colon" : "hyphen"}`;
  return [{ below: 0, column: before.length + 2, text: `${before}${mark} ${after}`, message }];
}

/**
 * Where a list, a map or a quoted text begins that does not end on its line: a parser goes on to where it cannot any
 * more. `line` is that, from 1; null where nothing is open above it.
 */
export function findOpening(yaml: string, line: number): { readonly line: number; readonly column: number } | null {
  const lines = yaml.split("\n").slice(0, line);
  const isOpen = /^\s*(?:- )?(?:[\w-]+:\s+)?(?:\[[^\]]*|\{[^}]*|"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$/;
  const index = lines.findLastIndex((text) => isOpen.test(text));
  if (index < 0) return null;
  return { line: index + 1, column: (lines[index] ?? "").search(/[[{"']/) + 1 };
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
  const [, before = "", value = ""] = /^(\s*(?:- )?[\w-]+:\s+|\s*-\s+)(\S.*)$/.exec(text.trimEnd()) ?? [];
  // A list or a map that does not end is none that was meant as text.
  if (value === "" || /^(?:\[[^\]]*|\{[^}]*)$/.test(value)) return [];
  const column = before.length + 1;
  const styled = /^(\*\*|__|\*|_)([^*_]+)\1$/.exec(value)?.[2];
  const mark = /^(["']).*\1$/.exec(value)?.[1];
  const inner = mark !== undefined ? value.slice(1, -1) : /^["']/.test(value) ? value.slice(1) : value;
  const whole = { below: 0, column, message: toReason(mark === undefined ? value : inner, mark) };
  // A field that is no Markdown shows the asterisks.
  const plain = styled === undefined ? [] : [{ ...whole, text: before + styled }];
  return [...plain, { ...whole, text: `${before}${toQuoted(inner)}` }];
}

function toReason(text: string, mark: string | undefined): string {
  if (mark !== undefined) return `the text ends at the second ${mark}, and more follows`;
  if (/:\s/.test(text)) return "the colon within the text is taken for the end of a field's name";
  if (/^["']/.test(text)) return `the text begins with ${text.slice(0, 1)} and does not end with it`;
  if (!/^[@`%&*!|>[\]{},]/.test(text)) return "the text holds a mark that YAML takes for its own";
  return `the ${text.slice(0, 1)} at the beginning is taken for a sign of YAML, not for text`;
}

export function toQuoted(text: string): string {
  if (!/["\\]/.test(text)) return `"${text}"`;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
