import { quote } from "../base/diagnostic.ts";
import type { SiteFacts } from "./foreign-config.ts";
import { translateHtml } from "./html-to-markdown.ts";
import type { Skipped } from "./import.ts";
import type { Loss, Manuscript, OldList, Translated } from "./manuscript.ts";
import { createLineCounter, FILE_SCHEME, parseTag, toKnownMarkdown } from "./tags.ts";
import type { WxrChannel, WxrItem } from "./wxr.ts";

/** A picture of the media library. */
export interface Attachment {
  readonly url: string;
  readonly alt: string;
  readonly caption: string;
}

/** What posts refer to by number; gathered from the whole export before the first post is made. */
export interface Library {
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly channel: WxrChannel;
}

export function toWordPressFacts({ texts }: WxrChannel): SiteFacts {
  const find = (name: string): string | null => texts.get(name) || null;
  const language = find("language");
  return {
    title: find("title"),
    description: find("description"),
    baseUrl: find("wp:base_blog_url") ?? find("link"),
    language: language === null ? null : (language.split("-")[0] ?? null),
    timeZone: null,
  };
}

/** The attachment that an item is, by its number. */
export function findAttachment(item: WxrItem): readonly [string, Attachment] | null {
  if (item.texts.get("wp:post_type") !== "attachment") return null;
  const url = item.texts.get("wp:attachment_url")?.trim() ?? "";
  const caption = item.texts.get("excerpt:encoded")?.trim() ?? "";
  const alt = item.meta.get("_wp_attachment_image_alt")?.trim() ?? "";
  return [item.texts.get("wp:post_id") ?? "", { url, alt, caption }];
}

/** A post as a manuscript; what is no post, or not meant for readers, with the reason; null for what posts are made of. */
export function toPost(item: WxrItem, library: Library): Manuscript | Skipped | null {
  const find = (name: string): string => item.texts.get(name)?.trim() ?? "";
  const type = find("wp:post_type");
  const status = find("wp:status");
  const title = find("title");
  const origin = `${type} ${find("wp:post_id")}`;
  if (/^(attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|wp_\w+)$/.test(type))
    return null;
  const isPage = type === "page";
  if (type !== "post" && !isPage)
    return { origin, reason: `${quote(title)} is of the type ${type}, neither post nor page` };
  if (/^(trash|auto-draft|inherit)$/.test(status)) return { origin, reason: `it is kept as ${status}` };
  const isDraft = status !== "publish" && status !== "future";
  const hasPassword = find("wp:post_password") !== "";
  const dates = toDates(item);
  if (dates.date === null) return { origin, reason: "it has no date" };
  const text = item.texts.get("content:encoded") ?? "";
  const categories = item.terms.filter(({ domain }) => domain === "category");
  const tags = item.terms.filter(({ domain }) => domain === "post_tag");
  const login = find("dc:creator");
  const thumbnail = library.attachments.get(item.meta.get("_thumbnail_id") ?? "");
  const firstLine = item.lines.get("content:encoded") ?? 1;
  const body = translatePost(text, firstLine, library);
  const link = find("link");
  return {
    origin,
    toLine: (field) => item.lines.get(FIELD_ELEMENTS[field] ?? "title") ?? 1,
    fields: {
      ...dates,
      title: title === "" ? find("wp:post_name") || origin : title,
      excerpt: toPlain(find("excerpt:encoded")),
      authors: login === "" ? [] : [library.channel.authors.get(login) || login],
      tags: tags.map(({ name }) => name),
      categories: toOwnCategories(categories, item).map(({ name }) => name),
      ...(find("wp:comment_status") === "open" ? { comments: true } : {}),
      ...(thumbnail === undefined
        ? {}
        : { image: { src: thumbnail.url, alt: thumbnail.alt, caption: toPlain(thumbnail.caption) } }),
      ...(isDraft || hasPassword ? { draft: true } : {}),
    },
    body: { text: body.text, losses: [...toLosses(item), ...body.losses] },
    firstLine,
    folder: null,
    name: toName(item),
    // A draft has no address yet: WordPress exports only the number.
    addresses: isDraft || /\?p=/.test(link) ? [null] : [link],
    lang: null,
    isPage,
    lists:
      status !== "publish" || isPage
        ? []
        : toOldLists(categories, tags, { login, name: library.channel.authors.get(login) || login }),
  };
}

/** Where WordPress lists posts, unless its settings name other folders, which an export does not tell. */
function toOldLists(
  categories: WxrItem["terms"],
  tags: WxrItem["terms"],
  { login, name }: { readonly login: string; readonly name: string },
): readonly OldList[] {
  const toList =
    (kind: OldList["kind"], folder: string) => (term: { readonly nicename: string; readonly name: string }) => ({
      kind,
      name: term.name,
      address: `/${folder}/${term.nicename}/`,
    });
  return [
    ...categories.map(toList("category", "category")),
    ...tags.map(toList("tag", "tag")),
    ...(login === ""
      ? []
      : [toList("author", "author")({ nicename: login.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, "-"), name })]),
  ];
}

/** What a post had beside its text. */
function toLosses(item: WxrItem): readonly Loss[] {
  const losses: Loss[] = [];
  if ((item.texts.get("wp:post_password") ?? "") !== "") {
    const line = item.lines.get("wp:post_password") ?? 1;
    const message = "it had a password; here it is a draft";
    losses.push({ code: "import-skipped", line, message, advice: "publish it for everybody, or leave it out" });
  }
  if (item.comments > 0) {
    const line = item.lines.get("title") ?? 1;
    const message = `comments of readers stay behind: ${item.comments}`;
    losses.push({ code: "import-skipped", line, message, advice: "keep the export; an article here holds none" });
  }
  return losses;
}

const FIELD_ELEMENTS: Readonly<Record<string, string>> = {
  date: "wp:post_date",
  updated: "wp:post_modified",
  excerpt: "excerpt:encoded",
  image: "content:encoded",
};

/** The category that Yoast calls primary goes first; the one that stands for none is left out. */
function toOwnCategories(categories: WxrItem["terms"], item: WxrItem): WxrItem["terms"] {
  const primary = item.meta.get("_yoast_wpseo_primary_category");
  const own = categories.filter(({ nicename }) => nicename !== "uncategorized");
  return primary === undefined
    ? own
    : [...own].sort((a, b) => Number(b.nicename === primary) - Number(a.nicename === primary));
}

/** Local times with the offset that they differ from UTC by. */
function toDates(item: WxrItem): { readonly date: string | null; readonly updated?: string } {
  const toIso = (local: string, utc: string): string | null => {
    if (local === "" || local.startsWith("0000")) return null;
    const ms = Date.parse(`${local.replace(" ", "T")}Z`) - Date.parse(`${utc.replace(" ", "T")}Z`);
    if (Number.isNaN(ms) || Math.abs(ms) > 14 * 3_600_000) return local.replace(" ", "T");
    const minutes = Math.abs(Math.round(ms / 60_000));
    const offset = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    return `${local.replace(" ", "T")}${ms < 0 ? "-" : "+"}${offset}`;
  };
  const find = (name: string): string => item.texts.get(name)?.trim() ?? "";
  const date = toIso(find("wp:post_date"), find("wp:post_date_gmt"));
  const updated = toIso(find("wp:post_modified"), find("wp:post_modified_gmt"));
  // A day is what readers would call an update; less is the work of publishing.
  const isLater = date !== null && updated !== null && Date.parse(updated) - Date.parse(date) > 86_400_000;
  return isLater ? { date, updated } : { date };
}

function toName(item: WxrItem): string {
  const name = item.texts.get("wp:post_name")?.trim() ?? "";
  try {
    return decodeURIComponent(name) || (item.texts.get("title") ?? "");
  } catch {
    return name;
  }
}

function toPlain(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const SHORTCODE = /\[(\/?)([a-z][\w-]*)((?:\s[^\]]*)?)\](?:([^[]*)\[\/(embed|youtube|tweet|audio|video)\])?/g;
const CAPTION = /\[(?:wp_)?caption([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/g;

/** WordPress's own shortcodes as HTML first; then HTML as Markdown. Unknown ones stay in the text where they can be seen. */
function translatePost(html: string, firstLine: number, { attachments }: Library): Translated {
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
    const known = closing === "/" ? null : toHtml(name, attributes, inner, attachments);
    if (known !== null) return known;
    if (!isShortcode(name, closing, attributes)) return raw;
    const message = `the shortcode ${quote(raw)} stands in the text as it is`;
    const advice = "write in Markdown what it made, or remove it";
    losses.push({ code: "import-tag", line: toLine(offset ?? 0), message, advice });
    return raw;
  });
  const translated = translateHtml(text, firstLine);
  return { text: translated.text, losses: [...losses, ...translated.losses] };
}

/** Anything in brackets may be prose: only what has attributes, a closing half or a name of several words is told. */
function isShortcode(name: string, closing: string, attributes: string): boolean {
  return closing === "/" || /=/.test(attributes) || /[_-]/.test(name);
}

function toHtml(
  name: string,
  attributes: string,
  inner: string | undefined,
  attachments: Library["attachments"],
): string | null {
  const tag = parseTag(`${name} ${attributes}`);
  if (name === "gallery") {
    const pictures = (tag.named.ids ?? tag.named.include ?? "").split(/[\s,]+/).map((id) => attachments.get(id));
    if (pictures.every((picture) => picture === undefined)) return null;
    return pictures.map((picture) => (picture === undefined ? "" : toFigureHtml(picture))).join("");
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
