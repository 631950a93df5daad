import type { Article } from "../article/article.ts";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { OutputPath } from "../base/path.ts";
import { resolveReference } from "../corpus/links.ts";
import { toArticleNames } from "../corpus/names.ts";
import { toPublication } from "../corpus/publication.ts";
import type { SiteOptions } from "../pages/options.ts";
import type { Story } from "../related/story.ts";
import type { Asset } from "../source/source.ts";
import { findArticleProblems, findFutureEntries, type Pictures } from "./article-rules.ts";
import { findCopies, findDistantDates, findDraftFolders, findUnderscores, findUnusedTexts } from "./copy-rules.ts";
import { findDirectiveSlips } from "./directive-slips.ts";
import { findGarbledText } from "./garbled-text.ts";
import { findListProblems } from "./list-rules.ts";
import { findMarkdownSlips } from "./markdown-slips.ts";
import { findScheduledProblems } from "./scheduled-rules.ts";
import { findSectionProblems, findUnusedSections } from "./section-rules.ts";
import { findSeriesProblems } from "./series-rules.ts";
import {
  type Blocks,
  findAuthorProblems,
  findConfigProblems,
  findPinProblems,
  findRepeatedStories,
} from "./site-rules.ts";
import { findAlikeAuthors, findTagProblems } from "./tag-rules.ts";

export interface DeskInput {
  /** All articles that could be read, published or not. */
  readonly articles: readonly Article[];
  /** The live ones as `related` sees them. */
  readonly stories: readonly Story[];
  readonly blocks: Blocks;
  readonly contentAssets: readonly Asset[];
  readonly publicAssets: readonly Asset[];
  readonly pages: Pick<SiteOptions, "organization" | "authors" | "defaultPicture" | "sections" | "redirects">;
  readonly configFile: string;
  /** Every file of the site as it is published now. */
  readonly outputs: ReadonlySet<OutputPath>;
  /** Text of a file of `content/`, for what an article does not keep. */
  readonly findText: (file: string) => string | null;
}

export interface DeskOptions {
  /** ms since 1970. */
  readonly now: number;
  /** Drafts are looked at too. */
  readonly showsUnpublished: boolean;
}

/**
 * What an editor wants to know before readers do, beside what a build says. Embargoed articles are looked at like live
 * ones.
 */
export function findDeskProblems(input: DeskInput, options: DeskOptions): readonly Diagnostic[] {
  const { articles, stories, blocks, publicAssets, pages, configFile } = input;
  const toState = (article: Article) => toPublication(article, options.now).state;
  const states = new Set(["live", "embargoed", ...(options.showsUnpublished ? ["draft"] : [])]);
  const seen = articles.filter((article) => states.has(toState(article)));
  const scheduled = options.showsUnpublished ? [] : seen.filter((article) => toState(article) === "embargoed");
  const findPicture = createPictureFinder(input);
  return [
    ...seen.flatMap((article) => findArticleProblems(article, findPicture(article), input.findText)),
    ...seen.flatMap((article) => findListProblems(article, input.findText)),
    ...seen.flatMap((article) => findDirectiveSlips(article, input.findText(article.file))),
    ...seen.flatMap((article) => findMarkdownSlips(article, input.findText(article.file))),
    ...seen.flatMap((article) => findGarbledText(article, input.findText(article.file))),
    ...findCopies(seen),
    ...findUnderscores(seen),
    ...findDraftFolders(seen),
    ...findDistantDates(seen, options.now),
    ...findFutureEntries(
      articles.filter((article) => toState(article) === "live"),
      options.now,
      input.findText,
    ),
    ...findUnusedTexts(input.contentAssets, articles, findPicture),
    ...findTagProblems(seen),
    ...findSeriesProblems(seen),
    ...findSectionProblems(seen, Object.keys(pages.sections)),
    ...findUnusedSections(articles, Object.keys(pages.sections), configFile),
    ...findAuthorProblems(seen, pages.authors),
    ...findAlikeAuthors(seen, Object.keys(pages.authors)),
    ...findConfigProblems(pages, publicAssets, configFile),
    ...findRepeatedStories(stories, articles),
    ...findPinProblems(stories, blocks, articles),
    ...findScheduledProblems(scheduled, seen, { ...input, now: options.now }),
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
