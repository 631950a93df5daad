import type { Nodes } from "mdast";
import type { Point } from "unist";
import { findBlankHead } from "./head.ts";

/** Where a part of a text begins and ends, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a text at blank lines that a line at the margin follows. What is indented after a blank line belongs to the
 * part before.
 */
export function splitParts(text: string): readonly Span[] {
  const parts: Span[] = [];
  let start = findBlankHead(text);
  for (let gap = findGap(text, start); gap !== null; gap = findGap(text, start)) {
    parts.push({ start, end: gap.start });
    start = gap.end;
  }
  parts.push({ start, end: text.length });
  return parts;
}

/** The next blank lines that a line at the margin follows, with the break before them. */
function findGap(text: string, from: number): Span | null {
  for (let start = text.indexOf("\n\n", from); start >= 0; ) {
    let end = start + 2;
    while (text[end] === "\n") end++;
    if (text[start - 1] !== "\n" && /\S/.test(text.charAt(end))) return { start, end };
    start = text.indexOf("\n\n", end);
  }
  return null;
}

/** How many lines and UTF-16 units lie between where a block was read and where it stands. */
export interface Distance {
  readonly line: number;
  readonly offset: number;
}

/** Where a text begins among all of a file. */
export interface Start extends Distance {
  readonly column: number;
}

/** Moves a tree that was just read to its real place. Columns stay the same, since parts begin at the margin. */
export function shift(node: Nodes, by: Distance): void {
  if (node.position !== undefined) {
    movePoint(node.position.start, by);
    movePoint(node.position.end, by);
  }
  if ("children" in node) for (const child of node.children) shift(child, by);
}

export function movePoint(point: Point, by: Distance): void {
  point.line += by.line;
  if (point.offset !== undefined) point.offset += by.offset;
}
