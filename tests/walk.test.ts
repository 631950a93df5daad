import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Diagnostic } from "../src/base/diagnostic.ts";
import { noKnownFiles } from "../src/source/known.ts";
import { readSources } from "../src/source/source.ts";
import { walk } from "../src/source/walk.ts";

/** Walks `content/`, in which the second section that is come to changes while the first tells of its link. */
function walkWhile(change: (folder: string) => void) {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-walk-"));
  for (const section of ["news", "politics", "sport"]) {
    mkdirSync(join(root, "content", section), { recursive: true });
    writeFileSync(join(root, "content", section, "a.md"), "");
    symlinkSync("a.md", join(root, "content", section, "link.md"));
  }
  const [first, second, third] = readdirSync(join(root, "content"));
  const told: Diagnostic[] = [];
  const diagnostics: Diagnostic[] = [];
  diagnostics.push = (problem: Diagnostic) => {
    if (told.length === 0) change(join(root, "content", `${second}`));
    return told.push(problem);
  };
  const found = walk(root, "content", diagnostics).map(({ path }) => path);
  const problems = told.filter(({ code }) => code === "file-unreadable");
  return {
    changed: `content/${second}`,
    found,
    others: [first, third].map((section) => `content/${section}/a.md`).sort(),
    problems: problems.map(({ file, message }) => `${file} ${message}`),
  };
}

test("a folder that cannot be read is told by its name, and what lies beside it is found", () => {
  const { changed, found, others, problems } = walkWhile((folder) => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "");
  });
  expect(found).toEqual(others);
  expect(problems).toEqual([`${changed} cannot be read (ENOTDIR)`]);
});

test("a folder that goes away while the sources are listed takes no others with it", () => {
  const { found, others, problems } = walkWhile((folder) => rmSync(folder, { recursive: true }));
  expect(found).toEqual(others);
  expect(problems).toEqual([]);
});

test("folders that are links to nothing, and templates that are links, are told", async () => {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-walk-"));
  for (const name of ["public", "data"]) symlinkSync("../gone", join(root, name));
  mkdirSync(join(root, "templates"));
  symlinkSync("../gone.eta", join(root, "templates", "article.eta"));
  const { diagnostics } = await readSources(root, { known: noKnownFiles, settledBefore: 0 });
  expect(diagnostics.map(({ file, message }) => `${file} ${message}`)).toEqual([
    "data the link leads nowhere",
    "public the link leads nowhere",
    "templates/article.eta symbolic links are not followed",
  ]);
});

test("folders that are called as only files are, are told", async () => {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-walk-"));
  const folders = ["content/front.yaml", "content/news/vote.md", "templates/article.eta", "data/prices.json"];
  for (const name of [...folders, "public/chart.js", "content/news/front.yaml"])
    mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, "content/news/vote.md/bridge.md"), "");
  const { value, diagnostics } = await readSources(root, { known: noKnownFiles, settledBefore: 0 });
  expect(diagnostics.map(({ file, message }) => `${file} ${message}`)).toEqual(
    folders.map((name) => `${name} this is a folder, where a file is expected by its name`),
  );
  expect(value.articles.map(({ path }) => path)).toEqual(["content/news/vote.md/bridge.md"]);
});
