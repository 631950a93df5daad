import { expect, test } from "vitest";
import { findHtmlAdvice } from "../../src/article/html-advice.ts";
import { createMarkdownRenderer } from "../../src/article/markdown.ts";
import type { SourcePath } from "../../src/base/path.ts";
import { buildSite, toAllText, toArticle, toCodes } from "../site.ts";
import { markdownOptions } from "./corpus.ts";

const OPENSTREETMAP = "https://www.openstreetmap.org/export/embed.html?bbox=-8.7%2C41.1%2C-8.5%2C41.2";
const GOOGLE = "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3004.4!2d-8.611!3d41.1405!2m3";

test.for([
  [
    '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?start=90" title="The vote"></iframe>',
    '::youtube{id=dQw4w9WgXcQ title="The vote" start=90}',
  ],
  [
    "<div><iframe width=560 src='//www.youtube-nocookie.com/embed/dQw4w9WgXcQ'></iframe></div>",
    '::youtube{id=dQw4w9WgXcQ title="What it shows"}',
  ],
  ['<iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe>', '::youtube{id=dQw4w9WgXcQ title="What it shows"}'],
  [
    `<iframe src="${OPENSTREETMAP}&amp;marker=41.14%2C-8.61"></iframe>`,
    '::map{lat=41.14 lon=-8.61 label="What is there"}',
  ],
  [`<iframe src="${GOOGLE}" title="The bridge">`, '::map{lat=41.1405 lon=-8.611 label="The bridge"}'],
  ['<audio controls><source src="vote night.mp3"></audio>', '::audio{src="vote night.mp3" title="What is heard"}'],
  ['<iframe src="https://player.vimeo.com/video/1">', "a link: [words](https://player.vimeo.com/video/1)"],
  ['<figure><img src="/a.jpg" alt="The bridge"></figure>', "![The bridge](/a.jpg)"],
  ['<a target="_blank" href="https://report.test/(a)">', "[words](<https://report.test/(a)>)"],
  ["<strong>", "**words**"],
  ["<h2 class=x>", "## and the words"],
] as const)("what stands in the place of raw HTML is told: %s", ([html, written]) => {
  expect(findHtmlAdvice(html)).toBe(`write ${written}`);
});

test.for(["<iframe></iframe>", "<iframe src=/own.html>", "<span>", "<!-- a -->", "<div>a<b>b</b></div>", "<article>"])(
  "HTML that Markdown has nothing for has no advice of its own: %s",
  (html) => {
    expect(findHtmlAdvice(html)).toBeNull();
  },
);

test("frames are told with their directive, and where HTML is sanitized as well, for they are dropped there too", async () => {
  const body = '<iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe>\n\nA <b>vote</b>.\n\n<video src="/a.mp4"></video>';
  const site = { "content/a.md": toArticle("", body) };
  const told = async (html: "drop" | "sanitize") => {
    const { diagnostics } = await buildSite({
      ...site,
      "broadsheet.config.ts": `export default { title: "T", language: "en", timeZone: "UTC", markdown: { html: "${html}" } };`,
    });
    return diagnostics.map(({ line, code, advice }) => `${line} ${code} ${advice}`);
  };
  const video = '6 html-dropped write ::youtube{id=dQw4w9WgXcQ title="What it shows"}';
  const link = "10 html-dropped write a link to it; docs/directives.md says how videos, sound and maps are written";
  const bold = '8 html-dropped write **words**, or set markdown: { html: "sanitize" } in the configuration';
  expect(await told("drop")).toEqual([video, bold, link]);
  expect(await told("sanitize")).toEqual([video, link]);
});

test("a remark is told where nothing ends it, where text stands behind it, and where import left it", async () => {
  const toFile = (body: string) => toArticle("", `Text.\n\n${body}\n\nMore.`);
  const { diagnostics } = await buildSite({
    "content/a.md": toFile("<!-- fine -->\n\n<!--\n\nfine\n\n-->\n\nA <!-- b --> c."),
    "content/b.md": toFile("<!-- open"),
    "content/c.md": toFile("<!-- a --> The vote."),
    "content/d.md": toFile("<!-- import: {{< x >}} -->"),
  });
  expect(diagnostics.map(({ file, line, advice }) => `${file}:${line} ${advice.split(",")[0]}`)).toEqual([
    "content/b.md:8 write --> where the remark ends: it takes all that follows",
    "content/c.md:8 write Markdown",
    "content/d.md:8 write Markdown",
  ]);
});

test("what a quotation cites on the site itself is an address like any other, and left out where it is not published", async () => {
  const later = "https://news.test/news/later/";
  const result = await buildSite({
    "broadsheet.config.ts": 'export default { baseUrl: "https://news.test", markdown: { html: "sanitize" } };',
    "content/a.md": toArticle(
      "",
      `<q cite="${later}">No</q> <del cite="later.md">no</del> <q cite="b.md">Yes</q> <q cite="https://b.test/">b</q>`,
    ),
    "content/b.md": toArticle(""),
    "content/later.md": toArticle("embargo: 2099-01-01\n"),
  });
  expect(toCodes(result)).toEqual(["content/a.md:6:1 link-not-live", "content/a.md:6:48 link-not-live"]);
  expect(toAllText(result)).not.toContain("later");
  const page = result.files.find(({ path }) => path === "news/a/index.html");
  expect(page?.content).toMatchObject({
    text: expect.stringContaining('<q>No</q> <del>no</del> <q cite="/news/b/">Yes</q> <q cite="https://b.test/">b</q>'),
  });
});

test("words of HTML that is dropped are kept for related stories, without what nobody is meant to read", async () => {
  const text =
    "Before.\n\n<p>The port&rsquo;s <em>eel</em>grass</p><p>Again</p><script>let x;</script>\n\n<!-- a remark -->\n";
  const input = { file: "content/a.md" as SourcePath, text, lang: "en" };
  const render = async (html: "drop" | "sanitize") =>
    (await createMarkdownRenderer({ ...markdownOptions, html }))(input).value?.droppedText;
  expect((await render("drop"))?.split(/\s+/).filter(Boolean)).toEqual(["The", "port's", "eelgrass", "Again"]);
  expect(await render("sanitize")).toBe("");
});
