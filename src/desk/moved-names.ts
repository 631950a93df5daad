import { posix } from "node:path";
import type { Article } from "../article/article.ts";
import { findSectionFolder, toDefaultSlug } from "../article/permalink.ts";
import { type Code, type Diagnostic, quote } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { decodeUrlPart, type Permalink, toSlug, toSourcePath } from "../base/path.ts";
import { findLinkPlace, toLinkFix } from "./link-place.ts";
import { findQuoted } from "./places.ts";

export interface MovedContext {
  /** All that could be read, published or not. */
  readonly articles: readonly Article[];
  readonly findText: (file: string) => string | null;
  /** What a file for which this holds is called since it was renamed, once or several times; null where none was. */
  readonly findRenamed: (isMeant: (file: string) => boolean) => string | null;
}

/** The article that a name which leads nowhere most likely means. */
interface Meant {
  readonly article: Article;
  /** Whether no other one can be meant. */
  readonly isSure: boolean;
}

/** Of these, the message quotes the name, and the place is that of the name. */
const NAME_CODES: ReadonlySet<Code> = new Set(["pin-unresolved", "translation-unresolved", "front-unresolved"]);

/**
 * Adds to problems of links and names that lead nowhere what was meant: since a file was renamed, or because of a slip.
 */
export function createMovedFinder(context: MovedContext): (diagnostic: Diagnostic) => Diagnostic {
  const byFile = new Map<string, Article>(context.articles.map((article) => [article.file, article]));
  const find = createArticleFinder(context);
  const toAdvised = (diagnostic: Diagnostic, name: string, isSure: boolean): Diagnostic => ({
    ...diagnostic,
    advice: `did you mean ${name}?${isSure ? " check --fix writes it" : ""}`,
  });

  const toMovedLink = (diagnostic: Diagnostic): Diagnostic => {
    const { file, line, column } = diagnostic;
    const reference = byFile
      .get(file)
      ?.references.find((one) => one.line === line && one.column === column && one.kind === "link");
    if (reference === undefined || !diagnostic.message.startsWith(quote(reference.url))) return diagnostic;
    const place = findLinkPlace(context.findText(file) ?? "", reference);
    const path = place?.path ?? "";
    const isFile = isFileName(path);
    if (place === null || (!isFile && !path.startsWith("/"))) return diagnostic;
    const from = posix.dirname(file);
    const decoded = decodeUrlPart(path);
    const source = decoded.startsWith("/") ? `content${decoded}` : posix.join(from, decoded);
    // Such a link leads to an article, and only its anchor is dead.
    if (byFile.has(toSourcePath(source))) return diagnostic;
    const meant = isFile ? find.file([source], file) : find.address(decoded as Permalink);
    if (meant === null) return diagnostic;
    const { article } = meant;
    const to = !isFile ? article.permalink : path.startsWith("/") ? `/${toShort(article)}` : toRelative(from, article);
    const fix = toLinkFix(place, to);
    const placed = { ...toAdvised(diagnostic, fix.insert, meant.isSure), line: place.line, column: place.column };
    return meant.isSure ? { ...placed, fix } : placed;
  };

  const toMovedName = (diagnostic: Diagnostic): Diagnostic => {
    const name = findQuoted(diagnostic.message);
    if (name === null || !diagnostic.message.includes(`${JSON.stringify(name)} names no article`)) return diagnostic;
    // Two names in one are no name of an article that has moved.
    if (/\.md[\s,;]/.test(name)) return diagnostic;
    const from = posix.dirname(diagnostic.file);
    const isFile = isFileName(name);
    const meant = isFile
      ? find.file([name, `content/${name}`, posix.join(from, name)], diagnostic.file)
      : name.startsWith("/")
        ? find.address(name as Permalink)
        : find.slug(name);
    if (meant === null) return diagnostic;
    const to = isFile ? toFileName(name, from, meant.article) : find.toName(name, meant.article);
    const isSure = meant.isSure && /^[\p{L}\p{M}\p{N}/._-]+$/u.test(to);
    const advised = toAdvised(diagnostic, to, isSure);
    return isSure ? { ...advised, fix: { remove: name, insert: to } } : advised;
  };

  return (diagnostic) => {
    if (diagnostic.code === "link-dead") return toMovedLink(diagnostic);
    return NAME_CODES.has(diagnostic.code) ? toMovedName(diagnostic) : diagnostic;
  };
}

function createArticleFinder({ articles, findRenamed }: MovedContext) {
  const byFile = new Map<string, Article>(articles.map((article) => [article.file, article]));
  const byName = Map.groupBy(articles, ({ file }) => toOwnName(file));
  const bySlug = Map.groupBy(articles, ({ slug }) => slug as string);
  const byAddress = new Map<string, Article>(articles.map((article) => [article.permalink, article]));
  const findOnly = (found: readonly Article[] = []): Article | null => (found.length === 1 ? (found[0] ?? null) : null);
  const findMoved = (isMeant: (file: string) => boolean): Meant | null => {
    const article = byFile.get(findRenamed(isMeant) ?? "");
    return article === undefined ? null : { article, isSure: true };
  };
  const toUnsure = (article: Article | null | undefined): Meant | null =>
    (article && { article, isSure: false }) || null;
  return {
    /** Nobody means the file itself who writes nearly its name there. */
    file: (candidates: readonly string[], own: string): Meant | null => {
      const files = candidates.map((path) => toSourcePath(posix.normalize(path)) as string);
      const moved = findMoved((file) => files.includes(file));
      if (moved !== null) return moved;
      const [namesake, ...others] = byName.get(toOwnName(files.at(-1) ?? "")) ?? [];
      if (namesake !== undefined) return { article: namesake, isSure: others.length === 0 };
      const elsewhere = [...byFile.keys()].filter((file) => file !== own);
      const nearest = files.map((file) => findNearest(file, elsewhere)).find((file) => file !== null);
      return toUnsure(byFile.get(nearest ?? ""));
    },
    address: (address: Permalink): Meant | null => {
      const [slug = "", section] = address
        .split("/")
        .filter((segment) => segment !== "")
        .reverse();
      const isMeant = (file: string): boolean =>
        toDefaultSlug(toSourcePath(file)) === slug && toSlug(findSectionFolder(toSourcePath(file)) ?? "") === section;
      const nearest = () => byAddress.get(findNearest(address, [...byAddress.keys()]) ?? "");
      return findMoved(isMeant) ?? toUnsure(findOnly(bySlug.get(slug)) ?? nearest());
    },
    slug: (slug: string): Meant | null => {
      const moved = findMoved((file) => toDefaultSlug(toSourcePath(file)) === slug);
      return moved ?? toUnsure(findOnly(bySlug.get(findNearest(slug, [...bySlug.keys()]) ?? "")));
    },
    /** An article by its address or slug, as the name that is replaced; by its file where others share the slug. */
    toName: (name: string, article: Article): string => {
      if (name.startsWith("/")) return article.permalink;
      return findOnly(bySlug.get(article.slug)) === null ? toShort(article) : article.slug;
    },
  };
}

function isFileName(name: string): boolean {
  return /\.(md|markdown)$/i.test(name);
}

/** By what a file is known wherever it lies: its name, for `index.md` with its folder. */
function toOwnName(file: string): string {
  const segments = file.split("/");
  return segments.slice(/^index\./i.test(segments.at(-1) ?? "") ? -2 : -1).join("/");
}

function toShort({ file }: Article): string {
  return file.replace(/^content\//, "");
}

function toRelative(from: string, { file }: Article): string {
  return posix.relative(from, file);
}

function toFileName(name: string, from: string, article: Article): string {
  if (name.startsWith(".")) return toRelative(from, article);
  return name.startsWith("content/") ? article.file : toShort(article);
}
