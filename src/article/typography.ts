import type { Parents, Root, RootContent } from "mdast";

/** Opening and closing marks, outer and inner, of a language (Unicode CLDR, "delimiters"). */
type Quotes = readonly [open: string, close: string, openInner: string, closeInner: string];

const ENGLISH: Quotes = ["“", "”", "‘", "’"];

const QUOTES: Readonly<Record<string, Quotes>> = {
  ar: ["”", "“", "’", "‘"],
  ca: ["«", "»", "“", "”"],
  cs: ["„", "“", "‚", "‘"],
  da: ["“", "”", "‘", "’"],
  de: ["„", "“", "‚", "‘"],
  el: ["«", "»", "“", "”"],
  es: ["«", "»", "“", "”"],
  fi: ["”", "”", "’", "’"],
  fr: ["«\u202f", "\u202f»", "“", "”"],
  he: ["”", "”", "’", "’"],
  it: ["«", "»", "“", "”"],
  ja: ["「", "」", "『", "』"],
  nl: ["‘", "’", "“", "”"],
  no: ["«", "»", "‘", "’"],
  pl: ["„", "”", "«", "»"],
  pt: ["“", "”", "‘", "’"],
  ru: ["«", "»", "„", "“"],
  sv: ["”", "”", "’", "’"],
  uk: ["«", "»", "„", "“"],
};

/** Languages that write without spaces. There only the marks that are open tell whether a quote opens. */
const UNSPACED: ReadonlySet<string> = new Set(["ja", "km", "lo", "my", "th", "zh"]);

/** Spaces of French at which no line may end (Lexique des règles typographiques, Imprimerie nationale). */
const FRENCH_SPACE = / (?=[:;!?»])|(?<=«) /g;

/**
 * Sets typographic quotes, apostrophes, dashes and ellipses in the prose of a Markdown tree, in place as remark plugins
 * do. Code is left alone. A mark opens after a space, a dash, an opening bracket or at the start of a block. Spaces in
 * headings stay as they are, since anchors are made of them.
 */
export function remarkTypography({ lang }: { readonly lang: string }) {
  return (tree: Root): void => visitBlocks(tree, lang);
}

/** Tags, escapes and backticks. A line that has them quotes code, in which quotation marks mean something. */
const CODE = /<\/?[a-z!]|\\|`/i;

/**
 * Sets a line of text (a headline, a dek) by the same rules as a body. It has no marks for code, so a line that shows
 * code is left alone.
 */
export function toTypographicLine(text: string, lang: string): string {
  return CODE.test(text) ? text : toTypographic(text, createContext(lang));
}

function visitBlocks(node: Parents, lang: string): void {
  if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") {
    visitInline(node, createContext(lang, node.type === "heading"));
    return;
  }
  for (const child of node.children) if ("children" in child) visitBlocks(child, lang);
}

/** A block of text, as far as it was read. */
interface Context {
  readonly lang: string;
  readonly isHeading: boolean;
  /** Marks that are open, in a language without spaces. */
  open: string;
  /** The last character of the block so far: a quote right after `**bold**` is judged by what stands before it. */
  before: string;
}

function createContext(lang: string, isHeading = false): Context {
  return { lang, isHeading, open: "", before: "" };
}

function visitInline(node: Parents, context: Context): void {
  for (const child of node.children as RootContent[]) {
    if (child.type === "text") {
      child.value = toTypographic(child.value, context);
    } else if ("children" in child) {
      visitInline(child, context);
    } else {
      context.before = child.type === "break" ? " " : "x";
    }
  }
}

const MARK = /---?|\.{3}|["']/g;

function toTypographic(written: string, context: Context): string {
  const start = context.before;
  const last = written.at(-1);
  if (last !== undefined) context.before = last;
  const text = context.lang === "fr" && !context.isHeading ? keepSpaces(written) : written;
  if (!/["']|--|\.{3}/.test(text)) return text;
  return text.replaceAll(MARK, (mark: string, index: number) => {
    if (mark === "...") return "…";
    if (mark === "---") return "—";
    if (mark === "--") return "–";
    const before = index === 0 ? start : (text[index - 1] ?? "");
    const after = text.slice(index + mark.length, index + mark.length + 3);
    return UNSPACED.has(context.lang)
      ? toQuoteByTurns(mark, { before, after }, context)
      : toQuote(mark, { before, after }, context);
  });
}

/** What stands around a mark; nothing at the ends of a block. */
interface Neighbours {
  readonly before: string;
  readonly after: string;
}

function toQuote(mark: string, { before, after }: Neighbours, { lang }: Context): string {
  const [open, close, openInner] = QUOTES[lang] ?? ENGLISH;
  // In an abbreviation, a numeral or a foreign sound these are signs of their own (gershayim, geresh), not quotes.
  const isInHebrew = /\p{Script=Hebrew}/u.test(before) && /^\p{Script=Hebrew}/u.test(after);
  if (isInHebrew) return mark === '"' ? "״" : "׳";
  const opens = /^$|[\s([{<«“‘„‚—–\-/=]/u.test(before) && /^[^\s]/u.test(after);
  if (mark === '"') return opens ? open : close;
  const isYear = /^\d\d/.test(after);
  const isApostrophe = isYear || /[\p{L}\p{N}]/u.test(before) || !opens;
  return isApostrophe ? "’" : openInner;
}

function toQuoteByTurns(mark: string, { before, after }: Neighbours, context: Context): string {
  if (mark === "'" && /\w/.test(before) && /^\w/.test(after)) return "’";
  const [open, close, openInner, closeInner] = QUOTES[context.lang] ?? ENGLISH;
  const closes = context.open.includes(mark);
  context.open = closes ? context.open.replace(mark, "") : `${context.open}${mark}`;
  if (mark === '"') return closes ? close : open;
  return closes ? closeInner : openInner;
}

function keepSpaces(text: string): string {
  return text.replaceAll(FRENCH_SPACE, (_space, index: number) => (text[index + 1] === ":" ? "\u00a0" : "\u202f"));
}
