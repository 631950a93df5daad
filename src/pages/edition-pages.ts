import type { Article } from "../article/article.ts";
import { toDay } from "../base/day.ts";
import type { Parts } from "../base/memory.ts";
import type { Permalink } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Target } from "../corpus/links.ts";
import { type ArticlePageContext, type RelatedChoice, toArticleFacts, toArticleModel } from "./article-page.ts";
import type { CheckedTargets } from "./checked-targets.ts";
import { type FeedSource, type PlannedFeed, toFeeds } from "./feeds.ts";
import { type FrontInput, toFrontPages } from "./front.ts";
import { toArchiveIndex, toAuthorIndex, toCorrectionsPage, toNotFoundPage, toTagIndex } from "./index-pages.ts";
import { toMark } from "./key.ts";
import { toListPages } from "./list-page.ts";
import { planLatestEntries } from "./live-page.ts";
import { joinPages, type PageContext, type PlannedPages, toPlannedPages } from "./planned.ts";
import { toRelatedFile } from "./related-file.ts";
import { toSearchPages } from "./search-page.ts";
import { toSeries, toSeriesMark } from "./series.ts";
import type { PlannedFile } from "./text-file.ts";

/** Related stories of articles. */
export interface RelatedChoices {
  /** The place of each article's choice in `choices`. It is the same object as long as the same articles have one. */
  readonly rows: ReadonlyMap<Permalink, number>;
  readonly choices: readonly RelatedChoice[];
}

/**
 * Plans every page of an edition except its articles. They are planned anew only if what they are made from has
 * changed.
 */
export function toListPagesOfEdition(context: PageContext, front: FrontInput): PlannedPages {
  const { edition, memory } = context;
  let planned: PlannedPages | null = null;
  const plan = (): PlannedPages => {
    planned ??= joinPages(planListPages(context, front));
    return planned;
  };
  const mark = toListPagesMark(context, front);
  const pages = memory.keepRows(`list pages ${edition.language}`, mark, () => plan().pages);
  return { pages, toModel: (row) => plan().toModel(row) };
}

/** Mark of all that pages of lists are made from. */
function toListPagesMark(
  { edition, siteMark, templates, cards, memory }: PageContext,
  { now, slots }: FrontInput,
): string {
  const { language, listed, assets, options } = edition;
  const articles = memory.recall("listed", `mark ${language}`, [listed], () =>
    toMark(listed.map((article) => article.listed).join("\n")),
  );
  const chosen =
    slots && [slots.lead, slots.secondary, slots.opinion].map((own) => own.map(({ permalink }) => permalink));
  // Portraits of authors.
  const files = Array.from(assets.values(), ({ output, digest }) => `${output} ${digest}`);
  const day = toDay(now, options.timeZone);
  const parts = [siteMark, [...templates], articles, cards.others, day, chosen, slots?.series, files];
  return toMark(JSON.stringify(parts));
}

function planListPages(context: PageContext, front: FrontInput): readonly PlannedPages[] {
  const { sections, tags, authors, months } = context.lists;
  return [
    ...toFrontPages(context, front),
    ...[...sections, ...tags, ...authors, ...months].map((list) => toListPages(list, context)),
    toPlannedPages([
      toArchiveIndex(months, context),
      toTagIndex(tags, context),
      toAuthorIndex(authors, context),
      toCorrectionsPage(context),
      ...toSearchPages(context, { tags, months }),
      toNotFoundPage(context),
    ]),
  ];
}

export interface ArticleContext extends PageContext {
  readonly corpus: Corpus;
  readonly related: RelatedChoices;
  readonly targets: CheckedTargets;
}

const noChoice: RelatedChoice = { articles: [], isFallback: false };
const noTargets: readonly (Target | null)[] = [];

export function toArticlePages(context: ArticleContext): readonly PlannedPages[] {
  const { corpus, edition, related, targets, memory } = context;
  const { language, listed, lineup, pictures } = edition;
  const series = toSeries(edition, memory);
  const others = [...corpus.withdrawn, ...corpus.pages].filter((article) => article.language === language);
  const articles = [...edition.articles, ...others];
  const recall = <Value>(about: string, parts: Parts, make: () => Value): Value =>
    memory.recall("of articles", `${about} ${language}`, [lineup, others, ...parts], make);
  const rows = recall("choices", [related.rows], () => articles.map((own) => related.rows.get(own.permalink) ?? -1));
  const choices = rows.map((row) => related.choices[row] ?? noChoice);
  const own = recall("targets", [targets], () => articles.map((own) => targets.get(own.permalink) ?? noTargets));
  const drawn =
    pictures.cards.size === 0 ? articles : articles.map(({ permalink }) => pictures.cards.get(permalink)?.mark);
  const beside = recall("beside", [listed], () => articles.map((article) => toSeriesMark(article, { series })));
  const shared = [context.siteMark, context.templates.get("article"), context.cards.others, corpus.translations];
  const crops = [...pictures.crops.values()].flat().map(({ mark }) => mark);
  const toContext = (row: number): ArticlePageContext => {
    const { permalink } = articles[row] as Article;
    return {
      ...context,
      series,
      related: choices[row] ?? noChoice,
      translations: corpus.translations.get(permalink) ?? [],
      picture: corpus.targets.get(permalink)?.picture ?? null,
      targets: own[row] ?? noTargets,
    };
  };
  const columns = [articles, choices, own, drawn, beside] as const;
  const pages = memory.map(`articles ${language}`, columns, [...shared, crops], (row) =>
    toArticleFacts(articles[row] as Article, toContext(row)),
  );
  const open = recall("open", [listed], () =>
    articles.flatMap(({ kind, closed, withdrawn }, row) =>
      kind === "live" && !closed && withdrawn === null ? [row] : [],
    ),
  );
  const latest = open.map((row) => planLatestEntries(articles[row] as Article, own[row] ?? noTargets, context));
  return [
    { pages, toModel: (row) => toArticleModel(articles[row] as Article, toContext(row)) },
    toPlannedPages(latest),
  ];
}

/** What the edition's feeds follow: the whole edition in three formats, and each section in RSS. */
export function toFeedSources({ edition, lists }: Pick<PageContext, "edition" | "lists">): readonly FeedSource[] {
  const whole: FeedSource = {
    folder: edition.home,
    title: edition.title,
    description: edition.toText(edition.options.description),
    articles: edition.articles,
    formats: ["rss", "atom", "json"],
  };
  const sections = lists.sections.map(
    (list): FeedSource => ({
      folder: edition.toAddress(...list.segments),
      title: `${list.heading} · ${edition.title}`,
      description: list.intro ?? list.heading,
      articles: list.articles.slice(0, edition.options.feedSize).map(edition.toArticle),
      formats: ["rss"],
    }),
  );
  return [whole, ...sections];
}

/**
 * Files that follow the edition's articles as data: its feeds and, if the site wants it, the related stories of all.
 */
export function toFeedsOfEdition(context: ArticleContext): {
  readonly feeds: readonly PlannedFeed[];
  readonly data: readonly PlannedFile[];
} {
  const { edition, related, targets } = context;
  const feedContext = {
    ...context,
    toTargets: (article: Article) => targets.get(article.permalink) ?? [],
    // A fallback says nothing about the article, so no feed repeats it.
    toRelated: (article: Article) => {
      const choice = related.choices[related.rows.get(article.permalink) ?? -1];
      return choice === undefined || choice.isFallback ? [] : choice.articles;
    },
  };
  return {
    feeds: toFeedSources(context).flatMap((source) => toFeeds(source, feedContext)),
    data: edition.options.relatedFile ? [toRelatedFile(feedContext)] : [],
  };
}
