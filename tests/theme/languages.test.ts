import { expect, test } from "vitest";
import { toWireCredit } from "../../src/article/byline.ts";
import { toSearchWords } from "../../src/pages/search-words.ts";
import { languages, toWords } from "../../src/pages/words.ts";
import { buildSite, toCodes } from "../site.ts";

const config = 'export default { language: "en-GB", baseUrl: "https://news.test" };\n';

function toStory(headline: string, fields = ""): string {
  return `---\ndate: 2025-03-04\nheadline: ${headline}\nsources: []\n${fields}---\nSome text.\n`;
}

async function buildPages(files: Readonly<Record<string, string>>) {
  const result = await buildSite({ "broadsheet.config.ts": config, ...files });
  const texts = new Map<string, string>(
    result.files.map(({ path, content }) => [path, "text" in content ? content.text : ""]),
  );
  return { result, find: (path: string) => texts.get(path) ?? "" };
}

function toAlternates(html: string): readonly string[] {
  return Array.from(html.matchAll(/hreflang="([^"]+)" href="(https[^"]+)"/g), ([, lang, url]) => `${lang} ${url}`);
}

test("readers of any other language get the version in the site's own, whichever that is", async () => {
  const { find } = await buildPages({
    "broadsheet.config.ts": config.replace("en-GB", "es"),
    "content/a.md": toStory("El puente"),
    "content/b.md": toStory("The bridge", "lang: en\ntranslationOf: a.md\n"),
  });
  expect(toAlternates(find("en/news/b/index.html"))).toContain("x-default https://news.test/news/a/");
});

test("an article and its translation name each other, and readers get a link", async () => {
  const { result, find } = await buildPages({
    "content/a.md": toStory("The bridge"),
    "content/b.md": toStory("El puente", "lang: es-ES\ntranslationOf: a.md\n"),
    "content/c.md": toStory("Alone"),
  });
  expect(toCodes(result)).toEqual([]);
  const all = [
    "en-GB https://news.test/news/a/",
    "es-ES https://news.test/es/news/b/",
    "x-default https://news.test/news/a/",
  ];
  expect(toAlternates(find("news/a/index.html"))).toEqual(all);
  expect(toAlternates(find("es/news/b/index.html"))).toEqual(all);
  expect(toAlternates(find("news/c/index.html"))).toEqual([]);
  expect(find("news/a/index.html")).toContain('Also in <a href="/es/news/b/" lang="es-ES"');
  expect(toAlternates(find("index.html"))).toEqual([
    "en-GB https://news.test/",
    "es https://news.test/es/",
    "x-default https://news.test/",
  ]);
});

test("language and territory are those of the page", async () => {
  const { find } = await buildPages({
    "content/a.md": toStory("One"),
    "content/b.md": toStory("Dos", "lang: es-MX\n"),
    "content/d.md": toStory("Four").replace("2025-03-04", "2025-03-04T18:30"),
  });
  expect(find("news/a/index.html")).toContain('property="og:locale" content="en_GB"');
  expect(find("news/a/index.html")).toContain(">4 March 2025<");
  expect(find("news/d/index.html")).toContain(">4 March 2025 at\u00a018:30\u00a0UTC<");
  expect(find("es/news/b/index.html")).toContain('property="og:locale" content="es_MX"');
  expect(find("es/index.html")).toContain('property="og:locale" content="es_ES"');
});

test.each([
  ["en-GB", "Europe/London", "4 March 2025 at\u00a018:30\u00a0GMT", "4 July 2025 at\u00a018:30\u00a0BST"],
  [
    "es",
    "Europe/Madrid",
    "4 de marzo de 2025 a las\u00a018:30\u00a0CET",
    "4 de julio de 2025 a las\u00a018:30\u00a0CEST",
  ],
  ["de", "Europe/Berlin", "4. März 2025 um\u00a018:30\u00a0MEZ", "4. Juli 2025 um\u00a018:30\u00a0MESZ"],
  // French has no name for the time of Paris, and English as spoken everywhere none for London's in summer.
  ["fr", "Europe/Paris", "4 mars 2025 à\u00a018:30", "4 juillet 2025 à\u00a018:30"],
  ["en", "Europe/London", "March 4, 2025 at\u00a06:30 PM", "July 4, 2025 at\u00a06:30 PM"],
])("a time has the zone's name, where %s has one for %s all year", async (language, timeZone, winter, summer) => {
  const { find } = await buildPages({
    "broadsheet.config.ts": `export default ${JSON.stringify({ language, timeZone, baseUrl: "https://news.test" })};\n`,
    "content/a.md": toStory("One").replace("2025-03-04", "2025-03-04T18:30"),
    "content/b.md": toStory("Two").replace("2025-03-04", "2025-07-04T18:30"),
  });
  expect(find("news/a/index.html")).toContain(`>${winter}</time>`);
  expect(find("news/b/index.html")).toContain(`>${summer}</time>`);
});

test("texts of the configuration may name a territory with their language", async () => {
  const { find } = await buildPages({
    "broadsheet.config.ts": `export default {
      baseUrl: "https://news.test", language: "en-GB", title: { "es-MX": "El Correo", "en-GB": "The Courier" } };\n`,
    "content/a.md": toStory("One"),
    "content/b.md": toStory("Dos", "lang: es\n"),
  });
  expect(find("news/a/index.html")).toContain("<title>One · The Courier</title>");
  expect(find("es/news/b/index.html")).toContain("<title>Dos · El Correo</title>");
});

test("names are joined as the territory does: without a comma before the last in Britain", async () => {
  const { find } = await buildPages({
    "content/a.md": toStory("One", "authors: [Ana, Ben, Cleo]\n").replace("[]", "[AP, dpa, Lusa]"),
  });
  const html = find("news/a/index.html");
  expect(html).toContain(">Ben</a> and <a");
  expect(html).toContain("With reports from AP, dpa and Lusa");
  expect(find("index.html")).toContain('<p class="card-byline">Ana, Ben and Cleo</p>');
});

test("a page in a language written from the right says so", async () => {
  const { find } = await buildPages({
    "content/a.md": toStory("One"),
    "content/c.md": toStory("Three", "canonical: https://example.org/%E0%A4%A/%3Cb%3E\n"),
    "content/خبر.md": toStory("خبر", "lang: ar\nauthors: [Ana]\n").replace("[]", "[رويترز, AP]"),
  });
  const html = find("ar/news/خبر/index.html");
  expect(html).toContain('<html lang="ar" dir="rtl"');
  expect(html).toContain("بقلم");
  expect(html).toContain('<p class="wire"><bdi>بالاستناد إلى تقارير من رويترز وAP</bdi></p>');
  expect(find("news/c/index.html")).toContain('dir="ltr">https://example.org/%E0%A4%A/%3Cb%3E</p>');
  // For paper: as a reader would type it, and from the left.
  expect(html).toContain('<p class="address" dir="ltr">https://news.test/ar/news/خبر/</p>');
});

test("headlines and deks have the quotes of their language, as bodies do", async () => {
  const { find } = await buildPages({
    "content/a.md": toStory("'He said \"no\" -- it''s over'", "dek: 'A \"dek\"...'\n"),
    "content/b.md": toStory("'Dijo \"no\"'", "lang: es\n"),
  });
  expect(find("news/a/index.html")).toContain('<h1 dir="auto">He said “no” – it’s over</h1>');
  expect(find("news/a/index.html")).toContain('<p class="dek">A “dek”…</p>');
  expect(find("es/news/b/index.html")).toContain('<h1 dir="auto">Dijo «no»</h1>');
});

test("quotes open and close by turns where no space stands before them, and in the way of each script", async () => {
  const body = `市长说:"这不是胜利,"又说:"用'iPhone'拍的,don't worry。"`;
  const { find } = await buildPages({
    "content/a.md": toStory("'议长\"说\"了'", "lang: zh\n").replace("Some text.", body),
    "content/b.md": toStory("'彼は\"いいえ\"と'", "lang: ja\n"),
    "content/c.md": toStory("'قال \"لا\" اليوم'", "lang: ar\n"),
    "content/d.md": toStory('\'אמר "לא" בצה"ל\'', "lang: he\n"),
  });
  const html = find("zh/news/a/index.html");
  expect(html).toContain('<h1 dir="auto">议长“说”了</h1>');
  expect(html).toContain("市长说:“这不是胜利,”又说:“用‘iPhone’拍的,don’t worry。”");
  expect(find("ja/news/b/index.html")).toContain('<h1 dir="auto">彼は「いいえ」と</h1>');
  expect(find("ar/news/c/index.html")).toContain('<h1 dir="auto">قال ”لا“ اليوم</h1>');
  expect(find("he/news/d/index.html")).toContain('<h1 dir="auto">אמר ”לא” בצה״ל</h1>');
});

test("no line of French begins with a sign that stands apart from its word; anchors of headings stay", async () => {
  const body = 'Il dit : "non !" ; et « oui » ? `a : b`\n\n## Que faire ?\n';
  const { find } = await buildPages({
    "content/a.md": toStory("'Le pont : on vote'", "lang: fr-CA\n").replace(/Some text\.?\n*$/, body),
    "content/b.md": toStory("'Odd : so'"),
  });
  const html = find("fr/news/a/index.html");
  expect(html).toContain('<h1 dir="auto">Le pont\u00a0: on vote</h1>');
  expect(html).toContain(
    "Il dit\u00a0: «\u202fnon\u202f!\u202f»\u202f; et «\u202foui\u202f»\u202f? <code>a : b</code>",
  );
  expect(html).toContain('<h2 id="s-que-faire-">Que faire ?</h2>');
  expect(find("news/b/index.html")).toContain('<h1 dir="auto">Odd : so</h1>');
});

test.each([
  ["x.md", "translation-unresolved"],
  ["c.md", "translation-same-language"],
  ["d.md", "translation-not-live"],
])("translationOf: %s is told with its line", async (name, code) => {
  const { result } = await buildPages({
    "content/a.md": toStory("One"),
    "content/b.md": toStory("Dos", `lang: es\ntranslationOf: ${name}\n`),
    "content/c.md": toStory("Tres", "lang: es\n"),
    "content/d.md": toStory("Four", "draft: true\n"),
  });
  expect(toCodes(result)).toEqual([`content/b.md:6:1 ${code}`]);
});

test("a Japanese edition of a paper in traditional Chinese speaks Japanese, the paper what Taiwan writes", async () => {
  const { find } = await buildPages({
    "broadsheet.config.ts": 'export default { language: "zh-TW", baseUrl: "https://news.test", search: true };\n',
    "content/a.md": toStory("橋", "authors: [Ana]\nupdated: 2025-03-05\n").replace("[]", "[中央社, AP]"),
    "content/b.md": toStory("橋の話", "lang: ja\nupdated: 2025-03-05\n").replace("[]", "[共同通信]"),
  });
  const own = find("news/a/index.html");
  expect(own).toContain('<p class="wire"><bdi>綜合中央社和AP報導</bdi></p>');
  expect(own).toContain('更新於 <time datetime="2025-03-05T00:00:00+00:00">2025年3月5日</time>');
  expect(own).toContain(">搜尋</a>");
  const other = find("ja/news/b/index.html");
  expect(other).toContain('更新 <time datetime="2025-03-05T00:00:00+00:00">2025年3月5日</time>');
  expect(other).toContain("共同通信の報道による");
});

test("an article in the other Chinese script has a page in its own words; lists stay those of the edition", async () => {
  const { find } = await buildPages({
    "broadsheet.config.ts": 'export default { language: "zh", baseUrl: "https://news.test", search: true };\n',
    "content/a.md": toStory("桥", "tags: [港口]\nkind: opinion\nupdated: 2025-03-05\n"),
    "content/b.md": toStory("橋", "lang: zh-TW\ntags: [港口]\nkind: opinion\nupdated: 2025-03-05\n"),
    "content/c.md": `${toStory("渡輪", "lang: zh-HK\nkind: live\n")}\n## 18:30 首班\n\n開了。\n`,
    "content/d.md": toStory("The bridge", "lang: en\n"),
  });
  const own = find("news/a/index.html");
  const other = find("news/b/index.html");
  for (const label of ["更新于", "话题", "观点", ">搜索</a>", "往期报道", "跳到正文"]) expect(own).toContain(label);
  for (const label of ["更新於", "話題", "觀點", ">搜尋</a>", "過往報導", "跳至主要內容"])
    expect(other).toContain(label);
  expect(other).toContain('<html lang="zh-TW"');
  expect(other.match(/<nav class="editions".*?<\/nav>/s)?.[0]).not.toContain("中文");
  expect(find("news/c/index.html")).toContain('data-one="1則新消息"');
  expect(find("news/c/latest.json")).toContain("這則消息的連結");
  expect(find("news/index.html")).toContain("往期报道");
});

/** Words that a language shares with English. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  de: ["Feed", "Interview", "Live"],
  fr: ["Page {number}", "Pages", "Opinion"],
  it: ["Feed"],
  nl: ["Feed", "Interview", "Live"],
  pt: ["Feed"],
};

test.each(languages.filter((language) => language !== "en"))("all that pages say is said in %s", (language) => {
  const toTexts = (lang: string): Readonly<Record<string, string>> => {
    const { kinds, ...words } = toWords(lang);
    const [{ text: credit = "" } = {}] = toWireCredit([{ name: "", url: null }], lang);
    return { ...words, ...kinds, ...toSearchWords(lang), credit };
  };
  const [english, own] = [toTexts("en"), toTexts(language)];
  expect(Object.keys(own)).toEqual(Object.keys(english));
  const toBlanks = (text = "") => text.match(/\{\w+\}/g) ?? [];
  for (const [name, text] of Object.entries(own)) {
    expect(toBlanks(text)).toEqual(toBlanks(english[name]));
    if (text === english[name]) expect(SHARED[language]).toContain(text);
  }
});

test("footnotes, tables and tasks in a text are called what its language calls them", async () => {
  const others = languages.filter((language) => language !== "en" && !language.includes("-"));
  const body = "Said[^1].\n\n| a |\n| - |\n| b |\n\n- [ ] &nbsp;\n\n[^1]: There.\n";
  const { find } = await buildPages({
    ...Object.fromEntries(others.map((lang) => [`content/${lang}.md`, toStory(lang, `lang: ${lang}\n`) + body])),
    "content/en.md": toStory("en") + body,
  });
  const english = /aria-label="(?:Table 1|Task)"|>Footnotes</g;
  expect(find("news/en/index.html").match(english)).toHaveLength(3);
  for (const lang of others) {
    expect(find(`${lang}/news/${lang}/index.html`)).toContain("<table>");
    expect(find(`${lang}/news/${lang}/index.html`).match(english), lang).toBe(null);
  }
});
