import { posix } from "node:path";
import type { Article } from "../article/article.ts";
import type { SourcePath } from "../base/path.ts";

/** Finds articles by the names that authors use: file, permalink or slug. */
export interface ArticleNames {
  /** `from` is the file in which the name is written. Several articles may share a slug. */
  readonly resolve: (name: string, from: SourcePath) => readonly Article[];
  readonly findFile: (path: string) => Article | null;
  readonly findPermalink: (path: string) => Article | null;
}

/**
 * Makes the finder. If two articles claim one address, the one among those `published` gets it, since readers hear of
 * no other.
 */
export function toArticleNames(articles: readonly Article[], published: readonly Article[] = []): ArticleNames {
  const byFile = new Map<string, Article>(articles.map((article) => [article.file, article]));
  const byPermalink = new Map<string, Article>();
  const claim = (address: string, article: Article): void => {
    if (!byPermalink.has(address)) byPermalink.set(address, article);
  };
  for (const group of [published, articles]) {
    for (const article of group) claim(article.permalink, article);
    for (const article of group) for (const alias of article.aliases) claim(alias, article);
  }
  // Made when needed: few sites name an article by its slug.
  let slugs: ReadonlyMap<string, readonly Article[]> | null = null;
  const findSlug = (name: string): readonly Article[] | undefined => {
    slugs ??= Map.groupBy(articles, ({ slug }) => slug as string);
    return slugs.get(name);
  };
  const findPermalink = (path: string): Article | null => byPermalink.get(path) ?? byPermalink.get(`${path}/`) ?? null;
  const findFile = (path: string): Article | null => byFile.get(path) ?? null;

  const resolve = (name: string, from: SourcePath): readonly Article[] => {
    const normal = name.normalize("NFC");
    if (normal.startsWith("/")) return toList(findPermalink(normal));
    if (isFileName(normal)) {
      return toList(
        toCandidates(normal, from)
          .map(findFile)
          .find((article) => article !== null) ?? null,
      );
    }
    return findSlug(normal) ?? toList(findFile(`content/${normal}.md`));
  };
  return { resolve, findFile, findPermalink };
}

/** The files that a name may mean, or else the address or slug. */
export function toCandidates(name: string, from: SourcePath): readonly string[] {
  const normal = name.normalize("NFC");
  const isFile = isFileName(normal) && !normal.startsWith("/");
  return isFile ? [normal, `content/${normal}`, posix.join(posix.dirname(from), normal)] : [normal];
}

function isFileName(name: string): boolean {
  return /\.(md|markdown)$/i.test(name);
}

function toList(article: Article | null): readonly Article[] {
  return article === null ? [] : [article];
}
