import type { ElementContent } from "hast";
import type { Nodes, Root, RootContent } from "mdast";

/** A node that hides blocks: it has no children. */
interface Opaque {
  readonly type: "opaque";
  readonly blocks: RootContent[];
}

/**
 * Hides blocks that define nothing. remark-rehype looks through the whole tree for definitions, which takes as long as
 * to translate it. This plugin runs before it, and `opaqueHandlers` bring the blocks back.
 */
export function remarkOpaque() {
  return (tree: Root): Root => {
    const children: (RootContent | Opaque)[] = [];
    for (const block of tree.children) {
      const last = children.at(-1);
      if (definesSomething(block)) children.push(block);
      else if (last?.type === "opaque") last.blocks.push(block);
      else children.push({ type: "opaque", blocks: [block] });
    }
    return { ...tree, children: children as RootContent[] };
  };
}

function definesSomething(node: Nodes): boolean {
  if (node.type === "definition" || node.type === "footnoteDefinition") return true;
  return "children" in node && node.children.some(definesSomething);
}

interface State {
  readonly all: (parent: Root) => ElementContent[];
}

export const opaqueHandlers = {
  opaque: ({ all }: State, { blocks }: Opaque) => all({ type: "root", children: blocks }),
};
