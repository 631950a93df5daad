import { relative } from "node:path";
import type { Article } from "../article/article.ts";
import { quote } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { byCodeUnit } from "../base/order.ts";
import { decodeUrlPart, toSourcePath } from "../base/path.ts";
import type { StoriesResult } from "../build-stories.ts";
import { toArticleNames } from "../corpus/names.ts";
import { toPublication } from "../corpus/publication.ts";
import type { RelatedPick } from "../related/choose.ts";
import { UsageError } from "./arguments.ts";

/** What `related --json` prints. */
export interface RelatedDocument {
  readonly schemaVersion: 1;
  readonly articles: readonly {
    readonly file: string;
    readonly permalink: string;
    /** Switched off in the article. */
    readonly off: boolean;
    readonly related: readonly RelatedEntry[];
  }[];
}

interface RelatedEntry extends Pick<RelatedPick, "score" | "reason"> {
  readonly file: string;
  readonly permalink: string;
}

/** The lists of one article, or of all when `file` is null. */
export function toRelatedDocument({ corpus, related }: StoriesResult, file: string | null): RelatedDocument {
  const byPermalink = new Map<string, Article>(corpus.live.map((article) => [article.permalink, article]));
  const toEntry = ({ id, score, reason }: RelatedPick): RelatedEntry => {
    return { file: byPermalink.get(id)?.file ?? "", permalink: id, score, reason };
  };
  const articles = related
    .map(({ id, related: picks }) => {
      const article = byPermalink.get(id);
      const off = article?.related.off ?? false;
      return { file: article?.file ?? "", permalink: id, off, related: picks.map(toEntry) };
    })
    .filter((article) => file === null || article.file === file)
    .sort((a, b) => byCodeUnit(a.file, b.file));
  return { schemaVersion: 1, articles };
}

const REASONS: Readonly<Record<RelatedPick["reason"], string>> = {
  pinned: "  pinned",
  similar: "",
  fallback: "  stands in: nothing is similar",
};

/** The lists as lines for people. */
export function toRelatedText({ articles }: RelatedDocument): string {
  return articles
    .map(({ file, off, related }) => {
      const lines = related.map(({ file: other, score, reason }, index) => {
        return `  ${index + 1}. ${other}${reason === "fallback" ? "" : `  ${score.toFixed(3)}`}${REASONS[reason]}\n`;
      });
      return `${file}\n${lines.join("") || `  no related stories${off ? ": switched off in the article" : ""}\n`}`;
    })
    .join("");
}

/** What a name on the command line is looked for in. */
interface Names {
  readonly root: string;
  /** ms since 1970. */
  readonly now: number;
  /** The site's address: what a browser shows may be given too. */
  readonly baseUrl: string;
}

/**
 * The live article that a command line names: by file, from the root, from `content/` or from where the command runs,
 * by permalink, address or slug.
 */
export function findArticle(name: string, result: StoriesResult, { root, now, baseUrl }: Names): Article {
  const fromRoot = toFile(name, root);
  const base = baseUrl.replace(/\/$/, "");
  const local = name.startsWith(`${base}/`) ? decodeUrlPart(name.slice(base.length).replace(/[?#].*$/, "")) : name;
  const byFile = result.articles.find(({ file }) => file === fromRoot);
  const named = toArticleNames(result.articles).resolve(local, toSourcePath("content/"));
  const found = byFile === undefined ? named : [byFile];
  if (found.length > 1) {
    const files = found.map(({ file }) => file).join(", ");
    throw new UsageError(`${quote(name)} is the slug of ${found.length} articles: ${files}; name one of these files`);
  }
  const [article] = found;
  if (article === undefined)
    throw new UsageError(
      `${quote(name)} is no live article; ${toAdvice([fromRoot, `content/${local}`, local], result)}`,
    );
  if (result.corpus.live.includes(article)) return article;
  const { state } = toPublication(article, now);
  const advice =
    state === "draft" || state === "embargoed" ? "; --drafts takes it too" : ", and has no related stories";
  throw new UsageError(`${article.file} is ${article.kind === "page" ? "a standing page" : state}${advice}`);
}

/** The file that a name stands for, if it is one: from the root. */
export function toFile(name: string, root: string): string {
  return relative(root, name).replaceAll("\\", "/").normalize("NFC");
}

/** The nearest file, permalink or slug to what the name may stand for. */
function toAdvice(meant: readonly string[], { corpus }: StoriesResult): string {
  const known = corpus.live.flatMap(({ file, permalink, slug }) => [file, permalink, slug]);
  const [nearest] = meant.flatMap((name) => findNearest(name, known) ?? []);
  return nearest === undefined ? "name its file, such as content/politics/vote.md" : `did you mean ${nearest}?`;
}
