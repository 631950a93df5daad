import { expect, test } from "vitest";
import type { Article } from "../src/article/article.ts";
import { createMemory, noMemory } from "../src/base/memory.ts";
import { withoutHiddenLinks } from "../src/pages/hidden-links.ts";
import { toListed } from "../src/pages/listed.ts";
import { buildSite, toArticle } from "./site.ts";

/** Three articles, of which one is called and says what is given. */
async function readArticles(headline: string, body: string): Promise<readonly Article[]> {
  const { corpus } = await buildSite({
    "content/news/a.md": toArticle("dek: One\n"),
    "content/news/b.md": toArticle("dek: Two\n", body).replace("A story", headline),
    "content/news/c.md": toArticle("dek: Three\n"),
  });
  return corpus.live;
}

test("an edit of a text leaves lists the very articles that they had, one of a headline gives them others", async () => {
  const memory = createMemory();
  const first = toListed(await readArticles("A bridge", "It stands."), memory);
  expect(toListed(await readArticles("A bridge", "It fell, [they say](https://news.example)."), memory)).toBe(first);
  const renamed = toListed(await readArticles("A bridge falls", "It fell."), memory);
  expect(renamed).not.toBe(first);
  expect(renamed.map(({ headline }) => headline)).toContain("A bridge falls");
});

test("a build that happens once lists what there is", async () => {
  const articles = await readArticles("A bridge", "It stands.");
  expect(toListed(articles, noMemory)).toBe(articles);
});

test("pages and lists know an article apart by which of its links are hidden", async () => {
  const sources = "sources: [https://news.test/news/one/, https://news.test/news/two/]";
  const { corpus } = await buildSite({ "content/news/a.md": toArticle("").replace("sources: []", sources) });
  const hide = (...hidden: readonly string[]) => {
    const isHidden = (address: string) => hidden.includes(address);
    const { value } = withoutHiddenLinks(corpus, {
      siteUrl: "https://news.test/",
      baseUrl: "https://news.test",
      isHidden,
    });
    return value.live[0] as Article;
  };
  const seen = [hide(), hide("/news/one/"), hide("/news/two/"), hide("/news/one/", "/news/two/")];
  expect(new Set(seen.map(({ digest }) => digest)).size).toBe(seen.length);
  expect(new Set(seen.map(({ listed }) => listed)).size).toBe(seen.length);
});
