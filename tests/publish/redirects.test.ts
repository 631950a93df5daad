import { expect, test } from "vitest";
import { buildSite, toAllText, toArticle, toCodes } from "../site.ts";

const build = (redirects: object) =>
  buildSite({
    "broadsheet.config.ts": `export default ${JSON.stringify({ redirects })};\n`,
    "content/news/a.md": toArticle("tags: [bridge]\n", "See [the old list](/tag/bridge/)."),
  });

test("old addresses of the configuration lead on, and articles may link them", async () => {
  const result = await build({ "/tag/bridge/": "/tags/bridge/", "/feed/": "/feed.xml", "/rss.xml": "/feed.xml" });
  expect(toCodes(result).filter((code) => !code.includes("tag-"))).toEqual([]);
  const find = (path: string) => result.files.find((file) => file.path === path)?.content;
  const { text } = find("_redirects") as { text: string };
  for (const line of ["/tag/bridge/ /tags/bridge/ 301", "/feed/ /feed.xml 301", "/rss.xml /feed.xml 301"])
    expect(text.split("\n")).toContain(line);
  expect(find("tag/bridge/index.html")).toMatchObject({ text: expect.stringContaining('url=/tags/bridge/"') });
  // A page that leads on would be a broken feed.
  expect(find("rss.xml")).toBeUndefined();
  expect(find("feed/index.html")).toBeUndefined();
});

test("a redirect that leads to nothing is a warning, one that hides a page an error", async () => {
  const codes = toCodes(await build({ "/tag/gone/": "/tags/gone/", "/news/a/": "/news/" }));
  expect(codes).toContain("broadsheet.config.ts:1:1 redirect-dead");
  expect(codes).toContain("broadsheet.config.ts:1:1 alias-collision");
});

test("a redirect that leads to nothing is left out, with what leads to it", async () => {
  const there = ["/feed.xml", "/sitemap-1.xml", "/news-sitemap.xml", "/map.pdf", "/deep/"];
  const redirects = Object.fromEntries(there.map((to, row) => [`/old-${row}/`, to]));
  const result = await buildSite({
    "broadsheet.config.ts": `export default ${JSON.stringify({ redirects: { ...redirects, "/gone/": "/tags/gone/", "/older/": "/gone/", "/deep/": "/map.pdf" } })};\n`,
    "content/news/a.md": toArticle("", "See [the old list](/older/)."),
    "public/map.pdf": "%PDF-1.4",
  });
  expect(toCodes(result)).toEqual(["broadsheet.config.ts:1:1 redirect-dead", "content/news/a.md:6:5 link-dead"]);
  const content = result.files.find(({ path }) => path === "_redirects")?.content;
  const text = content !== undefined && "text" in content ? content.text : "";
  for (const [from, to] of Object.entries(redirects)) expect(text).toContain(`${from} ${to} 301`);
  expect(toAllText(result)).not.toMatch(/\/(?:gone|older)\//);
});

test("redirects that lead in a circle are told, and one to a page without its last slash what to write", async () => {
  const result = await build({
    "/x/": "/x/",
    "/y/": "/z/",
    "/z/": "/y/",
    "/w/": "/x/",
    "/a/": "/news/a",
    "/b/": "/news/a/#part",
  });
  const told = result.diagnostics.filter(({ code }) => code === "redirect-dead");
  expect(told.map(({ message, advice }) => `${message.replace("redirects leads ", "")}: ${advice}`)).toEqual([
    '"/x/" to "/x/", which leads back to it; it is left out: change where it leads, or take it out',
    '"/y/" to "/z/", which leads back to it; it is left out: change where it leads, or take it out',
    '"/z/" to "/y/", which leads back to it; it is left out: change where it leads, or take it out',
    '"/a/" to "/news/a", which is no address of this site; it is left out: write "/news/a/"',
    '"/b/" to "/news/a/#part", which is no address of this site; it is left out: write "/news/a/"',
  ]);
});

test("a redirect to an article that is not published tells nobody of it before", async () => {
  const redirects = {
    "/short/": "/news/canary/",
    "/deep/": "/news/canary/#part",
    "/old/": "/canary-alias/",
    "/draft/": "/canary/canary-draft",
    "/tag/": "/tags/canary/",
    "/feed/": "/tags/canary/feed.xml",
    "/by/": "/authors/canary/",
    "/place/": "/canary/",
    "/file/": "/canary/file.txt",
    "/both/": "/tags/bridge/",
    "/a/": "/news/a/",
  };
  const result = await buildSite({
    "broadsheet.config.ts": `export default ${JSON.stringify({ redirects })};\n`,
    "content/news/a.md": toArticle("tags: [bridge]\n"),
    "content/news/canary.md": toArticle("embargo: 2026-02-01\naliases: [/canary-alias/]\ntags: [canary, bridge]\n"),
    "content/news/canary-draft.md": toArticle("draft: true\nsection: canary\n"),
    "content/news/gone.md": toArticle("withdrawn: true\nauthors: [Canary]\n"),
    "public/canary/file.txt": "Anybody's.",
  });
  expect(toCodes(result).filter((code) => code.includes("redirect"))).toEqual(
    Array(8).fill("broadsheet.config.ts:1:1 redirect-not-live"),
  );
  expect(toAllText(result).replaceAll("/canary/file.txt", "")).not.toContain("canary");
  expect(toAllText(result)).toContain("/a/ /news/a/ 301");
  expect(toAllText(result)).toContain("/both/ /tags/bridge/ 301");
});
