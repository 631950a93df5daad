import type { Article } from "../article/article.ts";
import type { Permalink } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Target } from "../corpus/links.ts";
import { planArticlePage, type RelatedChoice, toSeries } from "./article-page.ts";
import type { Edition } from "./edition.ts";
import { type FeedSource, type PlannedFeed, toFeeds } from "./feeds.ts";
import { type FrontInput, toFrontPages } from "./front.ts";
import { toArchiveIndex, toAuthorIndex, toCorrectionsPage, toNotFoundPage, toTagIndex } from "./index-pages.ts";
import { toListPages } from "./list-page.ts";
import { toAuthorLists, toMonthLists, toSectionLists, toTagLists } from "./lists.ts";
import { planLatestEntries } from "./live-page.ts";
import type { PageContext, PlannedPage } from "./planned.ts";
import { type PlannedFile, toRelatedFile } from "./related-file.ts";
import { toSearchPages } from "./search-page.ts";

/** Related stories by permalink. */
export type RelatedChoices = ReadonlyMap<Permalink, RelatedChoice>;

/** Where the references of each published article lead; null where there is nothing. */
export type CheckedTargets = ReadonlyMap<Permalink, readonly (Target | null)[]>;

/** Every page of an edition but its articles. */
export function toListPagesOfEdition(context: PageContext, front: FrontInput): readonly PlannedPage[] {
  const { edition } = context;
  const sections = toSectionLists(edition);
  const tags = toTagLists(edition);
  const authors = toAuthorLists(edition);
  const months = toMonthLists(edition);
  return [
    ...toFrontPages(context, front),
    ...[...sections, ...tags, ...authors, ...months].flatMap((list) => toListPages(list, context)),
    toArchiveIndex(months, context),
    toTagIndex(tags, context),
    toAuthorIndex(authors, context),
    toCorrectionsPage(context),
    ...toSearchPages(context, { tags, months }),
    toNotFoundPage(context),
  ];
}

export interface ArticleContext extends PageContext {
  readonly corpus: Corpus;
  readonly related: RelatedChoices;
  readonly targets: CheckedTargets;
}

export function toArticlePages(context: ArticleContext): readonly PlannedPage[] {
  const { corpus, edition, related, targets } = context;
  const series = toSeries(edition.articles);
  const others = [...corpus.withdrawn, ...corpus.pages].filter(({ language }) => language === edition.language);
  const articles = [...edition.articles, ...others];
  const pages = articles.map((article) =>
    planArticlePage(article, {
      ...context,
      series,
      related: related.get(article.permalink) ?? { articles: [], isFallback: false },
      translations: corpus.translations.get(article.permalink) ?? [],
      picture: corpus.targets.get(article.permalink)?.picture ?? null,
      targets: targets.get(article.permalink) ?? [],
    }),
  );
  const open = articles.filter(({ kind, closed, withdrawn }) => kind === "live" && !closed && withdrawn === null);
  return [
    ...pages,
    ...open.map((article) => planLatestEntries(article, targets.get(article.permalink) ?? [], context)),
  ];
}

/** What the edition's feeds follow: all of it, in three formats, and each section, in RSS. */
export function toFeedSources(edition: Edition): readonly FeedSource[] {
  const whole: FeedSource = {
    folder: edition.home,
    title: edition.title,
    description: edition.toText(edition.options.description),
    articles: edition.articles,
    formats: ["rss", "atom", "json"],
  };
  const sections = toSectionLists(edition).map(
    (list): FeedSource => ({
      folder: edition.toAddress(...list.segments),
      title: `${list.heading} · ${edition.title}`,
      description: list.intro ?? list.heading,
      articles: list.articles,
      formats: ["rss"],
    }),
  );
  return [whole, ...sections];
}

/** What follows the edition's articles as data: its feeds and, where the site wants it, the related stories of all. */
export function toFeedsOfEdition(context: ArticleContext): {
  readonly feeds: readonly PlannedFeed[];
  readonly data: readonly PlannedFile[];
} {
  const { edition, related, targets } = context;
  const feedContext = {
    ...context,
    toTargets: (article: Article) => targets.get(article.permalink) ?? [],
    // A fallback is no statement about the article, so no feed repeats it.
    toRelated: (article: Article) => {
      const choice = related.get(article.permalink);
      return choice === undefined || choice.isFallback ? [] : choice.articles;
    },
  };
  return {
    feeds: toFeedSources(edition).flatMap((source) => toFeeds(source, feedContext)),
    data: edition.options.relatedFile ? [toRelatedFile(feedContext)] : [],
  };
}
