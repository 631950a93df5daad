import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { openForeignSite } from "../../src/cli/foreign-files.ts";
import { createFileFinder } from "../../src/import/import-files.ts";
import { translateLiquid } from "../../src/import/liquid.ts";
import { translateMdx } from "../../src/import/mdx.ts";
import { type ReferenceOptions, resolveReferences } from "../../src/import/references.ts";
import { translateShortcodes } from "../../src/import/shortcodes.ts";
import { toPost } from "../../src/import/wordpress.ts";
import type { WxrItem } from "../../src/import/wxr.ts";
import { makeFolder, makeSite, run, toPng } from "../desk/command.ts";
import { importFrom } from "./import-from.ts";

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

test("a picture that only drafts or embargoed articles show is told, for what lies in public/ is published", async () => {
  const toText = (head: string, picture: string): string =>
    `---\ntitle: ${picture}\n${head}\n---\n![The bridge](/${picture}.png) ![The bridge](/both.png)\n`;
  const { losses } = await importFrom("eleventy", {
    "eleventy.config.js": "export default () => ({});\n",
    "posts/a.md": toText("date: 2021-02-03\ndraft: true", "draft"),
    "posts/b.md": toText("date: 2199-02-03", "later"),
    "posts/c.md": toText("date: 2021-02-03", "shown"),
    ...Object.fromEntries(["draft", "later", "shown", "both"].map((name) => [`public/${name}.png`, toPng(4, 3)])),
  });
  expect(losses.filter((loss) => loss.endsWith("import-picture-early"))).toEqual([
    "posts/a.md:1 import-picture-early",
    "posts/b.md:1 import-picture-early",
  ]);
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

test.each([
  [
    "hugo",
    {
      "hugo.toml": "[[cascade]]\n[cascade.target]\npath = '/old/**'\n[cascade.build]\nrender = 'never'\n",
      "content/news/live.md": toForeign("list: never"),
      "content/news/text.md": toForeign('draft: "true"'),
      "content/news/never.md": toForeign("build:\n  render: never"),
      "content/news/unlisted.md": toForeign("_build:\n  list: false"),
      "content/news/headless.md": toForeign("headless: true"),
      "content/news/until.md": toForeign("unpublishAt: 2025-02-01"),
      "content/secret/_index.md": "---\ntitle: Secret\ncascade:\n  draft: true\n---\n",
      "content/secret/deep/below.md": toForeign(),
      "content/secret/shown.md": toForeign("draft: false"),
      "content/old/one.md": toForeign(),
    },
    ["below", "headless", "never", "one", "text", "unlisted"],
  ],
  [
    "jekyll",
    {
      "_posts/2025-01-02-live.md": toForeign("hidden: false"),
      "_posts/2025-01-02-hidden.md": toForeign("hidden: true"),
      "_posts/2025-01-02-no.md": toForeign("published: no"),
    },
    ["hidden", "no"],
  ],
  [
    "eleventy",
    {
      "posts/live.md": toForeign(),
      "posts/unwritten.md": toForeign("permalink: false"),
      "posts/unlisted.md": toForeign("eleventyExcludeFromCollections: true"),
      "notes/notes.11tydata.js": "module.exports = { permalink: false };",
      "notes/note.md": toForeign(),
    },
    ["note", "unlisted", "unwritten"],
  ],
  [
    "astro",
    {
      "src/content/blog/live.md": toForeign(),
      "src/content/blog/_under.md": toForeign(),
      "src/content/blog/status.md": toForeign("status: draft"),
    },
    ["status", "under"],
  ],
])(
  "what a site of %s kept from readers or from its lists is a draft, by whatever name",
  async (format, files, drafts) => {
    const { report, read } = await importFrom(format, files);
    const written = (report?.articles ?? []).filter(({ file }) => /^draft: true$/m.test(read(file)));
    expect(written.map(({ file }) => posix.basename(file, ".md")).sort()).toEqual(drafts);
    if (format === "hugo") expect(read("content/news/until.md")).toContain("expires: 2025-02-01\n");
  },
);

function toForeign(fields = ""): string {
  return `---\ntitle: A story\ndate: 2025-01-02\n${fields}\n---\nText.\n`;
}

const nothingKnown: ReferenceOptions = {
  paths: new Set(),
  pictureFolders: [],
  pathAliases: new Map(),
  host: null,
  findByFile: () => null,
};

const none = new Map<string, string>();
const noLibrary = {
  attachments: new Map(),
  channel: { texts: none, authors: none, terms: [] },
  categories: new Map(),
  links: none,
  pattern: null,
};

function toItem(texts: Readonly<Record<string, string>>): WxrItem {
  const usual = { "wp:post_type": "post", "wp:status": "publish", "wp:post_date": "2021-02-03 10:00:00" };
  return {
    texts: new Map(Object.entries({ ...usual, ...texts })),
    lines: new Map(),
    terms: [],
    meta: none,
    comments: 0,
  };
}

test("tags and brackets that nothing ends and modules that are none are read in a time that grows with their length", () => {
  const blanks = " ".repeat(5_000);
  const before = process.cpuUsage();
  expect(translateLiquid(`{% ${blanks}`, 1, () => null).text).toBe(`{% ${blanks}`);
  expect(translateLiquid(`{{ ${blanks}`, 1, () => null).text).toBe(`{{ ${blanks}`);
  expect(translateShortcodes(`{{< ${blanks}`, 1).text).toBe(`{{< ${blanks}`);
  for (const open of ["{%{", "{{{", "{:"]) {
    expect(translateLiquid(open.repeat(20_000), 1, () => null).text).toBe(open.repeat(20_000));
  }
  expect(translateMdx('<A a="'.repeat(20_000), 1, false).text).toBe('<A a="'.repeat(20_000));
  expect(translateMdx(`${"import a ".repeat(40)}\nThe vote`, 1, false).losses).toHaveLength(1);
  const post = toPost(toItem({ "excerpt:encoded": `<b>One</b> ${"<".repeat(100_000)}` }), noLibrary);
  expect(post).toMatchObject({ fields: { excerpt: `One ${"<".repeat(100_000)}` } });
  expect(createFileFinder(new Map())(`a${"/".repeat(100_000)}b`)).toBeNull();
  for (const open of ["[[", "[ [a]", "[a\n", "\\["]) {
    const text = open.repeat(20_000);
    expect(resolveReferences(text, { origin: "a.md", firstLine: 1, oldAddress: null }, nothingKnown).text).toBe(text);
  }
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
});

test("a bracket that is escaped begins no link, one behind a backslash that is escaped does", () => {
  const from = { origin: "a.md", firstLine: 1, oldAddress: "/2019/x/" };
  const { text } = resolveReferences("\\[a](b) \\\\[a](b) ![a [b]](/c)", from, nothingKnown);
  expect(text).toBe("\\[a](b) \\\\[a](/2019/x/b) ![a [b]](/c)");
});

test("a title of the text is the headline where the head has none, without the signs around it", async () => {
  const { read } = await importFrom("hugo", {
    "content/posts/a.md": `---\ndate: 2021-01-01\n---\n#  #1 of${" ".repeat(2_000)}five ##\t\n\nText.\n`,
  });
  expect(read("content/news/a.md")).toMatch(/^headline: "#1 of +five"$/m);
  expect(read("content/news/a.md")).toMatch(/---\n\nText\.\n$/);
});

test("a file that cannot be read is told, and not taken for one without a head", () => {
  const root = makeSite({ "content/a.md": "---\ntitle: A\n---\n" });
  const site = openForeignSite(root);
  rmSync(join(root, "content/a.md"));
  expect(() => site.readText("content/a.md")).toThrow("content/a.md");
});
