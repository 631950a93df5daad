import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeSite, run, toConfigFile } from "./desk/command.ts";
import { buildSite, toAllText, toArticle, toCodes } from "./site.ts";

const STORY = {
  "content/news/a.md": toArticle("tags: [x]\n"),
  "templates/plain.eta": "<%= it.page.heading %> <%~ it.json(it.page.data) %> <%= it.page.cards.length %>\n",
};
const config = (code: string) => ({ "broadsheet.config.mjs": `export default {\n  pages: ${code},\n};\n` });

test("what is not live is not told to the function, nor what was withdrawn", async () => {
  const result = await buildSite({
    ...STORY,
    "content/news/soon.md": toArticle("embargo: 2026-02-01\n"),
    "content/news/draft.md": toArticle("draft: true\n"),
    "content/news/gone.md": toArticle("withdrawn: true\n"),
    "content/about.md": toArticle("kind: page\n"),
    ...config(`({ articles }) => [{ url: "/all.json", template: "plain", title: "All", data: articles }]`),
  });
  expect(toCodes(result)).toEqual([]);
  expect(
    toAllText(result)
      .match(/All \[.*\]/)?.[0]
      ?.match(/"permalink":"[^"]*"/g),
  ).toEqual(['"permalink":"/news/a/"']);
});

test("pages stand in the sitemap, files do not, and articles can link to both", async () => {
  const result = await buildSite({
    ...STORY,
    "content/news/b.md": toArticle("", "[One](/one/), [two](/two.txt), [three](/three/)."),
    ...config(
      `() => [{ url: "/one/", template: "plain", title: "1" }, { url: "/two.txt", template: "plain", title: "2" }, { url: "/three/", template: "plain", title: "3", inSitemap: false }]`,
    ),
  });
  expect(toCodes(result)).toEqual([]);
  expect(toAllText(result).match(/<loc>[^<]*\/(one|two|three)[^<]*/g)).toEqual(["<loc>https://news.test/one/"]);
});

test.for([
  ["() => 5", "pages must give a list"],
  ["async () => []", "pages must give a list, and at once"],
  ['() => [{ url: "x", template: "plain", title: "X" }]', 'pages[0].url is "x"; it must begin with /'],
  ['() => [{ url: "/x", template: "plain", title: "X" }]', "end with / or the ending of a file"],
  ['() => [{ url: "/../x/", template: "plain", title: "X" }]', "must begin with /"],
  ['() => [{ url: "/x/", template: "plian", title: "X" }]', "wants templates/plian.eta, which does not exist"],
  [
    '() => [{ url: "/x/", template: "plain", titel: "X" }]',
    'pages[0] has "titel", which no page knows; did you mean title?',
  ],
  ['() => [{ url: "/x/", template: "plain", title: "X", data: { at: [new Date(0)] } }]', "data.at[0] is a Date"],
  [
    '() => [{ url: "/x/", template: "plain", title: "X", stories: ["/news/b/"] }]',
    "not the permalink of a live article",
  ],
  ['() => [{ url: "/x/", template: "plain", title: "X", lang: "fr" }]', "no edition in that language"],
  ['() => [{ url: "/news/a/", template: "plain", title: "X" }]', "is the same address as that of content/news/a.md"],
  ['() => [{ url: "/Archive/", template: "plain", title: "X" }]', "is the same address as that of a page of the site"],
  ['() => [1, 2].map(() => ({ url: "/x/", template: "plain", title: "X" }))', "is the same address as that of"],
] as const)("%s is told", async ([code, message]) => {
  const { diagnostics } = await buildSite({ ...STORY, ...config(code) });
  expect(diagnostics).toEqual([
    expect.objectContaining({
      severity: "error",
      file: "broadsheet.config.mjs",
      message: expect.stringContaining(message),
    }),
  ]);
});

test("an error in the function is told with its line in the configuration", async () => {
  const { diagnostics } = await buildSite({ ...STORY, ...config("({ articles }) =>\n    articles[9].headline") });
  expect(diagnostics).toEqual([
    expect.objectContaining({
      code: "pages-failed",
      file: "broadsheet.config.mjs",
      line: 3,
      message: expect.stringContaining("headline"),
    }),
  ]);
});

test("a page is made anew when what the function gives or a card changes, and only then", async () => {
  const pages = `({ articles, data }) => [
    { url: "/tags/of/", template: "plain", title: "Tags", data: articles.map(({ tags }) => tags.length) },
    { url: "/cards/", template: "plain", title: "Cards", stories: articles.map(({ permalink }) => permalink) },
    { url: "/motto/", template: "plain", title: "Motto", data: data.motto },
  ]`;
  const root = makeSite({
    ...STORY,
    "data/motto.yaml": "One.",
    "broadsheet.config.mjs": toConfigFile({}).replace("{", `{ pages: ${pages},`),
  });
  const build = async (): Promise<readonly string[]> => {
    const { status, stdout, stderr } = await run(root, "build", "--json");
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    const { written } = JSON.parse(stdout) as { written: string[] };
    return written.filter((name) => /^(tags\/of|cards|motto)\//.test(name));
  };
  expect(await build()).toHaveLength(3);
  expect(await build()).toEqual([]);
  writeFileSync(join(root, "data/motto.yaml"), "Two.");
  expect(await build()).toEqual(["motto/index.html"]);
  writeFileSync(join(root, "content/news/a.md"), toArticle("tags: [x, y]\n"));
  expect(await build()).toEqual(["tags/of/index.html"]);
  writeFileSync(join(root, "content/news/b.md"), toArticle("headline: Another\n".replace("headline", "kicker")));
  expect((await build()).length).toBe(2);
});
