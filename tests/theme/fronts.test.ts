import { describe, expect, test } from "vitest";
import { buildSite, toArticle, toCodes } from "../site.ts";

/** Eight articles of `news/`, the eighth the newest; `extra` adds fields to some. */
function toStories(extra: Readonly<Record<number, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => {
      const number = index + 1;
      const head = `---\nheadline: Story ${number}\ndate: 2026-01-0${number}\nsources: []\n${extra[number] ?? ""}---\n`;
      return [`content/news/story-${number}.md`, `${head}Some text.\n`];
    }),
  );
}

async function buildFront(files: Readonly<Record<string, string>>, path = "index.html") {
  const result = await buildSite(files);
  const file = result.files.find((candidate) => candidate.path === path);
  const text = file !== undefined && "text" in file.content ? file.content.text : "";
  const toHeadlines = (html: string) =>
    Array.from(html.matchAll(/card-headline"><a[^>]*>([^<]*)</g), ([, name]) => name);
  const toBlock = (start: string) =>
    text.split(`<div class="${start}`)[1]?.split(/<div class="(?:front-|list)|<section/)[0] ?? "";
  return {
    codes: toCodes(result),
    diagnostics: result.diagnostics,
    all: toHeadlines(text),
    lead: toHeadlines(toBlock("front-lead"))[0],
    secondary: toHeadlines(toBlock("front-secondary")),
    text,
  };
}

test("the navigation says where the reader is: in a section, on an older page of it, or in one of its articles", async () => {
  const config = "export default { pageSize: 4 };";
  const elsewhere = "canonical: https://example.org/world/a/\n";
  const files = { ...toStories({ 3: elsewhere }), "broadsheet.config.ts": config, "content/world/a.md": toArticle("") };
  const { files: built } = await buildSite(files);
  const current = new Map(
    built.map(({ path, content }) => {
      const html = "text" in content ? content.text : "";
      return [
        path as string,
        Array.from(html.matchAll(/aria-current="(\w+)">([^<]*)/g), ([, how, name]) => `${name} ${how}`),
      ];
    }),
  );
  expect(current.get("news/index.html")).toEqual(["News page"]);
  expect(current.get("news/page/1/index.html")).toEqual(["News true"]);
  expect(current.get("news/story-3/index.html")).toEqual(["News true"]);
  expect(current.get("world/a/index.html")).toEqual(["World true"]);
  for (const path of ["index.html", "archive/index.html", "404.html"]) expect(current.get(path), path).toEqual([]);
});

test("a list or front without a story says so, and no footer leads to such a list", async () => {
  const toFooter = (html: string) =>
    Array.from((html.split('class="footer-links"')[1] ?? "").matchAll(/">([^<]+)<\/a>/g), ([, name]) => name);
  const nothing = "Nothing has been published here yet.";
  const empty = await buildFront({ "content/about.md": toArticle("kind: page\n") });
  expect(empty.text).toContain(nothing);
  expect(toFooter(empty.text)).toEqual(["Corrections", "Feed"]);
  const files = { "content/news/a.md": toArticle("tags: [bridge]\n") };
  const front = await buildFront(files);
  expect(front.text).not.toContain(nothing);
  expect(toFooter(front.text)).toEqual(["Archive", "Topics", "Corrections", "Feed"]);
  expect((await buildFront(files, "tags/index.html")).text).not.toMatch(new RegExp(`noindex|${nothing}`));
  const authors = (await buildFront(files, "authors/index.html")).text;
  expect(authors).toContain(nothing);
  expect(authors).toContain('content="noindex, follow"');
});

test.each([
  ["a hundred letters", "bridge ".repeat(14), false],
  ["more", "bridge ".repeat(15), true],
  ["fifty of full width", "橋".repeat(50), false],
  ["more of full width", "橋".repeat(51), true],
])("a headline of %s has a smaller size where others have the largest: %s", async (_what, headline, isLong) => {
  const files = { "content/news/a.md": toArticle("").replace("A story", headline.trim()) };
  expect((await buildFront(files)).text.includes('class="card-headline headline-long"')).toBe(isLong);
  expect((await buildFront(files, "news/a/index.html")).text.includes('<h1 dir="auto" class="headline-long">')).toBe(
    isLong,
  );
});

describe("a front", () => {
  test("is filled by date, and no story stands on it twice", async () => {
    const { lead, secondary, all, text } = await buildFront(toStories());
    expect(lead).toBe("Story 8");
    expect(secondary).toEqual(["Story 7", "Story 6", "Story 5", "Story 4"]);
    expect(all.toSorted()).toEqual(Array.from({ length: 8 }, (_, index) => `Story ${index + 1}`));
    // No story has a picture: beside four others the lead would stand above a hole.
    expect(text).toContain('<div class="front front-wide">');
  });

  test("takes what articles ask for before the newest, and what front.yaml says before that", async () => {
    const stories = toStories({ 2: "front: lead\n", 3: "front: secondary\n" });
    const asked = await buildFront(stories);
    expect([asked.lead, asked.secondary[0]]).toEqual(["Story 2", "Story 3"]);
    const chosen = await buildFront({
      ...stories,
      "content/front.yaml": "lead: news/story-1.md\nsecondary: [story-4]\n",
    });
    expect(chosen.codes).toEqual([]);
    expect([chosen.lead, ...chosen.secondary]).toEqual(["Story 1", "Story 4", "Story 3", "Story 8", "Story 7"]);
    expect(new Set(chosen.all).size).toBe(chosen.all.length);
  });

  test("keeps opinion in a block of its own, with its authors", async () => {
    const { lead, secondary, text } = await buildFront(
      toStories({ 8: "kind: opinion\nauthors: [Ann Quill, Ben Reed]\n", 7: "kind: letters\n" }),
    );
    expect([lead, secondary[0]]).toEqual(["Story 6", "Story 5"]);
    expect(text.split('class="opinion"')[1]?.split("</section>")[0]).toMatch(
      /Story 8[\s\S]*Ann Quill and Ben Reed[\s\S]*Story 7/,
    );
  });

  test("shows what else there is of a running story", async () => {
    const { text, all } = await buildFront(
      toStories({ 8: "series: The Bridge\n", 2: "series: The Bridge\n", 1: "series: The Bridge\n" }),
    );
    expect(text.split('class="block block-series"')[1]?.split("</section>")[0]).toMatch(
      /The Bridge[\s\S]*Story 2[\s\S]*Story 1/,
    );
    expect(new Set(all).size).toBe(all.length);
  });

  test("calls no story a running one whose newest part is older than two weeks", async () => {
    const toSeries = (date: string) => {
      const part = toArticle("series: The Bridge\n");
      return { "content/a.md": part, "content/b.md": part.replace("2025-03-04", date) };
    };
    const isShown = async (date: string) =>
      (await buildFront({ ...toStories(), ...toSeries(date) })).text.includes("block-series");
    expect([await isShown("2025-12-25"), await isShown("2025-12-24")]).toEqual([true, false]);
  });

  test("leaves out a section that is mostly opinion, for which the block of opinion stands", async () => {
    const toCity = (reports: number) => {
      const names = Array.from({ length: 14 }, (_, index) => index);
      const toKind = (index: number) => (index < reports ? "news" : "opinion");
      return names.map((index) => [`content/city/c${index}.md`, toArticle(`kind: ${toKind(index)}\n`)]);
    };
    const hasBlock = async (reports: number) => {
      const { text } = await buildFront({ ...toStories(), ...Object.fromEntries(toCity(reports)) });
      return /block-heading"><a href="\/city\/">/.test(text);
    };
    expect([await hasBlock(7), await hasBlock(6)]).toEqual([true, false]);
  });

  test("keeps the newest parts of a series that an editor chose for its block, but those that have another place by name", async () => {
    const { text, lead, secondary } = await buildFront({
      ...toStories({ 8: "series: The Bridge\n", 7: "series: The Bridge\n", 6: "series: The Bridge\n" }),
      "content/front.yaml": "secondary: news/story-6.md\nseries: The Bridge\n",
    });
    expect(text.split('class="block block-series"')[1]?.split("</section>")[0]).toMatch(/Story 8[\s\S]*Story 7/);
    expect([lead, ...secondary]).toEqual(["Story 5", "Story 6", "Story 4", "Story 3", "Story 2"]);
  });

  test("is continued by pages of older stories, which are not called the latest", async () => {
    const files = { ...toStories(), "broadsheet.config.ts": "export default { pageSize: 4 };" };
    expect((await buildFront(files, "page/1/index.html")).text).toContain("<h1>Older stories</h1>");
  });

  test("of another language has slots of its own", async () => {
    const files = {
      ...toStories({ 1: "lang: es\n", 2: "lang: es\n" }),
      "content/front.yaml": "es:\n  lead: story-1\n",
    };
    expect((await buildFront(files, "es/index.html")).lead).toBe("Story 1");
  });

  test("says of the latest stories of its day at what time they came, of all others on what day", async () => {
    const today = Object.entries(toStories()).map(([path, text]) => {
      return [path, text.replace(/2026-01-0([2-8])/, "2026-01-15T0$1:30").replace("2026-01-01", "2026-01-15")];
    });
    const files = { ...Object.fromEntries(today), "broadsheet.config.ts": 'export default { language: "en-GB" };' };
    const { text } = await buildFront({ ...files, "content/z.md": toArticle("") });
    const latest = text.split('class="block block-latest"')[1]?.split("</section>")[0] ?? "";
    const times = Array.from(latest.matchAll(/<time[^>]*>([^<]*)</g), ([, time]) => time);
    expect(times).toEqual(["03:30", "02:30", "15 January", "4 March 2025"]);
  });

  test("has the date of its edition in its own language; other pages have none", async () => {
    const { text } = await buildFront(toStories({ 1: "lang: es\n" }), "es/index.html");
    expect(text).toContain('<time class="edition-date" datetime="2026-01-15">jueves, 15 de enero de 2026</time>');
    expect((await buildFront(toStories(), "news/index.html")).text).not.toContain("edition-date");
  });
});

describe("a section", () => {
  test("has a lead and secondary stories above its list, the newest first and each once", async () => {
    const { lead, secondary, all } = await buildFront(toStories(), "news/index.html");
    expect([lead, ...secondary]).toEqual(["Story 8", "Story 7", "Story 6", "Story 5"]);
    expect(all).toEqual(Array.from({ length: 8 }, (_, index) => `Story ${8 - index}`));
  });

  test("of four stories is a list, and so is a month", async () => {
    const four = Object.fromEntries(Object.entries(toStories()).slice(0, 4));
    expect((await buildFront(four, "news/index.html")).lead).toBeUndefined();
    expect((await buildFront(toStories(), "archive/2026/01/index.html")).lead).toBeUndefined();
  });
});

test.each([
  ["lead: news/story-9.md\n", 1, 7, "front-unresolved", "did you mean news/story-8.md?"],
  ["secondary:\n  - story-1\n  - story-1\n", 3, 5, "front-repeated", "a story stands on a page once: remove one"],
  ["lead: story-2\n", 1, 7, "front-other-language", "name it below es:, or choose one in the language of this front"],
  ["lead: story-3\n", 1, 7, "front-not-live", "wait, or choose another"],
  ["lead: story-5\n", 1, 7, "front-not-live", "choose another"],
  ["laed: story-1\n", 1, 1, "front-invalid", "did you mean lead?"],
  ["lead: {a: b}\n", 1, 7, "front-invalid", undefined],
  ["series: The Brigde\n", 1, 9, "front-unresolved", "did you mean The Bridge?"],
  ["lead: [a\n", 1, 7, "front-invalid", "end it with ]"],
  ["lead: story-1\n- story-2\n", 2, 1, "front-invalid", "write the name of its field and a colon on a line above"],
  ["es: { lead: a\n", 1, 5, "front-invalid", "end it with }"],
  ["secondary:\n- a.md\nb.md\n", 3, 1, "front-invalid", "write a name and a colon before it, or remove the line"],
  ["lead:a.md\n", 1, 6, "front-invalid", "write lead: a.md"],
  [
    "lead: story-1\nen:\n  lead: story-4\n",
    2,
    1,
    "front-invalid",
    "bring them together: those of the site's own language stand at the top",
  ],
  [
    "en: { lead: story-1 }\nen-GB: { lead: story-4 }\n",
    2,
    1,
    "front-invalid",
    "bring them together: those of the site's own language stand at the top",
  ],
])("front.yaml %j is told with place and advice", async (text, line, column, code, advice) => {
  const stories = toStories({
    2: "lang: es\n",
    3: "draft: true\n",
    4: "series: The Bridge\n",
    5: "withdrawn: Wrong.\n",
  });
  const { codes, diagnostics } = await buildFront({ ...stories, "content/front.yaml": text });
  expect(codes).toEqual([`content/front.yaml:${line}:${column} ${code}`]);
  if (advice !== undefined) expect(diagnostics[0]?.advice).toBe(advice);
});
