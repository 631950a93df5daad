import type { Root } from "mdast";

/** A remark plugin that keeps every tree it sees, as it was when it came by. */
export default function remarkCapture(trees: Root[]) {
  return (tree: Root): void => {
    trees.push(structuredClone(tree));
  };
}
