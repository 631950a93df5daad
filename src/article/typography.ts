import type { Parents, Root, RootContent } from "mdast";

/** Opening and closing marks, outer and inner, of a language (Unicode CLDR, "delimiters"). */
type Quotes = readonly [open: string, close: string, openInner: string, closeInner: string];

const ENGLISH: Quotes = ["“", "”", "‘", "’"];
const FRENCH: Quotes = ["«\u202f", "\u202f»", "“", "”"];

const QUOTES: Readonly<Record<string, Quotes>> = {
  ca: ["«", "»", "“", "”"],
  cs: ["„", "“", "‚", "‘"],
  da: ["“", "”", "‘", "’"],
  de: ["„", "“", "‚", "‘"],
  el: ["«", "»", "“", "”"],
  es: ["«", "»", "“", "”"],
  fi: ["”", "”", "’", "’"],
  fr: FRENCH,
  it: ["«", "»", "“", "”"],
  nl: ["‘", "’", "“", "”"],
  no: ["«", "»", "‘", "’"],
  pl: ["„", "”", "«", "»"],
  pt: ["“", "”", "‘", "’"],
  ru: ["«", "»", "„", "“"],
  sv: ["”", "”", "’", "’"],
  uk: ["«", "»", "„", "“"],
};

/** Where French writes a space at which no line may end (Lexique des règles typographiques, Imprimerie nationale). */
const FRENCH_SPACE = / (?=[:;!?»])|(?<=«) /g;

/**
 * Typographic quotes, apostrophes, dashes and ellipses in the prose of a Markdown tree, changed in place as remark
 * plugins do. Code is left alone. A mark opens after a space, a dash, an opening bracket or at the start of a block.
 * Spaces of headings stay, for anchors are made of them.
 */
export function remarkTypography(options: { readonly lang: string }) {
  const quotes = QUOTES[options.lang] ?? ENGLISH;
  return (tree: Root): void => visitBlocks(tree, quotes);
}

/** Tags, escapes and backticks: what stands in a line that has them is quoted code, whose marks mean something. */
const CODE = /<\/?[a-z!]|\\|`/i;

/**
 * One line of text (a headline, a dek) as the same rules set it in a body. It has no marks for code, so a line that
 * shows some is left alone.
 */
export function toTypographicLine(text: string, lang: string): string {
  return CODE.test(text) ? text : toTypographic(text, QUOTES[lang] ?? ENGLISH, { before: "", isHeading: false });
}

function visitBlocks(node: Parents, quotes: Quotes): void {
  if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") {
    visitInline(node, quotes, { before: "", isHeading: node.type === "heading" });
    return;
  }
  for (const child of node.children) if ("children" in child) visitBlocks(child, quotes);
}

interface Context {
  /** The last character seen in the block, so that a quote right after `**bold**` is judged in its context. */
  before: string;
  readonly isHeading: boolean;
}

function visitInline(node: Parents, quotes: Quotes, context: Context): void {
  for (const child of node.children as RootContent[]) {
    if (child.type === "text") {
      child.value = toTypographic(child.value, quotes, context);
    } else if ("children" in child) {
      visitInline(child, quotes, context);
    } else {
      context.before = child.type === "break" ? " " : "x";
    }
  }
}

const MARK = /---?|\.{3}|["']/g;

function toTypographic(written: string, quotes: Quotes, context: Context): string {
  const start = context.before;
  const last = written.at(-1);
  if (last !== undefined) context.before = last;
  const text = quotes === FRENCH && !context.isHeading ? keepSpaces(written) : written;
  if (!/["']|--|\.{3}/.test(text)) return text;
  return text.replaceAll(MARK, (mark: string, index: number) => {
    const before = index === 0 ? start : (text[index - 1] ?? "");
    const after = text.slice(index + mark.length, index + mark.length + 3);
    if (mark === "...") return "…";
    if (mark === "---") return "—";
    if (mark === "--") return "–";
    const opens = /^$|[\s([{<«“‘„‚—–\-/=]/u.test(before) && /^[^\s]/u.test(after);
    if (mark === '"') return opens ? quotes[0] : quotes[1];
    const isYear = /^\d\d/.test(after);
    const isApostrophe = isYear || /[\p{L}\p{N}]/u.test(before) || !opens;
    return isApostrophe ? "’" : quotes[2];
  });
}

function keepSpaces(text: string): string {
  return text.replaceAll(FRENCH_SPACE, (_space, index: number) => (text[index + 1] === ":" ? "\u00a0" : "\u202f"));
}
