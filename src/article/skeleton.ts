import type { Root } from "mdast";
import type { Point } from "unist";
import { countBreaks } from "../base/text-place.ts";
import { findBlankHead } from "./head.ts";

const LETTER = /^\n*x\n?$/;

/**
 * The tree of a letter below a blank head. This is what `readAroundProse` leaves of an article that is prose alone, as
 * most are. Null for any other text.
 */
export function readSkeleton(text: string): Root | null {
  const body = findBlankHead(text);
  if (!LETTER.test(text.slice(body))) return null;
  const letter = text.lastIndexOf("x");
  const line = countBreaks(text.slice(0, letter)) + 1;
  const toLetter = (width: number): Point => ({ line, column: 1 + width, offset: letter + width });
  const toPosition = () => ({ start: toLetter(0), end: toLetter(1) });
  const children: Root["children"] = [
    { type: "paragraph", children: [{ type: "text", value: "x", position: toPosition() }], position: toPosition() },
  ];
  if (body > 0) {
    const head = text.slice(0, body - 1);
    const end = { line: countBreaks(head) + 1, column: 4, offset: head.length };
    children.unshift({ type: "yaml", value: head.slice(4, -4), position: { start: toStart(), end } });
  }
  const end = text.endsWith("\n") ? { line: line + 1, column: 1, offset: text.length } : toLetter(1);
  return { type: "root", children, position: { start: toStart(), end } };
}

function toStart(): Point {
  return { line: 1, column: 1, offset: 0 };
}
