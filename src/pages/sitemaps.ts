import type { Article } from "../article/article.ts";
import type { Memory } from "../base/memory.ts";
import { type Permalink, toOutputPath } from "../base/path.ts";
import type { Edition } from "./edition.ts";
import { escapeHtml } from "./html.ts";
import { toModified } from "./structured-data.ts";
import type { TextFile } from "./text-file.ts";

/** sitemaps.org: at most 50,000 addresses in one file. */
const MAX_URLS = 50_000;

/** Google News: articles of the last two days, at most 1,000. */
const NEWS_AGE_MS = 2 * 24 * 60 * 60 * 1000;
const MAX_NEWS = 1_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9";

export interface SitemapEntry {
  /** Absolute, percent-encoded. */
  readonly url: string;
  /** ISO 8601, or null where it is not known. */
  readonly modified: string | null;
}

/** A sitemap index at `/sitemap.xml` over as many sitemaps as the addresses need, and over the news sitemap. */
export function toSitemaps(
  entries: readonly SitemapEntry[],
  news: TextFile | null,
  { toUrl }: Edition,
  memory: Memory,
): readonly TextFile[] {
  const count = Math.max(1, Math.ceil(entries.length / MAX_URLS));
  const sitemaps = Array.from({ length: count }, (_, index) => {
    const own = entries.slice(index * MAX_URLS, (index + 1) * MAX_URLS);
    const output = toOutputPath(`/sitemap-${index + 1}.xml` as Permalink);
    const parts = [own.map(({ url }) => url), own.map(({ modified }) => modified)];
    return memory.recall("sitemap", output, parts, () => ({ output, text: toUrlSet(own) }));
  });
  const files = news === null ? sitemaps : [...sitemaps, news];
  const list = files.map(({ output }) => `<sitemap><loc>${escapeHtml(toUrl(`/${output}`))}</loc></sitemap>\n`);
  const index = `${HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${list.join("")}</sitemapindex>\n`;
  return [{ output: toOutputPath("/sitemap.xml" as Permalink), text: index }, ...files];
}

/** When the oldest of the news becomes too old for the sitemap, in ms; null when there are none. */
export function toNewsChange(articles: readonly Article[], now: number): number | null {
  const ends = articles.map(({ date }) => date.ms + NEWS_AGE_MS).filter((end) => end > now);
  return ends.reduce<number | null>((first, end) => (first === null || end < first ? end : first), null);
}

/**
 * The news sitemap over all editions, newest first.
 * https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
 */
export function toNewsSitemap(editions: readonly Edition[], now: number): TextFile {
  const recent = editions
    .flatMap((edition) => edition.articles.map((article) => ({ edition, article })))
    .filter(({ article }) => article.date.ms > now - NEWS_AGE_MS && article.canonical === null)
    .sort((a, b) => b.article.date.ms - a.article.date.ms || (a.article.permalink < b.article.permalink ? -1 : 1))
    .slice(0, MAX_NEWS);
  const urls = recent.map(
    ({ edition, article }) =>
      `<url><loc>${escapeHtml(edition.toUrl(article.permalink))}</loc><news:news>` +
      `<news:publication><news:name>${escapeHtml(edition.title)}</news:name>` +
      `<news:language>${edition.language}</news:language></news:publication>` +
      `<news:publication_date>${article.date.iso}</news:publication_date>` +
      `<news:title>${escapeHtml(article.headline)}</news:title></news:news></url>\n`,
  );
  const text = `${HEAD}<urlset xmlns="${NAMESPACE}" xmlns:news="${NEWS_NAMESPACE}">\n${urls.join("")}</urlset>\n`;
  return { output: toOutputPath("/news-sitemap.xml" as Permalink), text };
}

export function toArticleEntries(
  articles: readonly Article[],
  { language, toUrl }: Edition,
  memory: Memory,
): readonly SitemapEntry[] {
  const entries = memory.map(`entries ${language}`, [articles], [toUrl("/sitemap.xml" as Permalink)], (row) => {
    const article = articles[row] as Article;
    if (article.canonical !== null) return null;
    return { url: toUrl(article.permalink), modified: toModified(article).iso };
  });
  return entries.filter((entry) => entry !== null);
}

function toUrlSet(entries: readonly SitemapEntry[]): string {
  const urls = entries.map(({ url, modified }) => {
    const date = modified === null ? "" : `<lastmod>${modified}</lastmod>`;
    return `<url><loc>${escapeHtml(url)}</loc>${date}</url>\n`;
  });
  return `${HEAD}<urlset xmlns="${NAMESPACE}">\n${urls.join("")}</urlset>\n`;
}
