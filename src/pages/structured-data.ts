import type {
  AdvertiserContentArticle,
  BreadcrumbList,
  CollectionPage,
  LiveBlogPosting,
  NewsArticle,
  ProfilePage,
  WebPage,
  WebSite,
  WithContext,
} from "schema-dts";
import { type Article, isEditorial, type Listed, type Named } from "../article/article.ts";
import type { Credit } from "../article/schema.ts";
import { findCount } from "./comments.ts";
import type { Edition } from "./edition.ts";
import { toModified, toNewestFirst } from "./freshness.ts";
import type { AuthorCard } from "./lists.ts";
import type { SharedPicture } from "./picture.ts";
import { toAuthors, toImage, toPerson, toPublisher } from "./structured-parts.ts";

/**
 * A document of structured data; what may stand in it is checked here, so that sites need not have schema.org's types.
 */
export type JsonLd = object;

type Checked =
  | WithContext<NewsArticle>
  | WithContext<CollectionPage>
  | WithContext<ProfilePage>
  | WithContext<WebPage>
  | {
      readonly "@context": "https://schema.org";
      readonly "@graph": readonly (
        | NewsArticle
        | AdvertiserContentArticle
        | LiveBlogPosting
        | BreadcrumbList
        | WebSite
      )[];
    };

/**
 * What schema.org calls the kinds that it knows; the others are NewsArticles of a genre. A ReviewNewsArticle is a
 * Review as well, of which search engines want to know the thing reviewed and its rating, so a review stays a
 * NewsArticle.
 */
const types: Partial<Record<Article["kind"], Exclude<NewsArticle, string>["@type"]>> = {
  analysis: "AnalysisNewsArticle",
  explainer: "BackgroundNewsArticle",
  letters: "OpinionNewsArticle",
  opinion: "OpinionNewsArticle",
};

/** What a page shows beside its article. */
interface Shown {
  readonly pictures: readonly SharedPicture[];
  /** Related stories that were found; empty if others stand in for them. */
  readonly related: readonly Listed[];
}

/**
 * NewsArticle with every property that Google recommends for articles (headline, image, datePublished, dateModified,
 * author with name and url), publisher, and what schema.org offers for news: section, dateline, correction, sources.
 * What somebody paid for is an AdvertiserContentArticle, which is none of news.
 * https://developers.google.com/search/docs/appearance/structured-data/article
 */
export function toArticleJsonLd(article: Article, { pictures, related }: Shown, edition: Edition): JsonLd {
  const url = edition.toUrl(article.permalink);
  const count = findCount(article, edition);
  const facts = {
    "@id": url,
    mainEntityOfPage: toMainPage(url, related, edition),
    url,
    headline: article.headline,
    ...(article.dek === null ? {} : { description: article.dek }),
    ...(pictures.length === 0 ? {} : { image: pictures.map(toImage) }),
    datePublished: article.date.iso,
    dateModified: toModified(article).iso,
    author: toAuthors(article, edition),
    publisher: toPublisher(edition),
    inLanguage: article.lang,
    isAccessibleForFree: true,
    articleSection: edition.toSection(article.section).name,
    ...(article.kind === "news" || article.kind === "page" ? {} : { genre: edition.words.kinds[article.kind] }),
    wordCount: article.words,
    ...(count === null ? {} : { commentCount: count }),
    ...(article.tags.length === 0 ? {} : { keywords: article.tags.map(({ name }) => name) }),
    ...(article.sources.length === 0 ? {} : { isBasedOn: article.sources.map(toSourceWork) }),
    ...(article.corrections.length === 0 ? {} : { correction: article.corrections.map(toCorrectionComment) }),
  };
  const story =
    article.kind === "live"
      ? { "@type": "LiveBlogPosting" as const, ...facts, ...toCoverage(article, edition) }
      : isEditorial(article)
        ? {
            "@type": types[article.kind] ?? ("NewsArticle" as const),
            ...facts,
            ...(article.dateline === null ? {} : { dateline: article.dateline }),
          }
        : { "@type": "AdvertiserContentArticle" as const, ...facts };
  return { "@context": "https://schema.org", "@graph": [story, toBreadcrumbs(article, edition)] } satisfies Checked;
}

function toSourceWork({ name, url }: Credit) {
  return { "@type": "CreativeWork" as const, name, ...(url === null ? {} : { url }) };
}

function toCorrectionComment({ date, text }: Article["corrections"][number]) {
  return { "@type": "CorrectionComment" as const, text, datePublished: date.iso };
}

/** The way from the front page to the article. */
function toBreadcrumbs({ section, headline }: Article, edition: Edition): BreadcrumbList {
  const { name } = edition.toSection(section);
  return {
    "@type": "BreadcrumbList",
    itemListElement: [
      { "@type": "ListItem", position: 1, name: edition.title, item: edition.toUrl(edition.home) },
      { "@type": "ListItem", position: 2, name, item: edition.toUrl(edition.toAddress(section.slug)) },
      { "@type": "ListItem", position: 3, name: headline },
    ],
  };
}

/** The page of an article, which is what schema.org lets related links belong to. */
function toMainPage(url: string, related: readonly Listed[], { toUrl }: Edition) {
  const links = related.map(({ permalink }) => toUrl(permalink));
  return { "@type": "WebPage" as const, "@id": url, ...(links.length === 0 ? {} : { relatedLink: links }) };
}

/** When the coverage began, when it ended if it did, and each entry as a posting of its own, newest first. */
function toCoverage(article: Article, edition: Edition) {
  const { permalink, date, dateline, closed, entries } = article;
  const times = [date, ...entries.map(({ time }) => time)].sort((a, b) => a.ms - b.ms);
  const author = toAuthors(article, edition);
  return {
    coverageStartTime: times[0]?.iso ?? date.iso,
    ...(closed ? { coverageEndTime: times.at(-1)?.iso ?? date.iso } : {}),
    ...(dateline === null ? {} : { locationCreated: { "@type": "Place" as const, name: dateline } }),
    liveBlogUpdate: toNewestFirst(entries).map(({ id, time, headline, summary }) => ({
      "@type": "BlogPosting" as const,
      headline: headline ?? summary,
      url: `${edition.toUrl(permalink)}#${id}`,
      datePublished: time.iso,
      dateModified: time.iso,
      author,
      articleBody: summary === "" ? (headline ?? "") : summary,
    })),
  };
}

export function toHomeJsonLd(edition: Edition, description: string): JsonLd {
  const site: WebSite = {
    "@type": "WebSite",
    "@id": edition.toUrl(edition.home),
    url: edition.toUrl(edition.home),
    name: edition.title,
    description,
    inLanguage: edition.lang,
    publisher: toPublisher(edition),
  };
  return { "@context": "https://schema.org", "@graph": [site] } satisfies Checked;
}

/** A standing page: it is no news, and has no author. */
export function toPageJsonLd(article: Article, edition: Edition): JsonLd {
  const url = edition.toUrl(article.permalink);
  return {
    "@context": "https://schema.org",
    "@type": "WebPage",
    "@id": url,
    url,
    name: article.headline,
    inLanguage: article.lang,
    dateModified: toModified(article).iso,
    publisher: toPublisher(edition),
  } satisfies Checked;
}

export function toListJsonLd(name: string, url: string, edition: Edition): JsonLd {
  return {
    "@context": "https://schema.org",
    "@type": "CollectionPage",
    "@id": url,
    url,
    name,
    inLanguage: edition.lang,
  } satisfies Checked;
}

/**
 * The page of an author of whom the configuration says more than the name.
 * https://developers.google.com/search/docs/appearance/structured-data/profile-page
 */
export function toProfileJsonLd(author: Named, { bio, portrait }: AuthorCard, edition: Edition): JsonLd {
  const url = edition.toUrl(edition.toAddress("authors", author.slug));
  return {
    "@context": "https://schema.org",
    "@type": "ProfilePage",
    "@id": url,
    url,
    inLanguage: edition.lang,
    mainEntity: {
      ...toPerson(author, edition),
      ...(bio === null ? {} : { description: bio }),
      ...(portrait === null ? {} : { image: toImage(portrait) }),
    },
  } satisfies Checked;
}
