import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { type Corpus, toCorpus } from "../corpus/corpus.ts";
import type { SiteOptions } from "../pages/options.ts";
import type { Asset } from "../source/source.ts";

interface ScheduledInput {
  /** All articles that could be read, published or not. */
  readonly articles: readonly Article[];
  readonly contentAssets: readonly Asset[];
  readonly publicAssets: readonly Asset[];
  readonly pages: Pick<SiteOptions, "redirects">;
  readonly configFile: string;
  /** ms since 1970. */
  readonly now: number;
}

/**
 * What a build says of embargoed articles only once they are live, and what tells of them before. `seen`: these and the
 * live ones.
 */
export function findScheduledProblems(
  scheduled: readonly Article[],
  seen: readonly Article[],
  input: ScheduledInput,
): readonly Diagnostic[] {
  if (scheduled.length === 0) return [];
  const { articles, contentAssets, publicAssets, now } = input;
  const assets = [...contentAssets, ...publicAssets];
  const later = toCorpus({ articles, assets, front: {} }, { now, showsUnpublished: true });
  const files = new Set<string>(scheduled.map(({ file }) => file));
  return [
    // Errors are those of articles together, which a build tells of all articles anyhow.
    ...later.diagnostics.filter(({ file, severity }) => files.has(file) && severity === "warning"),
    ...findScheduledAliases(scheduled, seen, input),
    ...findUnguardedFiles(scheduled, seen, { corpus: later.value, publicAssets }),
  ];
}

/** Files of embargoed articles that everybody can fetch already, since they lie in `public/`. */
function findUnguardedFiles(
  scheduled: readonly Article[],
  seen: readonly Article[],
  { corpus, publicAssets }: { corpus: Pick<Corpus, "targets">; publicAssets: readonly Asset[] },
): readonly Diagnostic[] {
  const toUsed = ({ permalink }: Article): readonly Asset[] => {
    const { picture = null, references = [] } = corpus.targets.get(permalink) ?? {};
    return [picture, ...references].flatMap((target) => (target?.kind === "asset" ? [target.asset] : []));
  };
  const isScheduled = new Set(scheduled);
  const others = new Set(seen.filter((article) => !isScheduled.has(article)).flatMap(toUsed));
  const open = new Set(publicAssets.filter((asset) => !others.has(asset)));
  return scheduled.flatMap((article) =>
    [...new Set(toUsed(article))].flatMap((asset) => {
      if (!open.has(asset)) return [];
      const message = `${quote(asset.path)} is published before the article is, as is all of public/`;
      const place = { file: article.file, line: article.lines.image ?? 1 };
      return [toDiagnostic("embargo-public", place, message, "put it beside the article, below content/")];
    }),
  );
}

/**
 * An alias or redirect that will hide a page, or be hidden, once an article is live: the build would fail at that hour.
 */
function findScheduledAliases(
  scheduled: readonly Article[],
  seen: readonly Article[],
  { pages: { redirects }, configFile }: ScheduledInput,
): readonly Diagnostic[] {
  const toOwners = (articles: readonly Article[]) =>
    new Map<string, Article>([
      ...articles.flatMap((article) => article.aliases.map((alias) => [alias, article] as const)),
      ...articles.map((article) => [article.permalink, article] as const),
    ]);
  const [owners, later] = [toOwners(seen), toOwners(scheduled)];
  const isScheduled = new Set(scheduled);
  const ofArticles = seen.flatMap((article) =>
    article.aliases.flatMap((alias) => {
      const owner = (isScheduled.has(article) ? owners : later).get(alias);
      // Where two have one alias, the one that is live now may keep it.
      if (owner === undefined || owner === article) return [];
      if (!isScheduled.has(article) && owner.permalink !== alias) return [];
      const place = { file: article.file, line: article.lines.aliases ?? 1 };
      const message = `the alias ${quote(alias)} is an address of ${owner.file}, which the build will refuse then`;
      return [toDiagnostic("alias-scheduled", place, message, "choose another alias, or leave it out")];
    }),
  );
  const ofConfig = Object.keys(redirects).flatMap((from) => {
    const owner = later.get(from);
    if (owner === undefined) return [];
    const message = `redirects has ${quote(from)}, an address of ${owner.file}, which the build will refuse then`;
    return [toDiagnostic("alias-scheduled", { file: configFile }, message, "take the redirect out by then")];
  });
  return [...ofArticles, ...ofConfig];
}
