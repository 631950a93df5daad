import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importModule, readModule } from "../../src/modules.ts";
import { readCodeDigest } from "../../src/workshop/code.ts";
import { makeSite, run, toConfigFile } from "../desk/command.ts";

const ARTICLE = `---
date: 2021-01-01
headline: Sums
sources: []
---
Say $x^2$ and [elsewhere](https://example.org/).

:::note
Mind the **gap**.
:::

:::pullquote{by="Ana"}
So it goes.
:::
`;

/** What a site's own plugin makes of remark-directive's containers. */
const NOTE = `export default (options) => (tree) => {
  for (const node of tree.children) {
    if (node.type !== "containerDirective" || node.name !== "note") continue;
    node.data = { hName: "aside", hProperties: { className: [options?.name ?? "note"] } };
  }
};
`;

const config = (markdown: object): string => toConfigFile({ markdown });

function readArticle(root: string): string {
  return readFileSync(join(root, "dist/news/sums/index.html"), "utf8");
}

function readAll(root: string): readonly string[] {
  const files = readdirSync(join(root, "dist"), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return (
    files
      // It says when the site was built.
      .filter(({ name }) => name !== ".broadsheet-build.json")
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => `${file.slice(root.length)} ${readFileSync(file, "latin1")}`)
  );
}

test("plugins of the ecosystem: mathematics, external links, directives", async () => {
  const root = makeSite({
    "content/news/sums.md": ARTICLE,
    "note.mjs": NOTE,
    "broadsheet.config.ts": config({
      remarkPlugins: ["remark-math", "remark-directive", "./note.mjs"],
      rehypePlugins: ["rehype-katex", ["rehype-external-links", { rel: ["nofollow"], target: "_blank" }]],
    }),
  });
  expect(await run(root, "build", "--strict")).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining("error"),
  });
  const html = readArticle(root);
  expect(html).toContain('<span class="katex">');
  expect(html).toMatch(/<a href="https:\/\/example\.org\/" rel="nofollow" target="_blank">/);
  // A directive that the site's plugin leaves alone stays Broadsheet's, though the site brings the same syntax once
  // more.
  expect(html).not.toContain(":::");
  expect(html).toMatch(/<blockquote[^>]*>|<figure class="pullquote/);
  expect(html).toMatch(/<aside class="note"><p>Mind the <strong>gap<\/strong>\.<\/p><\/aside>/);
});

test("another option, another version of an own plugin: articles are rendered anew, as a clean build would", async () => {
  const withRel = (rel: string, name: string): string =>
    config({
      remarkPlugins: ["remark-directive", ["./note.mjs", { name }]],
      rehypePlugins: [["rehype-external-links", { rel: [rel] }]],
    });
  const root = makeSite({
    "content/news/sums.md": ARTICLE,
    "note.mjs": NOTE,
    "broadsheet.config.ts": withRel("nofollow", "a"),
  });
  await run(root, "build");
  expect(readArticle(root)).toContain('rel="nofollow"');
  writeFileSync(join(root, "broadsheet.config.ts"), withRel("noopener", "b"));
  await run(root, "build");
  expect(readArticle(root)).toContain('rel="noopener"');
  expect(readArticle(root)).toContain('<aside class="b">');
  const incremental = readAll(root);
  await run(root, "clean");
  await run(root, "build", "--no-cache");
  expect(readAll(root)).toEqual(incremental);
  writeFileSync(join(root, "note.mjs"), NOTE.replace('"aside"', '"section"'));
  await run(root, "build");
  expect(readArticle(root)).toContain('<section class="b">');
  // Another version of a package: what npm has installed is written there.
  const before = readCodeDigest(root, []);
  writeFileSync(
    join(root, "package-lock.json"),
    '{ "packages": { "node_modules/remark-math": { "version": "6.0.1" } } }',
  );
  expect(readCodeDigest(root, [])).not.toBe(before);
});

test("a module is known by all that it imports, however Node finds it, and an edit of any is loaded", async () => {
  const root = makeSite({
    "content/news/sums.md": ARTICLE,
    "package.json": '{ "imports": { "#lib/*": "./lib/*", "#parser": "remark-parse" } }',
    "elsewhere/linked.mjs": 'export { beside } from "./beside.mjs";\n',
    "elsewhere/beside.mjs": "export const beside = 1;\n",
    "lib/named.mjs": "export const named = 1;\n",
    "plugins/own.mjs": [
      'export { beside } from "./linked.mjs";',
      'export { named } from "#lib/named.mjs";',
      'export { folder, short } from "./old.cjs";',
      'import "#parser";\n',
    ].join("\n"),
    "plugins/old.cjs": 'exports.short = require("./short").short;\nexports.folder = require("./folder").folder;\n',
    "plugins/short.cjs": "",
    "plugins/short.js": "exports.short = 1;\n",
    "plugins/folder/index.js": "exports.folder = 1;\n",
  });
  symlinkSync("../elsewhere/linked.mjs", join(root, "plugins/linked.mjs"));
  const file = join(root, "plugins/own.mjs");
  for (const name of ["elsewhere/beside.mjs", "lib/named.mjs", "plugins/short.js", "plugins/folder/index.js"]) {
    const before = readModule(file);
    expect(Object.values(await importModule(before))).toContain(1);
    writeFileSync(join(root, name), readFileSync(join(root, name), "utf8").replace("1", "2"));
    expect(readModule(file), name).not.toEqual(before);
  }
  expect(Object.values(await importModule(readModule(file)))).toEqual([2, 2, 2, 2]);
  writeFileSync(join(root, "plugins/old.cjs"), "exports.short = 3;\nexports.folder = 3;\n");
  expect(Object.values(await importModule(readModule(file)))).toEqual([2, 3, 2, 3]);
});

test("a plugin that is not installed is told, with the command that installs it", async () => {
  const root = makeSite({
    "content/news/sums.md": ARTICLE,
    "broadsheet.config.ts": config({ remarkPlugins: ["remark-nowhere"] }),
  });
  expect(await run(root, "build")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("run npm install remark-nowhere"),
  });
});

test.for([
  [null, 2, "markdown: there is no plugin plugins/own.mjs; check how its name is written"],
  ["export default (", 2, "own.mjs:3:1: Unexpected end of file"],
  ["export const own = 1;", 2, "own.mjs: the plugin has no default export; write export default function"],
  ["export default () => () => {\n  throw new Error('boom');\n};", 1, 'failed at own.mjs:2:9: "boom"'],
] as const)(
  "a plugin of the site's own that is missing or broken is told with its file: %j",
  async ([own, status, told]) => {
    const root = makeSite({
      "content/news/sums.md": ARTICLE,
      // As the file of a library is called, which is in the stack of whatever a plugin throws.
      "plugins/index.js": "export default () => () => undefined;\n",
      ...(own === null ? {} : { "plugins/own.mjs": `\n${own}\n`.replace(/^\n(?=export default \(\) )/, "") }),
      "broadsheet.config.ts": config({ remarkPlugins: ["./plugins/index.js", "./plugins/own.mjs"] }),
    });
    const { stderr, ...result } = await run(root, "build");
    expect(result.status).toBe(status);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain("    at ");
  },
);

test("one template is replaced, all others stay those of the theme", async () => {
  const root = makeSite({
    "content/news/sums.md": ARTICLE,
    "templates/partials/footer.eta": "<footer>Ours alone</footer>\n",
  });
  expect(await run(root, "build")).toMatchObject({ status: 0 });
  expect(readArticle(root)).toContain("<footer>Ours alone</footer>");
  expect(readArticle(root)).toContain('<article class="article');
  writeFileSync(join(root, "templates/partials/footer.eta"), "<footer>Changed</footer>\n");
  expect(await run(root, "build")).toMatchObject({ status: 0 });
  expect(readArticle(root)).toContain("<footer>Changed</footer>");
});
