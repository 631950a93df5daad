import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeSite, run } from "./desk/command.ts";
import { toArticle } from "./site.ts";

/** Nothing is drawn or indexed, which would take longer than all else. */
const toConfig = (fields: string) =>
  `export default { ${fields}, pictures: { cards: false }, search: false };\n`.replace("{ ,", "{");
const BASE = 'baseUrl: "https://news.test"';

test("what is published follows the clock to the moment, and back, though no file has changed", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfig(BASE),
    "content/a.md": toArticle(""),
    "content/b.md": toArticle("embargo: 2026-03-01T12:00:00Z\nexpires: 2026-03-01T13:00:00Z\n"),
  });
  const isShownAt = async (now: string): Promise<boolean> => {
    expect(await run(root, "build", "--now", now)).toMatchObject({ status: 0 });
    return existsSync(join(root, "dist/news/b/index.html"));
  };
  expect(await isShownAt("2026-03-01T11:59:59Z")).toBe(false);
  expect(await isShownAt("2026-03-01T12:00:00Z")).toBe(true);
  expect(await isShownAt("2026-03-01T11:59:59Z")).toBe(false);
  expect(await isShownAt("2026-03-01T12:59:59Z")).toBe(true);
  expect(await isShownAt("2026-03-01T13:00:00Z")).toBe(false);
});

/** What a build says, and all files that it leaves. */
async function buildInto(root: string, out: string, ...flags: readonly string[]) {
  const folder = join(root, out);
  const { status, stderr } = await run(root, "build", "--out", out, "--now", "2026-03-01", ...flags);
  const said = stderr.replaceAll(folder, "the output");
  expect({ status, said }).toMatchObject({ status: 0 });
  const names = readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".broadsheet"))
    .map((entry) => join(entry.parentPath, entry.name));
  const files = names.sort().map((name) => [name.slice(folder.length), readFileSync(name, "utf8")]);
  return { said, files };
}

test("a build with no article edited is another one where the configuration, a flag or what was passed over is other", async () => {
  const root = makeSite({
    "content/a.md": toArticle("").replace("sources: []\n", ""),
    "content/b.md": toArticle("draft: true\n"),
    "templates/own.eta": "<%= it.page.data.word %>",
    "templates/partials/footer.eta": "<%= 'shout' in it.helpers ? it.helpers.shout() : 'none' %>",
  });
  const toPages = (word: string) =>
    `pages: () => [{ url: "/own/", title: "Own", template: "own", data: { word: "${word}" } }]`;
  const toHelpers = (word: string) => `helpers: { shout: () => "${word}" }`;
  const configure = (...fields: readonly string[]) =>
    writeFileSync(join(root, "broadsheet.config.ts"), toConfig(fields.join(", ")));
  const dead = join(root, "content/dead.md");
  const steps: readonly (readonly [change: () => void, ...flags: readonly string[]])[] = [
    [() => configure(BASE)],
    [() => configure(BASE), "--drafts"],
    [() => configure(BASE)],
    [() => configure('baseUrl: "http://localhost:4000"')],
    [() => configure("")],
    [() => configure(BASE, 'rules: { "sources-missing": "off" }')],
    [() => configure(BASE, 'rules: { "sources-missing": "warning" }')],
    [() => configure(BASE, toPages("one"))],
    [() => configure(BASE, toPages("two"))],
    [() => configure(BASE, toHelpers("one"))],
    [() => configure(BASE, toHelpers("two"))],
    [() => symlinkSync("nowhere.md", dead)],
    [() => rmSync(dead)],
  ];
  for (const [change, ...flags] of steps) {
    change();
    const built = await buildInto(root, "dist", ...flags);
    rmSync(join(root, "clean"), { recursive: true, force: true });
    const clean = await buildInto(root, "clean", "--no-cache", ...flags);
    expect(built).toEqual(clean);
  }
});
