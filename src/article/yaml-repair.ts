import { type Candidate, type Repair, toQuoted } from "./yaml-candidate.ts";
import { toBlanks, toDedents, toFirst, toIndents, toOutdents, toParted, toUnwrapped } from "./yaml-fields.ts";
import { toAboveItem, toBelowLists, toNameless, toUnevenItems } from "./yaml-items.ts";
import { toLists } from "./yaml-lists.ts";

/**
 * Finds what an author meant with a line that cannot be read: of the usual slips, the first whose repair lets the
 * parser go on. `findErrorLine` gives the line (from 1) of the first error of a text, or null.
 */
export function findRepair(yaml: string, line: number, findErrorLine: (yaml: string) => number | null): Repair | null {
  const lines = yaml.split("\n");
  const [before = "", text = "", next = "", after = ""] = ["", ...lines].slice(line - 1, line + 3);
  for (const { below, column, text: repaired, message, advice, fix } of [
    ...toFirst(before, text),
    ...toBelowLists(before, text, next),
    ...toDedents(text, next),
    ...toIndents(before, text, 0),
    ...toIndents(text, next, 1),
    ...toOutdents(text),
    ...toUnevenItems(lines.slice(0, line - 1), text),
    ...toAboveItem(before, text),
    ...toUnwrapped(text),
    ...toParted(text),
    ...toItems(text),
    ...toBlanks(text),
    ...toCommas(text),
    ...toSingleCommas(text),
    // A # hides the end of its line, so that only the next one cannot be read.
    ...toUnmarked(text, 0),
    ...toUnmarked(before, -1),
    ...toEnds(text),
    ...toLists(text),
    ...toPictures(text),
    ...toNameless(before, text, next, 0),
    ...toNameless(text, next, after, 1),
    ...toQuotes(text),
    ...toContinued(before, text),
  ]) {
    const at = line + below;
    const error = findErrorLine(lines.with(at - 1, repaired).join("\n"));
    if (error !== null && error <= Math.max(at, line)) continue;
    const repair = { line: at, column, message, advice: advice ?? `write ${repaired.trim()}` };
    return fix === undefined || /^\s+\S/.test(next) ? repair : { ...repair, fix };
  }
  return null;
}

/** `• bridge`, `* bridge` */
function toItems(text: string): readonly Candidate[] {
  const [, indent = "", mark = "", rest = ""] = /^(\s*)([*•‣▪·–—])\s+(\S.*)$/.exec(text) ?? [];
  if (mark === "") return [];
  const message = `the items of a list begin with a hyphen, not with ${mark}`;
  return [{ below: 0, column: indent.length + 1, text: `${indent}- ${rest}`, message }];
}

/** Text that goes on in another line, which is not indented. */
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

/**
 * Finds where a list, a map or a quoted text begins that does not end on its line: a parser goes on until it no longer
 * can. `line` is where that was, from 1. Null if nothing is open above it.
 */
export function findOpening(yaml: string, line: number): { readonly line: number; readonly column: number } | null {
  const lines = yaml.split("\n").slice(0, line);
  const isOpen = /^\s*(?:- )?(?:[\w-]+:\s+)?(?:\[[^\]]*|\{[^}]*|"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$/;
  const index = lines.findLastIndex((text) => isOpen.test(text));
  if (index < 0) return null;
  return { line: index + 1, column: (lines[index] ?? "").search(/[[{"']/) + 1 };
}

/**
 * Finds what keeps a head from being a list of fields at all: its first line is no field, for want of a colon or a
 * blank.
 */
export function findUnmapped(yaml: string): Repair | null {
  const lines = yaml.split("\n");
  const line = lines.findIndex((text) => text.trim() !== "");
  const [found] = toBlanks(lines[line] ?? "");
  if (found === undefined) return null;
  return { line: line + 1, column: found.column, message: found.message, advice: `write ${found.text.trim()}` };
}

/** Text with characters that mean something in YAML: `Council: the vote`, `"The "big" bridge"`, `@mayor`. */
function toQuotes(text: string): readonly Candidate[] {
  const [, before = "", value = ""] = /^(\s*(?:- )?[\w-]+:\s+|\s*-\s+)(\S.*)$/.exec(text.trimEnd()) ?? [];
  // An open list or map was not meant as text.
  if (value === "" || /^(?:\[[^\]]*|\{[^}]*)$/.test(value)) return [];
  const column = before.length + 1;
  const styled = /^(\*\*|__|\*|_)([^*_]+)\1$/.exec(value)?.[2];
  const mark = isQuotedAtFirst(value) ? undefined : /^(["']).*\1$/.exec(value)?.[1];
  const inner = isQuotedAtFirst(value)
    ? value
    : mark !== undefined
      ? value.slice(1, -1)
      : /^["']/.test(value)
        ? value.slice(1)
        : value;
  const whole = { below: 0, column, message: toReason(mark === undefined ? value : inner, mark) };
  // Asterisks would be shown, since a field is no Markdown.
  const plain = styled === undefined ? [] : [{ ...whole, text: before + styled }];
  const quoted = toQuoted(inner);
  const fix = isTitle(before, value) ? { fix: { remove: value, insert: quoted } } : {};
  return [...plain, { ...whole, text: `${before}${quoted}`, ...fix }];
}

/** `headline: Harbour ward: the count`: text with nothing in it but a colon that YAML takes for its own. */
function isTitle(before: string, value: string): boolean {
  const isText = /^(?:headline|title|dek|subtitle|summary|description|kicker|series):/.test(before);
  return isText && /^\p{L}[^[\]{}"#]*$/u.test(value) && /:\s/.test(value);
}

/**
 * Whether only the first words are in quotes, which readers are meant to see: `"Mend it" and "pay", said the mayor`.
 */
function isQuotedAtFirst(value: string): boolean {
  const [, mark = ""] = /^(["'])[^\s"'](?:[^"']*[^\s"'])?\1[\s,.;:–—-]/.exec(value) ?? [];
  return mark !== "" && value.split(mark).length % 2 === 1;
}

/** `image: ![The bridge](bridge.jpg)` */
function toPictures(text: string): readonly Candidate[] {
  const [, field = "", alt = "", src = ""] = /^(image:\s+)!\[([^\]]*)\]\(([^\s()]+)\)\s*$/.exec(text) ?? [];
  if (field === "") return [];
  const message = "a picture in the head is not written in Markdown";
  const repaired = `${field}{ src: ${toQuoted(src)}, alt: ${toQuoted(alt)} }`;
  return [{ below: 0, column: field.length + 1, text: repaired, message }];
}

function toReason(text: string, mark: string | undefined): string {
  if (isQuotedAtFirst(text)) return "the text goes on behind what stands in quotes";
  if (mark !== undefined) return `the text ends at the second ${mark}, and more follows`;
  if (/:\s/.test(text)) return "the colon within the text is taken for the end of a field's name";
  if (/^["']/.test(text)) return `the text begins with ${text.slice(0, 1)} and does not end with it`;
  if (!/^[@`%&*!|>[\]{},]/.test(text)) return "the text holds a mark that YAML takes for its own";
  return `the ${text.slice(0, 1)} at the beginning is taken for a sign of YAML, not for text`;
}
