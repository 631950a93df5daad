import { relative } from "node:path";
import type { Article } from "../article/article.ts";
import { findNearest, quote } from "../base/diagnostic.ts";
import type { StoriesResult } from "../build-stories.ts";
import { toPublication } from "../corpus/publication.ts";
import type { RelatedPick } from "../related/choose.ts";
import { UsageError } from "./arguments.ts";

/** What `related --json` prints. */
export interface RelatedDocument {
  readonly schemaVersion: 1;
  readonly articles: readonly {
    readonly file: string;
    readonly permalink: string;
    readonly related: readonly { readonly file: string; readonly permalink: string; readonly score: number }[];
  }[];
}

/** The lists of one article, or of all when `file` is null. */
export function toRelatedDocument(result: StoriesResult, file: string | null): RelatedDocument {
  const files = new Map<string, Article>(result.corpus.live.map((article) => [article.permalink, article]));
  const toEntry = ({ id, score }: RelatedPick) => ({ file: files.get(id)?.file ?? "", permalink: id, score });
  const articles = result.related
    .map(({ id, related }) => ({ file: files.get(id)?.file ?? "", permalink: id, related: related.map(toEntry) }))
    .filter((article) => file === null || article.file === file)
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  return { schemaVersion: 1, articles };
}

/** The lists as lines for people. */
export function toRelatedText({ articles }: RelatedDocument): string {
  return articles
    .map(({ file, related }) => {
      const lines = related.map((entry, index) => `  ${index + 1}. ${entry.file}  ${entry.score.toFixed(3)}\n`);
      return `${file}\n${lines.join("") || "  no related stories\n"}`;
    })
    .join("");
}

/**
 * The live article that a command line names: by file, from the root or from where the command runs, or by permalink. `now`
 * in ms since 1970.
 */
export function findArticle(
  name: string,
  result: StoriesResult,
  { root, now }: { readonly root: string; readonly now: number },
): Article {
  const fromRoot = relative(root, name).replaceAll("\\", "/");
  const isNamed = ({ file, permalink }: Article) => [name, fromRoot].includes(file) || permalink === name;
  const article = result.corpus.live.find(isNamed);
  if (article !== undefined) return article;
  const other = result.articles.find(isNamed);
  if (other !== undefined) {
    const { state } = toPublication(other, now);
    const advice =
      state === "draft" || state === "embargoed" ? "; --drafts takes it too" : ", and has no related stories";
    throw new UsageError(`${other.file} is ${other.kind === "page" ? "a standing page" : state}${advice}`);
  }
  const nearest = findNearest(
    fromRoot,
    result.corpus.live.map(({ file }) => file),
  );
  const advice = nearest === null ? "name its file, such as content/politics/vote.md" : `did you mean ${nearest}?`;
  throw new UsageError(`${quote(name)} is no live article; ${advice}`);
}
