import { expect, test } from "vitest";
import type { Article } from "../src/article/article.ts";
import { createMemory, noMemory } from "../src/base/memory.ts";
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
