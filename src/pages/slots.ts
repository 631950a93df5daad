import type { Reference, Resolution } from "../article/slots.ts";
import type { Permalink } from "../base/path.ts";
import type { Target } from "../corpus/links.ts";
import type { Pictures } from "../pictures/pictures.ts";
import type { Edition } from "./edition.ts";
import { toEmbedLink, toFacade } from "./embeds.ts";
import { escapeHtml } from "./html.ts";
import { toSources } from "./picture.ts";
import type { Words } from "./words/words.ts";

type ToAddress = Edition["toHref"];

/** The place where a body will stand. */
export interface SlotContext {
  /** Makes addresses relative to the root for pages, absolute for feeds. */
  readonly toAddress: ToAddress;
  readonly words: Words;
  readonly pictures: Pictures;
  /** Whether a browser reads it. Feed readers get the simplest pictures, and links in place of what needs a script. */
  readonly isPage: boolean;
}

/**
 * How wide the theme shows a picture in the text, as `sizes` says it: the column's measure, which grows with the
 * letters of the largest windows; on narrow screens all but the margins.
 */
const BODY_SIZES = "(min-width: 110rem) 684px, (min-width: 42rem) 38rem, 92vw";
/** For a picture beside another in a gallery; telephones show them one below the other. */
const PAIRED_SIZES =
  "(min-width: 110rem) 333px, (min-width: 42rem) 18.5rem, (min-width: 32rem) calc(46vw - 0.5rem), 92vw";

/** What stands in a body for each of its references. */
export function toSlots(
  references: readonly Reference[],
  targets: readonly (Target | null)[],
  context: SlotContext,
): readonly Resolution[] {
  return references.map((reference, index) => {
    const target = targets[index] ?? null;
    if (target === null || target.kind === "nothing") return null;
    if (reference.kind === "image") return toImage(reference, target, context);
    const href = toTargetUrl(target, context.toAddress);
    if (reference.embed === undefined) return { href };
    const { isPage, words } = context;
    return { html: isPage ? toFacade(reference.embed, href, words) : toEmbedLink(reference.embed, href) };
  });
}

/** All that a body takes from a target, as text. */
export function toTargetMark(target: Target | null, { made }: Pictures): string {
  if (target === null || target.kind === "nothing") return "";
  const size = target.kind === "asset" && target.asset.size;
  const sides = size ? ` ${size.width}x${size.height}` : "";
  const mark = target.kind === "asset" ? (made.get(target.asset.output)?.mark ?? "") : "";
  return `${target.kind} ${toTargetUrl(target, (path) => path)}${sides} ${mark}`;
}

function toTargetUrl(target: Exclude<Target, { kind: "nothing" }>, toAddress: ToAddress): string {
  switch (target.kind) {
    case "article":
      return `${toAddress(target.permalink)}${target.suffix}`;
    case "asset":
      return `${toAddress(`/${target.asset.output}`)}${target.suffix}`;
    case "address":
      return `${toAddress(target.path as Permalink)}${target.suffix}`;
    case "external":
      return target.url;
  }
}

/** A picture in running text; alone in its paragraph it becomes a figure, its title the caption. */
function toImage(
  reference: Reference,
  target: Exclude<Target, { kind: "nothing" }>,
  { toAddress, pictures, isPage }: SlotContext,
): Resolution {
  if (target.kind !== "asset" && target.kind !== "external") return null;
  const made = target.kind === "asset" ? pictures.made.get(target.asset.output) : undefined;
  const size = made?.plain ?? (target.kind === "asset" ? target.asset.size : null);
  const src = made === undefined ? toTargetUrl(target, toAddress) : toAddress(`/${made.plain.output}`);
  const attributes = [
    `src="${escapeHtml(src)}"`,
    `alt="${escapeHtml(reference.alt ?? "")}"`,
    ...(reference.title === null || reference.isFigure ? [] : [`title="${escapeHtml(reference.title)}"`]),
    ...(size === null ? [] : [`width="${size.width}" height="${size.height}"`]),
    'loading="lazy" decoding="async"',
  ];
  const sources = made === undefined || !isPage ? [] : toSources(made, toAddress);
  // On end beside two others, so that it does not fill more than the window.
  const isTall = size !== null && size.height > size.width && reference.inGallery !== undefined;
  const sizes = reference.inGallery === "half" || isTall ? PAIRED_SIZES : BODY_SIZES;
  const offered = sources.map(
    ({ type, srcset }) => `<source type="${type}" srcset="${escapeHtml(srcset)}" sizes="${sizes}">`,
  );
  const image = toPictureElement(offered, `<img ${attributes.join(" ")}>`);
  if (!reference.isFigure) return { html: image };
  const caption = reference.title === null ? "" : `<figcaption>${escapeHtml(reference.title)}</figcaption>`;
  return { html: `<figure${isTall ? ' class="tall"' : ""}>${image}${caption}</figure>` };
}

function toPictureElement(sources: readonly string[], image: string): string {
  return sources.length === 0 ? image : `<picture>${sources.join("")}${image}</picture>`;
}
