import type { Element, ElementContent } from "hast";
import { quoteAttribute, toPicture } from "./tags.ts";

/** Blocks of WordPress that have a directive here (docs/directives.md), as its text; null for all others. */
export function toDirective(node: Element): string | null {
  if (hasClass(node, "wp-block-gallery")) return toGallery(node);
  if (hasClass(node, "wp-block-pullquote")) return toPullquote(node);
  const caption = findCaption(node);
  const audio = findElement(node, "audio");
  const src = audio?.properties.src;
  // Without a title readers could not tell what is heard: such a recording stays a link.
  if (typeof src === "string" && caption !== "" && /^https:\/\/[^\s"<>]+$/.test(src))
    return `::audio{src="${src}" title=${quoteAttribute(caption)}}`;
  const wrapper = hasClass(node, "wp-block-embed") ? findElement(node, "div") : null;
  const video = wrapper === null ? null : /^https:\/\/(?:www\.)?youtu\S*[=/]([\w-]{11})\b/.exec(toText(wrapper));
  if (video !== null && caption !== "") return `::youtube{id=${video[1]} title=${quoteAttribute(caption)}}`;
  return null;
}

/** One picture is no gallery. */
function toGallery(node: Element): string | null {
  const pictures = findElements(node, "img").map((image) => {
    const figure = findParent(node, image, "figure");
    const { src, alt } = image.properties;
    const caption = figure === null || figure === node ? "" : findCaption(figure);
    return toPicture(String(src ?? ""), String(alt ?? ""), caption);
  });
  const own = node.children.find(
    (child): child is Element => child.type === "element" && child.tagName === "figcaption",
  );
  const label = own === undefined ? "" : `[${toText(own).replaceAll(/[[\]\\]/g, "\\$&")}]`;
  return pictures.length < 2 ? null : [`:::gallery${label}`, ...pictures, ":::"].join("\n");
}

function toPullquote(node: Element): string | null {
  const paragraphs = findElements(node, "p")
    .map(toText)
    .filter((text) => text !== "");
  const cite = findElement(node, "cite");
  const by = cite === null ? "" : toText(cite);
  const opening = `:::pullquote${by === "" ? "" : `{by=${quoteAttribute(by)}}`}`;
  return paragraphs.length === 0 ? null : [opening, paragraphs.join("\n\n"), ":::"].join("\n");
}

export function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name);
}

export function findElements(node: Element, name: string): readonly Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== "element") return [];
    return child.tagName === name ? [child] : findElements(child, name);
  });
}

export function findElement(node: Element, name: string): Element | null {
  return findElements(node, name)[0] ?? null;
}

/** The innermost element of a name around another. */
function findParent(root: Element, inner: Element, name: string): Element | null {
  for (const child of root.children) {
    if (child === inner) return root.tagName === name ? root : null;
    if (child.type === "element" && findElements(child, inner.tagName).includes(inner))
      return findParent(child, inner, name) ?? (root.tagName === name ? root : null);
  }
  return null;
}

function findCaption(node: Element): string {
  const caption = findElement(node, "figcaption");
  return caption === null ? "" : toText(caption);
}

export function toText(node: ElementContent | Element): string {
  if (node.type === "text") return node.value.replaceAll(/\s+/g, " ");
  return "children" in node ? node.children.map(toText).join("").trim() : "";
}
