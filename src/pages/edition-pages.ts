import type { Article } from "../article/article.ts";
import type { Permalink } from "../base/path.ts";
import type { Target } from "../corpus/links.ts";
import { type RelatedChoice, toArticlePage, toSeries } from "./article-page.ts";
import type { Edition } from "./edition.ts";
import { type FeedModel, type FeedSource, toFeeds } from "./feeds.ts";
import { toFrontPages } from "./front.ts";
import { toArchiveIndex, toAuthorIndex, toCorrectionsPage, toNotFoundPage, toTagIndex } from "./index-pages.ts";
import { type ListContext, toListPages } from "./list-page.ts";
import { toAuthorLists, toMonthLists, toSectionLists, toTagLists } from "./lists.ts";
import type { PageModel } from "./model.ts";

/** Related stories by permalink. */
export type RelatedChoices = ReadonlyMap<Permalink, RelatedChoice>;

/** Where the references of each published article lead; null where there is nothing. */
export type CheckedTargets = ReadonlyMap<Permalink, readonly (Target | null)[]>;

/** Every page of an edition but its articles. */
export function toListPagesOfEdition(context: ListContext): readonly PageModel[] {
  const { edition } = context;
  const sections = toSectionLists(edition);
  const tags = toTagLists(edition);
  const authors = toAuthorLists(edition);
  const months = toMonthLists(edition);
  return [
    ...toFrontPages(context),
    ...[...sections, ...tags, ...authors, ...months].flatMap((list) => toListPages(list, context)),
    toArchiveIndex(months, context),
    toTagIndex(tags, context),
    toAuthorIndex(authors, context),
    toCorrectionsPage(context),
    toNotFoundPage(context),
  ];
}

export interface ArticleContext extends ListContext {
  readonly related: RelatedChoices;
  readonly targets: CheckedTargets;
}

export function toArticlePages(context: ArticleContext): readonly PageModel[] {
  const { corpus, edition, site, related, targets } = context;
  const series = toSeries(edition.articles);
  const articles = [...edition.articles, ...corpus.withdrawn.filter(({ language }) => language === edition.language)];
  return articles.map((article) =>
    toArticlePage(article, {
      corpus,
      edition,
      site,
      series,
      related: related.get(article.permalink) ?? { articles: [], isFallback: false },
      targets: targets.get(article.permalink) ?? [],
    }),
  );
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

export function toFeedsOfEdition({ corpus, edition, related, targets }: ArticleContext): readonly FeedModel[] {
  const context = {
    corpus,
    edition,
    toTargets: (article: Article) => targets.get(article.permalink) ?? [],
    // A fallback is no statement about the article, so no feed repeats it.
    toRelated: (article: Article) => {
      const choice = related.get(article.permalink);
      return choice === undefined || choice.isFallback ? [] : choice.articles;
    },
  };
  return toFeedSources(edition).flatMap((source) => toFeeds(source, context));
}
