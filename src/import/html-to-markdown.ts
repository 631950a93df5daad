import type { Element, ElementContent, Nodes, Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { defaultHandlers, type Handle, toMdast } from "hast-util-to-mdast";
import type { Nodes as MdastNodes, PhrasingContent } from "mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import { findElement, findElements, hasClass, toDirective, toText } from "./blocks.ts";
import type { Loss, Translated } from "./manuscript.ts";
import { createLineCounter } from "./tags.ts";

/** Elements without a counterpart in Markdown. Everything else keeps its text. */
const LOST: Readonly<Record<string, string>> = {
  audio: "link to the recording",
  canvas: "put a picture in its place",
  embed: "link to what it shows",
  form: "link to a page that has the form",
  iframe: "a link stands in its place; check where it leads",
  object: "link to what it shows",
  script: "articles run no scripts; link to what it shows",
  style: "the look of articles is the theme's",
  video: "link to the film",
};

const BACKGROUND = /background(?:-image)?:[^;]{0,200}url\(["']?([^"')]+)/i;

/** Translates the HTML of an article to Markdown. Lines of what is lost count from `firstLine`. */
export function translateHtml(html: string, firstLine: number): Translated {
  const tree = fromHtml(html, { fragment: true });
  const losses = findLosses(tree, html, firstLine);
  if (!/<!--\s*wp:|<p[\s>]/i.test(html)) toParagraphs(tree);
  const mdast = toMdast(tree, {
    nodeHandlers: { comment: () => undefined },
    handlers: {
      a: toAnchor,
      figure: toFigure,
      sup: toNote,
      sub: (state, node: Element) => toSmall(node, LOW) ?? state.all(node),
      iframe: toLink,
      video: toLink,
      audio: toLink,
      embed: toLink,
    },
  });
  const extensions = [gfmTableToMarkdown(), gfmStrikethroughToMarkdown()];
  const text = toMarkdown(mdast as MdastNodes as Root & MdastNodes, {
    extensions,
    bullet: "-",
    rule: "-",
    emphasis: "*",
    listItemIndent: "one",
  });
  return { text, losses };
}

function findLosses(tree: Root, html: string, firstLine: number): readonly Loss[] {
  const losses: Loss[] = [];
  const toLine = createLineCounter(html, firstLine);
  const visit = (node: Nodes): void => {
    if (node.type === "element" && node.tagName === "figure" && toDirective(node) !== null) return;
    const advice = node.type === "element" ? LOST[node.tagName] : undefined;
    if (node.type === "element" && advice !== undefined) {
      const line = toLine(node.position?.start.offset ?? 0);
      losses.push({
        code: "import-html",
        line,
        message: `<${node.tagName}> has no counterpart in Markdown${toSource(node)}`,
        advice,
      });
    }
    const [, shown] = node.type === "element" ? (BACKGROUND.exec(String(node.properties.style ?? "")) ?? []) : [];
    if (shown !== undefined && node.type === "element") {
      const line = toLine(node.position?.start.offset ?? 0);
      const message = `a picture behind text has no counterpart in Markdown: ${shown}`;
      losses.push({ code: "import-html", line, message, advice: "show it above the text, if readers need it" });
    }
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return losses;
}

function toSource(node: Element): string {
  const { src } = node.properties;
  return typeof src === "string" ? `: ${src.slice(0, 200)}` : "";
}

const toLink: Handle = (state, node: Element) => {
  const inner = node.children.find((child): child is Element => child.type === "element" && child.tagName === "source");
  const src = node.properties.src ?? inner?.properties.src;
  if (typeof src !== "string" || !/^(https?:)?\/\//.test(src)) return undefined;
  const title = typeof node.properties.title === "string" && node.properties.title !== "" ? node.properties.title : src;
  const url = src.startsWith("//") ? `https:${src}` : src;
  const result = { type: "link", url, children: [{ type: "text", value: title }] } satisfies PhrasingContent;
  state.patch(node, result);
  return result;
};

/** A link that leads nowhere becomes text, and a button beside a file is dropped, since it repeats the link. */
const toAnchor: Handle = (state, node: Element) => {
  if (hasClass(node, "wp-block-file__button")) return undefined;
  const { href } = node.properties;
  return href === undefined || href === "" ? state.all(node) : defaultHandlers.a(state, node);
};

/** WordPress's footnotes; what they say is below the post (`toNotes`). */
const toNote: Handle = (state, node: Element) => {
  if (node.properties.dataFn === undefined) return toSmall(node, HIGH) ?? state.all(node);
  return { type: "html", value: `[^${toText(node)}]` };
};

const [HIGH, LOW] = ["⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "₀₁₂₃₄₅₆₇₈₉₊₋"];

/** Digits above or below the line, without which 10<sup>6</sup> would be 106; null for what is no number. */
function toSmall(node: Element, digits: string): { readonly type: "text"; readonly value: string } | null {
  const text = toText(node).replaceAll(/[−–]/g, "-");
  if (!/^[\d+-]+$/.test(text)) return null;
  return { type: "text", value: Array.from(text, (sign) => digits["0123456789+-".indexOf(sign)]).join("") };
}

/** A picture with its caption as the title, as a build here reads it; other figures keep what is in them. */
const toFigure: Handle = (state, node: Element) => {
  const directive = toDirective(node);
  if (directive !== null) return { type: "html", value: directive };
  const image = findElement(node, "img");
  const caption = findElement(node, "figcaption");
  if (image === null || findElement(node, "table") !== null || findElements(node, "img").length > 1)
    return state.all(node);
  const title = caption === null ? "" : toText(caption);
  const { src, alt } = image.properties;
  const result = {
    type: "image",
    url: typeof src === "string" ? src : "",
    alt: typeof alt === "string" ? alt : "",
    title: title === "" ? null : title,
  } satisfies PhrasingContent;
  state.patch(node, result);
  return { type: "paragraph", children: [result] };
};

const INLINE = new Set(
  "a abbr b bdi bdo big br cite code del dfn em font i img ins kbd mark q s samp small span strike strong sub sup tt u var".split(
    " ",
  ),
);

/** Classic WordPress keeps no paragraphs: a blank line ends one, a single line end is a break (wpautop). */
function toParagraphs(parent: Root): void {
  const blocks: RootContent[] = [];
  let run: ElementContent[] = [];
  const close = (): void => {
    const isEmpty = run.every((node) => node.type === "text" && node.value.trim() === "");
    if (!isEmpty) blocks.push({ type: "element", tagName: "p", properties: {}, children: run });
    run = [];
  };
  for (const child of parent.children) {
    if (child.type === "text") {
      for (const [index, part] of child.value.split(/\n\s*\n/).entries()) {
        if (index > 0) close();
        run.push(...toBrokenLines(part));
      }
    } else if (child.type === "element" && INLINE.has(child.tagName)) run.push(child);
    else {
      close();
      blocks.push(child);
    }
  }
  close();
  parent.children = blocks;
}

function toBrokenLines(text: string): readonly ElementContent[] {
  return text.split("\n").flatMap((line, index): readonly ElementContent[] => {
    const value = { type: "text", value: line } as const;
    return index === 0 ? [value] : [{ type: "element", tagName: "br", properties: {}, children: [] }, value];
  });
}
