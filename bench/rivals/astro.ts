import { sections } from "../corpus.ts";
import { toYaml } from "./files.ts";
import { toArticleMarkup, toCardMarkup, toListMarkup, toPage, toRelatedMarkup } from "./markup.ts";
import { relatedSource } from "./related-source.ts";
import type { Tool } from "./tool.ts";

const config = `import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";

export default defineConfig({ site: "https://news.example", integrations: [sitemap()], devToolbar: { enabled: false } });
`;

const contentConfig = `import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
import { z } from "astro/zod";

const texts = z.array(z.string());
export const collections = {
  articles: defineCollection({
    loader: glob({ pattern: "**/*.md", base: "./src/content/articles" }),
    schema: z.object({ title: z.string(), description: z.string(), date: z.coerce.date(), authors: texts, tags: texts, sources: texts }),
  }),
};
`;

/** Every page of a build asks for the same articles: they are sorted, and their related stories found, once. */
const news = `import { getCollection } from "astro:content";
import { toRelated } from "./related.js";

let site;
export const loadNews = () => site ??= load();

async function load() {
  const articles = (await getCollection("articles")).sort((a, b) => b.data.date - a.data.date);
  const related = toRelated(articles.map((entry) => ({ id: entry.id, tags: entry.data.tags, time: +entry.data.date, entry })));
  return {
    articles,
    related,
    bySection: Map.groupBy(articles, (entry) => entry.id.split("/")[0]),
    byTag: Map.groupBy(articles.flatMap((entry) => entry.data.tags.map((tag) => ({ tag, entry }))), ({ tag }) => tag),
  };
}

const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
export const toDay = (date) => format.format(date);
`;

const feed = `import rss from "@astrojs/rss";
import { title } from "../site.js";
import { loadNews } from "../news.js";

export async function GET({ site }) {
  const { articles } = await loadNews();
  const items = articles.slice(0, 30).map(({ id, data }) => ({ title: data.title, description: data.description, pubDate: data.date, link: "/" + id + "/" }));
  return rss({ title, description: "News", site, items });
}
`;

const layout = `---
import { title as site } from "../site.js";
const { title } = Astro.props;
---
${toPage({ title: "{title}", site: "{site}", main: "<slot />" })}`;

const toCard = (entry: string): string =>
  toCardMarkup({
    address: "/ID/",
    headline: `{${entry}.data.title}`,
    dek: `{${entry}.data.description}`,
    date: `{toDay(${entry}.data.date)}`,
  }).replace(`"/ID/"`, `{"/" + ${entry}.id + "/"}`);

const toArticle = (note: string): string => `---
import { render } from "astro:content";
import Layout from "../../layouts/Layout.astro";
import { loadNews, toDay } from "../../news.js";
export async function getStaticPaths() {
  const { articles, related } = await loadNews();
  return articles.map((entry) => {
    const [section, slug] = entry.id.split("/");
    return { params: { section, slug }, props: { entry, stories: related.get(entry.id) } };
  });
}
const { entry, stories } = Astro.props;
const { data } = entry;
const { Content } = await render(entry);
---
<Layout title={data.title}>
${toArticleMarkup({
  headline: "{data.title}",
  dek: "{data.description}",
  date: "{toDay(data.date)}",
  authors: `{data.authors.join(" and ")}`,
  body: "<Content />",
  tags: `{data.tags.map((tag) => <a href={"/tags/" + tag + "/"}>{tag}</a>)}`,
  credit: `{data.sources.length > 0 && <p>With reports from {data.sources.join(" and ")}</p>}`,
  related: `{stories.length > 0 && ${toRelatedMarkup(`{stories.map((story) => ${toCard("story.entry")})}`)}}`,
  note,
})}
</Layout>
`;

interface ListSource {
  /** From the list's file to `src/`. */
  readonly up: string;
  /** Expressions: the list's heading, and the result of `getStaticPaths` from `news` and `paginate`. */
  readonly heading: string;
  readonly paths: string;
}

const toList = ({ up, heading, paths }: ListSource): string => `---
import Layout from "${up}layouts/Layout.astro";
import { loadNews, toDay } from "${up}news.js";
import { title as site } from "${up}site.js";
export async function getStaticPaths({ paginate }) {
  const news = await loadNews();
  return ${paths};
}
const { page } = Astro.props;
const heading = ${heading};
---
<Layout title={heading}>
${toListMarkup({
  heading: "{heading}",
  cards: `{page.data.map((entry) => ${toCard("entry")})}`,
  pager: `{page.url.prev && <a rel="prev" href={page.url.prev}>Newer</a>}{page.url.next && <a rel="next" href={page.url.next}>Older</a>}`,
})}
</Layout>
`;

export const astro: Tool = {
  name: "astro",
  related: "tags",
  executable: "astro",
  build: ["build", "--silent"],
  version: ["--version"],
  output: "dist",
  caches: [".astro", ".cache", "node_modules/.astro", "node_modules/.vite"],
  modules: "folder",
  template: "src/pages/[section]/[slug].astro",
  // The usual place of what a template shows of the site, for astro.config has no such thing as a title.
  config: "src/site.js",
  toFiles: ({ title, note }) => ({
    "package.json": `{ "private": true, "type": "module" }\n`,
    "tsconfig.json": `{ "extends": "astro/tsconfigs/base" }\n`,
    "astro.config.mjs": config,
    "src/content.config.ts": contentConfig,
    "src/site.js": `export const title = ${JSON.stringify(title)};\n`,
    "src/news.js": news,
    "src/related.js": relatedSource,
    "src/layouts/Layout.astro": layout,
    "src/pages/rss.xml.js": feed,
    "src/pages/[section]/[slug].astro": toArticle(note),
    "src/pages/[...page].astro": toList({
      up: "../",
      heading: "site",
      paths: "paginate(news.articles, { pageSize: 20 })",
    }),
    "src/pages/[section]/[...page].astro": toList({
      up: "../../",
      heading: "Astro.params.section",
      paths: `${JSON.stringify(sections)}.flatMap((section) => paginate(news.bySection.get(section) ?? [], { params: { section }, pageSize: 20 }))`,
    }),
    "src/pages/tags/[tag]/[...page].astro": toList({
      up: "../../../",
      heading: "Astro.params.tag",
      paths: `[...news.byTag].flatMap(([tag, pairs]) => paginate(pairs.map(({ entry }) => entry), { params: { tag }, pageSize: 20 }))`,
    }),
  }),
  toSource: ({ section, slug, headline, dek, date, authors, tags, sources, body }) => {
    const head = toYaml({ title: headline, description: dek, date, authors, tags, sources });
    return { path: `src/content/articles/${section}/${slug}.md`, text: `---\n${head}---\n${body}` };
  },
};
