import { expect, test } from "vitest";
import { run, toPng } from "../desk/command.ts";
import { importFrom } from "./import-from.ts";

test("Eleventy: data of folders, permalinks of templates, and --permalink where a filter is code", async () => {
  const files = {
    "eleventy.config.js": 'export default () => ({ dir: { input: "site" } });\nthrow new Error("this never runs");\n',
    "site/README.md": "no article",
    "site/posts/posts.json":
      '{ "tags": "posts", "permalink": "/{{ page.date | date: \'%Y/%m\' }}/{{ page.fileSlug }}/" }',
    "site/posts/2021-02-03-vote.md":
      "---\ntitle: Vote\ntags: [posts, bridge]\n---\n{% image './a.png', 'The bridge' %}\n",
    "site/posts/a.png": toPng(4, 3),
    "site/notes/notes.11tydata.js": "module.exports = { permalink: '/{{ page.date | mine }}/{{ slug }}/' };",
    "site/notes/one.md": "---\ntitle: One\ndate: 2021-02-05\n---\nText.\n",
  };
  const { aliases, read, losses } = await importFrom("eleventy", files);
  expect(aliases).toEqual({ "/news/vote/": ["/2021/02/vote/"], "/notes/one/": [] });
  expect(read("content/news/vote.md")).toContain("tags:\n  - bridge\n");
  expect(read("content/news/vote.md")).toContain("![The bridge](/posts/a.png)");
  expect(losses).toEqual(["site/notes/one.md:1 import-address-lost"]);
  const told = await importFrom("eleventy", files, "--permalink", "/:year/:slugorfilename/");
  expect(told.aliases).toEqual({ "/news/vote/": ["/2021/vote/"], "/notes/one/": ["/2021/one/"] });
});

test("Eleventy: data, scripts as heads, pages, feeds, languages, links to files and what code shows", async () => {
  const { aliases, read, report, losses, root } = await importFrom("eleventy", {
    "eleventy.config.js":
      'export default (c) => { c.addPlugin(feedPlugin, { type: "atom", outputPath: "/feed/feed.xml" }); };\nexport const config = { dir: { input: "content", data: "../facts" } };\n',
    ".eleventyignore": "# not ours\ncontent/ignored/\n",
    "content/ignored/x.md": "---\ntitle: X\ndate: 2021-02-05\n---\nText.\n",
    "facts/metadata.js": 'export default {\n\ttitle: "The Courier",\n\turl: "https://courier.test/",\n};\n',
    "facts/site.yaml": "locale: en-US\n",
    "content/feed.njk": "---\npermalink: '{{ metadata.feed.path }}'\nmetadata: { feed: { path: /rss.xml } }\n---\n",
    "content/data.json.njk": "---\npermalink: /feed.json\n---\n",
    "content/search.njk": "---\npermalink: /search.json\n---\n",
    "content/about.md":
      "---js\nconst order = 3;\n---\n# About *us*\n\nWe write from {{ metadata.title }}{{ site.baseurl }}.\n",
    "content/404.md": "---\npermalink: 404.html\n---\n# Not found\n",
    "content/blog/first.md":
      '---js\nconst title = "First";\nconst date = "2021-02-03";\n---\n[second](/blog/second.md#x) [third](blog/third.md) [![The bridge](a.png)](https://x.test/)\n\n```html\n<img src="gone.png">\n```\n\n{% indieweblink "Ana", "https://ana.test/" %} {% youtubeEmbed "abc" %}\n',
    "content/blog/a.png": toPng(4, 3),
    "content/blog/second.md":
      "---\ndate: 2021-02-04\ndescription: A.\nexcerpt: A.\nimage: a.png\nimage_alt_text: Dawn\nimage_caption: At dawn\n---\n\n# The second\n\n## X\n\nText.\n",
    "content/blog/third.md": "---\ntitle: Third\ndate: 2021-02-04\n---\n# Its own title\n",
    "content/es/es.11tydata.js": "module.exports = { locale: 'es' };\n",
    "content/es/blog/second.md": "---\ntitle: Dos\ndate: 2021-02-04\n---\nTexto.\n",
  });
  expect(aliases).toEqual({
    "/about/": [],
    "/news/first/": ["/blog/first/"],
    "/news/second/": ["/blog/second/"],
    "/news/third/": ["/blog/third/"],
    "/es/news/second/": ["/es/blog/second/"],
  });
  expect(read("content/about.md")).toContain(
    "headline: About us\nkind: page\nextra:\n  order: 3\n---\n\nWe write from The Courier.",
  );
  const first = read("content/news/first.md");
  expect(first).toContain(
    "[second](/news/second/#x) [third](/news/third/) [![The bridge](/blog/a.png)](https://x.test/)",
  );
  expect(first).toContain('<img src="gone.png">');
  expect(first).toContain("[Ana](https://ana.test/) <https://www.youtube.com/watch?v=abc>");
  expect(read("content/news/second.md")).toBe(
    "---\ndate: 2021-02-04\nheadline: The second\ndek: A.\nimage:\n  src: /blog/a.png\n  alt: Dawn\n  caption: At dawn\naliases:\n  - /blog/second/\n---\n\n## X\n\nText.\n",
  );
  expect(read("content/news/third.md")).toContain("# Its own title");
  expect(read("content/news/second.es.md")).toContain("translationOf: news/second.md");
  expect(read("broadsheet.config.ts")).toContain(
    'title: "The Courier",\n  baseUrl: "https://courier.test",\n  language: "en",',
  );
  expect(report?.redirects).toEqual({ "/feed/feed.xml": "/feed.xml", "/rss.xml": "/feed.xml" });
  expect(losses).toEqual(["content/404.md:1 import-skipped"]);
  expect(await run(root, "check")).toMatchObject({ status: 0, stderr: expect.not.stringContaining("link-dead") });
});

test("Eleventy: data files of an article and of its folders, in the order of its docs; scripts are told, for they are never run", async () => {
  const { read, losses, report } = await importFrom("eleventy", {
    ".eleventy.js":
      'module.exports = (c) => { c.addDataExtension("yml,yaml", parse); return { dir: { input: "src" } }; };\n',
    "src/src.json": '{ "author": "Root", "description": "Of the root" }',
    "src/posts/posts.json": '{ "author": "Folder", "kicker": "A", "dateline": "Leeds" }',
    "src/posts/posts.11tydata.json": '{ "kicker": "B" }',
    "src/posts/posts.11tydata.js":
      "// Code.\nmodule.exports = {\n  layout: 'post',\n  eleventyComputed: { title: (data) => data.title },\n};\n",
    "src/posts/deep/deep.11tydata.js": "export default { tags: ['posts'], layout: \"post\" };\n",
    "src/posts/one.md": "---\ntitle: One\ntags: [bridge]\n---\nText.\n",
    "src/posts/one.yaml": "author: Y\ndateline: York\n",
    "src/posts/one.json": '{ "date": "2021-02-05", "author": "X", "tags": ["vote"] }',
    "src/posts/one.11tydata.json": '{ "author": "Own", "title": "Not this", "updated": "2021-02-06" }',
    "src/posts/two.md": "---\ntitle: Two\ndate: 2021-02-06\n---\nText.\n",
    "src/posts/two.11tydata.js": "module.exports = { eleventyExcludeFromCollections: true };\n",
    "src/posts/deep/three.md": "---\ntitle: Three\ndate: 2021-02-06\n---\nText.\n",
    "src/posts/deep/three.11tydata.json": '{ "draft": true, "author": "Deep" }',
  });
  const one = read("content/news/one.md");
  for (const line of [
    "date: 2021-02-05\n",
    "headline: One\n",
    "dek: Of the root\n",
    "kicker: B\n",
    "dateline: York\n",
    "updated: 2021-02-06\n",
    "authors:\n  - Own\n",
    "tags:\n  - vote\n  - bridge\n",
  ])
    expect(one).toContain(line);
  expect(read("content/news/two.md")).toMatch(/authors:\n {2}- Folder\n(?:.*\n)*draft: true\n/);
  expect(read("content/news/three.md")).toMatch(/authors:\n {2}- Deep\n(?:.*\n)*draft: true\n/);
  expect(losses).toEqual(["src/posts/posts.11tydata.js:1 import-skipped", "src/posts/two.md:1 import-skipped"]);
  expect(report?.problems[0]?.message).toContain("it is code, which is never run");
});

test("Eleventy: what layouts say of articles is read, the outer one last; dated templates that are no Markdown are told", async () => {
  const { aliases, read, losses, report } = await importFrom("eleventy", {
    "eleventy.config.js":
      'export default (c) => {\n  c.addLayoutAlias("note", "parts/note.liquid");\n  return { dir: { input: "src", includes: "_parts", layouts: "_parts/layouts" } };\n};\n',
    "src/_parts/layouts/base.njk": "---\nlang: es\nauthor: The desk\npageClass: plain\n---\n{{ content }}\n",
    "src/_parts/layouts/post.njk":
      "---\nlayout: base\ntitle: My Rad Blog\npermalink: /{{ page.fileSlug }}/\nauthor: Ana\ntags: [posts]\n---\n{{ content }}\n",
    "src/_parts/layouts/parts/note.liquid": "---\nlayout: post.njk\nhidden: true\n---\n{{ content }}\n",
    "src/_parts/layouts/loop.njk": "---\nlayout: loop\n---\n",
    "src/news/news.json": '{ "layout": "post" }',
    "src/news/one.md": "---\ndate: 2021-02-05\ntags: [posts, bridge]\n---\n# One\n\nText.\n",
    "src/news/two.md": "---\ntitle: Two\ndate: 2021-02-05\nlayout: note\nauthor: Ben\n---\nText.\n",
    "src/news/three.md": "---\ntitle: Three\ndate: 2021-02-05\nlayout: loop\nlang: en\n---\nText.\n",
    "src/news/four.njk": "---\ntitle: Four\ndate: 2021-02-05\n---\n<p>Text.</p>\n",
    "src/news/2021-02-06-five.html": "<p>Text.</p>\n",
    "src/news/index.njk": "---\ntitle: News\n---\n",
    "src/news/six.md":
      "---\ntitle: Six\ndate: 2021-02-05\nlang: en\neleventyComputed:\n  permalink: /computed/{{ page.fileSlug }}/\n---\nText.\n",
  });
  expect(aliases).toEqual({
    "/es/news/one/": ["/one/"],
    "/es/news/two/": ["/two/"],
    "/news/three/": [],
    "/news/six/": ["/computed/six/"],
  });
  const one = read("content/news/one.es.md");
  expect(one).toContain("headline: One\nauthors:\n  - Ana\ntags:\n  - bridge\nlang: es\n");
  expect(one).not.toContain("plain");
  expect(read("content/news/two.es.md")).toMatch(/authors:\n {2}- Ben\n(?:.*\n)*draft: true\n/);
  expect(losses).toEqual([
    "src/news/2021-02-06-five.html:1 import-skipped",
    "src/news/four.njk:1 import-skipped",
    "src/news/two.md:1 import-skipped",
  ]);
  expect(report?.problems[0]?.message).toContain("a template, and no Markdown");
});

test("Eleventy: folders that are copied under another name, dates that no file tells, templates and comments", async () => {
  const { read, report } = await importFrom("eleventy", {
    "eleventy.config.js":
      'export default (config) => {\n  config.addPassthroughCopy({ "src/img": "pictures" });\n  config.addGlobalData("permalink", () => "/x/");\n' +
      '  return { dir: { input: "src" }, pathPrefix: "/paper/" };\n};\n',
    "src/img/b.png": toPng(4, 3),
    "src/c.png": toPng(4, 3),
    "src/posts/a.md":
      "---\ntitle: A\ndate: 2024-03-04\n---\n![B](/pictures/b.png) ![C](/paper/c.png)\n\n{# Ask Ana. #}\n",
    "src/posts/$&.md": "---\ntitle: B\ndate: 2024-03-04\npermalink: /:basename/\n---\nText.\n",
    "src/posts/late.md": "---\ntitle: C\ndate: Last Modified\ntags: posts\n---\nText.\n",
    "src/about.md": "---\ntitle: About\ndate: Last Modified\n---\nUs.\n",
    "src/team.njk": "---\ntitle: Team\n---\n<p>Ana</p>\n",
    "src/tags.njk": "---\ntitle: Tags\n---\n",
    "src/d.11ty.js": "export default class {}\n",
  });
  expect(read("content/news/a.md")).toContain("![B](/img/b.png) ![C](/c.png)\n");
  expect(read("content/news/a.md")).not.toContain("Ana");
  expect(read("content/news/b.md")).toContain("  - /$&/\n");
  expect(read("content/about.md")).toContain("kind: page\n");
  expect(report?.problems.map(({ file, line, code, message }) => `${file}:${line} ${code} ${message}`)).toEqual([
    "eleventy.config.js:1 import-skipped it gives all articles permalink by addGlobalData, which is code and not read",
    "src/d.11ty.js:1 import-skipped it is a template in code, which is never run",
    'src/posts/late.md:3 date-missing date: "Last Modified" is not an ISO 8601 date; it is not imported',
    "src/team.njk:1 import-skipped it is a page in a template, and no Markdown",
  ]);
});
