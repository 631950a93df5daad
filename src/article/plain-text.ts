import type { Parents, Root } from "hast";

/** Blocks whose text is a paragraph of its own. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set(
  "p h1 h2 h3 h4 h5 h6 li blockquote td th dt dd figcaption div section table tr ul ol".split(" "),
);
const SILENT: ReadonlySet<string> = new Set(["pre", "script", "style", "sup", "svg", "math"]);

/** Slots of pictures, see `body.ts`. */
const SLOT_TEXT = /\u0001\d+\u0001/g;

/** Text of the whole tree, blocks separated by a blank line. */
export function toPlainText(tree: Root): string {
  const pieces: string[] = [];
  const visit = (parent: Parents): void => {
    for (const node of parent.children) {
      if (node.type === "text") pieces.push(node.value.replaceAll(SLOT_TEXT, ""));
      if (node.type !== "element" || SILENT.has(node.tagName)) continue;
      const isBlock = TEXT_BLOCKS.has(node.tagName);
      if (isBlock) pieces.push("\n\n");
      visit(node);
      if (isBlock) pieces.push("\n\n");
      if (node.tagName === "br") pieces.push(" ");
    }
  };
  visit(tree);
  return pieces
    .join("")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}
