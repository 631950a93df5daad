import GithubSlugger from "github-slugger";
import type { Element, Parents, Root } from "hast";
import type { Diagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";
import type { SourcePath } from "../base/path.ts";
import { HEADING_PREFIX } from "./anchors.ts";
import type { BodyLabels } from "./body-labels.ts";
import { findBox, findEmbed, finishBox, toGalleryWidths } from "./boxes.ts";
import type { Box, Embed } from "./directive-rules.ts";
import type { Directive } from "./directives.ts";
import { toElementText } from "./nodes.ts";
import { toPlainText } from "./plain-text.ts";
import {
  type Collected,
  finishCitation,
  finishLink,
  resolveFragment,
  toEmbedSlot,
  toImageSlot,
  unwrapFigure,
} from "./references.ts";
import type { Reference } from "./slots.ts";
import { labelTasks } from "./tasks.ts";
import { dropUnsafeUrls } from "./unsafe-urls.ts";

/** What the rest of the site needs to know of a body. */
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

export interface Addressing {
  readonly file: SourcePath;
  /** Where the site is: a full address on it is a reference like any other. */
  readonly site: URL | null;
  readonly labels: BodyLabels;
  /** The directives whose marks stand in the tree. */
  readonly directives: readonly Directive[];
  /** Whether somebody paid for the text: its links are marked as such for search engines. */
  readonly isSponsored: boolean;
}

/**
 * Finishes a hast tree in place and gives what is in it. Headings get ids, unsafe URLs are removed, and each reference
 * within the site becomes a slot, which `fillSlots` fills when the page is rendered.
 */
export function finishTree(
  tree: Root,
  { file, site, labels, directives, isSponsored }: Addressing,
): { facts: BodyFacts; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const collected: Collected = { references: [], outLinks: new Set(), fragments: [], isSponsored };
  const { references, outLinks, fragments } = collected;
  const slugger = new GithubSlugger();
  const ids = new Set<string>();
  const widths = new Map<Parents, "whole" | "half">();
  let tables = 0;

  const visit = (parent: Parents): void => {
    labelTasks(parent, labels.task);
    for (const [index, node] of parent.children.entries()) {
      if (node.type !== "element") continue;
      const embed = findEmbed(node, directives);
      if (embed !== null) {
        parent.children[index] = toEmbedSlot(embed, site, collected);
        continue;
      }
      const box = findBox(node, directives);
      if (box !== null) {
        finishBox(node, box);
        for (const [paragraph, width] of toGalleryWidths(node, box)) widths.set(paragraph, width);
      }
      if (/^h[1-6]$/.test(node.tagName)) finishHeading(node, slugger, labels.footnotes);
      if (typeof node.properties.id === "string") ids.add(node.properties.id);
      const dropped = dropUnsafeUrls(node, file, diagnostics);
      if (node.tagName === "img" && dropped.has("src")) parent.children[index] = { type: "text", value: "" };
      else if (node.tagName === "img") {
        const inGallery = widths.get(parent);
        const standing = { isFigure: isAlone(parent), ...(inGallery !== undefined && { inGallery }) };
        parent.children[index] = toImageSlot(node, { ...standing, site }, references);
      } else {
        finishLink(node, site, collected);
        finishCitation(node, site, collected);
      }
      visit(node);
      unwrapFigure(parent, index, references);
      if (node.tagName === "table") parent.children[index] = toScrollingTable(node, `${labels.table} ${++tables}`);
    }
  };
  visit(tree);
  for (const node of fragments) resolveFragment(node, ids, file, diagnostics);
  const extras = directives.map(({ meaning }) => ("box" in meaning ? meaning.box.type : meaning.embed.type));
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
  const slug = slugger.slug(toElementText(node));
  if (node.properties.id === undefined && slug !== "") node.properties.id = `${HEADING_PREFIX}${slug}`;
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

function isAlone(parent: Parents): boolean {
  return parent.type === "element" && parent.tagName === "p" && parent.children.length === 1;
}
