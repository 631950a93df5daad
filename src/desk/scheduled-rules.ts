import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { type OutputPath, toCaseFold, toOutputPath } from "../base/path.ts";
import { type Corpus, toCorpus } from "../corpus/corpus.ts";
import type { SiteOptions } from "../pages/options.ts";
import type { Asset } from "../source/source.ts";
import { findScheduledLinks } from "./scheduled-links.ts";

interface ScheduledInput {
  /** All articles that could be read, published or not. */
  readonly articles: readonly Article[];
  readonly contentAssets: readonly Asset[];
  readonly publicAssets: readonly Asset[];
  readonly pages: Pick<SiteOptions, "redirects">;
  readonly configFile: string;
  /** Every file of the site as it is published now. */
  readonly outputs: ReadonlySet<OutputPath>;
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
    ...findScheduledLinks(scheduled, { corpus: later.value, outputs: input.outputs, redirects: input.pages.redirects }),
    ...findScheduledAliases(scheduled, seen, input),
    ...findTakenAddresses(scheduled, seen, input),
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
  const [owners, later] = [toOwners(seen), toOwners(scheduled)];
  const isScheduled = new Set(scheduled);
  const ofArticles = seen.flatMap((article) =>
    article.aliases.flatMap((alias) => {
      const others = (isScheduled.has(article) ? owners : later).get(alias) ?? [];
      const owner = others.find((other) => other !== article);
      if (owner === undefined) return [];
      // Where two have one alias, the one that is live now may keep it.
      if (!isScheduled.has(article) && owner.permalink !== alias) return [];
      const place = { file: article.file, line: article.lines.aliases ?? 1 };
      const message = `the alias ${quote(alias)} is an address of ${owner.file}, which the build will refuse then`;
      return [toDiagnostic("alias-scheduled", place, message, "choose another alias, or leave it out")];
    }),
  );
  const ofConfig = Object.keys(redirects).flatMap((from) => {
    const owner = later.get(from)?.[0];
    if (owner === undefined) return [];
    const message = `redirects has ${quote(from)}, an address of ${owner.file}, which the build will refuse then`;
    return [toDiagnostic("alias-scheduled", { file: configFile }, message, "take the redirect out by then")];
  });
  return [...ofArticles, ...ofConfig];
}

/** The articles that have each address: those whose permalink it is come first, then those that have it as an alias. */
function toOwners(articles: readonly Article[]): ReadonlyMap<string, readonly Article[]> {
  const owners = new Map<string, Article[]>();
  const claim = (address: string, article: Article) => owners.set(address, [...(owners.get(address) ?? []), article]);
  for (const article of articles) claim(article.permalink, article);
  for (const article of articles) for (const alias of article.aliases) claim(alias, article);
  return owners;
}

/** Tells of addresses of embargoed articles that a list, a page of the configuration or a file of `public/` has now. */
function findTakenAddresses(
  scheduled: readonly Article[],
  seen: readonly Article[],
  { pages: { redirects }, publicAssets, outputs }: ScheduledInput,
): readonly Diagnostic[] {
  const taken = new Set(Array.from(outputs, (output) => toCaseFold(output)));
  // Of an address that an article or a redirect has, `findScheduledAliases` tells, or the build.
  const isScheduled = new Set(scheduled);
  const owners = toOwners(seen.filter((article) => !isScheduled.has(article)));
  return scheduled.flatMap((article) => {
    const { file, lines, permalink, aliases } = article;
    return [permalink, ...aliases].flatMap((address) => {
      const output = toOutputPath(address);
      if (!taken.has(toCaseFold(output)) || owners.has(address) || address in redirects) return [];
      const owner = publicAssets.find((asset) => asset.output === output)?.path ?? "another page of the site";
      const place = { file, line: lines[address === permalink ? "slug" : "aliases"] ?? 1 };
      const message = `${quote(address)} is the same address as that of ${owner}, which the build will refuse then`;
      return [toDiagnostic("permalink-scheduled", place, message, "choose another slug, alias or section")];
    });
  });
}
