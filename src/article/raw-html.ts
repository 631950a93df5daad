import type { Nodes, Root } from "mdast";
import type { Pluggable } from "unified";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { findHtmlAdvice } from "./html-advice.ts";
import { toNodePlace } from "./nodes.ts";

/** Elements that no sanitizer lets pass, though readers were meant to see them. */
const EMBEDS = /<(?:iframe|video|audio|object|embed|form|svg)(?=[\s/>])/i;

/** What is wrong with raw HTML, and what it says. */
export interface RawHtml {
  readonly diagnostics: readonly Diagnostic[];
  /** The words of HTML that is dropped, in paragraphs: they are on no page, but tell what the article is about. */
  readonly droppedText: string;
}

/**
 * Reports raw HTML. It vanishes without a word in remark-rehype, and an unclosed comment takes the rest of the article
 * with it. Of HTML that is sanitized, only what is certain to vanish is reported.
 */
export function findRawHtml(file: SourcePath, tree: Root, html: "drop" | "sanitize"): RawHtml {
  const diagnostics: Diagnostic[] = [];
  let droppedText = "";
  const visit = (node: Nodes): void => {
    if (node.type === "html" && html === "drop") droppedText += toHtmlText(node.value);
    if (node.type === "html" && isTold(node.value, html)) {
      const lines = node.value.split("\n").length;
      const extent = lines > 1 ? ` (${lines} lines)` : "";
      const message = `raw HTML was dropped: ${quote(node.value.split("\n")[0] ?? "")}${extent}`;
      const advice = toAdvice(node.value);
      diagnostics.push(toDiagnostic("html-dropped", toNodePlace(file, node), message, advice));
    }
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return { diagnostics, droppedText };
}

const UNSEEN = /<!--[\s\S]*?(?:-->|$)|<(script|style|title|template|svg|iframe|object)\b[\s\S]*?(?:<\/\1>|$)/gi;
const BLOCK_TAG =
  /<\/?(?:p|div|h[1-6]|li|[uo]l|d[ltd]|t[hdr]|table|pre|blockquote|section|figure|figcaption)\b[^<>]*>/gi;
const TAG = /<[^<>]*>/g;
const APOSTROPHE = /&(?:rsquo|apos|#39|#8217|#x27|#x2019);/gi;
const OTHER_REFERENCE = /&#?[a-z\d]{1,32};/gi;

/** The words of HTML as they are read for related stories, a blank line between blocks. A tag alone has none. */
function toHtmlText(html: string): string {
  const blocks = html.replace(UNSEEN, " ").replace(BLOCK_TAG, "\n\n").replace(TAG, "");
  const text = blocks.replace(APOSTROPHE, "'").replace(OTHER_REFERENCE, " ");
  return text.trim() === "" ? "" : `\n\n${text}`;
}

/** A remark, which nobody is meant to see, unless `import` left it for somebody to look at. */
const REMARK = /^<!--(?! import:)(?:(?!-->)[\s\S])*-->\s*$/;
const OPEN_REMARK = /^<!--(?:(?!-->)[\s\S])*$/;

function isTold(text: string, html: "drop" | "sanitize"): boolean {
  if (html === "sanitize") return EMBEDS.test(text) || OPEN_REMARK.test(text);
  return !/^<\/[^<]*>$/.test(text) && !REMARK.test(text);
}

function toAdvice(html: string): string {
  if (OPEN_REMARK.test(html)) return "write --> where the remark ends: it takes all that follows";
  const advice = findHtmlAdvice(html);
  if (EMBEDS.test(html))
    return advice ?? "write a link to it; docs/directives.md says how videos, sound and maps are written";
  return `${advice ?? "write Markdown"}, or set markdown: { html: "sanitize" } in the configuration`;
}

/**
 * The plugins that turn raw HTML into elements and keep the harmless ones. They bring an HTML parser with them, so they
 * are imported only for sites that ask for them.
 */
export async function importSanitizer(): Promise<readonly Pluggable[]> {
  const [{ default: rehypeRaw }, { default: rehypeSanitize, defaultSchema }] = await Promise.all([
    import("rehype-raw"),
    import("rehype-sanitize"),
  ]);
  const schema: typeof defaultSchema = {
    ...defaultSchema,
    // The text of a style element would become prose.
    strip: ["script", "style", "title", "template"],
    tagNames: [
      // Sources of pictures would bypass the slots by which images are resolved.
      ...(defaultSchema.tagNames ?? []).filter((name) => name !== "picture" && name !== "source"),
      ...["abbr", "cite", "figcaption", "figure", "mark", "small", "time"],
    ],
  };
  return [rehypeRaw, [rehypeSanitize, schema] as Pluggable];
}
