import { posix } from "node:path";
import { findAnchor, isTop, toAnchorAdvice } from "../article/anchors.ts";
import type { Article } from "../article/article.ts";
import type { Reference } from "../article/slots.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import type { OutputPath, Permalink, SourcePath } from "../base/path.ts";
import type { Asset } from "../source/source.ts";
import type { ArticleNames } from "./names.ts";

/** Where a reference of an article leads. */
export type Target =
  | { readonly kind: "article"; readonly permalink: Permalink; readonly suffix: string }
  | { readonly kind: "asset"; readonly asset: Asset; readonly suffix: string }
  /** Another address of the site. Whether it exists shows only when all pages are known. */
  | { readonly kind: "address"; readonly path: string; readonly suffix: string }
  /** A picture elsewhere. Other external links never become references. */
  | { readonly kind: "external"; readonly url: string }
  | { readonly kind: "nothing"; readonly reason: Diagnostic };

export interface LinkContext {
  readonly names: ArticleNames;
  /** Articles that have a page now. */
  readonly published: ReadonlySet<Permalink>;
  readonly assets: ReadonlyMap<OutputPath, Asset>;
}

/**
 * Resolves a reference as an author means it: a path without a leading slash starts at the article's own file,
 * one with a slash at the root of the site. Files of articles become their pages.
 */
export function resolveReference(article: Article, reference: Reference, context: LinkContext): Target {
  const { url } = reference;
  if (/^(?:https?:)?\/\//i.test(url)) return { kind: "external", url };
  const { path, suffix } = splitUrl(url);
  if (path === "" && reference.kind === "image") return toNothing(article, reference, "names no picture");
  if (path === "") return resolveArticle(article, article, reference, suffix, context);
  const place = toSitePath(path, article.file);
  if (place === null) return toNothing(article, reference, ...toUnreadable(path));
  const linked = findArticle(place, context.names);
  if (linked !== null && reference.kind === "image")
    return toNothing(article, reference, "is an article, and no picture", `write [words](${url}) for a link`);
  if (linked !== null) return resolveArticle(article, linked, reference, suffix, context);
  const asset = context.assets.get(place.replace(/^\//, "") as OutputPath);
  if (asset !== undefined) return { kind: "asset", asset, suffix };
  if (reference.kind === "image" || !path.startsWith("/") || /\.(?:md|markdown)$/i.test(place)) {
    const isFolder = reference.kind === "link" && path.endsWith("/") && toWholeAdvice(url) === null;
    const folder = isFolder
      ? `addresses of pages begin with a slash: write ${toFromRoot(place, path)}`
      : findMeantArticle(place, path, context);
    const advice = reference.kind === "link" ? folder : (findMeantFile(place, path, context) ?? toKindAdvice(place));
    const reason = toDeadLink(article, reference, "does not exist", advice);
    return { kind: "nothing", reason: { ...reason, missing: [`content${place}`] } };
  }
  return { kind: "address", path: place, suffix };
}

/** `news/vote/` in an article of `news/` means that folder, and not one inside it. */
function toFromRoot(place: string, path: string): string {
  const [, folder, again] = /^\/([^/]+)\/([^/]+)\//.exec(place) ?? [];
  return folder !== undefined && folder === again && path.startsWith(`${folder}/`) ? `/${path}` : place;
}

export function toDeadLink(
  article: Article,
  reference: Reference,
  what: string,
  advice: string | null = null,
): Diagnostic {
  const place = { file: article.file, line: reference.line, column: reference.column };
  const usual =
    reference.kind === "link"
      ? (toWholeAdvice(reference.url) ?? "link to the article's file (../politics/vote.md) or to a full address")
      : `put the ${reference.kind === "image" ? "picture" : "file"} beside the article or into public/, and check how its name is written`;
  const code = reference.kind === "image" ? "image-missing" : "link-dead";
  return toDiagnostic(code, place, `${quote(reference.url)} ${what}`, advice ?? usual);
}

/**
 * A host without its scheme: `www.example.org`, `example.org/page`; without a path only if it is not the name of a
 * file.
 */
const HOST =
  /^(?:www\.[\w-]+\.\w|(?:[a-z\d-]+\.)+(?:(?!html?\/|mdx?\/)[a-z]{2,}\/|(?:com|net|org|edu|gov|int|eu|info)(?:[?#]|$)))/i;

/** The whole address for what browsers complete and pages do not: `www.example.org`, `ana@example.org`. */
function toWholeAdvice(url: string): string | null {
  if (/^\/.*\.html?$/i.test(url))
    return `addresses end with a slash: write ${url.replace(/(?:\/index)?\.html?$/i, "/")}`;
  if (HOST.test(url)) return `write https://${url}`;
  // (vote.md), vote.md., vote,md
  const [, file, stem] = /^\(*([^()]+\.md)[).,;:]+$|^([^()]+),md$/i.exec(url) ?? [];
  if (file !== undefined || stem !== undefined) return `write ${file ?? `${stem}.md`}`;
  // https//report.test, http;//report.test
  const [, scheme = "", rest = ""] = /^(https?)(?:[;.]?\/\/|\/)(?=[\w-]+\.)(.+)/i.exec(url) ?? [];
  if (rest !== "") return `write ${scheme.toLowerCase()}://${rest}`;
  return /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(url) ? `write mailto:${url}` : null;
}

function resolveArticle(
  from: Article,
  to: Article,
  reference: Reference,
  suffix: string,
  context: LinkContext,
): Target {
  if (!context.published.has(to.permalink)) {
    const place = { file: from.file, line: reference.line, column: reference.column };
    const stays = reference.isBare ? "the address stays for all to read" : "its text stays, the link is left out";
    const message = `${quote(reference.url)} is not published now; ${stays}`;
    const advice = reference.isBare
      ? "write words in its place: [words](address)"
      : "it becomes a link when that is published; or unlink it";
    return { kind: "nothing", reason: toDiagnostic("link-not-live", place, message, advice) };
  }
  const hash = suffix.indexOf("#");
  if (hash < 0) return { kind: "article", permalink: to.permalink, suffix };
  // Its headings are gone with its text, and an anchor would still quote one.
  if (to.withdrawn !== null) return { kind: "article", permalink: to.permalink, suffix: suffix.slice(0, hash) };
  const fragment = suffix.slice(hash + 1);
  const ids = new Set(to.ids);
  const anchor = findAnchor(fragment, ids);
  if (anchor === null && isTop(fragment)) return { kind: "article", permalink: to.permalink, suffix };
  if (anchor === null) {
    const reason = toDeadLink(from, reference, "leads to an article that has no such anchor");
    return { kind: "nothing", reason: { ...reason, advice: toAnchorAdvice(fragment, ids) } };
  }
  return { kind: "article", permalink: to.permalink, suffix: `${suffix.slice(0, hash)}#${anchor}` };
}

function findArticle(place: string, names: ArticleNames): Article | null {
  if (/\.(md|markdown)$/i.test(place)) return names.findFile(`content${place}`);
  return names.findPermalink(place);
}

/** Why a path cannot be one of this site, and what to write if that is known. */
function toUnreadable(path: string): readonly [what: string, advice: string | null] {
  if (/\\|%5c/i.test(path)) return ["has backslashes", `write ${path.replaceAll(/\\|%5c/gi, "/")}`];
  const isCoded = /%(?:[01][\da-f]|7f|[89a-f][\da-f])/i.test(path) && decode(path) === null;
  return isCoded ? ["has a % that stands for no letter", "write the letter itself"] : ["leads out of the site", null];
}

function splitUrl(url: string): { path: string; suffix: string } {
  const end = url.search(/[?#]/);
  return end < 0 ? { path: url, suffix: "" } : { path: url.slice(0, end), suffix: url.slice(end) };
}

/** Path from the root of the site, with a leading slash, decoded; null when it climbs out or cannot be decoded. */
function toSitePath(path: string, file: SourcePath): string | null {
  const decoded = decode(path)?.normalize("NFC") ?? null;
  if (decoded === null || decoded.includes("\\")) return null;
  const folder = posix.dirname(file).replace(/^content\/?/, "");
  const relative = decoded.startsWith("/") ? decoded.slice(1) : posix.join(folder, decoded);
  const normal = posix.normalize(relative === "" ? "." : relative);
  if (normal === ".." || normal.startsWith("../")) return null;
  return normal === "." ? "/" : `/${normal}`;
}

/** Null for what stands for no text, or for a control character. */
function decode(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return /\p{Cc}/u.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

function toNothing(article: Article, reference: Reference, what: string, advice: string | null = null): Target {
  return { kind: "nothing", reason: toDeadLink(article, reference, what, advice) };
}

/** The article whose page a link names as a file: `vote.html`, `vote.docx`. */
function findMeantArticle(place: string, path: string, { names }: LinkContext): string | null {
  const inContent = /(?:^|\/)content(\/.+)$/.exec(place)?.[1] ?? "";
  if (names.findFile(`content${inContent}`) !== null) return `write ${inContent}`;
  const ending = /\.(?:html?|docx?|txt|mdx?|mkd)$/i;
  if (!ending.test(place) || names.findFile(`content${place.replace(ending, ".md")}`) === null) return null;
  return `write ${path.replace(ending, ".md")}`;
}

/**
 * Advice for a kind of file that is not published from `content/`: only pictures that browsers show are, without SVG,
 * which belongs to `public/`.
 */
function toKindAdvice(place: string): string | null {
  const name = posix.basename(place);
  if (/\.svgz?$/i.test(name)) return `put it into public/, and write /${name}`;
  return /\.(?:heic|heif|tiff?|psd|raw|cr2|nef|eps|ai)$/i.test(name)
    ? "browsers do not show it: save it as JPEG"
    : null;
}

/** The file that was meant, if it is named as it lies in the repository, with other letters, or in another folder. */
function findMeantFile(place: string, path: string, { assets }: LinkContext): string | null {
  const own = place.slice(1);
  const inPublic = own.replace(/^(?:.*\/)?(?:public|content)\//, "") as OutputPath;
  if (inPublic !== own && assets.has(inPublic)) return `write /${inPublic}`;
  const base = posix.basename(own);
  const all = [...assets.keys()];
  const nearby = all.filter((file) => posix.dirname(file) === posix.dirname(own)).map((file) => posix.basename(file));
  const nearest = findNearest(base, nearby);
  if (nearest !== null) return `did you mean ${posix.join(posix.dirname(path), nearest)}?`;
  const elsewhere = all.filter((file) => posix.basename(file).toLowerCase() === base.toLowerCase());
  return elsewhere.length === 1 ? `did you mean /${elsewhere[0]}?` : null;
}
