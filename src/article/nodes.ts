import type { Element } from "hast";
import type { Node } from "unist";
import type { Place } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";

/** Where a node begins in its file. A node that a plugin made has no place, and counts as the beginning of the file. */
export function toLineAndColumn({ position }: Node): { readonly line: number; readonly column: number } {
  return { line: position?.start.line ?? 1, column: position?.start.column ?? 1 };
}

/** The place of a node, for a diagnostic. */
export function toNodePlace(file: SourcePath, node: Node): Place {
  return { file, ...toLineAndColumn(node) };
}

/** The text of an element and of all elements in it. */
export function toElementText(node: Element): string {
  return node.children
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? toElementText(child) : ""))
    .join("");
}
