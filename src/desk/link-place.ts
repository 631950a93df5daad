import type { Reference } from "../article/slots.ts";
import type { Fix } from "../base/diagnostic.ts";
import { escapePattern } from "../base/escape-pattern.ts";
import { decodeUrlPart } from "../base/path.ts";
import { toTextPlace } from "../base/text-place.ts";

/** Where the address of a link stands in the text of an article, and how its author has written it. */
export interface LinkPlace {
  readonly line: number;
  readonly column: number;
  /** Without `?` and `#` and what follows them. */
  readonly path: string;
}

/**
 * Finds where the address of a link stands: in its brackets, in the line that defines it, or in an attribute of HTML.
 * Null if it is not written as it is read, but with escapes and the like. `text` has LF line ends.
 */
export function findLinkPlace(text: string, { url, line, column }: Reference): LinkPlace | null {
  const [path = ""] = url.split(/[?#]/);
  const spellings = [...new Set([path, decodeUrlPart(path)])].filter((spelling) => spelling !== "").map(escapePattern);
  if (spellings.length === 0) return null;
  const start = toOffset(text, line, column);
  const own = `(?:${spellings.join("|")})(?=[?#)>"'\\s]|$)`;
  const inline = new RegExp(`(?:\\]\\(\\s*<?|href=["']?)(${own})`, "gdu");
  const definition = new RegExp(`^ {0,3}\\[[^\\]]+\\]:\\s*<?(${own})`, "gdmu");
  inline.lastIndex = start;
  const found = findNear(inline.exec(text), text, start) ?? definition.exec(text);
  const at = found?.indices?.[1]?.[0];
  if (at === undefined) return null;
  return { ...toTextPlace(text, at), path: found?.[1] ?? "" };
}

/**
 * The fix that replaces the path of a link by another. What cannot stand in Markdown as it is is encoded as in URLs.
 */
export function toLinkFix({ path }: LinkPlace, renamed: string): Fix {
  const insert = renamed.replaceAll(/[\s()<>%?#"'\\]/gu, (character) =>
    /[()']/.test(character) ? `%${character.charCodeAt(0).toString(16)}` : encodeURIComponent(character),
  );
  return { remove: path, insert };
}

/** Only what belongs to this link: nothing that stands behind the end of its paragraph. */
function findNear(found: RegExpExecArray | null, text: string, start: number): RegExpExecArray | null {
  return found === null || /\n[ \t]*\n/.test(text.slice(start, found.index)) ? null : found;
}

function toOffset(text: string, line: number, column: number): number {
  let offset = 0;
  for (let n = 1; n < line; n++) offset = text.indexOf("\n", offset) + 1;
  return offset + column - 1;
}
