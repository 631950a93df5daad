import { expect, test } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { toSlug } from "../../src/base/path.ts";
import { findSeriesProblems } from "../../src/desk/series-rules.ts";
import { findAlikeAuthors, findTagProblems } from "../../src/desk/tag-rules.ts";

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

test("tags that differ by a mark alone are alike, whatever their length; in three letters it may make another word", () => {
  expect(
    toMessages(toArticles(["café"], ["café"], ["Cafe"], ["Cafe", "año"], ["ano", "año"], ["ano", "café"])),
  ).toEqual([
    'content/2.md tag-alike the tag "Cafe" is nearly "café", which 3 articles have',
    'content/3.md tag-alike the tag "Cafe" is nearly "café", which 3 articles have',
  ]);
});

test("tags that differ in signs alone have one page, which is told of the rarer one; in case or blanks they are one", () => {
  const articles = toArticles(["C"], ["C#"], ["C"], ["c"], ["AT&T"], ["at t"], ["at-t"], ["U.K. vote"], ["u k vote"]);
  expect(toMessages(articles)).toEqual([
    'content/1.md tag-shared the tag "C#" has the page of "C": signs do not count in addresses',
    'content/5.md tag-shared the tag "at t" has the page of "AT&T": signs do not count in addresses',
    'content/6.md tag-shared the tag "at-t" has the page of "AT&T": signs do not count in addresses',
  ]);
});

test("an author who is nearly another with more articles is told, but not one with a profile", () => {
  const names = ["Ana Ruiz", "Ana Ruiz", "Ana Riuz", "Ána Ruiz", "Luis Vega", "Luisa Vega"];
  const articles = toArticles(...names.map((name) => [name])).map((article) => ({ ...article, authors: article.tags }));
  const told = findAlikeAuthors(articles, []).map(({ file, message, advice }) => `${file} ${message}: ${advice}`);
  const advice = 'write "Ana Ruiz", if that is meant; else add both to authors in the configuration';
  expect(told).toEqual([
    `content/2.md the author "Ana Riuz" is nearly "Ana Ruiz", of whom there are 2 articles: ${advice}`,
    `content/3.md the author "Ána Ruiz" is nearly "Ana Ruiz", of whom there are 2 articles: ${advice}`,
  ]);
  expect(findAlikeAuthors(articles, ["ana-riuz", "ána-ruiz"])).toEqual([]);
});

test("numbers of parts make series of their own, and are told; numbers of names are left alone", () => {
  const names = ["Bridges", "Bridges (2)", "Bridges, part 3", "Formula 1", "Formula 2", "Trial, part 1"];
  const articles = toArticles(...names.map((name) => [name])).map((article) => ({
    ...article,
    series: article.tags[0],
  }));
  expect(findSeriesProblems(articles as readonly Article[]).map(({ file, advice }) => `${file} ${advice}`)).toEqual([
    "content/1.md write series: Bridges; its parts are numbered by their dates",
    "content/2.md write series: Bridges; its parts are numbered by their dates",
  ]);
});
