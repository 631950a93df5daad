import type { Nodes } from "mdast";
import { findAutolinkReason, findGfmReason } from "./gfm.ts";
import { findBlankHead } from "./head.ts";
import { hasOpenList } from "./open-lists.ts";

/**
 * Characters beside which emphasis begins and ends alike in both parsers: letters, digits, and the blocks of
 * punctuation, currencies, arrows and mathematics that have long been full. micromark looks at UTF-16 code units where
 * satteri looks at characters, and each knows the symbols of its own Unicode version.
 */
const USUAL =
  "\\x00-\\x7f\\p{L}\\p{Nd}\\u00a0-\\u00ff\\u2010-\\u205e\\u20a0-\\u20bf\\u2100-\\u214f\\u2190-\\u22ff\\u3000-\\u303f\\uff01-\\uff65";

/**
 * Constructs in which satteri's tree was seen to differ from remark's, each drawn wider than the difference
 * (docs/markdown.md lists them with an example). A text that has one is not given to satteri. Every pattern takes time
 * linear in the text, and begins with what is rare in prose (see `gfm.ts`).
 */
const TEXT_GUARDS: readonly (readonly [reason: string, pattern: RegExp])[] = Object.entries({
  "a backslash": /\\/,
  "a tab": /\t/,
  "a line of spaces": /^ +$/m,
  "an empty list item": /(?:[-+*]|\d[.)])(?<=^[ >]*(?:[-+*]|\d{1,9}[.)])) *$/m,
  "emphasis of both kinds side by side": /\*_|_\*/,
  "emphasis beside an unusual character": new RegExp(`[*_](?:[^${USUAL}]|(?<=[^${USUAL}].))`, "u"),
  "a quote without a blank line before it": />(?<=^[ \t]*[^\s>].*\n[ \t]*>)/m,
});

/** A fence after spaces or the marks of a container. */
const LISTED_FENCE = /(?:```|~~~)(?<=^[^\n]*[^\n`~](?:```|~~~))/m;

/** Definitions on a line each, in a block of their own. */
const PLAIN_DEFINITIONS = /(?<=\n\n)(?:\[[^\][\n]+\]:[ \t]+\S+\n)+(?=\n|$)/g;

/** Why satteri is not given a text, as far as the text tells; or null. */
export function findTextReason(text: string): string | null {
  const extended = findGfmReason(text);
  if (extended !== null) return extended;
  const body = text.slice(findBlankHead(text));
  for (const [reason, pattern] of TEXT_GUARDS) if (pattern.test(body)) return reason;
  if (LISTED_FENCE.test(body) && hasOpenList(body)) return "a quote or a list below code in a list";
  const isPlain = !text.includes("]:") || !`${text}\n`.replaceAll(PLAIN_DEFINITIONS, "").includes("]:");
  return isPlain ? null : "a definition among other text";
}

/** Why satteri's tree of a text, or of a block of it, is not used; or null. */
export function findTreeReason(node: Nodes): string | null {
  return findAutolinkReason(node) ?? findNestedReason(node, null);
}

type Container = "blockquote" | "listItem" | null;

function findNestedReason(node: Nodes, container: Container): string | null {
  if (node.type === "html" && container !== null) return "raw HTML in a list or a quote";
  if (node.type === "blockquote" && container !== null) return "a quote in a list or a quote";
  if (node.type === "list" && container === "blockquote") return "a list in a quote";
  if ("label" in node && node.label?.includes("\n")) return "a label of more than one line";
  if (node.type === "image" || node.type === "imageReference") {
    return node.alt?.includes("<") ? "raw HTML in the description of a picture" : null;
  }
  if (!("children" in node)) return null;
  const inner = node.type === "blockquote" || node.type === "listItem" ? node.type : container;
  for (const child of node.children) {
    const reason = findNestedReason(child, inner);
    if (reason !== null) return reason;
  }
  return null;
}
