import type { Element, ElementContent } from "hast";
import type { Box, Embed, Meaning } from "./directive-rules.ts";
import { type Directive, findDirective } from "./directives.ts";

/** The embed that an element stands for, or null. */
export function findEmbed(element: Element, directives: readonly Directive[]): EmbedDirective | null {
  const directive = findMarked(element, directives);
  return directive !== null && "embed" in directive.meaning ? { ...directive, meaning: directive.meaning } : null;
}

/** The box that an element is to become; null for any other. The first child of a box is its mark. */
export function findBox(element: Element, directives: readonly Directive[]): BoxDirective | null {
  const first = element.children.find((child) => child.type === "element");
  const directive = first === undefined ? null : findMarked(first, directives);
  return directive !== null && "box" in directive.meaning ? { ...directive, meaning: directive.meaning } : null;
}

export type EmbedDirective = Directive & { readonly meaning: Extract<Meaning, { readonly embed: Embed }> };
type BoxDirective = Directive & { readonly meaning: Extract<Meaning, { readonly box: Box }> };

function findMarked({ children }: Element, directives: readonly Directive[]): Directive | null {
  const [only, ...others] = children;
  if (only?.type !== "text" || others.length > 0) return null;
  const index = findDirective(only.value);
  return index === null ? null : (directives[index] ?? null);
}

/**
 * Turns a marked `div`, in place, into the element that its directive means. The mark is removed and the content stays.
 */
export function finishBox(div: Element, { meaning, hasLabel }: BoxDirective): void {
  const { type, by } = meaning.box;
  const [, ...children] = div.children.filter((child) => child.type === "element");
  const label = hasLabel ? children.shift() : undefined;
  if (type === "note" || type === "aside") {
    if (label !== undefined) label.properties.className = ["box-title"];
    // No `aside`: that would be a landmark among those of the page, and several may stand in one article.
    div.properties.role = "note";
    div.children = label === undefined ? children : [label, ...children];
  } else {
    const inner = type === "gallery" ? toElement("div", children) : toElement("blockquote", children);
    const caption = type === "gallery" ? label?.children : by === null ? undefined : [toText(by)];
    div.tagName = "figure";
    div.children = caption === undefined ? [inner] : [inner, toElement("figcaption", caption)];
  }
  div.properties = { className: [type], ...div.properties };
}

/**
 * The paragraphs of a finished gallery, with how wide their pictures are: they stand two by two, and of an odd number
 * the first has the whole width.
 */
export function toGalleryWidths(
  figure: Element,
  { meaning }: BoxDirective,
): readonly (readonly [Element, "whole" | "half"])[] {
  if (meaning.box.type !== "gallery") return [];
  const [grid] = figure.children;
  const pictures = grid?.type === "element" ? grid.children.filter((child) => child.type === "element") : [];
  return pictures.map((picture, index) => [picture, index < pictures.length % 2 ? "whole" : "half"]);
}

function toElement(tagName: string, children: ElementContent[]): Element {
  return { type: "element", tagName, properties: {}, children };
}

function toText(value: string): ElementContent {
  return { type: "text", value };
}
