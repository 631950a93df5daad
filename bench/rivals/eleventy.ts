import { sections } from "../corpus.ts";
import { toYaml } from "./files.ts";
import { toArticleMarkup, toCardMarkup, toListMarkup, toPage, toRelatedMarkup } from "./markup.ts";
import { relatedSource } from "./related-source.ts";
import type { Tool } from "./tool.ts";

/**
 * Lists of all kinds are cut into pages once, here: asking the collections for each would sort all articles each time.
 */
const toConfig = (title: string): string => `import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import { toRelated } from "./related.js";

const sections = ${JSON.stringify(sections)};
const pageSize = 20;

export default function (config) {
  let newest = null;
  let related = new Map();
  config.on("eleventy.before", () => { newest = null; });
  const toNewest = (api) => newest ??= api.getAll().filter((page) => page.inputPath.startsWith("./articles/")).sort((a, b) => b.date - a.date);
  const toPages = (title, address, articles) => {
    const count = Math.max(1, Math.ceil(articles.length / pageSize));
    const toAddress = (number) => (number === 0 ? address : address + "page/" + (number + 1) + "/");
    return Array.from({ length: count }, (_, number) => ({
      title,
      address: toAddress(number),
      articles: articles.slice(number * pageSize, (number + 1) * pageSize),
      newer: number === 0 ? null : toAddress(number - 1),
      older: number === count - 1 ? null : toAddress(number + 1),
    }));
  };

  config.addGlobalData("siteTitle", ${JSON.stringify(title)});
  const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  config.addFilter("day", (date) => format.format(date));
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("related", (id) => related.get(id) ?? []);
  config.amendLibrary("md", (markdown) => markdown.set({ typographer: true }));
  config.addCollection("newest", toNewest);
  config.addCollection("oldest", (api) => toNewest(api).toReversed());
  config.addCollection("lists", (api) => {
    const articles = toNewest(api);
    related = toRelated(articles.map((page) => ({ id: page.inputPath, tags: page.data.topics, time: +page.date, page })));
    const bySection = Map.groupBy(articles, (page) => page.inputPath.split("/")[2]);
    const byTopic = Map.groupBy(articles.flatMap((page) => page.data.topics.map((topic) => ({ topic, page }))), ({ topic }) => topic);
    return [
      ...toPages(${JSON.stringify(title)}, "/", articles),
      ...sections.flatMap((section) => toPages(section, "/" + section + "/", bySection.get(section) ?? [])),
      ...[...byTopic].flatMap(([topic, pairs]) => toPages(topic, "/tags/" + topic + "/", pairs.map(({ page }) => page))),
    ];
  });
  config.addPlugin(feedPlugin, {
    type: "rss",
    outputPath: "/rss.xml",
    collection: { name: "oldest", limit: 30 },
    metadata: { language: "en", title: ${JSON.stringify(title)}, subtitle: "News", base: "https://news.example/", author: { name: "News" } },
  });
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
`;

const articleData = `export default {
  layout: "article.njk",
  permalink: ({ page }) => page.filePathStem.replace("/articles", "") + "/",
};
`;

const toCard = (page: string): string =>
  toCardMarkup({
    address: `{{ ${page}.url }}`,
    headline: `{{ ${page}.data.title }}`,
    dek: `{{ ${page}.data.description }}`,
    date: `{{ ${page}.date | day }}`,
  });
const layout = toPage({
  title: "{{ list.title or title }}",
  site: "{{ siteTitle }}",
  main: "{% block main %}{% endblock %}",
});
const toChild = (main: string): string => `{% extends "layout.njk" %}{% block main %}${main}{% endblock %}`;
const toArticle = (note: string): string =>
  toArticleMarkup({
    headline: "{{ title }}",
    dek: "{{ description }}",
    date: "{{ page.date | day }}",
    authors: `{{ authors | join(" and ") }}`,
    body: "{{ content | safe }}",
    tags: `{% for topic in topics %}<a href="/tags/{{ topic }}/">{{ topic }}</a> {% endfor %}`,
    credit: `{% if sources.length %}<p>With reports from {{ sources | join(" and ") }}</p>{% endif %}`,
    related: `{% set stories = page.inputPath | related %}{% if stories.length %}${toRelatedMarkup(
      `{% for story in stories %}${toCard("story.page")}{% endfor %}`,
    )}{% endif %}`,
    note,
  });
const list = toListMarkup({
  heading: "{{ list.title }}",
  cards: `{% for article in list.articles %}${toCard("article")}{% endfor %}`,
  pager: `{% if list.newer %}<a rel="prev" href="{{ list.newer }}">Newer</a>{% endif %}{% if list.older %}<a rel="next" href="{{ list.older }}">Older</a>{% endif %}`,
});

const paginated = (collection: string, alias: string, size: number, permalink: string): string => `---
pagination: { data: collections.${collection}, size: ${size}, alias: ${alias} }
permalink: "${permalink}"
eleventyExcludeFromCollections: true
---
`;
const sitemap = `---
permalink: /sitemap.xml
eleventyExcludeFromCollections: true
---
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for list in collections.lists %}<url><loc>https://news.example{{ list.address }}</loc></url>
{% endfor %}{% for page in collections.newest %}<url><loc>https://news.example{{ page.url }}</loc><lastmod>{{ page.date | iso }}</lastmod></url>
{% endfor %}</urlset>
`;

export const eleventy: Tool = {
  name: "eleventy",
  related: "tags",
  executable: "eleventy",
  build: ["--quiet"],
  version: ["--version"],
  output: "_site",
  caches: [".cache"],
  modules: "link",
  template: "_includes/article.njk",
  config: "eleventy.config.js",
  toFiles: ({ title, note }) => ({
    "package.json": `{ "private": true, "type": "module" }\n`,
    "eleventy.config.js": toConfig(title),
    "related.js": relatedSource,
    "articles/articles.11tydata.js": articleData,
    "_includes/layout.njk": layout,
    "_includes/article.njk": toChild(toArticle(note)),
    "lists.njk": `${paginated("lists", "list", 1, "{{ list.address }}")}${toChild(list)}`,
    "sitemap.njk": sitemap,
  }),
  // Under its usual name, `tags`, Eleventy makes a collection for every tag, which takes several times as long.
  toSource: ({ section, slug, headline, dek, date, authors, tags, sources, body }) => {
    const head = toYaml({ title: headline, description: dek, date, authors, topics: tags, sources });
    return { path: `articles/${section}/${slug}.md`, text: `---\n${head}---\n${body}` };
  },
};
