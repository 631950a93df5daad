import { toYaml } from "./files.ts";
import { toArticleMarkup, toCardMarkup, toListMarkup, toPage, toRelatedMarkup } from "./markup.ts";
import type { Tool } from "./tool.ts";

/** Related content as Hugo's manual has it; the date counts by month, which is several times cheaper than by year. */
const toConfig = (title: string): string => `baseURL = "https://news.example/"
title = "${title}"
[taxonomies]
tag = "tags"
[pagination]
pagerSize = 20
disableAliases = true
[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
[outputFormats.rss]
baseName = "rss"
[services.rss]
limit = 30
[related]
includeNewer = true
threshold = 0
[[related.indices]]
name = "tags"
weight = 100
[[related.indices]]
name = "date"
weight = 10
pattern = "200601"
`;

const date = `{{ .Date.Format "2 January 2006" }}`;
const card = toCardMarkup({
  address: "{{ .RelPermalink }}",
  headline: "{{ .Title }}",
  dek: "{{ .Description }}",
  date,
});
const base = toPage({
  title: "{{ .Title }}",
  site: "{{ site.Title }}",
  main: `{{ block "main" . }}{{ end }}`,
});
const toArticle = (note: string): string =>
  toArticleMarkup({
    headline: "{{ .Title }}",
    dek: "{{ .Description }}",
    date,
    authors: `{{ delimit .Params.authors " and " }}`,
    body: "{{ .Content }}",
    tags: `{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}`,
    credit: `{{ with .Params.sources }}<p>With reports from {{ delimit . " and " }}</p>{{ end }}`,
    related: `{{ with first 3 (site.RegularPages.Related .) }}${toRelatedMarkup(`{{ range . }}${card}{{ end }}`)}{{ end }}`,
    note,
  });
const list = toListMarkup({
  heading: "{{ .Title }}",
  cards: `{{ $pager := .Paginate (cond .IsHome site.RegularPages .Pages) }}{{ range $pager.Pages }}${card}{{ end }}`,
  pager: `{{ with $pager.Prev }}<a rel="prev" href="{{ .URL }}">Newer</a>{{ end }}{{ with $pager.Next }}<a rel="next" href="{{ .URL }}">Older</a>{{ end }}`,
});

export const hugo: Tool = {
  name: "hugo",
  related: "tags and month",
  executable: "hugo",
  build: ["build", "--quiet"],
  version: ["version"],
  output: "public",
  caches: ["resources", ".hugo_build.lock"],
  template: "layouts/page.html",
  config: "hugo.toml",
  toFiles: ({ title, note }) => ({
    "hugo.toml": toConfig(title),
    "layouts/baseof.html": base,
    "layouts/list.html": `{{ define "main" }}${list}{{ end }}`,
    "layouts/page.html": `{{ define "main" }}${toArticle(note)}{{ end }}`,
  }),
  toSource: ({ section, slug, headline, dek, body, ...rest }) => {
    const { date, authors, tags, sources } = rest;
    const head = toYaml({ title: headline, description: dek, date, authors, tags, sources });
    return { path: `content/${section}/${slug}.md`, text: `---\n${head}---\n${body}` };
  },
};
