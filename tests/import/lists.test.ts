import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../desk/command.ts";
import { importFrom } from "./import-from.ts";

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
