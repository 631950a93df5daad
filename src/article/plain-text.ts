import type { Element, Parents, Root } from "hast";

/** Blocks whose text is a paragraph of its own. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set(
  "p h1 h2 h3 h4 h5 h6 li blockquote td th dt dd figcaption div section table tr ul ol".split(" "),
);
const SILENT: ReadonlySet<string> = new Set(["pre", "script", "style", "sup", "svg", "math"]);

/** Slots of pictures (`slots.ts`), marks of entries (`entries.ts`) and of directives (`directives.ts`). */
const SLOT_TEXT = /[\u0001\u0003]\d+[\u0001\u0003]|\u0002/g;

/** Space that is more than one blank, or another character. */
const WIDE_SPACE = /[^\S ]\s*| \s+/g;

/** Kinds of characters: a blank, which may stay if it stands alone; other space; and what marks consist of. */
const BLANK = 1;
const UNCLEAN = 2;
const kinds = Uint8Array.from({ length: 0x2100 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  return character === " " ? BLANK : Number(/[\s\u0001-\u0003]/.test(character)) * UNCLEAN;
});

/**
 * Whether nothing has to be cleaned, as in most blocks: one pass, without a branch that the processor would guess
 * wrong.
 */
function isClean(text: string): boolean {
  let before = BLANK;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = unit < kinds.length ? (kinds[unit] as number) : unit === 0x3000 || unit === 0xfeff ? UNCLEAN : 0;
    if ((kind & (before | UNCLEAN)) !== 0) return false;
    before = kind;
  }
  return before !== BLANK;
}

/** Whether an element is a pull quote, which repeats what the text says. */
function isPullQuote({ properties }: Element): boolean {
  return Array.isArray(properties.className) && properties.className.includes("pullquote");
}

/** Text of the whole tree, blocks separated by a blank line. */
export function toPlainText(tree: Root): string {
  const blocks: string[] = [];
  let block = "";
  const endBlock = (): void => {
    const text = toClean(block);
    if (text !== "") blocks.push(text);
    block = "";
  };
  const visit = (parent: Parents): void => {
    for (const node of parent.children) {
      if (node.type === "text") block += node.value;
      if (node.type !== "element" || SILENT.has(node.tagName) || isPullQuote(node)) continue;
      const isBlock = TEXT_BLOCKS.has(node.tagName);
      if (isBlock) endBlock();
      visit(node);
      if (isBlock) endBlock();
      if (node.tagName === "br") block += " ";
    }
  };
  visit(tree);
  endBlock();
  return blocks.join("\n\n");
}

function toClean(text: string): string {
  if (isClean(text)) return text;
  const clean = text.replaceAll(SLOT_TEXT, "").trim();
  return clean.replaceAll(WIDE_SPACE, (space) => (space.includes("\n\n") ? "\n\n" : " "));
}

const LEDE_LENGTH = 200;

/**
 * The first paragraph, at most 200 characters, cut between words, or, in a script without spaces, between characters as
 * readers see them.
 */
export function toLede(text: string): string {
  const [first = ""] = text.split("\n\n");
  if (first.length <= LEDE_LENGTH) return first;
  const space = first.lastIndexOf(" ", LEDE_LENGTH);
  if (space > LEDE_LENGTH / 2) return `${first.slice(0, space).replace(/[\s,;:–—-]+$/u, "")}…`;
  let kept = "";
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(
    first.slice(0, 2 * LEDE_LENGTH),
  )) {
    if (kept.length + segment.length > LEDE_LENGTH) break;
    kept += segment;
  }
  return `${kept}…`;
}
