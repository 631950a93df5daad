import GithubSlugger from "github-slugger";
import type { Element, ElementContent, Parents, Properties, Root } from "hast";
import { type Diagnostic, findNearest, type Place, quote, toDiagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";
import type { SourcePath } from "../base/path.ts";
import { findAnchor, HEADING_PREFIX, toAnchorAdvice } from "./anchors.ts";
import { type EmbedDirective, findBox, findEmbed, findPaired, finishBox } from "./boxes.ts";
import type { Box, Embed } from "./directive-rules.ts";
import type { Directive } from "./directives.ts";
import { findOwnAddress } from "./own-address.ts";
import { toPlainText } from "./plain-text.ts";
import { findMark, type Reference, toMark } from "./slots.ts";
import { labelTasks } from "./tasks.ts";

/** What the whole site wants to know of a body. */
export interface BodyFacts {
  readonly references: readonly Reference[];
  /** Absolute http(s) addresses that the body links to. */
  readonly outLinks: readonly string[];
  /** Anchors that others may link to. */
  readonly ids: readonly string[];
  /** Plain text, paragraphs separated by a blank line, without code. */
  readonly text: string;
  /** What the body holds beside Markdown: `video`, `note` and the like, each once. */
  readonly extras: readonly Extra[];
}

export type Extra = Embed["type"] | Box["type"];

const SAFE_PROTOCOLS: ReadonlySet<string> = new Set(["http", "https", "mailto", "tel"]);
const URL_ATTRIBUTES = ["href", "src", "cite", "poster", "action", "formAction", "data", "longDesc", "xLinkHref"];

export interface Addressing {
  readonly file: SourcePath;
  /** Where the site is: a full address on it is a reference like any other. */
  readonly site: URL | null;
  readonly labels: BodyLabels;
  /** Those that have their marks in the tree. */
  readonly directives: readonly Directive[];
}

/** What a body says that its author did not write. */
export interface BodyLabels {
  readonly footnotes: string;
  /** Name of a table for those who cannot see that it scrolls. */
  readonly table: string;
  /** Name of a check box that has no text beside it. */
  readonly task: string;
}

/**
 * Finishes a hast tree in place and tells what is in it: ids for headings, unsafe URLs removed,
 * every reference within the site replaced by a slot that `fillSlots` fills at render time.
 */
export function finishTree(tree: Root, addressing: Addressing): { facts: BodyFacts; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const references: Reference[] = [];
  const outLinks = new Set<string>();
  const slugger = new GithubSlugger();
  const fragments: Element[] = [];
  const ids = new Set<string>();
  const paired = new Set<Parents>();
  let tables = 0;

  const visit = (parent: Parents): void => {
    labelTasks(parent, addressing.labels.task);
    for (const [index, node] of parent.children.entries()) {
      if (node.type !== "element") continue;
      const embed = findEmbed(node, addressing.directives);
      if (embed !== null) {
        parent.children[index] = toEmbedSlot(embed, { references, outLinks }, addressing);
        continue;
      }
      const box = findBox(node, addressing.directives);
      if (box !== null) {
        finishBox(node, box);
        for (const paragraph of findPaired(node, box)) paired.add(paragraph);
      }
      if (/^h[1-6]$/.test(node.tagName)) finishHeading(node, slugger, addressing.labels.footnotes);
      if (typeof node.properties.id === "string") ids.add(node.properties.id);
      dropUnsafeUrls(node, addressing.file, diagnostics);
      const standing = { isFigure: isAlone(parent), ...(paired.has(parent) && { isPaired: true as const }) };
      if (node.tagName === "img")
        parent.children[index] = toImageSlot(node, { ...standing, site: addressing.site }, references);
      else finishLink(node, addressing, { references, outLinks, fragments });
      visit(node);
      unwrapFigure(parent, index, references);
      if (node.tagName === "table")
        parent.children[index] = toScrollingTable(node, `${addressing.labels.table} ${++tables}`);
    }
  };
  visit(tree);
  for (const node of fragments) resolveFragment(node, ids, addressing.file, diagnostics);
  const extras = addressing.directives.map(({ meaning }) => ("box" in meaning ? meaning.box.type : meaning.embed.type));
  return {
    facts: {
      references,
      outLinks: [...outLinks],
      ids: [...ids],
      text: toPlainText(tree),
      extras: [...new Set(extras)].sort(byCodeUnit),
    },
    diagnostics,
  };
}

function finishHeading(node: Element, slugger: GithubSlugger, footnoteLabel: string): void {
  if (node.properties.id === "footnote-label") {
    node.children = [{ type: "text", value: footnoteLabel }];
    return;
  }
  // The headline is the page's only h1.
  if (node.tagName === "h1") node.tagName = "h2";
  const slug = slugger.slug(toText(node));
  if (node.properties.id === undefined && slug !== "") node.properties.id = `${HEADING_PREFIX}${slug}`;
}

function dropUnsafeUrls(node: Element, file: SourcePath, diagnostics: Diagnostic[]): void {
  for (const attribute of URL_ATTRIBUTES) {
    const value = node.properties[attribute];
    if (typeof value !== "string" || isSafeUrl(value)) continue;
    delete node.properties[attribute];
    diagnostics.push(
      toDiagnostic("url-unsafe", toPlace(file, node), `the address ${quote(value)} was dropped`, toAdvice(value)),
    );
  }
}

function toAdvice(url: string): string {
  if (/^(?:[a-z]:|file:)/i.test(url))
    return "it is a file of one computer alone: put it beside the article, and write its name";
  const [, scheme = "", rest = ""] = /^([a-z]{3,7}):(\/\/.+)/i.exec(url) ?? [];
  const nearest = findNearest(scheme.toLowerCase(), ["https", "http"]);
  if (nearest !== null) return `did you mean ${nearest}:${rest}?`;
  return "link to http, https, mailto or tel addresses, or to files of the site";
}

/** Relative, or of an allowed scheme. Anything that looks like another scheme to any browser is unsafe. */
function isSafeUrl(url: string): boolean {
  const scheme = /^[^/?#]*?:/.exec(url)?.[0];
  return scheme === undefined || SAFE_PROTOCOLS.has(scheme.slice(0, -1).toLowerCase());
}

/** A wide table scrolls in a region of its own that the keyboard can reach; `align` is obsolete, so a class says it. */
function toScrollingTable(table: Element, label: string): Element {
  const visit = (node: Element): void => {
    const { align } = node.properties;
    if (typeof align === "string") {
      delete node.properties.align;
      node.properties.className = [`align-${align}`];
    }
    for (const child of node.children) if (child.type === "element") visit(child);
  };
  visit(table);
  const properties = { className: ["table"], tabIndex: 0, ariaLabel: label };
  return { type: "element", tagName: "section", properties, children: [table] };
}

interface Standing extends Pick<Reference, "isFigure" | "isPaired"> {
  readonly site: URL | null;
}

function toImageSlot(node: Element, { site, ...standing }: Standing, references: Reference[]): ElementContent {
  const url = toStringOr(node.properties, "src") ?? "";
  references.push({
    kind: "image",
    url: findOwnAddress(url, site) ?? url,
    alt: toStringOr(node.properties, "alt"),
    title: toStringOr(node.properties, "title"),
    ...standing,
    ...toPosition(node),
  });
  return { type: "text", value: toMark(references.length - 1) };
}

/** The address of a plain link is one that the body links to; the file of the site itself is a reference like others. */
function toEmbedSlot(
  { meaning: { embed, url }, line, column }: EmbedDirective,
  { references, outLinks }: Pick<Collected, "references" | "outLinks">,
  { site }: Addressing,
): ElementContent {
  const own = findOwnAddress(url, site);
  if (own === null && /^https?:/i.test(url)) outLinks.add(url);
  references.push({ kind: "embed", embed, url: own ?? url, alt: null, title: null, isFigure: false, line, column });
  return { type: "text", value: toMark(references.length - 1) };
}

interface Collected {
  readonly references: Reference[];
  readonly outLinks: Set<string>;
  readonly fragments: Element[];
}

function finishLink(node: Element, addressing: Addressing, collected: Collected): void {
  const href = toStringOr(node.properties, "href");
  if (href === null) return;
  if (href.startsWith("#")) {
    collected.fragments.push(node);
    return;
  }
  const url = /^(?:https?:)?\/\//i.test(href) ? URL.parse(href, "https://unknown.invalid") : null;
  const own = findOwnAddress(href, addressing.site);
  if (own === null && (url !== null || /^[a-z]+:/i.test(href))) {
    if (url !== null) collected.outLinks.add(url.href);
    return;
  }
  const reference = { kind: "link", alt: null, title: null, isFigure: false, ...toPosition(node) } as const;
  const [text] = node.children;
  const isBare = own !== null && text?.type === "text" && text.value.includes(own.replace(/[?#].*/, ""));
  collected.references.push({ ...reference, ...(isBare && { isBare }), url: own ?? href });
  // The title stands behind the address, where `fillSlots` looks for it.
  const { href: _href, title, ...others } = node.properties;
  const mark = toMark(collected.references.length - 1);
  node.properties = { href: mark, ...(title !== undefined && { title }), ...others };
}

/** `#part` may name a heading as GitHub would, or a footnote; the ids on the page carry prefixes. */
function resolveFragment(node: Element, ids: ReadonlySet<string>, file: SourcePath, diagnostics: Diagnostic[]): void {
  const href = String(node.properties.href);
  const id = findAnchor(href.slice(1), ids);
  if (id !== null) {
    node.properties.href = `#${id}`;
  } else if (href !== "#" && href !== "#top") {
    delete node.properties.href;
    const advice = toAnchorAdvice(href.slice(1), ids);
    diagnostics.push(toDiagnostic("anchor-dead", toPlace(file, node), `nothing here is called ${quote(href)}`, advice));
  }
}

/** A figure's slot stands beside paragraphs, not inside one. */
function unwrapFigure(parent: Parents, index: number, references: readonly Reference[]): void {
  const node = parent.children[index];
  if (node?.type !== "element" || node.tagName !== "p") return;
  const only = node.children.length === 1 ? node.children[0] : undefined;
  if (only?.type !== "text") return;
  const slot = findMark(only.value);
  if (slot !== null && references[slot]?.isFigure) parent.children[index] = only;
}

function isAlone(parent: Parents): boolean {
  return parent.type === "element" && parent.tagName === "p" && parent.children.length === 1;
}

function toText(node: Element): string {
  return node.children
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? toText(child) : ""))
    .join("");
}

function toStringOr(properties: Properties, name: string): string | null {
  const value = properties[name];
  return typeof value === "string" ? value : null;
}

function toPosition(node: Element): { line: number; column: number } {
  return { line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}

function toPlace(file: SourcePath, node: Element): Place {
  return { file, ...toPosition(node) };
}
