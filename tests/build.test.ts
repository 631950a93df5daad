import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite, toAllText, toArticle, toCodes } from "./site.ts";

test("an impossible date is an error at its place", async () => {
  const result = await buildSite({ "content/a.md": "---\nheadline: A\ndate: 2026-02-30\nsources: []\n---\nText.\n" });
  expect(toCodes(result)).toEqual(["content/a.md:3:7 date-invalid"]);
});

test("executable frontmatter is refused and never run", async () => {
  for (const engine of ["js", "javascript", " JS", "\tJavaScript ", "json", "constructor"]) {
    const result = await buildSite({ "content/a.md": `---${engine}\nglobalThis.owned = true\n---\nText.\n` });
    expect(toCodes(result)).toEqual(["content/a.md:1:1 frontmatter-engine-refused"]);
    expect(globalThis).not.toHaveProperty("owned");
  }
});

test("a broken head fails the second time as it did the first", async () => {
  const files = { "content/a.md": "---\nheadline: [\n---\nText.\n", "content/b.md": "---\nheadline: [\n---\nText.\n" };
  const codes = (await buildSite(files)).diagnostics.map(({ file, code }) => `${file} ${code}`);
  expect(codes).toEqual(["content/a.md frontmatter-syntax", "content/b.md frontmatter-syntax"]);
});

test("a byte order mark or blank lines before the fence do not publish the YAML", async () => {
  const result = await buildSite({ "content/a.md": `\ufeff\n\n${toArticle("")}` });
  expect(result.diagnostics).toEqual([]);
  expect(toAllText(result)).not.toContain("sources: []");
});

test("an unclosed fence is an error", async () => {
  const result = await buildSite({ "content/a.md": "---\ndate: 2025-03-04\nheadline: A\n" });
  expect(toCodes(result)).toEqual(["content/a.md:1:1 frontmatter-unclosed"]);
});

test("drafts, embargoed and expired articles appear nowhere", async () => {
  const shown = await buildSite({ "content/a.md": toArticle("") });
  const result = await buildSite({
    "content/a.md": toArticle(""),
    "content/draft.md": toArticle("draft: true\ntags: [canary]\n", "CANARY"),
    "content/later.md": toArticle("embargo: 2026-02-01\ntags: [canary]\n", "CANARY"),
    "content/gone.md": toArticle("expires: 2026-01-01\ntags: [canary]\n", "CANARY"),
  });
  expect(result.files).toEqual(shown.files);
});

test("of an article that was withdrawn its headline and the reason are left, wherever it is linked", async () => {
  const fields =
    "withdrawn: It was wrong.\ntags: [canary]\nauthors: [canary]\ndek: CANARY\nkicker: CANARY\nseries: canary\n";
  const result = await buildSite({
    "content/a.md": toArticle("", "See [it](gone.md#canary) and [that](gone.md?q=1#canary)."),
    "content/gone.md": toArticle(
      `${fields}corrections: [{ date: 2025-03-05, text: CANARY }]\n`,
      "CANARY\n\n## Canary\n",
    ),
  });
  expect(toCodes(result).filter((code) => code.includes("link"))).toEqual([]);
  expect(toAllText(result)).toContain('<a href="/news/gone/?q=1">that</a>');
  expect(toAllText(result)).not.toMatch(/canary/i);
});

test("what refers to an article that is not published says the same whether there is one or not", async () => {
  const config = {
    related: { json: true },
    redirects: { "/short/": "/news/later/" },
    rules: { "link-dead": "warning" },
    title: { en: "News", fr: "Nouvelles" },
    authors: { only: { name: "CANARY" } },
    callToAction: { title: "Read", text: "All of it", label: "Here", url: "/news/later/" },
  };
  const body =
    "See [a](later.md), [b](/news/later/#part), [c](/old/), [d](https://news.test/es/news/later-es/), [e](gone.md)";
  const seen = {
    "broadsheet.config.ts": `export default ${JSON.stringify(config)};`,
    "content/news/a.md": toArticle(
      "related: [later.md]\nseries: Bridge\ntags: [bridge]\nlang: en\n",
      `${body}[^1].\n\n[^1]: [f](later.md)`,
    ),
    "content/news/b.md": toArticle("translationOf: news/later.md\nseries: Bridge\nlang: es\n", "Un texto."),
    "content/news/c.md": toArticle("canonical: https://news.test/news/later/\n", "It was here first."),
    "content/news/d.md": toArticle("", "It knows.").replace(
      "sources: []",
      'sources: [{ name: Us, url: "https://news.test/news/later/" }, { name: Ours, url: "https://news.test/news/later/photo.jpg" }]',
    ),
    "content/about.md": toArticle(
      "kind: page\ncanonical: https://news.test/news/later/\n",
      "About [a](news/later.md).",
    ).replace("sources: []", "sources: [https://news.test/news/later/]"),
    "content/news/wrong.md": toArticle("withdrawn: true\ncanonical: https://news.test/news/later/\n"),
    "content/front.yaml": "lead: news/later.md\nseries: Later\nfr: { lead: news/fr.md }\n",
  };
  const toHidden = (word: string) => {
    const field = (name: string) => `${name}: ${word} ${name}\n`;
    const all = `${["dek", "kicker", "dateline"].map(field).join("")}authors: [only, ${word}]\ntags: [bridge, BRIDGE, ${word}]\naliases: [/old/, /${word}/]\n`;
    const toFile = (fields: string) =>
      toArticle(`${all}${fields}`, `${word} and the bridge.\n\n## Part\n`).replace("A story", word);
    return {
      "content/news/later.md": toFile("embargo: 2026-02-01\nseries: Bridge\nfront: lead\n"),
      "content/news/later-es.md": toFile(
        "embargo: 2026-02-01\nlang: es\ntranslationOf: news/a.md\nseries: Later\n",
      ).replace("/old/, ", ""),
      "content/news/fr.md": toFile("draft: true\nlang: fr\n").replace(/aliases.*\n/, ""),
      "content/news/gone.md": toFile("expires: 2026-01-01\n").replace(/aliases.*\n/, ""),
      [`content/${word}/page.md`]: toFile("embargo: 2026-02-01\nkind: page\n").replace(/aliases.*\n/, ""),
      [`content/${word}/blog.md`]: toFile("embargo: 2026-02-01\nkind: live\n").replace(/aliases.*\n/, ""),
    };
  };
  const one = await buildSite({ ...seen, ...toHidden("canary") });
  const other = await buildSite({ ...seen, ...toHidden("xyzzy") });
  const none = await buildSite({
    ...seen,
    "broadsheet.config.ts": `export default ${JSON.stringify({ ...config, redirects: {}, callToAction: null })};`,
    "content/news/c.md": toArticle("", "It was here first."),
    "content/news/d.md": toArticle("", "It knows.").replace("sources: []", "sources: [Us, Ours]"),
    "content/about.md": toArticle("kind: page\n", "About [a](news/later.md).").replace("[]", "[news.test]"),
    "content/news/wrong.md": toArticle("withdrawn: true\n"),
  });
  expect(one.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const paths = one.files.map(({ path }) => path);
  for (const { files } of [other, none]) {
    expect(files.map(({ path }) => path)).toEqual(paths);
    expect(
      files.filter(({ content }, row) => JSON.stringify(content) !== JSON.stringify(one.files[row]?.content)),
    ).toEqual([]);
  }
  expect(toAllText(one)).not.toMatch(/canary|later/i);
  expect(one.diagnostics.filter(({ code }) => /-dead$/.test(code)).map(({ file, code }) => `${file} ${code}`)).toEqual([
    "broadsheet.config.ts config-link-dead",
    "content/about.md canonical-dead",
    "content/news/c.md canonical-dead",
    "content/news/wrong.md canonical-dead",
  ]);
});

test("an old address that a draft claims too leads to the article that is published", async () => {
  const { diagnostics, files } = await buildSite({
    "content/a.md": toArticle("", "See [it](/old/)."),
    "content/b.md": toArticle("aliases: [/old/]\n"),
    "content/c.md": toArticle("aliases: [/old/]\ndraft: true\n").replace("2025-03-04", "2025-03-05"),
  });
  expect(diagnostics.filter(({ code }) => code.startsWith("link"))).toEqual([]);
  const page = files.find(({ path }) => path === "news/a/index.html");
  expect(page?.content).toMatchObject({ text: expect.stringContaining('<a href="/news/b/">it</a>') });
});

test("an address in the text that is not published is told as what readers see", async () => {
  const body = "[News](https://news.test/news/later/), https://news.test/news/later/ and <https://news.test/news/a/>.";
  const { diagnostics } = await buildSite({
    "content/a.md": toArticle("", body),
    "content/later.md": toArticle("embargo: 2026-02-01\n"),
  });
  expect(diagnostics.map(({ column, message }) => `${column} ${message}`)).toEqual([
    '1 "/news/later/" is not published now; its text stays, the link is left out',
    '40 "/news/later/" is not published now; the address stays for all to read',
  ]);
});

test("a picture or a sound at a full address of the site itself is the site's own", async () => {
  const body =
    '![Hall](https://news.test/hall.png)\n\n![Gone](//news.test/gone.png)\n\n::audio{src="https://news.test/vote.mp3" title="Vote"}';
  const { files, diagnostics } = await buildSite({
    "content/a.md": toArticle("image: https://news.test/hall.png\n", body),
    "content/hall.png": readFileSync(join(import.meta.dirname, "sites/addresses/content/pixel.png")),
    "content/vote.mp3": "sound",
  });
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(["hall.png", "vote.mp3"]));
  expect(diagnostics.map(({ line, message }) => `${line} ${message}`)).toEqual(['9 "/gone.png" does not exist']);
});

test("where a site lies in a folder of its host, addresses beside the folder are somebody else's", async () => {
  const result = await buildSite({
    "broadsheet.config.ts": 'export default { baseUrl: "https://ana.test/paper/" };\n',
    "content/a.md": toArticle(
      "canonical: https://ana.test/paper/news/later/\n",
      "[B](https://ana.test/paper/news/b/#part), [home](https://ana.test/paper), [x](https://ana.test/news/b/), [y](https://ana.test/paper2/).",
    ),
    "content/b.md": toArticle("", "## Part\n\nText."),
    "content/later.md": toArticle("embargo: 2026-02-01\n"),
  });
  expect(toCodes(result)).toEqual(["content/a.md:5:1 canonical-dead"]);
  const page = result.files.find(({ path }) => path === "news/a/index.html");
  const text = page !== undefined && "text" in page.content ? page.content.text : "";
  expect(text).toContain(
    '<a href="/news/b/#s-part">B</a>, <a href="/">home</a>, <a href="https://ana.test/news/b/">x</a>, <a href="https://ana.test/paper2/">y</a>.',
  );
  expect(text).not.toContain("news/later");
});

test("a story that is not published yet may be left out of related stories, and not be pinned", async () => {
  const { diagnostics } = await buildSite({
    "content/a.md": toArticle("related: { pin: [later.md], exclude: [later.md, nothing.md] }\n"),
    "content/later.md": toArticle("embargo: 2026-02-01\n"),
  });
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'pin-not-live related: "later.md" is embargoed, so it is not shown',
    'pin-unresolved related: "nothing.md" names no article',
  ]);
});

test("a link to an article that is not published keeps its text, and loses its title, often the other's headline", async () => {
  const body =
    'See [the plan](later.md "CANARY"), [all][a] and <a title="CANARY" href="later.md">more</a>, [now](a.md "Title").\n\n' +
    '[a]: later.md "CANARY"';
  const result = await buildSite({
    "broadsheet.config.ts": 'export default { markdown: { html: "sanitize" } };',
    "content/a.md": toArticle("", body),
    "content/later.md": toArticle("embargo: 2026-02-01\n"),
  });
  const text = toAllText(result);
  expect(text).toContain('See <a>the plan</a>, <a>all</a> and <a>more</a>, <a href="/news/a/" title="Title">now</a>.');
  expect(text).not.toContain("CANARY");
});

test("what leads to an article that has errors is told of the article alone", async () => {
  const result = await buildSite({
    "content/news/a.md": toArticle(
      "related: [news/b.md, c]\ntranslationOf: b\n",
      "[b](b.md), [c](/news/c/), [c](c.md#part), [d](d.md), [e](/news/e/).",
    ),
    "content/news/b.md": "---\ndate: 2025-01-01\nheadline: [\n---\nText.\n",
    "content/news/c.md": toArticle("embargo: soon\n"),
    "content/front.yaml": "lead: news/b.md\nsecondary: [c, f]\n",
    "broadsheet.config.js": 'export default { redirects: { "/old/": "/news/b/", "/older/": "/news/g/" } };\n',
  });
  expect(result.diagnostics.map(({ code, message }) => `${code} ${message.split(" ", 5).join(" ")}`)).toEqual([
    'redirect-dead redirects leads "/older/" to "/news/g/",',
    'front-unresolved "f" names no article',
    'link-dead "d.md" does not exist',
    'link-dead "/news/e/" is no address of',
    "frontmatter-syntax a list that begins with",
    'embargo-invalid "soon" is not an ISO',
  ]);
});

test("an address that no browser can read is left out and told, and so is a picture without one", async () => {
  const dead = ["http://", "http:///x", "https://x.test:99999/", "https:x", "//", "https://%zz/"];
  const fine = ["https://x.test:8443/", "//x.test/a", "https://bücher.test/%", "http://192.0.2.1/", "https://a_b.test"];
  const result = await buildSite({
    "content/news/a.md": toArticle(
      "",
      `${[...dead, ...fine].map((url) => `[x](${url})`).join("\n")}\n<http://>\n\n![A]() ![B](#top)\n\n![C](?x)`,
    ),
    "content/news/b.md": toArticle("", "[x](/%ff) [x](%00.md) [x](../../content/news/a.md) [x](/content/news/a.md)"),
  });
  expect(result.diagnostics.map(({ line, code, message, advice }) => `${line} ${code} ${message}: ${advice}`)).toEqual([
    ...dead.map((url, index) => `${6 + index} url-unsafe the address "${url}" was dropped: ${UNREADABLE}`),
    `${6 + dead.length + fine.length} url-unsafe the address "http://" was dropped: ${UNREADABLE}`,
    ...['19 image-missing ""', '19 image-missing "#top"', '21 image-missing "?x"'].map(
      (told) =>
        `${told} names no picture: put the picture beside the article or into public/, and check how its name is written`,
    ),
    '6 link-dead "/%ff" has a % that stands for no letter: write the letter itself',
    '6 link-dead "%00.md" has a % that stands for no letter: write the letter itself',
    '6 link-dead "../../content/news/a.md" leads out of the site: link to the article\'s file (../politics/vote.md) or to a full address',
    '6 link-dead "/content/news/a.md" does not exist: write /news/a.md',
  ]);
  const text = toAllText(result);
  for (const url of dead) expect(text).not.toContain(`href="${url}"`);
  for (const url of ["https://x.test:8443/", "//x.test/a"]) expect(text).toContain(`href="${url}"`);
});

const UNREADABLE = "no browser can read it: write it in full, such as https://example.org/page";

test("unsafe addresses and raw HTML never reach a page, and both are told", async () => {
  const body = "[a](javascript:alert(1)) ![b](vbscript:x) <b onclick=x>c</b>\n\n<script>d</script>";
  const result = await buildSite({ "content/a.md": toArticle("", body) });
  const codes = result.diagnostics.map(({ code, line }) => `${line} ${code}`);
  expect(codes).toEqual(expect.arrayContaining(["6 url-unsafe", "6 html-dropped", "8 html-dropped"]));
  expect(toAllText(result)).not.toMatch(/javascript:|vbscript:|onclick|<script>d/);
});

test("two articles with one address are an error that names both", async () => {
  const result = await buildSite({
    "content/a.md": toArticle("slug: same\n"),
    "content/b.md": toArticle("slug: same\n"),
  });
  expect(result.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'permalink-collision has the same address as content/a.md: "/news/same/"',
  ]);
});

test("a section that is called like an edition is told once, at an article of it", async () => {
  const result = await buildSite({
    "content/en/b.md": toArticle("lang: de\n"),
    "content/en/a.md": toArticle("section: en\nlang: de\n"),
    "content/news/c.md": toArticle("lang: en\n"),
    "broadsheet.config.ts": "export default { language: 'de' };",
  });
  expect(result.diagnostics.map(({ code, file, line, message }) => `${file}:${line} ${code} ${message}`)).toEqual([
    'content/en/a.md:5 permalink-collision the section "en" has an address, "/en/", that another page of the site has already',
  ]);
});

test("two files whose names look alike are told apart by what differs", async () => {
  const name = "content/café.md";
  const { diagnostics } = await buildSite({ [name]: toArticle(""), [name.normalize("NFD")]: toArticle("") });
  expect(diagnostics.map(({ code, message, advice }) => [code, message, advice])).toEqual([
    [
      "permalink-collision",
      'has the same address as a file whose name looks the same, but writes its accents otherwise (NFC, NFD): "/news/café/"',
      "delete one of them",
    ],
  ]);
});

test("an article in the place of a picture, articles in one text and a second front.yaml are told with what to write", async () => {
  const { diagnostics } = await buildSite({
    "content/a.md": toArticle("related: b.md, c.md\n", "![B](b.md)"),
    "content/b.md": toArticle(""),
    "content/news/front.yaml": "lead: a.md",
  });
  expect(diagnostics.map(({ code, advice }) => `${code} ${advice}`)).toEqual(
    expect.arrayContaining([
      "image-missing write [words](b.md) for a link",
      "pin-unresolved write them as a list: [b.md, c.md]",
      "file-ignored there is one for all fronts, content/front.yaml",
    ]),
  );
});

test("a standing page at the address of a section is an error at the page", async () => {
  const result = await buildSite({
    "content/sport.md": toArticle("kind: page\nslug: sport\n"),
    "content/sport/a.md": toArticle(""),
  });
  expect(result.diagnostics.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
    "content/sport.md:6 permalink-collision",
  ]);
});

test("an address without its beginning is told with the whole one", async () => {
  const body =
    "[a](www.example.org/x) and [b](ana@example.org) and [c](gone.md) and [d](http;//a.test/b) and [e](https/a.test)";
  const more = "[f](b.html) and [g](htps://a.test/) and [h](file:///home/ana/b.md) and [i](gopher://a.test/)";
  const files = { "content/a.md": toArticle("", body), "content/b.md": toArticle("", more) };
  const { diagnostics } = await buildSite({
    ...files,
    "content/c.md": toArticle("", "[j](b.html) and [k]((b.md)) and [l](b,md)"),
    "content/news/d.md": toArticle("", "[m](news/d/)"),
  });
  expect(diagnostics.map(({ advice }) => advice)).toEqual([
    "write https://www.example.org/x",
    "write mailto:ana@example.org",
    "link to the article's file (../politics/vote.md) or to a full address",
    "write http://a.test/b",
    "write https://a.test",
    "write b.md",
    "did you mean https://a.test/?",
    "it is a file of one computer alone: put it beside the article, and write its name",
    "link to http, https, mailto or tel addresses, or to files of the site",
    "write b.md",
    "write b.md",
    "write b.md",
    "addresses of pages begin with a slash: write /news/d/",
  ]);
});

test("a link whose text is its address is marked, so that paper says that once", async () => {
  const links = [
    "https://a.test/x",
    "www.b.test",
    "<https://c.test/>",
    "[d.test/y](https://d.test/y/)",
    "[e](https://e.test)",
  ];
  const text = toAllText(await buildSite({ "content/city/a.md": toArticle("", links.join(", ")) }));
  const marked = Array.from(text.matchAll(/<a href="([^"]*)" class="written-out">/g), ([, href]) => href);
  const once = ["https://a.test/x", "http://www.b.test", "https://c.test/", "https://d.test/y/"];
  expect([...new Set(marked)]).toEqual(once);
});

test("quotes in a headline become typographic, unless it shows code", async () => {
  const result = await buildSite({
    "content/a.md": toArticle("").replace("A story", `What "it's" means`),
    "content/b.md": toArticle("").replace("A story", `'What <a href="x"> means'`),
  });
  const text = toAllText(result);
  expect(text).toContain("What “it’s” means");
  expect(text).toContain('<h1 dir="auto">What &lt;a href=&quot;x&quot;&gt; means</h1>');
});

test("author text comes out escaped in HTML, JSON-LD and feeds", async () => {
  const result = await buildSite({ "content/a.md": toArticle("").replace("A story", '"</script><x-evil>&"') });
  const pages = result.files.filter(({ path }) => path.endsWith(".html"));
  expect(pages.length).toBeGreaterThan(3);
  for (const { content } of pages) expect("text" in content && content.text).not.toContain("<x-evil>");
});

test("plugins of the site's own, named in the configuration, change the text", async () => {
  const plugin = `export default (options) => (tree) => {
    for (const node of tree.children) if (node.type === "paragraph") node.children.push({ type: "text", value: options.mark });
  };`;
  const result = await buildSite({
    "broadsheet.config.ts": `export default { markdown: { remarkPlugins: [["./plugins/mark.mjs", { mark: " MARKED" }]] } };`,
    "plugins/mark.mjs": plugin,
    "content/a.md": toArticle(""),
  });
  expect(toAllText(result)).toContain("<p>Some text. MARKED</p>");
});

test("a template that prints what is not there fails with its name, its line and the page", async () => {
  const result = await buildSite({
    "templates/partials/pager.eta": "<p>\n<%= it.page.nothing %></p>",
    "content/a.md": toArticle(""),
    ...Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`content/${index}.md`, toArticle("")])),
  });
  const [problem] = result.diagnostics;
  expect(problem).toMatchObject({ code: "template-failed", file: "templates/partials/pager.eta", line: 2 });
  expect(problem?.message).toMatch(/cannot print undefined \(while rendering "\//);
});

test("nothing that is not there is printed as HTML either, and a template that is empty makes no empty page", async () => {
  for (const [value, kind] of [
    ["it.page.headline.nothing", "undefined"],
    ["null", "null"],
    ["it.page.tags", "a list"],
  ]) {
    const files = { "templates/article.eta": `<p>\n<%~ ${value} %></p>`, "content/a.md": toArticle("") };
    expect((await buildSite(files)).diagnostics).toEqual([
      expect.objectContaining({
        code: "template-failed",
        line: 2,
        column: 5,
        message: `cannot print ${kind} (while rendering "/news/a/")`,
      }),
    ]);
  }
  const empty = await buildSite({ "templates/article.eta": "\n", "content/a.md": toArticle("") });
  expect(empty.diagnostics.map(({ message }) => message)).toEqual([
    'the template gives an empty page (while rendering "/news/a/")',
  ]);
});

test("an address of the site itself in sources must be there", async () => {
  const toFields = (...urls: readonly string[]) =>
    toArticle("").replace("sources: []", `sources: ${JSON.stringify(urls.map((url) => ({ name: "A", url })))}`);
  const result = await buildSite({
    "content/news/vote.md": toArticle(""),
    "content/news/draft.md": toArticle("draft: true\n"),
    "content/news/a.md": toFields("https://news.test/news/vot/", "https://elsewhere.test/news/vot/"),
    "content/news/b.md": toFields(
      "https://news.test/news/vote/#part",
      "https://news.test/",
      "https://news.test/feed.xml",
    ),
    "content/news/c.md": toFields("https://news.test/news/draft/", "https://news.test/nowhere/at/all"),
  });
  expect(result.diagnostics.map(({ file, line, code, advice }) => `${file}:${line} ${code} ${advice}`)).toEqual([
    'content/news/a.md:4 link-dead did you mean "/news/vote/"?',
    "content/news/c.md:4 link-dead link to a page that there is, or leave the address out",
    "content/news/c.md:4 link-not-live it becomes a link when that is published; or unlink it",
  ]);
});

test("addresses of the site itself that lead nowhere are left out of pages, as if no head had them", async () => {
  const dead = "https://news.test/news/nowhere/";
  const toSources = (source: string) => toArticle("").replace("sources: []", `sources: [${source}]`);
  const toFiles = async (canonical: string, source: string) => {
    const result = await buildSite({
      "content/news/a.md": toArticle(canonical, "The harbour bridge opens."),
      "content/news/b.md": toSources(source),
      "content/about.md": toArticle(`kind: page\n${canonical}`),
    });
    const told = result.diagnostics.filter(({ code }) => /-dead$/.test(code));
    const files = result.files.map(({ path, content }) => ({ path, content }));
    return { files, told: told.map(({ file, message }) => `${file} ${message}`) };
  };
  const one = await toFiles(`canonical: ${dead}\n`, `{ name: Us, url: "${dead}" }`);
  const other = await toFiles("", "Us");
  expect(one.files).toEqual(other.files);
  expect(one.told).toEqual([
    `content/about.md "${dead}" is no address of this site; it is left out`,
    `content/news/a.md "${dead}" is no address of this site; it is left out`,
    `content/news/b.md "${dead}" is no address of this site; its name stays, the link is left out`,
  ]);
});

test("a canonical address on the site itself must be there, and not be that of its own article", async () => {
  const toFields = (url: string) => toArticle(`canonical: ${url}\n`);
  const { diagnostics } = await buildSite({
    "content/news/vote.md": toArticle(""),
    "content/news/draft.md": toArticle("draft: true\n"),
    "content/news/a.md": toFields("https://news.test/news/vot/"),
    "content/news/b.md": toFields("https://news.test/news/b/"),
    "content/news/c.md": toFields("https://news.test/news/vote/"),
    "content/news/d.md": toFields("https://news.test/news/draft/"),
    "content/news/e.md": toFields("https://elsewhere.test/news/vot/"),
  });
  const told = diagnostics.filter(({ code }) => code.startsWith("canonical-"));
  expect(told.map(({ file, line, code, advice }) => `${file}:${line} ${code} ${advice}`)).toEqual([
    'content/news/a.md:5 canonical-dead did you mean "/news/vote/"?',
    "content/news/b.md:5 canonical-self remove canonical",
    "content/news/d.md:5 canonical-dead remove it where the text is this site's own, or name the page that has the original",
  ]);
});

test("a story leads to the parts before and after it in its series; one that is alone in its own has no such links", async () => {
  const toPart = (day: number, series: string) => toArticle(`series: ${series}\n`).replace("03-04", `03-0${day}`);
  const { files } = await buildSite({
    "content/a.md": toPart(1, "Bridge"),
    "content/b.md": toPart(2, "Bridge"),
    "content/alone.md": toPart(3, "Ferry"),
  });
  const findNavigation = (path: string): string | undefined => {
    const content = files.find((file) => file.path === `news/${path}/index.html`)?.content;
    return content !== undefined && "text" in content ? content.text.split('<nav class="series"')[1] : "";
  };
  expect(findNavigation("a")).toContain('rel="next" href="/news/b/"');
  expect(findNavigation("b")).toContain('rel="prev" href="/news/a/"');
  expect(findNavigation("alone")).toBeUndefined();
});

test("an author has one page, whether articles name the profile by its key or by its name", async () => {
  const authors = {
    ana: { name: "Ana Ruiz", role: "Editor" },
    "ana-b": { name: "Ben" },
    ben: { name: "Ana B" },
    one: { name: "Eva Sol" },
    two: { name: "Eva Sol" },
  };
  const { files } = await buildSite({
    "broadsheet.config.mjs": `export default ${JSON.stringify({ authors })};`,
    "content/a.md": toArticle("authors: [Ana Ruiz]\n"),
    "content/b.md": toArticle("authors: [ana, ANA RUIZ]\n"),
    "content/c.md": toArticle("authors: [Ben, Ana B, Eva Sol, Constructor]\n"),
  });
  const findText = (path: string): string => {
    const content = files.find((file) => file.path === path)?.content;
    return content !== undefined && "text" in content ? content.text : "";
  };
  const pages = files.flatMap(({ path }) => /^authors\/([^/]+)\/index\.html$/.exec(path)?.[1] ?? []);
  // A key stands for itself, and the name of two profiles for neither.
  expect(pages.sort()).toEqual(["ana", "ana-b", "ben", "constructor", "eva-sol"]);
  expect(findText("authors/ana/index.html")).toMatch(/"ProfilePage".*href="\/news\/a\/".*href="\/news\/b\/"/s);
  const person =
    /"author":\[?\{"@type":"Person","name":"Ana Ruiz","url":"[^"]*\/authors\/ana\/","jobTitle":"Editor"\}\]?[,}]/;
  for (const name of ["a", "b"]) expect(findText(`news/${name}/index.html`)).toMatch(person);
  expect(findText("feed.json").match(/"url": ?"[^"]*\/authors\/ana\/"/g)).toHaveLength(2);
});
