import type { OutputPath } from "../base/path.ts";
import type { Corpus } from "./corpus.ts";

/**
 * The files that live articles and standing pages show or link, by where they are published. A file of `content/` that
 * is not among them belongs to nothing that readers may see, so it stays unpublished.
 */
export function findShownAssets({
  live,
  pages,
  targets,
}: Pick<Corpus, "live" | "pages" | "targets">): ReadonlySet<OutputPath> {
  const shown = new Set<OutputPath>();
  for (const { permalink } of [...live, ...pages]) {
    const { picture = null, references = [] } = targets.get(permalink) ?? {};
    for (const target of [picture, ...references]) if (target?.kind === "asset") shown.add(target.asset.output);
  }
  return shown;
}
