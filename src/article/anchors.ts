import { findNearest } from "../base/nearest.ts";
import { decodeUrlPart } from "../base/path.ts";

/** Heading ids are prefixed, so that no heading "Location" shadows `document.location` (DOM clobbering). */
export const HEADING_PREFIX = "s-";
/** The prefix of footnotes (mdast-util-to-hast) and of ids in sanitised HTML (hast-util-sanitize). */
const CONTENT_PREFIX = "user-content-";

/** The id that a fragment, as an author writes it, means on a page with these ids; or null. */
export function findAnchor(fragment: string, ids: ReadonlySet<string>): string | null {
  const name = decodeUrlPart(fragment);
  return ["", HEADING_PREFIX, CONTENT_PREFIX].map((prefix) => prefix + name).find((id) => ids.has(id)) ?? null;
}

/** Where browsers go to the top of a page (HTML, "Scrolling to a fragment"), whatever is on it. */
export function isTop(fragment: string): boolean {
  return fragment === "" || fragment.toLowerCase() === "top";
}

/** What to do about a fragment that no id answers to: the nearest, as an author writes it, or one of the headings. */
export function toAnchorAdvice(fragment: string, ids: ReadonlySet<string>): string {
  const names = Array.from(ids, (id) => id.replace(new RegExp(`^${HEADING_PREFIX}`), ""));
  const nearest = findNearest(decodeUrlPart(fragment), names);
  if (nearest !== null) return `did you mean #${nearest}?`;
  const heading = [...ids].find((id) => id.startsWith(HEADING_PREFIX))?.slice(HEADING_PREFIX.length);
  return heading === undefined
    ? `there is no heading to link to: leave #${fragment} out`
    : `link to a heading by its words, as in #${heading}`;
}
