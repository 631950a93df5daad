import type { Position } from "unist";
import { countBreaks } from "../base/text-place.ts";
import type { Start } from "./parts.ts";

/** The start of what stands further on in the same line. */
export function move({ line, column, offset }: Start, by: number): Start {
  return { line, column: column + by, offset: offset + by };
}

/** From where a text begins to where it ends. */
export function toPosition(text: string, start: Start): Position {
  const breaks = countBreaks(text);
  const column = breaks === 0 ? start.column + text.length : text.length - text.lastIndexOf("\n");
  return { start: { ...start }, end: { line: start.line + breaks, column, offset: start.offset + text.length } };
}
