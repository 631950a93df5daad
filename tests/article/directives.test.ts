import { expect, test } from "vitest";
import { createMarkdownRenderer, type MarkdownOptions } from "../../src/article/markdown.ts";
import type { SourcePath } from "../../src/base/path.ts";
import { buildSite, type MemoryBuild, toAllText, toArticle, toCodes } from "../site.ts";
import { markdownOptions } from "./corpus.ts";

const CLIP = "::youtube{id=dQw4w9WgXcQ title='The \"lift\" <b>'}";

async function buildBody(body: string, others: Readonly<Record<string, string>> = {}) {
  return buildSite({ "content/city/a.md": toArticle("", body), ...others });
}

function findText(result: MemoryBuild, path: string): string {
  const content = result.files.find((file) => file.path === path)?.content;
  return content !== undefined && "text" in content ? content.text : "";
}

const toBody = (result: MemoryBuild): string =>
  /<div class="body">(.*?)<\/div>\s*<footer/s.exec(findText(result, "city/a/index.html"))?.[1]?.trim() ?? "";

test("a video is a link until it is asked for, and says from where it comes", async () => {
  const result = await buildBody(CLIP.replace("}", " start=90}"));
  expect(toCodes(result)).toEqual([]);
  expect(toBody(result)).toBe(
    '<figure class="embed embed-video"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=90s" ' +
      'data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&amp;start=90">' +
      '<span class="embed-title" dir="auto">The &quot;lift&quot; &lt;b&gt;</span> ' +
      '<span class="embed-note">Nothing is loaded from www.youtube-nocookie.com before you click.</span></a></figure>',
  );
});

test("a map is a link to its place", async () => {
  const body = toBody(await buildBody("::map[The bridge]{lat=41.14 lon=-8.61 zoom=15}"));
  expect(body).toContain('href="https://www.openstreetmap.org/?mlat=41.14&amp;mlon=-8.61#map=15/41.14/-8.61"');
  expect(body).toContain("export/embed.html?bbox=-8.62099%2C41.13586%2C-8.59901%2C41.14414&amp;layer=mapnik");
});

test("sound of the site itself is published with the article and played by the browser", async () => {
  const result = await buildBody("::audio{src=talk.mp3 title=Talk}", { "content/city/talk.mp3": "sound" });
  expect(toBody(result)).toContain('<audio controls preload="none" src="/city/talk.mp3"></audio>');
  expect(result.files.map(({ path }) => path)).toContain("city/talk.mp3");
});

test("sound of an embargoed article stays unpublished, and a missing file is told", async () => {
  const files = {
    "content/a.md": toArticle("embargo: 2026-02-01\n", "::audio{src=talk.mp3 title=Talk}"),
    "content/b.md": toArticle("", "::audio{src=tlak.mp3 title=Talk}"),
    "content/talk.mp3": "sound",
  };
  const result = await buildSite(files);
  expect(result.files.map(({ path }) => path)).not.toContain("talk.mp3");
  expect(toCodes(result)).toEqual(["content/b.md:6:1 link-dead"]);
});

test("a feed has a plain link in place of a facade", async () => {
  const feed = JSON.parse(findText(await buildBody(CLIP), "feed.json")) as { items: { content_html: string }[] };
  expect(feed.items[0]?.content_html).toBe(
    '<p><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">The &quot;lift&quot; &lt;b&gt;</a></p>',
  );
});

test("notes, side notes and pull quotes hold Markdown", async () => {
  const text =
    ":::note[How *we* count]\nOne **two**.\n:::\n\n:::aside\nBeside.\n:::\n\n:::pullquote{by=Ros}\nIt lifts.\n:::";
  const result = await buildBody(text);
  expect(toCodes(result)).toEqual([]);
  expect(toBody(result)).toBe(
    '<div class="note" role="note"><p class="box-title">How <em>we</em> count</p><p>One <strong>two</strong>.</p></div>\n' +
      '<div class="aside" role="note"><p>Beside.</p></div>\n' +
      '<figure class="pullquote"><blockquote><p>It lifts.</p></blockquote><figcaption>Ros</figcaption></figure>',
  );
});

test("a pull quote is not told twice to who compares or sums up", async () => {
  const result = await buildBody(":::pullquote\nSaid again.\n:::\n\nThe first sentence.");
  expect(result.articles[0]?.lede).toBe("The first sentence.");
});

test("a gallery has a figure for each picture, however they are spaced", async () => {
  const body =
    ':::gallery[The night]\n![One](https://a.test/1.jpg "First")\n![Two](https://a.test/2.jpg)\n\n![Three](https://a.test/3.jpg)\n:::';
  const html = toBody(await buildBody(body));
  expect(html.match(/<figure><img/g)).toHaveLength(3);
  expect(html).toMatch(
    /^<figure class="gallery"><div>.*<figcaption>First<\/figcaption>.*<\/div><figcaption>The night<\/figcaption><\/figure>$/s,
  );
});

test.for([
  "At 12:30 a:b and a :b[c]{d}, https://a.test:80/x, std::vector, :: and ::",
  "Ratio 1:2:3 :smile: :)",
  "::",
  ":::",
  ":: map",
  "::map of the town",
])("colons in prose stay as they are: %j", async (text) => {
  const result = await buildBody(text);
  expect(toCodes(result)).toEqual([]);
  expect(toBody(result).replaceAll(/<[^>]+>/g, "")).toBe(text);
});

test("text between rulers of colons stays, with a warning where a name follows", async () => {
  const result = await buildBody("Before\n\n:::noet{a=b}\nInside.\n:::\n\n::scope[*x*]\n\nAfter");
  expect(toCodes(result)).toEqual([
    "content/city/a.md:8:1 directive-unknown",
    "content/city/a.md:12:1 directive-unknown",
  ]);
  expect(result.diagnostics[0]?.advice).toBe("did you mean :::note?");
  expect(toBody(result).replaceAll(/<[^>]+>/g, "")).toBe("Before\n:::noet{a=b}\nInside.\n:::\n::scope[*x*]\nAfter");
});

test("directives of elsewhere are told with what there is here", async () => {
  const { diagnostics } = await buildBody("::vimeo{id=76979871}\n\n::video{src=film.mp4}\n\n:::warning\nText.\n:::");
  expect(diagnostics.map(({ advice }) => advice)).toEqual([
    "link to its page: [what it shows](https://…)",
    expect.stringContaining("link to a film of your own: [The film](film.mp4)"),
    "write :::note[A heading]",
  ]);
});

test.for([
  ["::youtube{id=short title=a}", "6:11", "write the 11 characters after v= in the video's address"],
  ["::youtube{id=dQw4w9WgXcQ}", "6:1", 'write ::youtube{id=dQw4w9WgXcQ title="What it shows"}'],
  ["::youtube{id=dQw4w9WgXcQ title=a strat=3}", "6:34", "did you mean start?"],
  [":::youtube{id=dQw4w9WgXcQ title=a}\n:::", "6:1", 'write ::youtube{id=dQw4w9WgXcQ title="What it shows"}'],
  ["::youtube{id=dQw4w9WgXcQ, title=a}", "6:11", "write id=dQw4w9WgXcQ"],
  ["::youtube{id: dQw4w9WgXcQ title=a}", "6:11", "write id=dQw4w9WgXcQ"],
  ["::youtube{id=dQw4w9WgXcQ title=a start=1:30}", "6:34", "write start=90"],
  ["::youtube{id=dQw4w9WgXcQ title=Two words more}", "6:36", 'write title="Two words more", if it belongs there'],
  ["::map{lat=91 lon=0 label=a}", "6:7", "write a number from -90 to 90"],
  ["::map{lat=1 lng=0 label=a}", "6:13", "did you mean lon?"],
  ['::map{lat=1 lon="8.79° W" label=a}', "6:13", "write lon=-8.79"],
  ["::map{lat=1 lon=x label=a}", "6:13", "write a number from -180 to 180"],
  [
    "::audio{src='javascript:alert(1)' title=a}",
    "6:9",
    "name an audio file beside the article or in public/, or a full https address",
  ],
  [
    "::audio{src=http://a.test/a.mp3 title=a}",
    "6:9",
    "name an audio file beside the article or in public/, or a full https address",
  ],
  [
    "::audio{src=//a.test/a.mp3 title=a}",
    "6:9",
    "name an audio file beside the article or in public/, or a full https address",
  ],
  ["::note", "6:1", "write :::note[A heading]"],
  [":::gallery\nText.\n:::", "6:1", 'write a line for each: ![What is seen](file.jpg "Caption")'],
  [":::note\nText.", "6:1", "end it with a line of :::"],
  [":::note\n:::aside\nText.\n:::\n:::", "7:1", "begin and end note with more colons: ::::note, and a line of ::::"],
  ["::::note\n:::aside\nText.\n::::", "7:1", "end it with a line of :::"],
] as const)("a mistake is told with its place and what to write: %j", async ([text, place, advice]) => {
  const result = await buildBody(text);
  expect(toCodes(result)).toEqual([`content/city/a.md:${place} directive-invalid`]);
  expect(result.diagnostics[0]).toMatchObject({ severity: "error", advice });
});

test("directives stand in lists, in quotes and in each other", async () => {
  const result = await buildBody(`- One\n- ${CLIP}\n\n> ${CLIP}\n\n::::note\n${CLIP}\n\n:::aside\nText.\n:::\n::::`);
  expect(toCodes(result)).toEqual([]);
  expect(toBody(result).match(/data-frame/g)).toHaveLength(3);
  expect(toBody(result)).toContain('<div class="aside" role="note">');
  expect(toAllText(result)).not.toContain("\u0003");
});

test("they are the same where raw HTML is cleaned, and cannot be forged in it", async () => {
  const options: MarkdownOptions = { ...markdownOptions, html: "sanitize" };
  const toHtml = async (text: string, own: MarkdownOptions) =>
    (await createMarkdownRenderer(own))({ file: "content/a.md" as SourcePath, text, lang: "en" }).value;
  const text = `${CLIP}\n\n:::note[A]\nText.\n:::\n\n- ${CLIP}\n`;
  const cleaned = await toHtml(text, options);
  expect(cleaned?.html).toBe((await toHtml(text, markdownOptions))?.html);
  expect(cleaned?.facts.references).toHaveLength(2);
  const forged = await toHtml('<div class="note"><a data-frame="https://evil.test" href="/">x</a></div>', options);
  expect(forged?.html).toBe('<div><a href="\u00010\u0001">x</a></div>');
});

test("styles and script are loaded where they are used only", async () => {
  const page = async (body: string) => findText(await buildBody(body), "city/a/index.html");
  expect(await page("Plain.")).not.toMatch(/embeds-/);
  const note = await page(":::note\nText.\n:::");
  expect(note).toMatch(/embeds-\w+\.css/);
  expect(note).not.toMatch(/embeds-\w+\.js/);
  expect(await page(CLIP)).toMatch(/embeds-\w+\.js/);
});

test("an address in place of an id, and commas in numbers, are told with what to write", async () => {
  const result = await buildBody(
    "::youtube{id=https://youtu.be/dQw4w9WgXcQ title=x}\n\n::map{lat=41,14 lon=-8,61 label=x}\n\n::map{lat=41,14,2 lon=1 label=x}",
  );
  expect(result.diagnostics.map(({ advice }) => advice)).toEqual([
    "write id=dQw4w9WgXcQ",
    "write lat=41.14",
    "write lon=-8.61",
    "write a number from -90 to 90",
  ]);
});
