import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toDiagnostic } from "../../src/base/diagnostic.ts";
import { applyFixes } from "../../src/desk/fixes.ts";
import { makeSite, run, toConfigFile } from "./command.ts";

const head = (fields: string) => `---\ndate: 2025-03-04\nsources: []\ndek: x\n${fields}---\nText.\n`;

test("--fix changes the characters in question and no other, and does nothing the second time", async () => {
  const before = {
    "content/news/foreign.md":
      "---  \r\n# kept\r\ntitle: 'A: story'   # and this\r\npublishDate: 2025-03-04\r\nsummary: x\r\nsources: []\r\n---\r\nText.  \r\nMore.\r\n",
    "content/news/unknown.md": head("headline: B\nauhtors: [Ana]\nxyz: 1\n"),
    "content/news/tags.md": head("headline: C\ntags:\n  - energy\n  - bridgse # a slip\n"),
    "content/news/tags2.md": head("headline: D\ntags: ['bridges', energy]\n"),
    "content/news/tags3.md": head("headline: E\ntags: [bridges]\n"),
    "content/news/bell.md": head("headline: F\n").replace("Text.", "Te\u0007xt \u0008and more."),
    "content/news/end.md": head("headline: G\n").replace("\n---\nText", "\n--- \nText"),
  };
  const root = makeSite({ "broadsheet.config.ts": toConfigFile({}), ...before });
  chmodSync(join(root, "content/news/tags.md"), 0o640);
  const readAll = () =>
    Object.fromEntries(Object.keys(before).map((file) => [file, readFileSync(join(root, file), "utf8")]));
  const first = await run(root, "check", "--fix");
  expect(first).toMatchObject({ status: 0, stdout: expect.stringMatching(/1 warning, 8 fixed\n$/) });
  expect(first.stderr).toContain("content/news/unknown.md:6:1 key-unknown fixed: auhtors → authors\n");
  const expected = {
    ...before,
    "content/news/foreign.md":
      "---\r\n# kept\r\nheadline: 'A: story'   # and this\r\ndate: 2025-03-04\r\ndek: x\r\nsources: []\r\n---\r\nText.  \r\nMore.\r\n",
    "content/news/unknown.md": before["content/news/unknown.md"].replace("auhtors", "authors"),
    "content/news/tags.md": before["content/news/tags.md"].replace("bridgse", "bridges"),
    "content/news/bell.md": before["content/news/bell.md"].replace("Te\u0007xt \u0008and", "Text and"),
    "content/news/end.md": before["content/news/end.md"].replace("--- ", "---"),
  };
  expect(readAll()).toEqual(expected);
  expect(statSync(join(root, "content/news/tags.md")).mode & 0o777).toBe(0o640);
  expect(readdirSync(join(root, "content/news")).filter((name) => name.startsWith("."))).toEqual([]);
  const second = JSON.parse((await run(root, "check", "--fix", "--json")).stdout);
  expect(second.fixed).toEqual([]);
  expect(readAll()).toEqual(expected);
});

test("--fix puts quotes around a title with a colon", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/news/a.md": head("headline: Harbour ward: the count\nkicker: Live: now\n"),
  });
  await run(root, "check", "--fix");
  const text = readFileSync(join(root, "content/news/a.md"), "utf8");
  expect(text).toBe(head('headline: "Harbour ward: the count"\nkicker: "Live: now"\n'));
});

test("what could be meant otherwise is left to its author", async () => {
  const files = {
    "content/news/goes-on.md": head("headline: A: b\n  c\n"),
    "content/news/joined.md": head("headline: A tags: [b]\n"),
    "content/news/remark.md": head("headline: A: b # c\n"),
    "content/news/both.md": head("headline: A\ntitle: B\n"),
    "content/news/list.md": head("headline: B\ncategories: [one, two]\n"),
    "content/news/quoted.md": head('headline: C\n"summary": y\n'),
    "content/news/even.md": head("headline: D\ntags: [colour]\n"),
    "content/news/even2.md": head("headline: E\ntags: [colours]\n"),
  };
  const root = makeSite({ "broadsheet.config.ts": toConfigFile({}), ...files });
  const { stdout } = await run(root, "check", "--fix", "--json");
  expect(JSON.parse(stdout).fixed).toEqual([]);
  for (const [file, text] of Object.entries(files)) expect(readFileSync(join(root, file), "utf8")).toBe(text);
});

test("fixes that overlap are not both written, and one whose characters are gone is not written at all", () => {
  const at = (column: number, remove: string, insert: string) => ({
    ...toDiagnostic("tag-alike", { file: "a.md", line: 2, column }, "", ""),
    fix: { remove, insert },
  });
  const { text, applied } = applyFixes("one\ntwo three\n", [
    at(1, "two three", "x"),
    at(5, "three", "3"),
    at(2, "x", "y"),
  ]);
  expect(text).toBe("one\ntwo 3\n");
  expect(applied).toHaveLength(1);
});
