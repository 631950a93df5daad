import type { Embed } from "./directive-rules.ts";

/** Something a body points at inside the site, to be resolved once all articles are known. */
export interface Reference {
  readonly kind: "link" | "image" | "embed";
  /** What is embedded; of embeds only. Their `url` is that of a plain link. */
  readonly embed?: Embed;
  /**
   * As written: `other.md#part`, `images/map.png`, `/politics/`, `?q=1`, or for an image or embed also an external URL.
   */
  readonly url: string;
  readonly alt: string | null;
  readonly title: string | null;
  /** An image alone in its paragraph: its title is a caption. */
  readonly isFigure: boolean;
  /** How much of the text's width an image of a gallery has, unless it is too tall for it; of such images only. */
  readonly inGallery?: "whole" | "half";
  /** A link whose text is its address, or has it within; of such links only. */
  readonly isBare?: true;
  readonly line: number;
  readonly column: number;
}

/**
 * The mark that stands for a reference in rendered HTML. Author text holds no control characters (`dropControls`),
 * so nothing an author writes can look like one.
 */
const MARK = "\u0001";
const SLOT = /( href=")?\u0001(\d+)\u0001("?)( title="[^"]*")?/g;

/** The mark of the reference at an index; text, to be put into a tree. */
export function toMark(index: number): string {
  return `${MARK}${index}${MARK}`;
}

/** The index in a text that is one mark alone; or null. */
export function findMark(text: string): number | null {
  const index = /^\u0001(\d+)\u0001$/.exec(text)?.[1];
  return index === undefined ? null : Number(index);
}

/** What a reference became: an address, or null for one that leads nowhere. */
export type Resolution = { readonly href: string } | { readonly html: string } | null;

/**
 * Puts resolved references into rendered HTML. A link without an address keeps its text, but not its title, which
 * speaks of where it leads; a missing image vanishes. `html` of a resolution must be safe; `href` is escaped here.
 */
export function fillSlots(html: string, resolutions: readonly Resolution[]): string {
  if (!html.includes(MARK)) return html;
  return html.replaceAll(SLOT, (_slot, attribute: string | undefined, index: string, close: string, title = "") => {
    const resolution = resolutions[Number(index)] ?? null;
    if (resolution === null) return attribute === undefined ? title : "";
    if ("html" in resolution) return `${resolution.html}${title}`;
    return `${attribute ?? ""}${escapeAttribute(resolution.href)}${close}${title}`;
  });
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
