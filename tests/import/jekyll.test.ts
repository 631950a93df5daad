import { expect, test } from "vitest";
import { toPng } from "../desk/command.ts";
import { importFrom } from "./import-from.ts";

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
  expect(derby).toContain("[vote](/news/vote/)\n```js\nlet x;\n```\n");
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

test("Jekyll: tags in one text, pictures below the folder of the site, drafts without a date, pages in HTML", async () => {
  const { read, report, aliases } = await importFrom("jekyll", {
    "_config.yml": "baseurl: /paper\npermalink: /:title/\n",
    "_posts/2021-02-03-$&.md":
      "---\ntitle: A\ntags: bridge vote\n---\n![B]({{ site.baseurl }}/b.png)\n\n* TOC\n{:toc}\n\n" +
      '{% include figure image_path="/b.png" alt="B" caption="C" %}\n',
    "_posts/2021-02-04-b.md": "---\ntitle: B\ntags: Port Averil, bridge\n---\nText.\n",
    "_posts/2021-02-05-c.textile": "---\ntitle: C\n---\nText.\n",
    "_drafts/someday.md": "---\ntitle: Some day\n---\nText.\n",
    "about.html": "---\ntitle: About\n---\n<p>Us.</p>\n",
    "b.png": toPng(4, 3),
  });
  expect(read("content/news/a.md")).toContain(
    'tags:\n  - bridge\n  - vote\naliases:\n  - /paper/$&/\n---\n\n![B](/b.png)\n\n\n\n\n![B](/b.png "C")\n',
  );
  expect(read("content/news/b.md")).toContain("  - Port Averil\n  - bridge\n");
  expect(read("content/news/someday.md")).toContain("date: 2000-01-01\nheadline: Some day\ndraft: true\n");
  expect(Object.keys(aliases)).toHaveLength(3);
  expect(report?.problems.map(({ file, line, code, message }) => `${file}:${line} ${code} ${message}`)).toEqual([
    "_drafts/someday.md:2 import-field-dropped the draft has no date: 2000-01-01 stands in",
    "_posts/2021-02-05-c.textile:1 import-skipped it is Textile, which is not read",
    "about.html:1 import-skipped it is a page in HTML, and no Markdown",
  ]);
});
