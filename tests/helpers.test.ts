import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeSite, run } from "./desk/command.ts";
import { findCommand } from "./installed.ts";
import { buildSite, toAllText, toArticle } from "./site.ts";

const STORY = { "content/news/a.md": toArticle("") };
const footer = (code: string) => ({ "templates/partials/footer.eta": `<footer>${code}</footer>\n` });
const config = (helpers: string) => `export default { baseUrl: "https://news.test", helpers: { ${helpers} } };\n`;

test("templates call the functions of the configuration, and what these give is escaped", async () => {
  const result = await buildSite({
    ...STORY,
    "broadsheet.config.mjs": config("shout: (text) => ['<b>', text.toUpperCase()].join('')"),
    ...footer("<%= it.helpers.shout('hi') %>"),
  });
  expect(result.diagnostics).toEqual([]);
  expect(toAllText(result)).toContain("<footer>&lt;b&gt;HI</footer>");
});

test.for([
  ["it.helpers.money(null)", "the helper money failed: Cannot read properties of null (reading 'toFixed')"],
  ["it.helpers.mony(1)", 'there is no helper "mony"; did you mean money?'],
  ["it.helpers.later()", "the helper later answers later; it must answer at once"],
] as const)("a mistake in %s names template, line and helper", async ([code, message]) => {
  const { diagnostics } = await buildSite({
    ...STORY,
    "broadsheet.config.mjs": config("money: (sum) => sum.toFixed(2), later: async () => 1"),
    ...footer(`\n<%= ${code} %>`),
  });
  expect(diagnostics).toEqual([
    expect.objectContaining({
      code: "template-failed",
      file: "templates/partials/footer.eta",
      line: 2,
      message: expect.stringContaining(message),
    }),
  ]);
});

test("an edit of a helper, or of what it imports, makes anew the pages that call it, and no others", async () => {
  const root = makeSite({
    ...STORY,
    "broadsheet.config.mjs": `import { sign } from "./plugins/sign.mjs";\n${config("sign")}`,
    "plugins/sign.mjs": 'export { name as sign } from "./name.mjs";\n',
    "plugins/name.mjs": 'export const name = () => "Ana";\n',
    "templates/message.eta": "<%= it.helpers.sign() %>",
  });
  const command = await findCommand();
  // A process of its own: the test runner loads modules in a way of its own.
  const build = (): readonly string[] => {
    const text = execFileSync(process.execPath, [command, "build", "--json", "--root", root], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return (JSON.parse(text) as { written: string[] }).written;
  };
  build();
  expect(build()).toEqual([]);
  writeFileSync(join(root, "plugins/name.mjs"), 'export const name = () => "Ben";\n');
  expect(build()).toEqual(["404.html"]);
  expect(readFileSync(join(root, "dist/404.html"), "utf8")).toBe("Ben");
});

test("a helper that is no function is an error of the configuration", async () => {
  const root = makeSite({ ...STORY, "broadsheet.config.mjs": config("sign: 1") });
  expect(await run(root, "build")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("helpers.sign: must be a function"),
  });
});
