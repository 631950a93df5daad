import type { Article, Listed, Named } from "../article/article.ts";
import { type TextPart, toWireCredit } from "../article/byline.ts";
import { toListFormat } from "../base/list-format.ts";
import { type Permalink, toOutputPath } from "../base/path.ts";
import type { Target } from "../corpus/links.ts";
import { toArticleAlternates, toTranslationLinks } from "./alternates.ts";
import { type Card, toLabel } from "./card.ts";
import { type CommentsPlace, findCount, toCommentsPlace } from "./comments.ts";
import { type Edition, type NamedLink, toAuthorName } from "./edition.ts";
import { findUpdated, toModified } from "./freshness.ts";
import { isLongHeadline } from "./headline.ts";
import { toDigestMark, toMark } from "./key.ts";
import { type Coverage, toCoverage } from "./live-page.ts";
import type { PageModel } from "./model.ts";
import type { Time } from "./options.ts";
import { findCrops, type Picture, toPicture, toSharedPictures } from "./picture.ts";
import { type PageContent, type PageContext, type PageFacts, toPageKey, toPageModel } from "./planned.ts";
import {
  type SeriesNeighbours,
  type SeriesParts,
  type SeriesPlace,
  toSeriesMark,
  toSeriesNeighbours,
  toSeriesPlace,
} from "./series.ts";
import { toShareLinks } from "./share.ts";
import { toLocale } from "./site.ts";
import { toSlots, toTargetMark } from "./slots.ts";
import { toArticleJsonLd, toPageJsonLd } from "./structured-data.ts";
import { fill } from "./words.ts";

export interface ArticlePage {
  readonly headline: string;
  /** Whether the headline is too long for the largest sizes. */
  readonly isLong: boolean;
  readonly kind: Article["kind"];
  /** The label of this kind of article; null for news. */
  readonly label: string | null;
  readonly kicker: string | null;
  readonly dek: string | null;
  readonly section: NamedLink;
  /** The names after "By", joined as the language joins a list. */
  readonly byline: readonly TextPart[];
  readonly dateline: string | null;
  readonly published: Time;
  readonly updated: Time | null;
  readonly picture: Picture | null;
  readonly credit: readonly TextPart[];
  readonly corrections: readonly { readonly time: Time; readonly text: string }[];
  readonly tags: readonly NamedLink[];
  /** The same article in other languages, by the names of these. */
  readonly translations: readonly (NamedLink & { readonly lang: string })[];
  readonly share: readonly NamedLink[];
  readonly series: SeriesPlace | null;
  readonly related: { readonly heading: string; readonly cards: readonly Card[] } | null;
  readonly comments: CommentsPlace | null;
  readonly callToAction: {
    readonly title: string;
    readonly text: string;
    readonly label: string;
    readonly href: string;
  } | null;
  /** The entries of a live story; null for any other. */
  readonly live: Coverage | null;
  /** What the body holds besides Markdown: `video`, `note` and the like. */
  readonly extras: Article["extras"];
  /** The free fields of the head, for templates of a site's own; of a withdrawn article none. */
  // biome-ignore lint/suspicious/noExplicitAny: what is in them is the site's own business.
  readonly extra: Readonly<Record<string, any>>;
  /** The reason why the article was withdrawn, or null. Of a withdrawn article only headline and reason are shown. */
  readonly withdrawn: string | null;
}

/** The related stories that were chosen for an article, best first. */
export interface RelatedChoice {
  readonly articles: readonly Listed[];
  /**
   * Whether no story is similar, so that the newest of the section, then of the edition, stand in; the heading says so.
   */
  readonly isFallback: boolean;
}

export interface ArticlePageContext extends PageContext {
  readonly related: RelatedChoice;
  readonly series: SeriesParts;
  readonly picture: Target | null;
  /** The article in all its languages, itself included; empty where there is no other. */
  readonly translations: readonly Article[];
  /** Where the article's references lead, checked against all pages; null where there is nothing. */
  readonly targets: readonly (Target | null)[];
}

/** What is known of an article's page. */
export function toArticleFacts(article: Article, context: ArticlePageContext): PageFacts {
  const { cards, related, translations } = context;
  const { permalink } = article;
  const key = toPageKey(
    context,
    { template: TEMPLATE, permalink },
    {
      article: toDigestMark(article.digest),
      translations: toMark(translations.map((other) => `${other.lang} ${other.permalink}`).join()),
      links: toMark(toLinkMarks(article, context).join("\n").trim()),
      related: `${cards.toMark(related.articles)}${related.isFallback ? "!" : ""}`,
      comments: `${findCount(article, context.edition) ?? "-"}`,
      series: toSeriesMark(article, context),
    },
  );
  const isIndexed = article.withdrawn === null && article.canonical === null;
  return { ...key, template: TEMPLATE, permalink, isIndexed };
}

export function toArticleModel(article: Article, context: ArticlePageContext): PageModel {
  const { permalink } = article;
  const identity = { template: TEMPLATE, permalink, output: toOutputPath(permalink) };
  const own = { ...context, ...context.inWordsOf(article.lang) };
  return toPageModel(own.site, identity, toArticleContent(article, own));
}

const TEMPLATE = "article";

/** Marks of where the article's references lead, and of the pictures with which it is shown and shared. */
function toLinkMarks(
  { permalink, image }: Article,
  { edition: { pictures }, picture, targets }: ArticlePageContext,
): readonly string[] {
  const marks = [picture, ...targets].map((target) => toTargetMark(target, pictures));
  const crops = findCrops(picture, image?.focus ?? null, pictures).map(({ mark }) => mark);
  return [...marks, ...crops, pictures.cards.get(permalink)?.mark ?? ""];
}

function toArticleContent(article: Article, context: ArticlePageContext): PageContent<ArticlePage> {
  const { edition, site } = context;
  const neighbours = toSeriesNeighbours(article, context.series);
  const picture = toPicture(article, context.picture, edition);
  const shared = toSharedPictures(article, context.picture, edition);
  const { articles, isFallback } = context.related;
  const shown = { pictures: shared, related: isFallback ? [] : articles };
  const withdrawn = article.withdrawn === true ? edition.words.withdrawnText : article.withdrawn;
  const isWithdrawn = withdrawn !== null;
  const isPage = article.kind === "page";
  const isElsewhere = article.canonical !== null;
  return {
    site: article.lang === site.lang ? site : { ...site, lang: article.lang, locale: toLocale(article.lang) },
    head: {
      title: `${article.headline} · ${edition.title}`,
      headline: article.headline,
      description: withdrawn ?? article.dek ?? article.lede,
      canonical: article.canonical ?? edition.toUrl(article.permalink),
      alternates: toArticleAlternates(context.translations, edition),
      robots: isWithdrawn ? "noindex" : isElsewhere ? null : "max-image-preview:large",
      type: isPage ? "website" : "article",
      picture: isWithdrawn ? null : (shared[0] ?? null),
      published: article.date.iso,
      modified: toModified(article).iso,
      section: edition.toSection(article.section).name,
      tags: isWithdrawn ? [] : article.tags.map(({ name }) => name),
      jsonLd: isWithdrawn ? null : isPage ? toPageJsonLd(article, edition) : toArticleJsonLd(article, shown, edition),
    },
    page: toPage(article, { picture: isWithdrawn ? null : picture, withdrawn, neighbours }, context),
    body: isWithdrawn ? null : article.body,
    slots: toSlots(article.references, context.targets, { ...edition, toAddress: edition.toHref, isPage: true }),
  };
}

interface PageParts extends Pick<ArticlePage, "picture" | "withdrawn"> {
  readonly neighbours: SeriesNeighbours | null;
}

function toPage(
  article: Article,
  { picture, withdrawn, neighbours }: PageParts,
  context: ArticlePageContext,
): ArticlePage {
  const { edition, related } = context;
  const updated = findUpdated(article);
  return {
    headline: article.headline,
    isLong: isLongHeadline(article.headline),
    kind: article.kind,
    label: toLabel(article, edition),
    kicker: article.kicker,
    dek: article.dek,
    section: edition.toSection(article.section),
    byline: toByline(article.authors, edition),
    dateline: article.dateline,
    published: edition.toTime(article.date),
    updated: updated === null ? null : edition.toTime(updated),
    picture,
    credit: toWireCredit(article.sources, edition.lang),
    corrections: article.corrections.map(({ date, text }) => ({ time: edition.toTime(date), text })),
    tags: article.tags.map(({ slug, name }) => ({ name, href: edition.toHref(edition.toAddress("tags", slug)) })),
    translations: toTranslationLinks(article, context.translations, edition),
    share: toShareLinks(article.headline, edition.toUrl(article.permalink), edition.words),
    series: toSeriesPlace(article, neighbours, edition),
    related: related.articles.length === 0 ? null : toRelatedBlock(article, context),
    comments: toCommentsPlace(article, edition),
    callToAction: toCallToAction(edition),
    live: article.kind === "live" ? toCoverage(article, edition) : null,
    extras: article.extras,
    extra: withdrawn === null ? (article.extra ?? {}) : {},
    withdrawn,
  };
}

function toRelatedBlock(article: Article, { cards, edition, related }: ArticlePageContext): ArticlePage["related"] {
  const section = edition.toSection(article.section).name;
  const isOneSection = related.articles.every((other) => other.section.slug === article.section.slug);
  const stopgap = isOneSection ? fill(edition.words.moreFrom, { section }) : edition.words.latest;
  return {
    heading: related.isFallback ? stopgap : edition.words.related,
    cards: related.articles.map(cards.toCard),
  };
}

function toByline(authors: readonly Named[], edition: Edition): readonly TextPart[] {
  const links = authors.map((author) => ({
    text: toAuthorName(author, edition),
    url: edition.toHref(edition.toAddress("authors", author.slug)),
  }));
  // A single name needs no joining in any language, and to ask for the joined form takes longer than all else in here.
  if (links.length < 2) return links;
  const parts = toListFormat(edition.lang).formatToParts(links.map(({ text }) => text));
  let next = 0;
  return parts.map(({ type, value }) => (type === "element" && links[next++]) || { text: value, url: null });
}

function toCallToAction(edition: Edition): ArticlePage["callToAction"] {
  const { callToAction } = edition.options;
  if (callToAction === null) return null;
  const { title, text, label, url } = callToAction;
  return {
    title: edition.toText(title),
    text: edition.toText(text),
    label: edition.toText(label),
    href: url.startsWith("/") ? edition.toHref(url as Permalink) : url,
  };
}
