import { toSlug } from "../base/path.ts";
import { toLocalMinute } from "./clock.ts";
import { toFrontmatterSchema } from "./json-schema.ts";
import { toSamples } from "./sample-articles.ts";
import { toSnippets } from "./snippets.ts";

/** What a new site has to know. */
export interface SiteAnswers {
  readonly title: string;
  readonly baseUrl: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA name. */
  readonly timeZone: string;
}

export interface SiteCircumstances {
  /** ms since 1970. */
  readonly now: number;
  /** Version of Broadsheet that the site depends on. */
  readonly version: string;
}

/** Every file of a new site, by its path below the site's folder. */
export function toSiteFiles(answers: SiteAnswers, { now, version }: SiteCircumstances): ReadonlyMap<string, string> {
  const { title, language, timeZone } = answers;
  const samples = toSamples(language);
  const date = toLocalMinute(now, timeZone);
  return new Map([
    ["broadsheet.config.ts", toConfig(answers)],
    ["content/news/welcome.md", samples.welcome(title, date)],
    ["content/culture/fields.md", samples.fields(date)],
    ["public/favicon.svg", toFavicon(title)],
    ["package.json", toJson(toPackage(title, version))],
    [".gitignore", "node_modules/\ndist/\n.broadsheet/\n"],
    [".github/workflows/publish.yml", WORKFLOW],
    [".vscode/settings.json", toJson(EDITOR_SETTINGS)],
    [".vscode/broadsheet.code-snippets", toJson(toSnippets())],
    [".vscode/frontmatter.schema.json", toJson(toFrontmatterSchema())],
  ]);
}

function toConfig({ title, baseUrl, language, timeZone }: SiteAnswers): string {
  const { newsTitle, cultureTitle, description, author } = toSamples(language);
  return `import type { Config } from "broadsheet";

export default {
  title: ${JSON.stringify(title)},
  description: ${JSON.stringify(description)},
  // Where the site will be: addresses in feeds, sitemaps and structured data begin with it.
  baseUrl: ${JSON.stringify(baseUrl)},
  language: ${JSON.stringify(language)},
  timeZone: ${JSON.stringify(timeZone)},
  // Readers search at /search/; a build indexes what has changed, dev does not.
  search: true,
  // The folders below content/, in the order of the navigation.
  sections: {
    news: { title: ${JSON.stringify(newsTitle)} },
    culture: { title: ${JSON.stringify(cultureTitle)} },
  },
  authors: {
    newsroom: { name: ${JSON.stringify(author)} },
  },
} satisfies Config;
`;
}

function toPackage(title: string, version: string) {
  return {
    name: toPackageName(title),
    private: true,
    type: "module",
    scripts: {
      dev: "broadsheet dev",
      build: "broadsheet build",
      preview: "broadsheet preview",
      check: "broadsheet check",
      list: "broadsheet list",
      new: "broadsheet new",
      schema: "broadsheet schema frontmatter > .vscode/frontmatter.schema.json",
    },
    dependencies: { broadsheet: `^${version}` },
  };
}

/** npm takes plain letters only. */
function toPackageName(title: string): string {
  const plain = title.normalize("NFKD").replaceAll(/[^\x20-\x7e]/g, "");
  return toSlug(plain) ?? "newspaper";
}

function toFavicon(title: string): string {
  const letter = /[\p{L}\p{N}]/u.exec(title)?.[0]?.toUpperCase() ?? "N";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" fill="#1a1a1a"/>
  <text x="16" y="24" text-anchor="middle" font-family="Georgia, serif" font-size="24" fill="#fff">${letter}</text>
</svg>
`;
}

/** Extensions that read YAML in Markdown take the schema from here; the snippets need none. */
const EDITOR_SETTINGS = {
  "yaml.schemas": { "./.vscode/frontmatter.schema.json": "content/**/*.md" },
  "[markdown]": { "editor.wordWrap": "on", "editor.snippetSuggestions": "top" },
};

const WORKFLOW = `name: Publish
on:
  push: { branches: [main] }
  # Embargoes end and articles expire when the site is built.
  schedule: [{ cron: "7 * * * *" }]
  workflow_dispatch:
permissions: { contents: read, pages: write, id-token: write }
concurrency: { group: pages, cancel-in-progress: false }
jobs:
  publish:
    runs-on: ubuntu-latest
    environment: { name: github-pages, url: "\${{ steps.deployment.outputs.page_url }}" }
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24, cache: npm }
      - uses: actions/configure-pages@v5
        id: pages
      # What earlier builds worked out: a build makes only what has changed.
      - uses: actions/cache@v4
        with:
          path: .broadsheet
          key: broadsheet-\${{ github.run_id }}
          restore-keys: broadsheet-
      - run: npm ci
      - run: npm run build -- --base-url "\${{ steps.pages.outputs.base_url }}"
      - uses: actions/upload-pages-artifact@v3
        with: { path: dist }
      - uses: actions/deploy-pages@v4
        id: deployment
`;

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
