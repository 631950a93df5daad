import type { Reference, Resolution } from "../article/body.ts";
import type { Permalink } from "../base/path.ts";
import type { Target } from "../corpus/links.ts";
import type { Edition } from "./edition.ts";
import { escapeHtml } from "./html.ts";

type ToAddress = Edition["toHref"];

/**
 * What stands in a body for each of its references. `toAddress` makes addresses relative to the root for pages,
 * absolute for feeds.
 */
export function toSlots(
  references: readonly Reference[],
  targets: readonly (Target | null)[],
  toAddress: ToAddress,
): readonly Resolution[] {
  return references.map((reference, index) => {
    const target = targets[index] ?? null;
    if (target === null || target.kind === "nothing") return null;
    if (reference.kind === "image") return toImage(reference, target, toAddress);
    return { href: toTargetUrl(target, toAddress) };
  });
}

/** What a body takes from a target, as text. */
export function toTargetMark(target: Target | null): string {
  if (target === null || target.kind === "nothing") return "";
  const size = target.kind === "asset" && target.asset.size;
  const sides = size ? ` ${size.width}x${size.height}` : "";
  return `${target.kind} ${toTargetUrl(target, (path) => path)}${sides}`;
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
function toImage(reference: Reference, target: Exclude<Target, { kind: "nothing" }>, toAddress: ToAddress): Resolution {
  if (target.kind !== "asset" && target.kind !== "external") return null;
  const size = target.kind === "asset" ? target.asset.size : null;
  const attributes = [
    `src="${escapeHtml(toTargetUrl(target, toAddress))}"`,
    `alt="${escapeHtml(reference.alt ?? "")}"`,
    ...(reference.title === null || reference.isFigure ? [] : [`title="${escapeHtml(reference.title)}"`]),
    ...(size === null ? [] : [`width="${size.width}" height="${size.height}"`]),
    'loading="lazy" decoding="async"',
  ];
  const image = `<img ${attributes.join(" ")}>`;
  if (!reference.isFigure) return { html: image };
  const caption = reference.title === null ? "" : `<figcaption>${escapeHtml(reference.title)}</figcaption>`;
  return { html: `<figure>${image}${caption}</figure>` };
}
