import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { makeSite, toConfigFile } from "../desk/command.ts";
import { toGreyPng } from "../pictures/png.ts";
import { toArticle } from "../site.ts";
import { buildClean, buildOnDisk, createLastingBuilds, createMemo } from "./builds.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

const config = (fields: object) => ({
  "broadsheet.config.ts": toConfigFile({ pictures: { cards: false }, pageSize: 2, ...fields }),
});
const toStory = (day: number, fields = "") => toArticle(fields).replace("2025-03-04", `2025-03-0${day}`);
const five: Files = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [`content/news/${day}.md`, toStory(day)]));
const toSeries = (name: string, days = [1, 2, 3]): Files =>
  Object.fromEntries(days.map((day) => [`content/news/${day}.md`, toStory(day, `series: ${name}\n`)]));

test.each<[what: string, before: Files, edits: Files]>([
  ["a page between others is new", { ...config({}), ...five }, { "content/news/6.md": toStory(6) }],
  ["a series is spelt in another way", { ...config({}), ...toSeries("The Bridge") }, toSeries("the BRIDGE")],
  [
    "another series is chosen for the front",
    {
      ...config({}),
      ...toSeries("Bridge"),
      ...toSeries("Ferry", [4, 5, 6]),
      "content/front.yaml": "series: Bridge\n",
    },
    { "content/front.yaml": "series: Ferry\n" },
  ],
  [
    "a portrait is exchanged",
    {
      ...config({ pictures: false, authors: { ana: { name: "Ana", image: "/ana.png" } } }),
      "content/news/a.md": toArticle("authors: [Ana]\n"),
      "public/ana.png": toGreyPng(8, 8),
    },
    { "public/ana.png": toGreyPng(8, 4) },
  ],
  [
    "a profile gets the name that articles have",
    {
      ...config({ authors: { ana: { name: "Ana" } } }),
      "content/news/a.md": toArticle("authors: [Ana Ruiz]\n"),
      "content/news/b.md": toArticle("authors: [ana, Ana Ruiz]\n"),
    },
    config({ authors: { ana: { name: "Ana Ruiz" } } }),
  ],
  [
    "the page that heads of others name comes to be",
    {
      ...config({ baseUrl: "https://news.test" }),
      ...five,
      "content/news/1.md": toStory(1, "canonical: https://news.test/news/6/\n"),
      "content/news/2.md": toStory(2).replace("sources: []", "sources: [{ name: Us, url: https://news.test/news/6/ }]"),
    },
    { "content/news/6.md": toStory(6) },
  ],
  [
    "an article claims the address of another",
    { ...config({}), ...five },
    { "content/news/1.md": toStory(1, "aliases: [/news/2/]\n") },
  ],
])(
  "after one edit an incremental build equals a clean one, on disk and in a process that has built: %s",
  async (_what, before, edits) => {
    const memo = createMemo();
    const site = { root: makeSite(before), now: Date.UTC(2026, 0, 15, 12) };
    const buildAgain = createLastingBuilds(site, memo);
    const first = await buildOnDisk(site);
    await buildAgain();
    for (const [path, content] of Object.entries(edits)) {
      mkdirSync(dirname(join(site.root, path)), { recursive: true });
      writeFileSync(join(site.root, path), content);
    }
    const clean = await buildClean(site, memo);
    const files = clean.hasErrors ? first.files : clean.files;
    for (const { problems, files: made } of [await buildOnDisk(site), await buildAgain()]) {
      expect(problems).toEqual(clean.problems);
      expect(made).toEqual(files);
    }
  },
);
