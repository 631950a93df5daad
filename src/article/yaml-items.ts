import type { Candidate } from "./yaml-candidate.ts";

const ITEM = /^(\s*)- +(\S.*)$/;

/** A field without a value: the name of what stands below it. */
const NAME = /^([\w-]+):\s*$/;

/** A field with a value on its line, which no list can follow. */
const FILLED = /^[\w-]+:\s+(?:[^\s|>[{]|\[.*\]|\{.*\})/;

/**
 * Items below a field whose list has ended on its line: `sources: []` above `  - AP`, and `tags: [bridge]` above
 * `- vote`.
 */
export function toBelowLists(before: string, text: string, next: string): readonly Candidate[] {
  const [, indent = "", field = "", inner = ""] = /^(\s*)([\w-]+):\s+\[(.*)\]\s*$/.exec(before) ?? [];
  const [, , item = ""] = ITEM.exec(text) ?? [];
  if (field === "" || item === "" || NAME.test(next) || (findField(item) ?? field) !== field) return [];
  const column = before.indexOf("[") + 1;
  const message = `the list of ${field} has ended with its ], and items stand below it`;
  const advice =
    inner.trim() === ""
      ? `put ${field}: alone above its items`
      : `put ${field}: alone on its line, and below it each item on a line that begins with a hyphen`;
  return [{ below: -1, column, text: `${indent}${field}:`, message, advice }];
}

/**
 * `kind: news` above `- bridge`: the line with the name of the list is gone, or stands below it. Where the item is
 * indented, a parser stumbles at the field above, which it takes for a text that goes on.
 */
export function toNameless(before: string, text: string, next: string, below: 0 | 1): readonly Candidate[] {
  const [, indent = "", item = ""] = ITEM.exec(text) ?? [];
  if (!FILLED.test(before) || item === "") return [];
  const message = "the item belongs to no field, for the one above has a value already";
  const advice = toNameAdvice(item, next);
  return [{ below, column: indent.length + 1, text: `list:\n${text}`, message, advice }];
}

function toNameAdvice(item: string, next: string): string {
  const [, name = ""] = NAME.exec(next) ?? [];
  if (name !== "") return `move the line ${name}: above it`;
  const field = findField(item);
  const advice = "write the name of its field and a colon on a line above";
  return field === null ? advice : `${advice}: ${field}:`;
}

/** The field whose items are maps such as this one. */
function findField(item: string): string | null {
  if (/^(?:date|text):/.test(item)) return "corrections";
  return /^(?:name|url):/.test(item) ? "sources" : null;
}

/** `    text: Mended` above `  - date: 2026-02-01`: a line of an item has come to stand above it. */
export function toAboveItem(before: string, text: string): readonly Candidate[] {
  const [, indent = "", field = ""] = /^(\s+)([\w-]+:.*)$/.exec(before) ?? [];
  const [, own = "", item = ""] = ITEM.exec(text) ?? [];
  if (field === "" || item === "" || own.length >= indent.length) return [];
  const message = "the line stands above the item to which it belongs, as it seems";
  return [{ below: -1, column: indent.length + 1, text: "", message, advice: `move it below the line - ${item}` }];
}

/** `  - bridge` above ` - vote`, and `  - name: AP` above, after what belongs to it, `   - name: dpa`. */
export function toUnevenItems(above: readonly string[], text: string): readonly Candidate[] {
  const [, own = "", item = ""] = ITEM.exec(text) ?? [];
  const [, indent = own] = ITEM.exec(above.findLast((line) => ITEM.test(line)) ?? "") ?? [];
  if (item === "" || indent === own) return [];
  const message = "the item is indented otherwise than the one above";
  return [{ below: 0, column: 1, text: `${indent}- ${item}`, message, advice: `write ${indent}- ${item}` }];
}
