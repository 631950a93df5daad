import type { Article } from "../article/article.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { Inputs, Workshop } from "../build.ts";
import type { Site } from "../config.ts";
import { collect, createRun } from "../engine/stage.ts";
import { createFindings } from "../findings.ts";
import { readArticle } from "../source/source.ts";
import { articleStage } from "../stages.ts";

export interface ArticlesResult {
  /** All that could be read, published or not. */
  readonly articles: readonly Article[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The article stage alone, over all files. */
export async function readArticles(site: Site, { sources }: Inputs, workshop: Workshop): Promise<ArticlesResult> {
  const found = createFindings(site);
  const run = createRun(workshop.runner, workshop.blobs, found.report);
  const files = found.take(sources).articles.map((file) => ({
    key: `${file.path} ${file.digest}`,
    name: file.path,
    load: () => readArticle(site.root, file),
  }));
  const read = await collect(run.stream(articleStage, site.article, files));
  return { articles: read.flatMap((entry) => entry?.article ?? []), diagnostics: found.toJudged() };
}
