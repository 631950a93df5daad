import type { Article } from "../article/article.ts";
import { type Permalink, toUrlPath } from "../base/path.ts";
import type { Edition, NamedLink } from "./edition.ts";
import type { CommentsOptions, GiscusOptions, IssoOptions, SiteOptions } from "./options.ts";
import { fill } from "./words.ts";

/** Where the comments of an article will stand once a reader asks for them; nothing is loaded before. */
export interface CommentsPlace {
  /** "12 comments", or "Comments" if nobody has counted. */
  readonly heading: string;
  /** The same for the head of the article; null if there are none, or nobody has counted. */
  readonly count: NamedLink | null;
  /** Says which server a reader's browser will ask. */
  readonly note: string;
  /** Where they can be read without a script, or null. */
  readonly link: string | null;
  /** Attributes of the two elements that `comments.js` makes: the one that is filled, and the provider's script. */
  readonly setup: {
    readonly thread: Readonly<Record<string, string>>;
    readonly script: Readonly<Record<string, string>>;
  };
}

type Commented = Pick<Article, "permalink" | "comments" | "kind">;

const GISCUS = "https://giscus.app";

/** Languages of giscus; for any other it has no page. https://github.com/giscus/giscus, `i18n.json` */
const GISCUS_LANGUAGES: ReadonlySet<string> = new Set(
  "ar ca de en eo es fa fr he id it ja ko nl pl pt ro ru th tr uk vi zh-CN zh-TW".split(" "),
);

/** Whether an article has a place for comments. */
export function isOpen({ comments, kind }: Omit<Commented, "permalink">, options: CommentsOptions | null): boolean {
  return options !== null && kind !== "page" && (comments ?? options.open);
}

/** How many comments an article has that has a place for them; null if nobody has counted. */
export function findCount(article: Commented, { counts, options }: Edition): number | null {
  return isOpen(article, options.comments) ? (counts.get(article.permalink) ?? null) : null;
}

/** "12 comments", and where they stand; null where there are none, or nobody has counted. */
export function toCountLink(article: Commented, edition: Edition): NamedLink | null {
  const count = findCount(article, edition);
  if (count === null || count === 0) return null;
  return { name: toCountText(count, edition), href: `${edition.toHref(article.permalink)}#comments` };
}

/** The name of an article's thread on a server of comments: the path of its page, as browsers write it. */
export function toThread(permalink: Permalink, { baseUrl }: Pick<SiteOptions, "baseUrl">): string {
  return `${new URL(baseUrl).pathname.replace(/\/$/, "")}${toUrlPath(permalink)}`;
}

export function toCommentsPlace(article: Article, edition: Edition): CommentsPlace | null {
  const { comments } = edition.options;
  if (comments === null || !isOpen(article, comments)) return null;
  const count = toCountLink(article, edition);
  const provider =
    comments.provider === "giscus" ? toGiscus(article, comments, edition) : toIsso(article, comments, edition);
  const host = new URL(provider.setup.script.src).host;
  return {
    heading: count?.name ?? edition.words.comments,
    count: count && { ...count, href: "#comments" },
    note: fill(edition.words.facade, { host }),
    ...provider,
  };
}

interface Provider {
  readonly link: string | null;
  readonly setup: {
    readonly thread: CommentsPlace["setup"]["thread"];
    readonly script: { readonly src: string } & CommentsPlace["setup"]["script"];
  };
}

/**
 * https://github.com/giscus/giscus/blob/main/ADVANCED-USAGE.md; its theme follows the page's, which is the reader's.
 */
function toGiscus(article: Article, options: GiscusOptions, edition: Edition): Provider {
  const { repo, repoId, category, categoryId, mapping, strict } = options;
  const script = {
    src: `${GISCUS}/client.js`,
    crossorigin: "anonymous",
    "data-repo": repo,
    "data-repo-id": repoId,
    "data-category": category,
    "data-category-id": categoryId,
    "data-mapping": mapping,
    "data-strict": strict ? "1" : "0",
    "data-reactions-enabled": "1",
    "data-theme": "preferred_color_scheme",
    "data-lang": toGiscusLanguage(article.lang),
  };
  const link = new URL(`https://github.com/${repo}/discussions`);
  link.searchParams.set("discussions_q", toTerm(article, mapping, edition));
  return { link: link.href, setup: { thread: { class: "giscus" }, script } };
}

/** The name that giscus gives a discussion, as far as a search finds it. */
function toTerm({ headline, permalink }: Article, mapping: GiscusOptions["mapping"], edition: Edition): string {
  if (mapping === "url") return edition.toUrl(permalink);
  return mapping === "pathname" ? toThread(permalink, edition.options).slice(1) : headline;
}

function toGiscusLanguage(lang: string): string {
  const { language, region, script } = new Intl.Locale(lang).maximize();
  const own = language === "zh" ? (script === "Hant" || region === "TW" ? "zh-TW" : "zh-CN") : language;
  return GISCUS_LANGUAGES.has(own) ? own : "en";
}

/** https://isso-comments.de/docs/reference/client-config/; it has no page of its own that a link could lead to. */
function toIsso({ headline, lang, permalink }: Article, { url }: IssoOptions, edition: Edition): Provider {
  const thread = {
    id: "isso-thread",
    "data-isso-id": toThread(permalink, edition.options),
    // Otherwise the server would ask the site for the page, to read its title.
    "data-title": headline,
  };
  const script = { src: `${url}/js/embed.min.js`, "data-isso": url, "data-isso-lang": lang };
  return { link: null, setup: { thread, script } };
}

/** The singular is for the number 1 only: some languages use it for 21 too, but its text says 1. */
function toCountText(count: number, { lang, words }: Edition): string {
  return count === 1
    ? words.oneComment
    : fill(words.manyComments, { count: new Intl.NumberFormat(lang).format(count) });
}
