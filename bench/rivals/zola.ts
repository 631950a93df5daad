import { sections } from "../corpus.ts";
import { toArticleMarkup, toCardMarkup, toListMarkup, toPage } from "./markup.ts";
import type { Tool } from "./tool.ts";

const toConfig = (title: string): string => `base_url = "https://news.example"
title = "${title}"
compile_sass = false
build_search_index = false
generate_feeds = true
feed_filenames = ["rss.xml"]
feed_limit = 30
taxonomies = [{ name = "tags", paginate_by = 20, feed = false }]
[markdown]
smart_punctuation = true
`;

const toSection = (title: string, isPart: boolean): string => `+++
title = "${title}"
sort_by = "date"
paginate_by = 20
transparent = ${isPart}
+++
`;

const toDate = (page: string): string => `{{ ${page}.date | date(format="%-d %B %Y") }}`;
const layout = toPage({
  title: "{% block title %}{% endblock %}",
  site: "{{ config.title }}",
  main: "{% block main %}{% endblock %}",
});
const toChild = (title: string, main: string): string => `{% extends "layout.html" %}
{% block title %}${title}{% endblock %}
{% block main %}
${main}
{% endblock %}
`;
const toList = (heading: string): string => {
  const card = toCardMarkup({
    address: "{{ page.path }}",
    headline: "{{ page.title }}",
    dek: "{{ page.description }}",
    date: toDate("page"),
  });
  const cards = `{% for page in paginator.pages %}${card}{% endfor %}`;
  const pager = `{% if paginator.previous %}<a rel="prev" href="{{ paginator.previous }}">Newer</a>{% endif %}{% if paginator.next %}<a rel="next" href="{{ paginator.next }}">Older</a>{% endif %}`;
  return toChild(heading, toListMarkup({ heading, cards, pager }));
};
const toArticle = (note: string): string =>
  toChild(
    "{{ page.title }}",
    toArticleMarkup({
      headline: "{{ page.title }}",
      dek: "{{ page.description }}",
      date: toDate("page"),
      authors: `{{ page.authors | join(sep=" and ") }}`,
      body: "{{ page.content | safe }}",
      tags: `{% for tag in page.taxonomies.tags %}<a href="/tags/{{ tag }}/">{{ tag }}</a> {% endfor %}`,
      credit: `{% if page.extra.sources %}<p>With reports from {{ page.extra.sources | join(sep=" and ") }}</p>{% endif %}`,
      related: "",
      note,
    }),
  );
const tagList = toChild(
  "Tags",
  `<ul>{% for term in terms %}<li><a href="{{ term.path }}">{{ term.name }}</a></li>{% endfor %}</ul>`,
);

export const zola: Tool = {
  name: "zola",
  related: null,
  executable: "zola",
  build: ["build", "--force"],
  version: ["--version"],
  output: "public",
  caches: [],
  template: "templates/page.html",
  config: "config.toml",
  toFiles: ({ title, note }) => ({
    "config.toml": toConfig(title),
    "content/_index.md": toSection(title, false),
    ...Object.fromEntries(sections.map((section) => [`content/${section}/_index.md`, toSection(section, true)])),
    "templates/layout.html": layout,
    "templates/index.html": toList("{{ section.title }}"),
    "templates/section.html": toList("{{ section.title }}"),
    "templates/taxonomy_single.html": toList("{{ term.name }}"),
    "templates/taxonomy_list.html": tagList,
    "templates/page.html": toArticle(note),
  }),
  toSource: ({ section, slug, headline, dek, date, authors, tags, sources, body }) => {
    const lines = {
      title: headline,
      description: dek,
      authors,
      "taxonomies.tags": tags,
      "extra.sources": sources,
    };
    const head = Object.entries(lines).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`);
    return { path: `content/${section}/${slug}.md`, text: `+++\ndate = ${date}\n${head.join("")}+++\n${body}` };
  },
};
