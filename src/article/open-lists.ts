import { type Span, splitParts } from "./parts.ts";

/** A line that begins an item. */
export const ITEM_LINE = /^[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/m;

const FENCE_OR_HTML = /```|~~~|</;
const CONTAINER = /^(?:[-+*>]|\d{1,9}[.)]|\[\^)/;

/**
 * Whether a quote, a list or a note stands below a list in which a fence or raw HTML may be open. CommonMark ends these
 * where the list ends; micromark ends them a line later before a container than before a paragraph, so that code there
 * ends with a blank line.
 */
export function hasOpenList(text: string, parts: readonly Span[] = splitParts(text)): boolean {
  return parts.some(({ start }, index) => {
    const above = parts[index - 1];
    if (above === undefined || !CONTAINER.test(text.slice(start, start + 11))) return false;
    const list = text.slice(above.start, above.end);
    return FENCE_OR_HTML.test(list) && ITEM_LINE.test(list);
  });
}
