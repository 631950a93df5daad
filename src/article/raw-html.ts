import type { Nodes, Root } from "mdast";
import type { Pluggable } from "unified";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";

/** Raw HTML vanishes without a word in remark-rehype; an unclosed comment takes the rest of the article with it. */
export function findRawHtml(file: SourcePath, tree: Root): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "html" && !/^<\/[^<]*>$/.test(node.value)) {
      const start = node.position?.start;
      const lines = node.value.split("\n").length;
      const extent = lines > 1 ? ` (${lines} lines)` : "";
      const message = `raw HTML was dropped: ${quote(node.value.split("\n")[0] ?? "")}${extent}`;
      const advice = 'write Markdown, or set markdown: { html: "sanitize" } in the configuration';
      const place = { file, line: start?.line ?? 1, column: start?.column ?? 1 };
      diagnostics.push(toDiagnostic("html-dropped", place, message, advice));
    }
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return diagnostics;
}

/**
 * The plugins that turn raw HTML into elements and keep the harmless ones. They bring an HTML parser along, so they are
 * imported only for sites that ask for them.
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
