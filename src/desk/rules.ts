import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { toCorpus } from "../corpus/corpus.ts";
import { resolveReference } from "../corpus/links.ts";
import { toArticleNames } from "../corpus/names.ts";
import { toPublication } from "../corpus/publication.ts";
import type { SiteOptions } from "../pages/options.ts";
import type { Story } from "../related/story.ts";
import type { Asset } from "../source/source.ts";
import { findArticleProblems, type Pictures } from "./article-rules.ts";
import { findDirectiveSlips } from "./directive-slips.ts";
import { findListProblems } from "./list-rules.ts";
import { findSectionProblems } from "./section-rules.ts";
import { findAuthorProblems, findConfigProblems, findRepeatedStories } from "./site-rules.ts";
import { findTagProblems } from "./tag-rules.ts";

export interface DeskInput {
  /** All articles that could be read, published or not. */
  readonly articles: readonly Article[];
  /** The live ones as `related` sees them. */
  readonly stories: readonly Story[];
  readonly contentAssets: readonly Asset[];
  readonly publicAssets: readonly Asset[];
  readonly pages: Pick<SiteOptions, "organization" | "authors" | "defaultPicture" | "sections" | "redirects">;
  readonly configFile: string;
  /** Text of a file of `content/`, for what an article does not keep. */
  readonly findText: (file: string) => string | null;
}

export interface DeskOptions {
  /** ms since 1970. */
  readonly now: number;
  /** Drafts are looked at too. */
  readonly showsUnpublished: boolean;
}

/** What an editor wants to know before readers do, beside what a build says. Embargoed articles are looked at like live ones. */
export function findDeskProblems(input: DeskInput, options: DeskOptions): readonly Diagnostic[] {
  const { articles, stories, publicAssets, pages, configFile } = input;
  const toState = (article: Article) => toPublication(article, options.now).state;
  const states = new Set(["live", "embargoed", ...(options.showsUnpublished ? ["draft"] : [])]);
  const seen = articles.filter((article) => states.has(toState(article)));
  const scheduled = options.showsUnpublished ? [] : seen.filter((article) => toState(article) === "embargoed");
  const findPicture = createPictureFinder(input);
  return [
    ...seen.flatMap((article) => findArticleProblems(article, findPicture(article), input.findText)),
    ...seen.flatMap((article) => findListProblems(article, input.findText)),
    ...seen.flatMap((article) => findDirectiveSlips(article, input.findText(article.file))),
    ...findTagProblems(seen),
    ...findSectionProblems(seen, Object.keys(pages.sections)),
    ...findAuthorProblems(seen, pages.authors),
    ...findConfigProblems(pages, publicAssets, configFile),
    ...findRepeatedStories(stories, articles),
    ...findScheduledProblems(scheduled, input, options.now),
    ...findScheduledAliases(scheduled, seen, input),
  ];
}

/** Pictures wherever they lie: beside the article, in `public/`, elsewhere. */
function createPictureFinder({ articles, contentAssets, publicAssets }: DeskInput): (article: Article) => Pictures {
  const assets = new Map([...contentAssets, ...publicAssets].map((asset) => [asset.output, asset]));
  const context = { names: toArticleNames(articles), published: new Set<never>(), assets };
  return (article) => {
    const toTarget = (url: string) => {
      const reference = { kind: "image", url, alt: null, title: null, isFigure: false, line: 1, column: 1 } as const;
      return resolveReference(article, reference, context);
    };
    return {
      findFile: (url) => {
        const target = toTarget(url);
        return target.kind === "asset" ? target.asset : null;
      },
      isMissing: (url) => toTarget(url).kind === "nothing",
    };
  };
}

/** Dead links, missing pictures and the like of articles that a build does not show yet, as it will say of them then. */
function findScheduledProblems(
  scheduled: readonly Article[],
  { articles, contentAssets, publicAssets }: DeskInput,
  now: number,
): readonly Diagnostic[] {
  if (scheduled.length === 0) return [];
  const files = new Set<string>(scheduled.map(({ file }) => file));
  const assets = [...contentAssets, ...publicAssets];
  const { diagnostics } = toCorpus({ articles, assets, front: {} }, { now, showsUnpublished: true });
  // Errors are those of articles together, which a build tells of all articles anyhow.
  return diagnostics.filter(({ file, severity }) => files.has(file) && severity === "warning");
}

/** An alias or redirect that will hide a page, or be hidden, once an article is live: the build would fail at that hour. */
function findScheduledAliases(
  scheduled: readonly Article[],
  seen: readonly Article[],
  { pages: { redirects }, configFile }: DeskInput,
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
