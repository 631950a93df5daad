import type { Position } from "unist";
import { countBreaks } from "../base/text-place.ts";
import type { Start } from "./parts.ts";

/** The place of something further on in the same line. */
export function move({ line, column, offset }: Start, by: number): Start {
  return { line, column: column + by, offset: offset + by };
}

/** The position of a text that begins at `start`. */
export function toPosition(text: string, start: Start): Position {
  const breaks = countBreaks(text);
  const column = breaks === 0 ? start.column + text.length : text.length - text.lastIndexOf("\n");
  return { start: { ...start }, end: { line: start.line + breaks, column, offset: start.offset + text.length } };
}
