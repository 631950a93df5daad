import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder, makeSite, run, toPng } from "../desk/command.ts";

interface Report {
  readonly articles: readonly { origin: string; file: string; permalink: string; aliases: readonly string[] }[];
  readonly files: readonly string[];
  readonly redirects: Readonly<Record<string, string>>;
  readonly problems: readonly { code: string; file: string; line: number; message: string }[];
}

/** Imports a folder into a new one; both, and the report. */
async function importFrom(format: string, files: Readonly<Record<string, string | Uint8Array>>, ...flags: string[]) {
  const source = makeSite(files);
  const root = makeFolder();
  const { status, stdout, stderr } = await run(root, "import", format, source, "--root", root, "--json", ...flags);
  const report = stdout === "" ? null : (JSON.parse(stdout) as Report);
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const aliases = Object.fromEntries((report?.articles ?? []).map(({ permalink, aliases: own }) => [permalink, own]));
  const losses = (report?.problems ?? []).map(({ code, file, line }) => `${file}:${line} ${code}`);
  return { status, stderr, root, source, read, report, aliases, losses };
}

test("Hugo: permalinks of the configuration, slug, url, aliases, bundles, TOML heads and shortcodes", async () => {
  const { status, aliases, read, report, losses, root } = await importFrom("hugo", {
    "hugo.toml":
      'title = "The Courier"\nbaseURL = "https://courier.test/"\ntimeZone = "Europe/Madrid"\n[permalinks]\nnews = "/:year/:month/:slug/"\n',
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/about.md": "---\ntitle: About\nurl: /about-us/\n---\nUs.\n",
    "content/archive.md": "---\ntitle: Archive\nlayout: archive\n---\n",
    "content/authors/ana.md": "---\ntitle: Ana\n---\nShe writes.\n",
    "content/news/vote.md":
      '+++\ntitle = "The vote"\ndate = 2021-02-01T00:30:00+02:00\nslug = "bridge-vote"\naliases = ["/old-vote", "older/"]\nweight = 3\nauthor = "Ana Ruiz"\n+++\n' +
      'It passed. See [the count]({{< relref "news/count" >}}).\n\n{{< figure src="/images/bridge.png" alt="The bridge" caption="At dawn" >}}\n\n{{< mood colour="red" >}}\n\nA {{% note %}}kept{{% /note %}} word.\n',
    "content/news/count/index.md":
      "---\ntitle: The count\ndate: 2021-02-02 09:00:00 -0500\n---\n![Hall](hall.png) ![Gone](gone.png)\n",
    "content/news/count/hall.png": toPng(4, 3),
    "content/sport/derby.md": "---\ntitle: Derby\ndate: 2021/3/4\nurl: /derby-2021.html\ndraft: true\n---\nGoal.\n",
    "static/images/bridge.png": toPng(4, 3),
  });
  expect(status).toBe(0);
  expect(aliases).toEqual({
    "/about/": ["/about-us/"],
    "/news/bridge-vote/": ["/2021/01/bridge-vote/", "/old-vote/", "/2021/01/older/"],
    "/news/count/": ["/2021/02/the-count/"],
    "/sport/derby/": ["/derby-2021.html"],
  });
  const vote = read("content/news/bridge-vote.md");
  expect(vote).toMatch(/^---\ndate: 2021-02-01T00:30:00\+02:00\nheadline: The vote\nauthors:\n {2}- Ana Ruiz\n/);
  expect(vote).toContain("extra:\n  weight: 3\n");
  expect(vote).toContain("[the count](/news/count/)");
  expect(vote).toContain('![The bridge](/images/bridge.png "At dawn")');
  expect(vote).toContain('<!-- import: {{< mood colour="red" ›}} -->');
  expect(vote).toContain("A kept word.");
  expect(read("content/news/count.md")).toContain("![Hall](/news/count/hall.png)");
  expect(read("content/sport/derby.md")).toContain("draft: true");
  expect(report?.files).toEqual(["public/images/bridge.png", "public/news/count/hall.png"]);
  expect(losses).toEqual([
    "content/_index.md:1 import-skipped",
    "content/archive.md:1 import-skipped",
    "content/authors/ana.md:1 import-skipped",
    "content/news/count/index.md:5 import-picture-missing",
    "content/news/vote.md:13 import-tag",
    "content/news/vote.md:15 import-tag",
  ]);
  expect(await run(root, "check")).toMatchObject({ status: 0 });
});

test("formulas are written as their plugin reads them, which the report and the configuration name", async () => {
  const files = {
    "hugo.toml": "[params]\nmath = true\nkatex = true\n",
    "content/posts/sum.md":
      "---\ntitle: Sum\ndate: 2021-01-01\n---\nIt is \\(x^2\\) or \\\\(y\\\\), $z_1$, for $5 and $6.\n\n\\[\nx + y\n\\]\n\n`\\(code\\)`\n",
    "content/posts/cost.md":
      "---\ntitle: Cost\ndate: 2021-01-01\n---\nFrom $5 to $6, [x](/y/), \u0024{a} and \u0024{b}.\n",
  };
  const { read, report, root } = await importFrom("hugo", files);
  expect(read("content/news/sum.md")).toContain(
    "It is $x^2$ or $y$, $z_1$, for $5 and $6.\n\n$$\nx + y\n$$\n\n`\\(code\\)`\n",
  );
  expect(report).toMatchObject({ withFormulas: 1 });
  const config = read("broadsheet.config.ts");
  expect(config).toContain(
    'npm install remark-math rehype-katex, then take the slashes away.\n    // remarkPlugins: ["remark-math"],\n',
  );
  expect(await run(root, "check")).toMatchObject({ status: 0 });
  writeFileSync(join(root, "broadsheet.config.ts"), config.replaceAll(/\/\/ (r\w+Plugins)/g, "$1"));
  expect(await run(root, "build", "--jobs", "1")).toMatchObject({ status: 0 });
  expect(readFileSync(join(root, "dist/news/sum/index.html"), "utf8")).toContain(
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">',
  );
});

test("Hugo: a folder for each language, and heads in other capitals", async () => {
  const { aliases, read, root } = await importFrom("hugo", {
    "hugo.yaml":
      "defaultContentLanguage: ja\nlanguages:\n  ja: { contentDir: content/ja/, title: 新聞 }\n  en: { contentDir: ./content/en, title: Paper }\n",
    "content/ja/entry/2021/hashi.md":
      "---\nTitle: 橋\nDate: 2021-02-03\nDescription: 橋の話\nTags: [橋]\nCategories: [政治]\ntranslationKey: hashi\n---\n本文。\n",
    "content/en/entry/2021/bridge.md": "---\ntitle: The bridge\ndate: 2021-02-03\ntranslationKey: hashi\n---\nText.\n",
    "content/en/entry/2021/vote.md": "---\ntitle: The vote\ndate: 2021-02-04\n---\nText.\n",
    "content/ja/entry/2021/vote.md": "---\ntitle: 投票\ndate: 2021-02-04\n---\n本文。\n",
    "content/ja/entry/2021/vote.fr.md": "---\ntitle: Le vote\ndate: 2021-02-04\n---\nTexte.\n",
    "content/ja/entry/2021/secret.md": "---\ntitle: 秘\ndate: 2021-02-04\ndraft: true\n---\n本文。\n",
    "content/en/entry/2021/secret.md": "---\ntitle: Secret\ndate: 2021-02-04\n---\nText.\n",
  });
  expect(aliases).toMatchObject({
    "/政治/hashi/": ["/entry/2021/hashi/"],
    "/en/news/bridge/": ["/en/entry/2021/bridge/"],
  });
  expect(read("content/政治/hashi.md")).toBe(
    "---\ndate: 2021-02-03\nheadline: 橋\ndek: 橋の話\ntags:\n  - 橋\naliases:\n  - /entry/2021/hashi/\n---\n\n本文。\n",
  );
  expect(read("content/news/bridge.en.md")).toContain("\nlang: en\nslug: bridge\ntranslationOf: 政治/hashi.md\n");
  expect(read("content/news/vote.en.md")).toContain("translationOf: news/vote.md\n");
  expect(read("content/news/vote.fr.md")).toContain("translationOf: news/vote.md\n");
  expect(read("content/news/secret.en.md")).not.toContain("translationOf");
  expect(read("broadsheet.config.ts")).toContain('title: "新聞"');
  expect(await run(root, "check")).toMatchObject({ status: 0, stderr: expect.not.stringContaining("translation") });
});

test("Hugo: a file of the configuration for each language", async () => {
  const { aliases, read } = await importFrom("hugo", {
    "config/_default/hugo.toml": 'baseURL = "https://courier.test/"\n[permalinks]\npost = "/:year/:slug/"\n',
    "config/_default/languages.en.toml":
      'title = "The Courier"\ncontentDir = "content/en"\n[params]\ndescription = "News from <a href=\'/x\'>Averil</a>."\n',
    "config/_default/languages.zh-tw.toml": 'contentDir = "content/zh-tw"\n',
    "content/en/post/vote.md": "---\ntitle: Vote\ndate: 2021-02-04\n---\nText.\n",
    "content/zh-tw/post/vote.md": "---\ntitle: 投票\ndate: 2021-02-04\n---\n本文。\n",
  });
  expect(aliases).toEqual({ "/news/vote/": ["/2021/vote/"], "/zh/news/vote/": ["/zh-tw/2021/投票/"] });
  expect(read("content/news/vote.zh.md")).toContain("lang: zh-tw\nslug: vote\ntranslationOf: news/vote.md\n");
  expect(read("broadsheet.config.ts")).toContain('title: "The Courier",\n  description: "News from Averil.",');
});

test("lists of tags and categories lead to those of the new site, and standing pages stand", async () => {
  const { root, report, read, losses } = await importFrom("jekyll", {
    "_config.yml":
      "permalink: pretty\njekyll-archives:\n  enabled: [tags, categories]\n  permalinks: { tag: '/topic/:name/' }\n",
    "_posts/2021-02-03-derby.md": "---\ntitle: Derby\ncategories: [Sport, City]\ntags: [Big Cup]\n---\nGoal.\n",
    "_drafts/2021-02-04-secret.md": "---\ntitle: Secret\ntags: [merger]\n---\nNot yet.\n",
    "imprint.md": "---\ntitle: Imprint\nredirect_from: /legal.html\n---\nThe Courier, Averil.\n",
    "tags.md": "---\nlayout: tags\n---\n",
    "README.md": "---\ntitle: x\n---\nNot for readers.\n",
  });
  expect(report?.redirects).toEqual({
    "/category/city/": "/tags/city/",
    "/category/sport/": "/sport/",
    "/topic/big-cup/": "/tags/big-cup/",
  });
  expect(read("content/imprint.md")).toBe(
    "---\ndate: 2000-01-01\nheadline: Imprint\nkind: page\naliases:\n  - /legal.html\n---\n\nThe Courier, Averil.\n",
  );
  expect(losses).toEqual([]);
  expect(read("broadsheet.config.ts")).toContain("export default {\n  // The old site does not say what it is called");
  expect(await run(root, "build", "--jobs", "1")).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining("redirect"),
  });
  expect(readFileSync(join(root, "dist/_redirects"), "utf8")).toContain("/topic/big-cup/ /tags/big-cup/ 301\n");
  expect(readFileSync(join(root, "dist/topic/big-cup/index.html"), "utf8")).toContain('url=/tags/big-cup/"');
  expect(existsSync(join(root, "dist/imprint/index.html"))).toBe(true);
});

const LISTED = "---\ntitle: Derby\ndate: 2021-02-03\ntags: [posts, Big Cup, Rain]\ncategories: [Sport]\n---\nGoal.\n";

/** As sites of each generator make lists: their starter, its older one, and what authors wrote. */
const LISTS: readonly (readonly [
  name: string,
  format: string,
  files: Readonly<Record<string, string>>,
  redirects: Readonly<Record<string, string>>,
])[] = [
  [
    "a template of JavaScript",
    "eleventy",
    {
      "content/blog/blog.json": '{ "tags": "posts" }',
      "content/blog/derby.md": LISTED,
      "content/tag-pages.njk":
        '---js\nconst pagination = { data: "collections", alias: "tag" };\nconst eleventyComputed = {\n\tpermalink: (data) => `/t/$'.concat(
          "{this.slugify(data.tag)}/`,\n};\n---\n<h1>{{ tag }}</h1>\n",
        ),
    },
    { "/t/big-cup/": "/tags/big-cup/", "/t/rain/": "/tags/rain/" },
  ],
  [
    "a head of YAML, without a filter and with one",
    "eleventy",
    {
      "posts/posts.json": '{ "tags": "posts" }',
      "posts/derby.md": LISTED,
      "tags.liquid":
        "---\npagination:\n  data: collections\n  size: 1\n  alias: tag\npermalink: /topics/{{ tag }}/\n---\n",
      "pages.njk":
        "---\npagination: { data: collections.tagList, alias: tag }\npermalink: '/tagged/{{ tag | slugify }}/{% if n %}{{ n }}/{% endif %}'\n---\n",
      "og.njk": "---\npagination: { data: collections, alias: tag }\npermalink: '/og/{{ tag | slugify }}.svg'\n---\n",
      "posts.njk":
        "---\npagination: { data: collections.posts, alias: post }\npermalink: '/p/{{ post.fileSlug }}/'\n---\n",
      "other.njk": "---\npagination: { data: people, alias: one }\npermalink: '/people/{{ one }}/'\n---\n",
    },
    {
      "/tagged/big-cup/": "/tags/big-cup/",
      "/tagged/rain/": "/tags/rain/",
      "/topics/Big Cup/": "/tags/big-cup/",
      "/topics/Rain/": "/tags/rain/",
    },
  ],
  [
    "routes with pages, with slugs and as written",
    "astro",
    {
      "astro.config.mjs": "export default { base: '/paper' };\n",
      "src/content/blog/derby.md": LISTED.replace("posts, ", "").replace("categories: [Sport]", "category: Sport"),
      "src/pages/blog/[...slug].astro": "---\n---\n",
      "src/pages/topics/[tag]/[...page].astro": "---\nimport { slugify } from './x';\n---\n",
      "src/pages/blog/category/[category].astro": "---\n---\n",
      "src/pages/tag/[tag].astro": "---\n---\n",
    },
    {
      "/paper/blog/category/Sport/": "/sport/",
      "/paper/tag/Big Cup/": "/tags/big-cup/",
      "/paper/tag/Rain/": "/tags/rain/",
      "/paper/tag/big-cup/": "/tags/big-cup/",
      "/paper/topics/big-cup/": "/tags/big-cup/",
      "/paper/topics/rain/": "/tags/rain/",
    },
  ],
  [
    "taxonomies of the configuration, one of them elsewhere",
    "hugo",
    {
      "hugo.toml": "[taxonomies]\ntag = 'tags'\ncategory = 'categories'\n[permalinks.term]\ntags = '/topic/:slug/'\n",
      "content/posts/derby.md": LISTED.replace("posts, ", ""),
    },
    { "/categories/sport/": "/sport/", "/topic/big-cup/": "/tags/big-cup/", "/topic/rain/": "/tags/rain/" },
  ],
];

test.for(LISTS)("old lists of tags lead on: %s (%s)", async ([, format, files, redirects]) => {
  const { report, root } = await importFrom(format, files);
  expect(report?.redirects).toEqual({ ...redirects, ...(format === "hugo" ? { "/index.xml": "/feed.xml" } : {}) });
  expect(await run(root, "build", "--jobs", "1")).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining("redirect"),
  });
});

test("a configuration that is there is left alone; what it needs lies beside it", async () => {
  const source = makeSite({
    "content/posts/a.md": "---\ntitle: A\ndate: 2021-01-01\ncategories: [News]\n---\nText.\n",
  });
  const config = "export default { baseUrl: 'https://news.test' };\n";
  const root = makeSite({ "broadsheet.config.ts": config });
  const { stdout } = await run(root, "import", "hugo", source);
  expect(stdout).toContain("redirects.json holds them");
  expect(readFileSync(join(root, "broadsheet.config.ts"), "utf8")).toBe(config);
  expect(JSON.parse(readFileSync(join(root, "redirects.json"), "utf8"))).toEqual({
    "/categories/news/": "/news/",
    "/index.xml": "/feed.xml",
  });
});

test("Jekyll: a folder for each language, feeds, a source folder and keys that stand twice", async () => {
  const vote = (lang: string, title: string): string =>
    `---\nlayout: post\ntitle: ${title}\nlang: ${lang}\nlayout: news\n---\nA \u0008word.\n`;
  const { aliases, read, report, losses } = await importFrom("jekyll", {
    "_config.yml":
      "source: site\npermalink: pretty\nlang: en\nbaseurl: /blog\nplugins: [jekyll-feed]\nfeed: { path: /posts.xml }\n",
    "site/en/news/_posts/2021-02-04-vote.md": vote("en", "Vote"),
    "site/zh_tw/news/_posts/2021-02-04-vote.md": vote("zh_tw", "投票"),
    "site/zh_tw/about.md": "---\ntitle: 關於\n---\n我們。\n",
    "site/zh_tw/feeds/news.rss": "---\nlayout: feed\n---\n",
    "site/atom.xml": "---\n---\n<feed></feed>\n",
    "site/_layouts/rss.xml": "---\n---\n",
    "site/old/feed.xml": "<feed></feed>\n",
  });
  expect(aliases).toEqual({
    "/news/vote/": ["/blog/en/news/2021/02/04/vote/"],
    "/zh/news/vote/": ["/blog/zh_tw/news/2021/02/04/vote/"],
    "/zh/about/": ["/blog/zh_tw/about/"],
  });
  expect(read("content/news/vote.zh.md")).toContain("lang: zh-TW\nslug: vote\ntranslationOf: news/vote.md\n");
  expect(read("content/news/vote.md")).toContain("\nA word.\n");
  expect(report?.redirects).toEqual({
    "/blog/atom.xml": "/feed.xml",
    "/blog/posts.xml": "/feed.xml",
    "/blog/zh_tw/feeds/news.rss": "/feed.xml",
  });
  expect(losses).toEqual([]);
});

const STYLES = {
  date: "/city/2021/02/03/The-Vote.html",
  pretty: "/city/2021/02/03/The-Vote/",
  ordinal: "/city/2021/034/The-Vote.html",
  weekdate: "/city/2021/W05/Wed/The-Vote.html",
  none: "/city/The-Vote.html",
  "/n/:year/:i_month/:title": "/n/2021/2/The-Vote/",
};

test.for(Object.entries(STYLES))("Jekyll: the permalink style %s", async ([style, address]) => {
  const { aliases } = await importFrom("jekyll", {
    "_config.yml": `permalink: ${style}\n`,
    "_posts/2021-02-03-The-Vote.md": "---\ntitle: Vote\ncategory: city\n---\nYes.\n",
  });
  expect(aliases).toEqual({ "/city/the-vote/": [address] });
});

test("Jekyll: defaults, categories of folders, drafts, redirects, Liquid and quoted text over lines", async () => {
  const { read, aliases, losses, status } = await importFrom("jekyll", {
    "_config.yml":
      "baseurl: /blog\ntimezone: America/New_York\ndefaults:\n  - scope: { path: '', type: posts }\n    values: { author: ana, permalink: '/:categories/:title/' }\n",
    "_data/authors.yml": "ana: { name: Ana Ruiz }\n",
    "_posts/2021-02-05-tide.md": "---\nauthors: [nell-oduya, tg]\n---\nYes.\n",
    "sport/_posts/2021-02-03-derby.md":
      '---\ntitle: "A\nderby"\nredirect_from: [/old/, /older.html]\ntags: [Cup, cup]\n---\n[vote]({% post_url 2021-02-04-vote %})\n{% highlight js %}\nlet x;\n{% endhighlight %}\n{% raw %}{{ kept }}{% endraw %}\n\n{% widget 1 %}\n\n{{ page.title }} at {{ site.baseurl }}/home\n{: .wide}\n',
    "_posts/2021-02-04-vote.md": "---\ndate: 2021-02-04 (about)\n---\nYes.\n",
    "_drafts/someday.md": "---\ntitle: Some day\n---\n",
  });
  expect(status).toBe(0);
  expect(aliases).toEqual({
    "/news/tide/": ["/blog/tide/"],
    "/news/vote/": ["/blog/vote/"],
    "/sport/derby/": ["/blog/sport/derby/", "/old/", "/older.html"],
  });
  const derby = read("content/sport/derby.md");
  expect(derby).toContain("headline: A derby\nauthors:\n  - ana\ntags:\n  - cup\n");
  expect(derby).toContain("[vote](/news/vote/)\n\n```js\nlet x;\n```\n");
  expect(derby).toContain("{{ kept }}");
  expect(derby).toContain("A derby at /blog/home");
  expect(read("content/news/vote.md")).toContain("headline: Vote");
  expect(read("broadsheet.config.ts")).toContain('ana: {\n      name: "Ana Ruiz"');
  // Of two words a name can be made, of two letters none.
  expect(read("broadsheet.config.ts")).toContain('name: "Nell Oduya"');
  expect(read("broadsheet.config.ts")).not.toContain("tg");
  expect(losses).toEqual([
    "_drafts/someday.md:1 import-skipped",
    "sport/_posts/2021-02-03-derby.md:13 import-tag",
    "sport/_posts/2021-02-03-derby.md:16 import-tag",
  ]);
});

test("Jekyll: collections are articles where they have a date, standing pages where not, and nothing where they have no output", async () => {
  const { read, aliases, losses } = await importFrom("jekyll", {
    "_config.yml":
      "permalink: pretty\ncollections_dir: lists\ncollections:\n  recipes: { output: true }\n  docs: { output: true, permalink: '/help/:path/' }\n  films: { output: true, permalink: '/:collection/:year/:title:output_ext' }\n  people: {}\ndefaults:\n  - scope: { type: recipes }\n    values: { author: ana }\n",
    "lists/_posts/2021-02-04-vote.md": "---\ntitle: Vote\n---\n[Soup]({% link lists/_recipes/soup.md %})\n",
    "lists/_recipes/soup.md": "---\ntitle: Soup\ndate: 2021-03-01\n---\nBoil.\n",
    "lists/_films/2021-05-06-the-birds.md": "---\ntitle: Birds\nredirect_from: /birds/\n---\nThey fly.\n",
    "lists/_docs/setup/index.md": "---\ntitle: Set up\n---\nSteps.\n",
    "lists/_people/ana.md": "---\nname: Ana\n---\n",
    "lists/_docs/picture.md": "no head\n",
    "_layouts/post.html": "---\n---\n",
  });
  expect(aliases).toEqual({
    "/films/the-birds/": ["/films/2021/the-birds.html", "/birds/"],
    "/news/vote/": ["/2021/02/04/vote/"],
    "/recipes/soup/": [],
    "/setup/": ["/help/setup/index/"],
  });
  expect(read("content/recipes/soup.md")).toContain("date: 2021-03-01\nheadline: Soup\nauthors:\n  - ana\n");
  expect(read("content/setup.md")).toContain("kind: page\n");
  expect(read("content/news/vote.md")).toContain("[Soup](/recipes/soup/)");
  expect(losses).toEqual(["lists/_people/ana.md:1 import-skipped"]);
});

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

/** What would be a module, components and expressions elsewhere. */
const CODE = [
  "```jsx title={1}",
  "export const a = { b: 1 };",
  "import x from './x';",
  "",
  "<Box a={b}>Inside.</Box>",
  "```",
  "",
  "> ~~~",
  "> export default {};",
  "> ~~~",
  "",
  "Some ``{a ` b}`` text, an odd ` here.",
  "",
  "````",
  "```",
  "{/* kept */}",
  "```",
  "````",
].join("\n");

test("Astro: collections by their route, pictures of src, MDX without its code", async () => {
  const { aliases, read, losses, report } = await importFrom("astro", {
    "astro.config.mjs":
      'import math from "remark-math";\nexport default defineConfig({ site: "https://courier.test" });\n',
    // With a comment, as the compiler allows.
    "tsconfig.json": '{ "compilerOptions": { "paths": { "@assets/*": ["./src/assets/*"] } } /* x */ }\n',
    "src/pages/blog/[...slug].astro": "",
    "src/pages/blog/rss.xml.js": "",
    "src/content/blog/first.md":
      "---\ntitle: First\npubDate: 'Jul 08 2022'\nheroImage: ../../assets/hero.png\nheroImageAlt: Dawn\n---\n![x](@assets/hero.png)\n",
    "src/content/blog/second.mdx":
      "---\ntitle: Second\npubDate: 2022-07-09\n---\nimport hero from '../../assets/hero.png'\nimport Box from './Box.astro'\n\n<Image src={hero} alt=\"Dawn\" />\n\n<Box>Inside.</Box>\n\nIt is {1 + 1}. `{code}` [first](./first.md)\n",
    "src/content/blog/code.mdx": `---\ntitle: Code\npubDate: 2022-07-10\n---\n${CODE}\nSum: {1 + 1}, $2^{53}$\n`,
    "src/assets/hero.png": toPng(1200, 3),
  });
  expect(aliases).toEqual({
    "/news/first/": ["/blog/first/"],
    "/news/second/": ["/blog/second/"],
    "/news/code/": ["/blog/code/"],
  });
  expect(read("content/news/code.md")).toContain(CODE);
  expect(read("content/news/code.md")).toContain(", $2^{53}$\n");
  expect(read("content/news/code.md")).not.toContain("extra:");
  expect(read("content/news/first.md")).toContain("![x](/assets/hero.png)");
  expect(report?.redirects).toEqual({ "/blog/rss.xml": "/feed.xml" });
  expect(read("content/news/first.md")).toContain("image:\n  src: /assets/hero.png\n  alt: Dawn\n");
  const second = read("content/news/second.md");
  expect(second).toContain("![Dawn](/assets/hero.png)");
  expect(second).toContain("Inside.");
  expect(second).toContain("`{code}` [first](/news/first/)");
  expect(second).not.toContain("import hero");
  expect(losses).toEqual([
    "src/content/blog/code.mdx:23 import-tag",
    "src/content/blog/second.mdx:10 import-tag",
    "src/content/blog/second.mdx:12 import-tag",
  ]);
});

test("what exists is left alone unless --force says otherwise, and an import can be repeated", async () => {
  const files = { "_posts/2021-02-03-vote.md": "---\ntitle: Vote\n---\nYes.\n" };
  const { root, source } = await importFrom("jekyll", files);
  writeFileSync(join(root, "content/news/vote.md"), "mine");
  const again = await run(root, "import", "jekyll", source);
  expect(again.stderr).toContain("content/news/vote.md exists, and was left alone");
  expect(readFileSync(join(root, "content/news/vote.md"), "utf8")).toBe("mine");
  expect(await run(root, "import", "jekyll", source, "--force")).toMatchObject({ status: 0, stderr: "" });
  expect(readFileSync(join(root, "content/news/vote.md"), "utf8")).toContain("headline: Vote");
  expect(await run(root, "import", "jekyll", source, "--force")).toMatchObject({ status: 0, stderr: "" });
});

test("--dry-run tells the same and writes nothing", async () => {
  const { root, report } = await importFrom(
    "jekyll",
    { "_posts/2021-02-03-vote.md": "---\ntitle: Vote\n---\nYes.\n" },
    "--dry-run",
  );
  expect(report?.articles).toHaveLength(1);
  expect(existsSync(join(root, "content"))).toBe(false);
  expect(existsSync(join(root, "broadsheet.config.ts"))).toBe(false);
});

test("nothing is read or written outside, whatever slugs, pictures and links say", async () => {
  const { root, report, read, losses } = await importFrom("hugo", {
    "content/news/a.md":
      "---\ntitle: A\ndate: 2021-01-01\nslug: ../../../escape\nurl: /../../x\nimage: ../../../../../../etc/passwd\naliases: [//evil.test/x, '/..%2f..%2fx', 'C:\\x']\n---\n![p](/../../../etc/hostname) ![q](file:///etc/hostname)\n",
  });
  expect(report?.articles.map(({ file }) => file)).toEqual(["content/news/escape.md"]);
  expect(report?.files).toEqual([]);
  expect(read("content/news/escape.md")).not.toContain("image:\n  src");
  expect(losses.filter((loss) => loss.endsWith("import-picture-missing"))).toHaveLength(2);
  const site = makeSite({ "content/news/b.md": "---\ntitle: B\ndate: 2021-01-01\n---\nB.\n" });
  mkdirSync(join(root, "linked"));
  const away = makeFolder();
  symlinkSync(away, join(root, "linked", "content"));
  const linked = await run(root, "import", "hugo", site, "--root", join(root, "linked"));
  expect(linked.stderr).toContain("leads out of the site");
  expect(existsSync(join(away, "news"))).toBe(false);
});

test("an old address that is one of the site's own pages is no alias", async () => {
  const { aliases, losses, root } = await importFrom("hugo", {
    "content/news/a.md": "---\ntitle: A\ndate: 2020-01-01\naliases: [/tags/, /news/, /fine/]\n---\nOne.\n",
  });
  expect(aliases).toEqual({ "/news/a/": ["/fine/"] });
  expect(losses).toEqual(["content/news/a.md:4 import-address-lost", "content/news/a.md:4 import-address-lost"]);
  expect(await run(root, "check")).toMatchObject({ status: 0 });
});

test("a standing page that is called like a section gets another address, and its old one leads to the section", async () => {
  const { status, aliases, root } = await importFrom("jekyll", {
    "_config.yml": "permalink: /:categories/:title/\n",
    "sport.md": "---\ntitle: Sport\n---\nAll of it.\n",
    "_posts/2021-02-03-derby.md": "---\ncategory: sport\n---\nOne.\n",
  });
  expect(aliases).toEqual({ "/sport-2/": [], "/sport/derby/": [] });
  expect(status).toBe(0);
  expect(await run(root, "build")).toMatchObject({ status: 0 });
});

test("two articles with one name get two addresses, and one alias", async () => {
  const { aliases, losses } = await importFrom("hugo", {
    "content/news/2020/vote.md": "---\ntitle: One\ndate: 2020-01-01\naliases: [/vote/]\n---\nOne.\n",
    "content/news/2021/vote.md": "---\ntitle: Two\ndate: 2021-01-01\naliases: [/Vote/]\n---\nTwo.\n",
  });
  expect(aliases).toEqual({ "/news/vote/": ["/news/2020/vote/", "/vote/"], "/news/vote-2/": ["/news/2021/vote/"] });
  expect(losses).toEqual(["content/news/2021/vote.md:4 import-address-lost"]);
});

test("a format that does not exist and a source of the wrong kind are told", async () => {
  const folder = makeFolder();
  expect(await run(folder, "import", "hugoo", folder)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("did you mean hugo?"),
  });
  expect(await run(folder, "import", "wordpress", folder)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("is not an export file"),
  });
  expect(await run(folder, "import", "jekyll")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("needs a folder"),
  });
  expect(await run(folder, "import", "jekyll", folder)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("holds nothing"),
  });
});
