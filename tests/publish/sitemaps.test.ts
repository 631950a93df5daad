import { expect, test } from "vitest";
import { buildSite, toArticle } from "../site.ts";

/** Builds as of 15 January 2026, 12:00 UTC. */
async function buildSitemaps(articles: Readonly<Record<string, string>>) {
  const files = Object.entries(articles).map(([name, text]) => [`content/news/${name}.md`, text] as const);
  const { files: built } = await buildSite(Object.fromEntries(files));
  const read = (path: string): string => {
    const content = built.find((file) => file.path === path)?.content;
    return content !== undefined && "text" in content ? content.text : "";
  };
  return { all: read("sitemap-1.xml"), news: read("news-sitemap.xml") };
}

const toArticleAt = (date: string, fields = "") => toArticle(fields).replace("2025-03-04", date);

test("news are articles of less than two days: at the minute when an article is older, it is in the list of all alone", async () => {
  const { all, news } = await buildSitemaps({
    late: toArticleAt("2026-01-13T12:00"),
    fresh: toArticleAt("2026-01-13T12:01"),
  });
  expect([all.includes("/news/late/"), all.includes("/news/fresh/")]).toEqual([true, true]);
  expect([news.includes("/news/late/"), news.includes("/news/fresh/")]).toEqual([false, true]);
});

test("an article that names its original elsewhere is in no sitemap", async () => {
  const { all, news } = await buildSitemaps({
    own: toArticleAt("2026-01-15"),
    copy: toArticleAt("2026-01-15", "canonical: https://example.org/copy/\n"),
  });
  expect([all.includes("/news/own/"), news.includes("/news/own/")]).toEqual([true, true]);
  expect([all.includes("/news/copy/"), news.includes("/news/copy/")]).toEqual([false, false]);
});

test("a correction is a change of the page", async () => {
  const { all } = await buildSitemaps({
    corrected: toArticle("updated: 2025-04-01\ncorrections:\n  - date: 2025-05-02\n    text: It was the north bank.\n"),
  });
  expect(all).toContain("<loc>https://news.test/news/corrected/</loc><lastmod>2025-05-02T00:00:00+00:00</lastmod>");
});
