import { type Article, isEditorial } from "../article/article.ts";
import type { Memory } from "../base/memory.ts";
import { byCodeUnit } from "../base/order.ts";
import { toOutputPath, toRootFile } from "../base/path.ts";
import type { Edition } from "./edition.ts";
import { toModified } from "./freshness.ts";
import { escapeHtml } from "./html.ts";
import { toKey, toMark } from "./key.ts";
import type { PlannedFile, TextFile } from "./text-file.ts";

/** sitemaps.org: at most 50,000 addresses in one file. */
const MAX_URLS = 50_000;

/** Google News: articles of the last two days, at most 1,000. */
const NEWS_AGE_MS = 2 * 24 * 60 * 60 * 1000;
const MAX_NEWS = 1_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
const URLSET = `${HEAD}<urlset xmlns="${NAMESPACE}">\n`;
const NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9";

/** An entry of a sitemap. `url` is absolute and percent-encoded, `modified` ISO 8601, or null where it is not known. */
export function toSitemapEntry(url: string, modified: string | null): string {
  const date = modified === null ? "" : `<lastmod>${modified}</lastmod>`;
  return `<url><loc>${escapeHtml(url)}</loc>${date}</url>\n`;
}

/**
 * Makes as many sitemaps as the entries need, and at `/sitemap.xml` an index of these and of the news sitemap. Entries
 * come in groups, most of which stay the same from one build of `dev` to the next.
 */
export function toSitemaps(
  groups: readonly (readonly string[])[],
  news: TextFile,
  { toUrl }: Edition,
  memory: Memory,
): { readonly index: TextFile; readonly sitemaps: readonly PlannedFile[] } {
  const sitemaps = toShares(groups).map((share, number) => {
    const output = toOutputPath(toRootFile(`sitemap-${number + 1}.xml`));
    const blocks = share.map((entries, row) => {
      return memory.recall("sitemap", `${output} ${row}`, [entries], () => toBlock(entries));
    });
    const key = toKey({ entries: toMark(blocks.map(({ mark }) => mark).join(" ")) });
    // Texts are added, not joined: V8 copies the megabyte only if somebody reads it.
    const toText = () => `${blocks.reduce((sum, { text }) => sum + text, URLSET)}</urlset>\n`;
    return { output, key, toText };
  });
  const files = [...sitemaps, news];
  const list = files.map(({ output }) => `<sitemap><loc>${escapeHtml(toUrl(`/${output}`))}</loc></sitemap>\n`);
  const text = `${HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${list.join("")}</sitemapindex>\n`;
  return { index: { output: toOutputPath(toRootFile("sitemap.xml")), text }, sitemaps };
}

/** The groups of each sitemap: mostly there is one sitemap. */
function toShares(groups: readonly (readonly string[])[]): readonly (readonly (readonly string[])[])[] {
  if (groups.reduce((sum, { length }) => sum + length, 0) <= MAX_URLS) return [groups];
  const entries = groups.flat();
  const count = Math.ceil(entries.length / MAX_URLS);
  return Array.from({ length: count }, (_, index) => [entries.slice(index * MAX_URLS, (index + 1) * MAX_URLS)]);
}

function toBlock(entries: readonly string[]): { readonly text: string; readonly mark: string } {
  const text = entries.join("");
  return { text, mark: toMark(text) };
}

/**
 * When the oldest of the news becomes too old for the sitemap, in ms; null when there are none. Articles are newest
 * first.
 */
export function toNewsChange(articles: readonly Article[], now: number): number | null {
  const oldest = toNews(articles, now).at(-1);
  return oldest === undefined ? null : oldest.date.ms + NEWS_AGE_MS;
}

/** Of articles, newest first, those that are news at an instant. */
function toNews(articles: readonly Article[], now: number): readonly Article[] {
  const end = articles.findIndex(({ date }) => date.ms <= now - NEWS_AGE_MS);
  return end < 0 ? articles : articles.slice(0, end);
}

/**
 * The news sitemap over all editions, newest first, without what was paid for.
 * https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
 */
export function toNewsSitemap(editions: readonly Edition[], now: number): TextFile {
  const recent = editions
    .flatMap((edition) => toNews(edition.articles, now).map((article) => ({ edition, article })))
    .filter(({ article }) => article.canonical === null && isEditorial(article))
    .sort((a, b) => b.article.date.ms - a.article.date.ms || byCodeUnit(a.article.permalink, b.article.permalink))
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
  return { output: toOutputPath(toRootFile("news-sitemap.xml")), text };
}

export function toArticleEntries(
  articles: readonly Article[],
  { language, toUrl }: Edition,
  memory: Memory,
): readonly string[] {
  const entries = memory.map(`entries ${language}`, [articles], [toUrl(toRootFile("sitemap.xml"))], (row) => {
    const article = articles[row] as Article;
    if (article.canonical !== null) return null;
    return toSitemapEntry(toUrl(article.permalink), toModified(article).iso);
  });
  return memory.recall("entries", language, [entries], () => entries.filter((entry) => entry !== null));
}
