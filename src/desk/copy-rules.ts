import { basename, dirname } from "node:path/posix";
import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { Asset } from "../source/source.ts";
import type { Pictures } from "./article-rules.ts";

/** What file managers add to the name of a copy: `bridge copy 2.md`, `bridge (1).md`, `bridge - Kopie.md`. */
const COPY =
  /(?:[ _-]+(?:copy|kopie|copia|copie|cópia)(?:[ _-]?\d+)?|[ _-]*\(\d+\)|^copy of )(?=\.md$)|^(?:copy of|copia de|copie de|kopie von) /i;

/** A dek of three words or more: shorter ones may well be the same. */
const LONG_DEK = /\S\s+\S+\s+\S/;
/** What comes more often than this is a form, such as that of the weather. */
const MOST_COPIES = 2;

/**
 * Articles that are copies of others by the names of their files, or that have their headline and dek, in one language.
 */
export function findCopies(articles: readonly Article[]): readonly Diagnostic[] {
  const files = new Set<string>(articles.map(({ file }) => file));
  const byHead = Map.groupBy(
    articles.filter(({ dek }) => LONG_DEK.test(dek ?? "")),
    ({ lang, headline, dek }) => JSON.stringify([lang, headline, dek]),
  );
  const heads = [...byHead.values()].flatMap((group) => {
    const [original, ...copies] = group.toSorted(
      (a, b) => a.date.ms - b.date.ms || Number(COPY.test(basename(a.file))) - Number(COPY.test(basename(b.file))),
    );
    if (copies.length > MOST_COPIES) return [];
    return copies.map(({ file, lines }) => {
      const message = `has the headline and the dek of ${original?.file}`;
      const place = { file, line: lines.headline ?? lines.title ?? 1 };
      return toDiagnostic("headline-repeated", place, message, "say what is new in this one, or delete it");
    });
  });
  const names = articles.flatMap(({ file, permalink }) => {
    const original = `${dirname(file)}/${basename(file).replace(COPY, "")}`;
    if (original === file || !files.has(original)) return [];
    const message = `the file is a copy of ${original} by its name, and is published at ${quote(permalink)}`;
    return [toDiagnostic("file-copy", { file }, message, "name it after its headline, or delete it")];
  });
  return [...heads, ...names];
}

/** Articles of whose file or folder the name begins with an underscore: elsewhere these are not published. */
export function findUnderscores(articles: readonly Article[]): readonly Diagnostic[] {
  return articles.flatMap(({ file, permalink }) => {
    const name = file.split("/").find((part) => part.startsWith("_"));
    if (name === undefined) return [];
    const message = `${quote(name)} begins with an underscore, and the article is published all the same, at ${quote(permalink)}`;
    return [toDiagnostic("file-underscore", { file }, message, "say draft: true, or give it a name without")];
  });
}

/** What folders of texts that are not to be published yet are called. */
const DRAFTS = /^(?:drafts?|unpublished|embargoed|wip|borradores|rascunhos|brouillons|entw(?:ü|ue)rfe|bozze)$/i;

/** Articles in a folder whose name says that they are drafts, which elsewhere are not published. */
export function findDraftFolders(articles: readonly Article[]): readonly Diagnostic[] {
  return articles.flatMap(({ file, permalink }) => {
    const name = dirname(file)
      .split("/")
      .find((part) => DRAFTS.test(part.normalize()));
    if (name === undefined) return [];
    const message = `the folder ${quote(name)} is one like any other: the article is published, at ${quote(permalink)}`;
    return [toDiagnostic("folder-draft", { file }, message, "say draft: true in the frontmatter, or move it")];
  });
}

/** Two years of 366 days, in ms: what is dated later is hardly planned. */
const DISTANT = 2 * 366 * 86_400_000;

/** Articles that wait for years to be published. */
export function findDistantDates(articles: readonly Article[], now: number): readonly Diagnostic[] {
  return articles.flatMap(({ file, lines, date }) => {
    if (date.ms - now < DISTANT) return [];
    const year = new Date(date.ms).getUTCFullYear();
    const message = `the article is published in ${year} only, for it is dated then`;
    return [toDiagnostic("date-distant", { file, line: lines.date ?? 1 }, message, "look whether the year is right")];
  });
}

/** Texts as other programs write them. */
const TEXT = /\.(?:txt|docx?|odt|rtf|pages|html?)$/i;

/**
 * Texts in `content/` that no article refers to, so that they are not published: articles with another ending, mostly.
 */
export function findUnusedTexts(
  assets: readonly Asset[],
  articles: readonly Article[],
  findPictures: (article: Article) => Pictures,
): readonly Diagnostic[] {
  const texts = assets.filter(({ path }) => TEXT.test(path));
  if (texts.length === 0) return [];
  const used = new Set(
    articles.flatMap((article) => {
      const { findFile } = findPictures(article);
      return article.references.map(({ url }) => findFile(url)?.output);
    }),
  );
  return texts
    .filter(({ output }) => !used.has(output))
    .map(({ path }) => {
      const meant = basename(path).replace(/(?:\.md)?\.\w+$/, ".md");
      const advice = `an article is plain text, ${meant}; a file for readers is named by a link`;
      return toDiagnostic(
        "file-unused",
        { file: path },
        "no article links to the file, so it is not published",
        advice,
      );
    });
}
