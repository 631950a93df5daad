import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite, type MemoryBuild, toAllText, toCodes } from "./site.ts";

const BODY = `Before it all.

## 14:32 Doors open {key}

The **first** text.[^1]

## 15:10

See [the desk](#e-20260103-1432).

[^1]: A note.
`;

const toStory = (fields: string, body = BODY) =>
  `---\ndate: 2026-01-03T14:00\nheadline: A night\nsources: []\nkind: live\nauthors: [Ana Ruiz]\n${fields}---\n${body}`;

function findText(result: MemoryBuild, path: string): string | null {
  const content = result.files.find((file) => file.path === path)?.content;
  return content !== undefined && "text" in content ? content.text : null;
}

async function buildStory(fields: string, body = BODY) {
  const result = await buildSite({ "content/city/a.md": toStory(fields, body) });
  const page = findText(result, "city/a/index.html") ?? "";
  const json = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? "{}");
  return { result, page, jsonLd: json["@graph"]?.[0], latest: findText(result, "city/a/latest.json") };
}

const toIds = (html: string) => Array.from(html.matchAll(/<article class="entry[^>]* id="([^"]+)"/g), ([, id]) => id);

test("a live story shows its newest entry first, its key points on top and its footnotes at the end", async () => {
  const { page, result } = await buildStory("");
  expect(toCodes(result)).toEqual([]);
  expect(toIds(page)).toEqual(["e-20260103-1510", "e-20260103-1432"]);
  expect(page).toMatch(/key-points.*<a href="#e-20260103-1432">.*Doors open.*<article class="entry"/s);
  expect(page.indexOf("A note.")).toBeGreaterThan(page.indexOf("The <strong>first</strong> text."));
  expect(page).toContain('<span class="kind">Live</span>');
});

test("of two entries of one minute the lower in the file is the newer", async () => {
  const { page } = await buildStory("", "## 14:32 First\n\nOne.\n\n## 14:32 Second\n\nTwo.\n");
  expect(toIds(page)).toEqual(["e-20260103-1432-2", "e-20260103-1432"]);
});

test("every entry has a heading: its headline, or its time where it has none", async () => {
  const { page } = await buildStory("");
  const headings = Array.from(page.matchAll(/<h2 class="entry-(headline|time)"/g), ([, kind]) => kind);
  expect(headings).toEqual(["time", "headline"]);
});

test("its structured data are a live blog's, with every entry", async () => {
  const { jsonLd } = await buildStory("");
  expect(jsonLd).toMatchObject({
    "@type": "LiveBlogPosting",
    coverageStartTime: "2026-01-03T14:00:00+00:00",
    dateModified: "2026-01-03T15:10:00+00:00",
    liveBlogUpdate: [
      { headline: "See the desk.", url: "https://news.test/city/a/#e-20260103-1510" },
      { headline: "Doors open", datePublished: "2026-01-03T14:32:00+00:00", articleBody: "The first text." },
    ],
  });
  expect(jsonLd).not.toHaveProperty("coverageEndTime");
});

test("the newest entries lie beside the page, as it shows them", async () => {
  const { page, latest } = await buildStory("");
  const { entries, keys } = JSON.parse(latest ?? "{}") as { entries: { id: string; html: string }[]; keys: string };
  expect(entries.map(({ id }) => id)).toEqual(["e-20260103-1510", "e-20260103-1432"]);
  for (const { html } of entries) expect(page).toContain(html);
  expect(page).toContain(keys);
});

test("closed, it is an archive: from the beginning, without a script, its file of entries or the word live", async () => {
  const { page, jsonLd, latest } = await buildStory("closed: true\n");
  expect(toIds(page)).toEqual(["e-20260103-1432", "e-20260103-1510"]);
  expect(page).not.toContain('<script type="module"');
  expect(page).not.toMatch(/data-latest|data-kind/);
  expect(page).toContain("As it happened");
  expect(latest).toBeNull();
  expect(jsonLd).toMatchObject({ coverageEndTime: "2026-01-03T15:10:00+00:00" });
});

test("a feed has it as one article, in the order of the file", async () => {
  const { result } = await buildStory("");
  const { items } = JSON.parse(findText(result, "feed.json") ?? "{}") as { items: { content_html: string }[] };
  expect(items).toHaveLength(1);
  const html = items[0]?.content_html ?? "";
  expect(html).toMatch(/<h2 id="e-20260103-1432">14:32 Doors open<\/h2>.*<h2 id="e-20260103-1510">15:10<\/h2>/s);
  expect(toAllText(result)).not.toContain("\u0002");
});

test("an embargoed live story leaks nothing, and a withdrawn one has no entries", async () => {
  const embargoed = await buildStory("embargo: 2026-02-01\n");
  expect(toAllText(embargoed.result)).not.toContain("Doors open");
  expect(embargoed.latest).toBeNull();
  const withdrawn = await buildStory("withdrawn: It was wrong.\n");
  expect(toAllText(withdrawn.result)).not.toContain("Doors open");
  expect(withdrawn.latest).toBeNull();
});

test("a live story of two days says each day once, at the first of its entries that is shown", async () => {
  const body = "## 23:50 One\n\n## 23:55 Two\n\n## 2026-01-04 00:10 Three\n\n## 00:20 Four\n";
  const toTimes = (page: string) =>
    Array.from(
      page.matchAll(/<p class="entry-time">(.*?)<a .*?>([\d:]+)\s[AP]M</g),
      ([, day, clock]) => `${day}${clock}`,
    );
  const toSaid = (day: number, clock: string) => `<span class="entry-day">January ${day}, 2026</span> ${clock}`;
  const open = await buildStory("", body);
  expect(toTimes(open.page)).toEqual([toSaid(4, "12:20"), "12:10", toSaid(3, "11:55"), "11:50"]);
  const closed = await buildStory("closed: true\n", body);
  expect(toTimes(closed.page)).toEqual([toSaid(3, "11:50"), "11:55", toSaid(4, "12:10"), "12:20"]);
  expect(closed.page.match(/<time datetime="2026-01-0[34]T[^"]+">/g)?.length).toBeGreaterThanOrEqual(4);
});

test("the clock is that of the site's language and region", async () => {
  const config = { "broadsheet.config.mjs": 'export default { language: "en-GB" };\n' };
  const result = await buildSite({ "content/city/a.md": toStory(""), ...config });
  expect(findText(result, "city/a/index.html")).toContain('<time datetime="2026-01-03T15:10:00+00:00">15:10</time>');
});

test("closed says nothing of a story that is not live", async () => {
  const result = await buildSite({ "content/a.md": toStory("closed: true\n").replace("kind: live", "kind: brief") });
  expect(toCodes(result)).toContain("content/a.md:7:1 closed-not-live");
});

test("the scripts of live stories and embeds are under 2 KB and 1 KB", () => {
  const toSize = (name: string): number => statSync(join(import.meta.dirname, "..", "templates", name)).size;
  expect(toSize("live.js")).toBeLessThan(2048);
  expect(toSize("embeds.js")).toBeLessThan(1024);
});
