import { expect, test } from "vitest";
import { buildSite, toArticle, toCodes } from "../site.ts";

test("a standing page has its own address, and is in no list, no feed and below no story", async () => {
  const result = await buildSite({
    "content/news/a.md": toArticle("", "See [who we are](/about/) for bridges and harbours."),
    "content/rules.pdf": "Be fair.",
    "content/about.md": toArticle(
      "kind: page\ntags: [harbours]\n",
      "We write of bridges and harbours, by [rules](rules.pdf).",
    ).replace("A story", "About us"),
  });
  expect(toCodes(result)).toEqual([]);
  const texts = new Map<string, string>(
    result.files.map(({ path, content }) => [path, "text" in content ? content.text : ""]),
  );
  const page = texts.get("about/index.html") ?? "";
  expect(page).toContain('<h1 dir="auto">About us</h1>');
  expect(page).toContain('"@type":"WebPage"');
  expect(page).not.toMatch(/NewsArticle|article:published_time|class="article-section"|class="share"/);
  const named = [...texts].filter(([, text]) => text.includes("About us")).map(([path]) => path);
  expect(named).toEqual(["about/index.html"]);
  expect(texts.get("sitemap-1.xml")).toContain("<loc>https://news.test/about/</loc>");
  expect(texts.get("news/a/index.html")).toContain('href="/about/"');
  expect(texts.has("tags/harbours/index.html")).toBe(false);
  expect(texts.has("rules.pdf")).toBe(true);
});
