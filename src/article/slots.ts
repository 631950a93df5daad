import type { Embed } from "./directive-rules.ts";

/** Something inside the site to which a body points. It is resolved once all articles are known. */
export interface Reference {
  readonly kind: "link" | "image" | "embed";
  /** What is embedded; embeds alone have it. Their `url` is that of a plain link. */
  readonly embed?: Embed;
  /**
   * As written: `other.md#part`, `images/map.png`, `/politics/`, `?q=1`, or for an image or embed also an external URL.
   */
  readonly url: string;
  readonly alt: string | null;
  readonly title: string | null;
  /** Whether it is an image alone in its paragraph; its title is a caption then. */
  readonly isFigure: boolean;
  /**
   * How much of the text's width a picture of a gallery has, unless it is too tall for that. Only galleries have it.
   */
  readonly inGallery?: "whole" | "half";
  /** Set for a link whose text is or holds its address. */
  readonly isBare?: true;
  readonly line: number;
  readonly column: number;
}

/**
 * Stands for a reference in rendered HTML. Author text holds no control characters (`dropControls`), so nothing that an
 * author writes can look like it.
 */
const MARK = "\u0001";
const SLOT = /( (?:href|cite)=")?\u0001(\d+)\u0001("?)( title="[^"]*")?/g;

/** The mark of the reference at an index; text, to be put into a tree. */
export function toMark(index: number): string {
  return `${MARK}${index}${MARK}`;
}

/** The index in a text that is a single mark; null for any other text. */
export function findMark(text: string): number | null {
  const index = /^\u0001(\d+)\u0001$/.exec(text)?.[1];
  return index === undefined ? null : Number(index);
}

/** What a reference was resolved to: an address or HTML; null if it leads nowhere. */
export type Resolution = { readonly href: string } | { readonly html: string } | null;

/**
 * Puts resolved references into rendered HTML. A link without an address keeps its text, but loses its title, which
 * speaks of where it leads; a missing image vanishes. `html` must be safe; `href` is escaped here.
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
