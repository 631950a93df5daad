import type { Nodes, Root } from "mdast";

/** A tree in a node that has no children to be seen. */
interface Opaque {
  readonly type: "opaque";
  readonly tree: Root;
}

/**
 * remark-rehype looks through the whole tree for what is defined in it, which takes as long as to translate it. Where
 * there is nothing to be found, this plugin before it hides the tree, and `opaqueHandlers` brings it back.
 */
export function remarkOpaque() {
  return (tree: Root): Root | undefined => {
    if (definesSomething(tree)) return undefined;
    const opaque: Opaque = { type: "opaque", tree };
    return opaque as unknown as Root;
  };
}

function definesSomething(node: Nodes): boolean {
  if (node.type === "definition" || node.type === "footnoteDefinition") return true;
  return "children" in node && node.children.some(definesSomething);
}

interface State {
  readonly one: (tree: Root, parent: undefined) => unknown;
}

export const opaqueHandlers = { opaque: ({ one }: State, { tree }: Opaque) => one(tree, undefined) };
