import { quote } from "../base/diagnostic.ts";
import { decodeUrlPart } from "../base/path.ts";
import { findMoment } from "./dates.ts";
import type { SiteFacts } from "./foreign-config.ts";
import type { Skipped } from "./import.ts";
import type { Loss, Manuscript } from "./manuscript.ts";
import { fillPattern } from "./pattern.ts";
import { findTranslationGroup } from "./polylang.ts";
import { findLanguage } from "./translations.ts";
import { findText, toKept } from "./wordpress-kept.ts";
import { type ListedBy, type ListNames, toListedBy, toOldLists, toOwnCategories } from "./wordpress-lists.ts";
import { type Attachment, toGalleries, toNotes, translatePost, withLinks } from "./wordpress-text.ts";
import type { WxrChannel, WxrItem } from "./wxr.ts";

/** What posts refer to by number; gathered from the whole export before the first post is made. */
export interface Library extends ListNames {
  readonly attachments: ReadonlyMap<string, Attachment>;
  /** Addresses of posts by their numbers. */
  readonly links: ReadonlyMap<string, string>;
  /** How addresses are made where the export does not tell them: `/:year/:month/:slug/`. */
  readonly pattern: string | null;
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
  const url = findText(item, "wp:attachment_url");
  const caption = findText(item, "excerpt:encoded");
  const alt = item.meta.get("_wp_attachment_image_alt")?.trim() ?? "";
  return [item.texts.get("wp:post_id") ?? "", { url, alt, caption, parent: findText(item, "wp:post_parent") }];
}

/** The address of a post or page, by its number. */
export function findLink(item: WxrItem): readonly [string, string] | null {
  const link = findText(item, "link");
  const isPublished =
    /^(?:post|page)$/.test(findText(item, "wp:post_type")) && findText(item, "wp:status") === "publish";
  return isPublished && link !== "" && !/\?p(?:age_id)?=/.test(link) ? [findText(item, "wp:post_id"), link] : null;
}

/** Types of what posts are made of, and of what is the site's alone. */
const PART = /^(attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|wp_\w+)$/;

/**
 * A post as a manuscript; what is no post, or not meant for readers, with the reason; null for what posts are made of.
 */
export function toPost(item: WxrItem, library: Library): Manuscript | Skipped | null {
  const type = findText(item, "wp:post_type");
  if (PART.test(type)) return null;
  const origin = toOrigin(item);
  const reason = findSkipReason(item, type);
  if (reason !== null) return { origin, reason };
  const dates = toDates(item);
  if (dates.date === null) return { origin, reason: "it has no date" };
  const status = findText(item, "wp:status");
  const isPublished = status === "publish";
  const isDraft = !isPublished && status !== "future";
  const isPage = type === "page";
  const listedBy = toListedBy(item, library);
  const translationKey = findTranslationGroup(item);
  const firstLine = item.lines.get("content:encoded") ?? 1;
  const galleries = toGalleries(findText(item, "wp:post_id"), library.attachments);
  const linked = withLinks(item.texts.get("content:encoded") ?? "", firstLine, library.links);
  const body = translatePost(linked.text, firstLine, galleries);
  return {
    origin,
    toLine: (field) => item.lines.get(FIELD_ELEMENTS[field] ?? "title") ?? 1,
    fields: {
      ...dates,
      ...toFields(item, library, listedBy),
      ...(isDraft || findText(item, "wp:post_password") !== "" ? { draft: true } : {}),
    },
    body: { text: `${body.text}${toNotes(item)}`, losses: [...toLosses(item), ...linked.losses, ...body.losses] },
    firstLine,
    folder: null,
    name: toName(item),
    // What nobody has read has no address yet.
    addresses: isPublished ? [toAddress(item, dates.date, library)] : [],
    lang: findLanguage(
      item.terms.find(({ domain }) => domain === "language")?.nicename,
      library.channel.texts.get("language") ?? null,
    ),
    ...(translationKey === undefined ? {} : { translationKey }),
    isPage,
    lists: isPublished && !isPage ? toOldLists(item, listedBy) : [],
  };
}

function toOrigin(item: WxrItem): string {
  return `${findText(item, "wp:post_type")} ${findText(item, "wp:post_id")}`;
}

function findSkipReason(item: WxrItem, type: string): string | null {
  if (type !== "post" && type !== "page")
    return `${quote(findText(item, "title"))} is of the type ${type}, neither post nor page`;
  const status = findText(item, "wp:status");
  return /^(trash|auto-draft|inherit)$/.test(status) ? `it is kept as ${status}` : null;
}

/** The fields of a post but for its dates, and whether it is a draft. */
function toFields(
  item: WxrItem,
  { attachments }: Library,
  { categories, tags, authors }: ListedBy,
): Readonly<Record<string, unknown>> {
  const title = findText(item, "title");
  const thumbnail = attachments.get(item.meta.get("_thumbnail_id") ?? "");
  return {
    title: title === "" ? findText(item, "wp:post_name") || toOrigin(item) : title,
    excerpt: toPlain(findText(item, "excerpt:encoded")),
    ...toKept(item),
    authors: authors.map(({ name }) => name),
    tags: tags.map(({ name }) => name),
    categories: toOwnCategories(categories, item),
    ...(findText(item, "wp:comment_status") === "open" ? { comments: true } : {}),
    ...(thumbnail === undefined
      ? {}
      : { image: { src: thumbnail.url, alt: thumbnail.alt, caption: toPlain(thumbnail.caption) } }),
  };
}

/** The link of the export; where that has a number alone, the pattern says. */
function toAddress(item: WxrItem, date: string, { pattern }: Library): string | null {
  const link = findText(item, "link");
  if (link !== "" && !/\?p(age_id)?=/.test(link)) return link;
  if (pattern === null) return null;
  const name = toName(item);
  const categories = item.terms.filter(({ domain }) => domain === "category").map(({ nicename }) => nicename);
  const title = item.texts.get("title") ?? name;
  const parts = { title, slug: name, file: name, sections: [], categories: categories.slice(0, 1), ending: "" };
  return fillPattern(pattern, { date: findMoment(date, "UTC"), ...parts });
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
  const date = toIso(findText(item, "wp:post_date"), findText(item, "wp:post_date_gmt"));
  const updated = toIso(findText(item, "wp:post_modified"), findText(item, "wp:post_modified_gmt"));
  // A day is what readers would call an update; less is the work of publishing.
  const isLater = date !== null && updated !== null && Date.parse(updated) - Date.parse(date) > 86_400_000;
  return isLater ? { date, updated } : { date };
}

function toName(item: WxrItem): string {
  const name = item.texts.get("wp:post_name")?.trim() ?? "";
  return decodeUrlPart(name) || (item.texts.get("title") ?? "");
}

function toPlain(html: string): string {
  // Behind the last > no tag ends, and each < would be followed to the end of the text.
  const end = html.lastIndexOf(">") + 1;
  return `${html.slice(0, end).replaceAll(/<[^>]*>/g, " ")}${html.slice(end)}`.replaceAll(/\s+/g, " ").trim();
}
