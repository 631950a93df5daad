import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toArticle } from "./site.ts";

const CLI = join(import.meta.dirname, "..", "src", "cli.ts");

function run(root: string, ...args: readonly string[]) {
  const env = { ...process.env, NO_COLOR: "1", GITHUB_ACTIONS: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: root, encoding: "utf8", env });
  return { status, stdout, stderr };
}

function toSite(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-cli-"));
  mkdirSync(join(root, "content"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return root;
}

test("a folder without content, an unknown command or flag are usage errors with a hint", () => {
  const empty = mkdtempSync(join(tmpdir(), "broadsheet-empty-"));
  expect(run(empty, "build")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("there is no folder content/"),
  });
  expect(run(empty, "biuld")).toMatchObject({ status: 2, stderr: expect.stringContaining("did you mean build?") });
  expect(run(empty, "build", "--draft")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("did you mean --drafts?"),
  });
  expect(run(empty, "build", "--now", "tomorrow")).toMatchObject({ status: 2 });
});

test("a configuration with mistakes is an error of its own kind that tells them all", () => {
  const config = "export default { tilte: 'x', timeZone: 'Mars/Base', rules: { 'sources-mising': 'off' } };\n";
  const result = run(toSite({ "broadsheet.config.ts": config }), "build");
  expect(result.status).toBe(2);
  expect(result.stderr).toContain('there is no option "tilte"; did you mean title?');
  expect(result.stderr).toContain("timeZone: must be an IANA time zone");
  expect(result.stderr).toContain("did you mean sources-missing?");
});

test("a build with errors exits 1, tells every file's problems and leaves the last good output", () => {
  const root = toSite({ "content/a.md": toArticle("") });
  expect(run(root, "build")).toMatchObject({ status: 0, stdout: expect.stringContaining("1 article,") });
  const page = join(root, "dist/news/a/index.html");
  const before = readFileSync(page);
  writeFileSync(join(root, "content/a.md"), toArticle("kind: nwes\n", "Changed."));
  writeFileSync(join(root, "content/b.md"), "no head");
  const result = run(root, "build");
  expect(result.status).toBe(1);
  expect(result.stderr).toContain("content/a.md:5:7 kind-invalid");
  expect(result.stderr).toContain("content/b.md:1:1 frontmatter-missing");
  expect(readFileSync(page)).toEqual(before);
  expect(existsSync(join(root, "dist/news/b"))).toBe(false);
});

test("related prints one JSON document for machines and the reasons for people", () => {
  const root = toSite({
    "content/a.md": toArticle("", "The harbour crane lifts containers at night."),
    "content/b.md": toArticle("", "A crane in the harbour: containers by night, again."),
    "content/c.md": toArticle("", "The goalkeeper scored in the derby."),
  });
  const document = JSON.parse(run(root, "related", "--all", "--json").stdout);
  expect(document.schemaVersion).toBe(1);
  expect(document.articles.map(({ file }: { file: string }) => file)).toEqual([
    "content/a.md",
    "content/b.md",
    "content/c.md",
  ]);
  expect(document.articles[0].related[0]).toMatchObject({ file: "content/b.md", permalink: "/news/b/" });
  const text = run(root, "related", "content/a.md", "--explain").stdout;
  expect(text).toContain("chosen: similar");
  expect(text).toContain("crane");
});
