import { quote } from "../base/diagnostic.ts";
import { translateHtml } from "./html-to-markdown.ts";
import type { Loss, Translated } from "./manuscript.ts";
import { createLineCounter, FILE_SCHEME, parseTag, toKnownMarkdown } from "./tags.ts";
import type { WxrItem } from "./wxr.ts";

/** A picture of the media library. */
export interface Attachment {
  readonly url: string;
  readonly alt: string;
  readonly caption: string;
  /** Number of the post that it was uploaded for. */
  readonly parent: string;
}

/** Pictures by their numbers, and those that belong to a post. */
export interface Galleries {
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly own: readonly Attachment[];
}

export function toGalleries(post: string, attachments: ReadonlyMap<string, Attachment>): Galleries {
  const own = [...attachments.values()].filter(
    ({ parent, url }) => parent === post && /\.(?:jpe?g|png|gif|webp)$/i.test(url),
  );
  return { attachments, own };
}

const SHORTCODE = /\[(\/?)([a-z][\w-]*)((?:\s[^\]]*)?)\](?:([^[]*)\[\/(embed|youtube|tweet|audio|video)\])?/g;
const CAPTION = /\[(?:wp_)?caption([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/g;

/**
 * WordPress's own shortcodes as HTML first; then HTML as Markdown. Unknown ones stay in the text where they can be
 * seen.
 */
export function translatePost(html: string, firstLine: number, galleries: Galleries): Translated {
  const losses: Loss[] = [];
  const toLine = createLineCounter(html, firstLine);
  const withCaptions = html.replaceAll(CAPTION, (_found, attributes: string, inner: string) => {
    const image = /(<a[^>]*>\s*)?<img[^>]*>(\s*<\/a>)?/i.exec(inner)?.[0] ?? "";
    const caption = parseTag(`x ${attributes}`).named.caption ?? inner.replace(image, "").trim();
    // As many lines as before, so that places stay right.
    const lines = "\n".repeat(inner.split("\n").length - 1);
    return `<figure>${image}<figcaption>${caption}</figcaption></figure>${lines}`;
  });
  const text = withCaptions.replaceAll(SHORTCODE, (raw: string, ...groups: unknown[]) => {
    const [closing, name, attributes, inner, , offset] = groups as [string, string, string, string?, string?, number?];
    const known = closing === "/" ? null : toHtml(name, attributes, inner, galleries);
    if (known !== null) return known;
    if (!isShortcode(name, closing, attributes)) return raw;
    const message = `the shortcode ${quote(raw)} stands in the text as it is`;
    const advice = "write in Markdown what it made, or remove it";
    losses.push({ code: "import-tag", line: toLine(offset ?? 0), message, advice });
    return raw;
  });
  losses.push(...findDynamicBlocks(html, firstLine));
  const translated = translateHtml(text, firstLine);
  return { text: translated.text, losses: [...losses, ...translated.losses] };
}

const NUMBERED = /(\bhref=["'])([^"'?#]*\/?\?p(?:age_id)?=(\d+))(?=["'#])/g;

/** Links to posts by their numbers, as WordPress writes them before a post has an address. */
export function withLinks(html: string, firstLine: number, links: ReadonlyMap<string, string>): Translated {
  const toLine = createLineCounter(html, firstLine);
  const losses: Loss[] = [];
  const text = html.replaceAll(NUMBERED, (raw: string, before: string, url: string, number: string, offset: number) => {
    const link = links.get(number);
    if (link !== undefined) return `${before}${toAttribute(link)}`;
    const message = `the link ${quote(url)} names a post by its number, and none of that number was published`;
    losses.push({
      code: "import-address-lost",
      line: toLine(offset),
      message,
      advice: "write where it leads, or remove it",
    });
    return raw;
  });
  return { text, losses };
}

/** Blocks that a server fills: lists of posts, and those that several posts share, whose text is elsewhere. */
function findDynamicBlocks(html: string, firstLine: number): readonly Loss[] {
  const toLine = createLineCounter(html, firstLine);
  return Array.from(
    html.matchAll(/<!--\s*wp:([a-z][\w/-]*)\s[^>]{0,2000}?\/-->/g),
    ({ 0: raw, 1: name = "", index }) => ({
      code: "import-tag",
      line: toLine(index),
      message: `the block ${quote(name)} has no text of its own, so nothing of it is here: ${quote(raw)}`,
      advice: "write in Markdown what it showed",
    }),
  );
}

/** Anything in brackets may be prose: only what has attributes, a closing half or a name of several words is told. */
function isShortcode(name: string, closing: string, attributes: string): boolean {
  return closing === "/" || /=/.test(attributes) || /[_-]/.test(name);
}

function toHtml(
  name: string,
  attributes: string,
  inner: string | undefined,
  { attachments, own }: Galleries,
): string | null {
  const tag = parseTag(`${name} ${attributes}`);
  if (name === "gallery") {
    const ids = tag.named.ids ?? tag.named.include;
    const named = ids?.split(/[\s,]+/).map((id) => attachments.get(id)) ?? own;
    const pictures = named.filter((picture) => picture !== undefined);
    if (pictures.length === 0) return null;
    return `<figure class="wp-block-gallery">${pictures.map(toFigureHtml).join("")}</figure>`;
  }
  if (inner !== undefined && /^(embed|youtube|tweet)$/.test(name) && /^\s*https?:\S+\s*$/.test(inner))
    return toLinkHtml(inner.trim());
  const source = tag.named.src ?? tag.named.mp4 ?? tag.named.mp3 ?? tag.named.m4a ?? tag.named.url;
  if (/^(audio|video)$/.test(name) && source !== undefined) return toLinkHtml(source);
  const known = toKnownMarkdown(tag);
  const address = known === null ? null : /^<(https:[^>]+)>$/.exec(known)?.[1];
  return address === null || address === undefined || address.startsWith(FILE_SCHEME) ? null : toLinkHtml(address);
}

function toFigureHtml({ url, alt, caption }: Attachment): string {
  return `<figure><img src="${toAttribute(url)}" alt="${toAttribute(alt)}"><figcaption>${caption}</figcaption></figure>`;
}

function toLinkHtml(address: string): string {
  return `<p><a href="${toAttribute(address)}">${toAttribute(address)}</a></p>`;
}

function toAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** Footnotes of the block editor, which keeps them beside the text, as Markdown has them. */
export function toNotes(item: WxrItem): string {
  const text = item.texts.get("content:encoded") ?? "";
  const numbers = new Map(
    Array.from(text.matchAll(/<sup data-fn="([^"]+)"[^>]*>\s*<a[^>]*>([^<]+)<\/a>/g), ([, id, number]) => [id, number]),
  );
  const notes = parseNotes(item.meta.get("footnotes") ?? "[]");
  const lines = notes.flatMap(({ id, content }) => {
    const number = numbers.get(id);
    return number === undefined
      ? []
      : [`[^${number}]: ${translateHtml(content, 1).text.trim().replaceAll("\n", " ")}\n`];
  });
  return lines.length === 0 ? "" : `\n${lines.join("")}`;
}

function parseNotes(json: string): readonly { readonly id: string; readonly content: string }[] {
  try {
    const notes: unknown = JSON.parse(json);
    return Array.isArray(notes)
      ? notes.filter((note) => typeof note?.id === "string" && typeof note.content === "string")
      : [];
  } catch {
    return [];
  }
}
