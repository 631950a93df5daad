import type { Translated } from "./manuscript.ts";
import {
  createFence,
  createLineCounter,
  createWriter,
  FILE_SCHEME,
  parseTag,
  type Tag,
  toKnownMarkdown,
} from "./tags.ts";

const RAW = /\{%-?\s*(raw|verbatim|comment)\s*-?%\}([\s\S]*?)\{%-?\s*end\1\s*-?%\}/;
// No tag contains the beginning of another: otherwise each tag that is never closed would be read to the end of the
// text.
const TAG = /\{%-?((?:(?!\{%)[\s\S])*?)-?%\}/;
const OUTPUT = /\{\{-?((?:(?!\{\{)[\s\S])*?)-?\}\}/;
/** Attributes of kramdown on a line of their own, and after a link or picture. */
const ATTRIBUTES = /\{:[^{}\n]*\}/;
/** A list in whose place kramdown puts a table of contents. */
const CONTENTS = /(?<=^|\n)(?:[-*+]|\d+\.)[ \t][^\n]*\n\{:\s*toc\b[^{}\n]*\}/;
/** A comment of Nunjucks. */
const COMMENT = /\{#(?:(?!\{#)[\s\S])*?#\}/;
const ANY = new RegExp([RAW, TAG, OUTPUT, CONTENTS, COMMENT, ATTRIBUTES].map(({ source }) => source).join("|"), "g");

/** Values that a text may print, by the names that the templates use: `page.title`. */
export type Printable = (name: string) => string | null;

/** Liquid, as Jekyll and Eleventy have it, and what looks the same in Nunjucks. */
export function translateLiquid(text: string, firstLine: number, print: Printable): Translated {
  const writer = createWriter();
  const toLine = createLineCounter(text, firstLine);
  const fence = createFence();
  let end = 0;
  for (const match of text.matchAll(ANY)) {
    const [raw, block, verbatim, tag, output] = match;
    const tagText = tag?.trim();
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    const after = text.slice(match.index + raw.length, match.index + raw.length + 200);
    writer.write(text.slice(end, match.index));
    end = match.index + raw.length;
    if (block !== undefined) writer.write(block === "comment" ? "" : (verbatim ?? ""));
    else if (output !== undefined) {
      const value = toPrinted(output, print);
      if (value === null) writer.leave(toLine(match.index), raw, before, after);
      else writer.write(value);
    } else if (tagText === undefined && /^\{#|\n/.test(raw)) writer.write(raw.replaceAll(/[^\n]/g, ""));
    else if (tagText === undefined)
      writer.lose(toLine(match.index), raw, "attributes are left out; nothing to do for most");
    else if (/^(end|else|elsif)/.test(tagText))
      writer.write(/^endhighlight/.test(tagText) ? fence.close({ before, after }) : "");
    else {
      const parsed = parseTag(tagText);
      const isCode = parsed.name === "highlight";
      const known = isCode ? fence.open(parsed.args[0] ?? "", { before, after }) : toLiquidMarkdown(parsed);
      if (known === null) writer.leave(toLine(match.index), raw, before, after);
      else writer.write(known);
    }
  }
  writer.write(text.slice(end));
  return { text: writer.toText(), losses: writer.losses };
}

function toLiquidMarkdown(tag: Tag): string | null {
  const { name, args, named } = tag;
  if ((name === "post_url" || name === "link") && args[0] !== undefined) return `${FILE_SCHEME}${args[0]}`;
  const included = args[0];
  if (name !== "include" || included === undefined) return toKnownMarkdown(tag);
  const file =
    included
      .replace(/\.\w+$/, "")
      .split("/")
      .at(-1) ?? "";
  return toKnownMarkdown({ name: file, args: args.slice(1), named });
}

/** Filters that do nothing to an address that begins at the root of the site. */
const ADDRESS_FILTERS = /^(relative_url|absolute_url|url|prepend:\s*site\.(base)?url|escape)$/;

function toPrinted(output: string, print: Printable): string | null {
  const [first = "", ...filters] = output.split("|").map((part) => part.trim());
  const isAddress = filters.every((filter) => ADDRESS_FILTERS.test(filter));
  const literal = /^"([^"]*)"$|^'([^']*)'$/.exec(first);
  if (literal === null) return isAddress ? print(first) : null;
  const value = literal[1] ?? literal[2] ?? "";
  // An address leads there, whatever a filter has made of it.
  if (!isAddress) return /^https?:\/\/[^\s<>()]+$/.test(value) ? value : null;
  return filters.length > 0 && !/^(\/|\w+:)/.test(value) ? `/${value}` : value;
}
