import type { Article } from "../article/article.ts";
import type { Reference } from "../article/slots.ts";
import type { Diagnostic, Outcome } from "../base/diagnostic.ts";
import type { Asset } from "../source/source.ts";
import { type LinkContext, resolveReference, type Target } from "./links.ts";
import { toArticleNames } from "./names.ts";

/** Where the references and the picture of an article lead. */
export interface Targets {
  /** In the order of `article.references`. */
  readonly references: readonly Target[];
  readonly picture: Target | null;
}

/** Targets of an article without references and picture. */
export const noTargets: Targets = { references: [], picture: null };

/** All to which articles may refer. `published` are those that have a page now. */
export function toLinkContext(
  articles: readonly Article[],
  published: readonly Article[],
  assets: readonly Asset[],
): LinkContext {
  return {
    names: toArticleNames(articles, published),
    published: new Set(published.map(({ permalink }) => permalink)),
    assets: new Map(assets.map((asset) => [asset.output, asset])),
  };
}

/** Looks up all to which an article refers, and reports what leads nowhere. */
export function toTargets(article: Article, links: LinkContext): Outcome<Targets> {
  const diagnostics: Diagnostic[] = [];
  const resolve = (reference: Reference): Target => {
    const target = resolveReference(article, reference, links);
    if (target.kind === "nothing") diagnostics.push(target.reason);
    return target;
  };
  const place = { line: article.lines.image ?? 1, column: 1 };
  const picture = article.image && { ...place, kind: "image" as const, url: article.image.src };
  const value = {
    references: article.references.map(resolve),
    picture: picture && resolve({ ...picture, alt: null, title: null, isFigure: false }),
  };
  return { value, diagnostics };
}

/** Whether there is anything to look up. */
export function hasReferences({ references, image }: Article): boolean {
  return references.length > 0 || image !== null;
}
