import { expect, test } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { toSlug } from "../../src/base/path.ts";
import { findTagProblems } from "../../src/desk/tag-rules.ts";

/** Articles with these tags, one after the other. */
function toArticles(...lists: readonly string[][]): readonly Article[] {
  return lists.map((names, index) => {
    const tags = names.map((name) => ({ name, slug: toSlug(name) }));
    return { file: `content/${index}.md`, language: "en", lines: { tags: 4 }, tags } as unknown as Article;
  });
}

function toMessages(articles: readonly Article[]): readonly string[] {
  return findTagProblems(articles).map(({ code, file, message }) => `${file} ${code} ${message}`);
}

test("the rarer of two tags that are nearly alike is told, in each article that has it", () => {
  const articles = toArticles(["elections"], ["elections"], ["elections"], ["election"], ["election"], ["Elecitons"]);
  expect(toMessages(articles)).toEqual([
    'content/3.md tag-alike the tag "election" is nearly "elections", which 3 articles have',
    'content/4.md tag-alike the tag "election" is nearly "elections", which 3 articles have',
    'content/5.md tag-alike the tag "Elecitons" is nearly "elections", which 3 articles have',
  ]);
});

test("other years, other first letters, short words and two letters are other tags", () => {
  const tags = [
    "budget 2025",
    "budget 2026",
    "port",
    "sport",
    "iran",
    "iraq",
    "austria",
    "australia",
    "santos",
    "satins",
  ];
  expect(toMessages(toArticles(tags, tags))).toEqual([]);
});

test("a tag of one article is told, and languages are looked at one by one", () => {
  const [first, second] = toArticles(["bridge"], ["bridge"]);
  const spanish = { ...second, language: "es" } as Article;
  expect(toMessages([first as Article, spanish])).toHaveLength(2);
  expect(toMessages([first as Article, second as Article])).toEqual([]);
});
