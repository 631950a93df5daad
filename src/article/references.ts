import type { Element, ElementContent, Parents, Properties } from "hast";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { SourcePath } from "../base/path.ts";
import { findAnchor, isTop, toAnchorAdvice } from "./anchors.ts";
import type { EmbedDirective } from "./boxes.ts";
import { toLineAndColumn, toNodePlace } from "./nodes.ts";
import { findOwnAddress } from "./own-address.ts";
import { findMark, type Reference, toMark } from "./slots.ts";

/** All that a body refers to, collected while its tree is visited. */
export interface Collected {
  readonly references: Reference[];
  /** Absolute http(s) addresses. */
  readonly outLinks: Set<string>;
  /** Links to a part of the text, which are resolved once all of its ids are known. */
  readonly fragments: Element[];
  /** See `Addressing`. */
  readonly isSponsored: boolean;
}

/** How a picture stands in its text. */
type Standing = Pick<Reference, "isFigure" | "inGallery">;

export function toImageSlot(
  node: Element,
  { site, ...standing }: Standing & { readonly site: URL | null },
  references: Reference[],
): ElementContent {
  const url = toStringOr(node.properties, "src") ?? "";
  references.push({
    kind: "image",
    url: findOwnAddress(url, site) ?? url,
    alt: toStringOr(node.properties, "alt"),
    title: toStringOr(node.properties, "title"),
    ...standing,
    ...toLineAndColumn(node),
  });
  return { type: "text", value: toMark(references.length - 1) };
}

/**
 * A slot for an embed. The address of the plain link in it is one that the body links to, unless it is a file of the
 * site itself, which is a reference like any other.
 */
export function toEmbedSlot(
  { meaning: { embed, url }, line, column }: EmbedDirective,
  site: URL | null,
  { references, outLinks }: Collected,
): ElementContent {
  const own = findOwnAddress(url, site);
  if (own === null && /^https?:/i.test(url)) outLinks.add(url);
  references.push({ kind: "embed", embed, url: own ?? url, alt: null, title: null, isFigure: false, line, column });
  return { type: "text", value: toMark(references.length - 1) };
}

/**
 * Finds out where a link leads: to another site, or to a part of this text. A link within the site gets a mark in place
 * of its address.
 */
export function finishLink(node: Element, site: URL | null, collected: Collected): void {
  const href = toStringOr(node.properties, "href");
  if (href === null) return;
  if (href.startsWith("#")) {
    collected.fragments.push(node);
    return;
  }
  const url = /^(?:https?:)?\/\//i.test(href) ? URL.parse(href, "https://unknown.invalid") : null;
  const own = findOwnAddress(href, site);
  if (own === null && (url !== null || /^[a-z]+:/i.test(href))) {
    if (url !== null) collected.outLinks.add(url.href);
    // https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
    if (url !== null && collected.isSponsored) node.properties.rel = ["sponsored"];
    if (isWrittenOut(node, href)) node.properties.className = ["written-out"];
    return;
  }
  const reference = { kind: "link", alt: null, title: null, isFigure: false, ...toLineAndColumn(node) } as const;
  const [text] = node.children;
  const isBare = own !== null && text?.type === "text" && text.value.includes(own.replace(/[?#].*/, ""));
  collected.references.push({ ...reference, ...(isBare && { isBare }), url: own ?? href });
  // The title is put behind the address, where `fillSlots` looks for it.
  const { href: _href, title, ...others } = node.properties;
  const mark = toMark(collected.references.length - 1);
  node.properties = { href: mark, ...(title !== undefined && { title }), ...others };
}

/** A quotation names its source in `cite`, where HTML is sanitized. Inside the site that is a link that nobody sees. */
export function finishCitation(node: Element, site: URL | null, { references }: Collected): void {
  const cite = toStringOr(node.properties, "cite");
  if (cite === null || cite.startsWith("#")) return;
  const own = findOwnAddress(cite, site);
  if (own === null && /^(?:[a-z]+:|\/\/)/i.test(cite)) return;
  const place = toLineAndColumn(node);
  references.push({ kind: "link", url: own ?? cite, alt: null, title: null, isFigure: false, ...place });
  node.properties.cite = toMark(references.length - 1);
}

/** Whether the text of a link shows its address, so that it need not be printed on paper again. */
function isWrittenOut({ children: [text] }: Element, href: string): boolean {
  const toSeen = (address: string): string => address.replace(/^https?:\/\//i, "").replace(/\/$/, "");
  return text?.type === "text" && toSeen(text.value) === toSeen(href);
}

/** Resolves `#part`, which may name a heading as GitHub would, or a footnote; the ids on the page have prefixes. */
export function resolveFragment(
  node: Element,
  ids: ReadonlySet<string>,
  file: SourcePath,
  diagnostics: Diagnostic[],
): void {
  const href = String(node.properties.href);
  const id = findAnchor(href.slice(1), ids);
  if (id !== null) {
    node.properties.href = `#${id}`;
  } else if (!isTop(href.slice(1))) {
    delete node.properties.href;
    const advice = toAnchorAdvice(href.slice(1), ids);
    diagnostics.push(
      toDiagnostic("anchor-dead", toNodePlace(file, node), `nothing here is called ${quote(href)}`, advice),
    );
  }
}

/** A figure's slot stands beside paragraphs, not inside one. */
export function unwrapFigure(parent: Parents, index: number, references: readonly Reference[]): void {
  const node = parent.children[index];
  if (node?.type !== "element" || node.tagName !== "p") return;
  const only = node.children.length === 1 ? node.children[0] : undefined;
  if (only?.type !== "text") return;
  const slot = findMark(only.value);
  if (slot !== null && references[slot]?.isFigure) parent.children[index] = only;
}

function toStringOr(properties: Properties, name: string): string | null {
  const value = properties[name];
  return typeof value === "string" ? value : null;
}
