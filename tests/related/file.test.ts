import { expect, test } from "vitest";
import { toConfigFile } from "../desk/command.ts";
import { buildSite, type MemoryBuild, toAllText, toArticle } from "../site.ts";

const BOATS = "The ferry crosses the estuary at low water, and the harbour master counts the boats.";

const files = {
  "broadsheet.config.js": toConfigFile({ related: { json: true } }),
  "content/news/ferry.md": toArticle("", BOATS),
  "content/news/harbour.md": toArticle("", `${BOATS} At high water nobody counts.`.replace("ferry", "pilot")),
  "content/news/lonely.md": toArticle("related: {off: true}\n", "Soup is made of leeks."),
  "content/news/secret.md": toArticle("embargo: 2027-01-01\n", BOATS),
  "content/news/es.md": toArticle("lang: es\n", "El transbordador cruza el estuario."),
};

function findJson(result: MemoryBuild, path: string) {
  const content = result.files.find((file) => file.path === path)?.content;
  return content !== undefined && "text" in content ? JSON.parse(content.text) : null;
}

test("related.json tells apps of each live article of an edition which stories belong under it", async () => {
  const result = await buildSite(files);
  const { schemaVersion, language, articles } = findJson(result, "related.json");
  expect([schemaVersion, language]).toEqual([1, "en"]);
  const urls = articles.map(({ url }: { url: string }) => url);
  expect(urls).toEqual(["ferry", "harbour", "lonely"].map((name) => `https://news.test/news/${name}/`));
  const [ferry, , lonely] = articles;
  const date = "2025-03-04T00:00:00+00:00";
  expect(ferry).toMatchObject({ headline: "A story", date });
  expect(ferry.related[0]).toEqual({ url: urls[1], headline: "A story", date });
  expect(lonely.related).toEqual([]);
  const spanish = findJson(result, "es/related.json");
  expect(spanish.articles.map(({ url }: { url: string }) => url)).toEqual(["https://news.test/es/news/es/"]);
  expect(toAllText(result)).not.toContain("secret");
});

test("a site has no such file unless it wants one, and may link to it where it has", async () => {
  const linking = { "content/news/link.md": toArticle("", "See [all](/related.json).") };
  const without = await buildSite({ ...files, ...linking, "broadsheet.config.js": toConfigFile({}) });
  expect(findJson(without, "related.json")).toBe(null);
  expect(without.diagnostics.map(({ code }) => code)).toContain("link-dead");
  const result = await buildSite({ ...files, ...linking });
  expect(result.diagnostics.map(({ code }) => code)).not.toContain("link-dead");
});

test("feeds and structured data carry what was found to belong together, where their standards have a place for it", async () => {
  const result = await buildSite(files);
  const toText = (path: string): string => {
    const content = result.files.find((file) => file.path === path)?.content;
    return content !== undefined && "text" in content ? content.text : "";
  };
  const url = "https://news.test/news/harbour/";
  expect(toText("atom.xml")).toMatch(new RegExp(`<link href="${url}" rel="related"`));
  expect(toText("feed.xml")).toMatch(new RegExp(`<atom:link href="${url}" rel="related"`));
  const [ferry] = findJson(result, "feed.json").items;
  expect(ferry._related).toEqual({ items: [{ url, title: "A story" }] });
  const page = '"mainEntityOfPage":{"@type":"WebPage","@id":"https://news.test/news/ferry/","relatedLink":[';
  expect(toText("news/ferry/index.html")).toContain(`${page}"${url}"]}`);
  expect(toText("news/lonely/index.html")).not.toContain("relatedLink");
});
