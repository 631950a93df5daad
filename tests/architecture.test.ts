import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** The folders of `src/`, and the files directly in it, as ARCHITECTURE.md has them. */
const ORDER = [
  "base",
  "source",
  "article",
  "corpus",
  "related",
  "pictures",
  "pages",
  "search",
  "desk",
  "import",
  "output",
  "engine",
  "package.ts",
  "modules.ts",
  "config",
  "config.ts",
  "load-site.ts",
  "stages.ts",
  "build",
  "settling.ts",
  "build-stories.ts",
  "build.ts",
  "workshop",
  "dev",
  "deploy",
  "cli",
  "cli.ts",
];
const ROOT = join(import.meta.dirname, "..", "src");
const SOURCES = globSync("**/*.ts", { cwd: ROOT });

const IMPORT = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

function toTargets(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return Array.from(text.matchAll(IMPORT), ([, target = ""]) => normalize(join(dirname(file), target)));
}

/** Where a file stands in the order. */
function toRank(file: string): number {
  return ORDER.indexOf(file.split("/")[0] as string);
}

test("every folder and file of src has its place in the picture", () => {
  expect([...new Set(SOURCES.map((file) => file.split("/")[0]))].sort()).toEqual(ORDER.toSorted());
});

test("a file imports only from its own folder and from what stands earlier in the picture", () => {
  const wrong: string[] = [];
  for (const file of SOURCES) {
    for (const target of toTargets(file)) if (toRank(target) > toRank(file)) wrong.push(`${file} imports ${target}`);
  }
  expect(wrong).toEqual([]);
});

test("no file imports itself by way of others", () => {
  const circles: string[] = [];
  const isDone = new Map<string, boolean>();
  const visit = (file: string, way: readonly string[]): void => {
    if (isDone.get(file) === false) circles.push([...way.slice(way.indexOf(file)), file].join(" → "));
    if (isDone.has(file)) return;
    isDone.set(file, false);
    for (const target of toTargets(file)) visit(target, [...way, file]);
    isDone.set(file, true);
  };
  for (const file of SOURCES) visit(file, []);
  expect(circles).toEqual([]);
});

test("every file of src is imported by another, but for where all begins, types of packages, and lists without a build", () => {
  const imported = new Set(SOURCES.flatMap(toTargets));
  const others = SOURCES.filter((file) => !imported.has(file) && !file.endsWith(".d.ts"));
  // Benches and tests ask for lists of stories that no build has settled.
  expect(others.sort()).toEqual(["cli.ts", "related/related.ts"]);
});

test("the engine knows nothing of news: it imports only from base", () => {
  const targets = globSync("engine/*.ts", { cwd: ROOT }).flatMap(toTargets);
  expect([...new Set(targets.map((target) => dirname(target)))].sort()).toEqual(["base", "engine"]);
});

test("eta and the Markdown packages are each imported in one place", () => {
  const importers = SOURCES.filter((file) =>
    /from "(eta|unified|remark|rehype)/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(importers.sort()).toEqual([
    "article/processor.ts",
    "article/raw-html.ts",
    "article/style.ts",
    "pages/render.ts",
  ]);
});

/** As biome.json has it for code. */
const LINE_WIDTH = 120;

test("a line of a comment is no wider than one of code", () => {
  const top = join(ROOT, "..");
  const wrong: string[] = [];
  for (const file of globSync("{src,tests}/**/*.{ts,js}", { cwd: top })) {
    for (const [index, line] of readFileSync(join(top, file), "utf8").split("\n").entries()) {
      if (line.length > LINE_WIDTH && /^\s*(?:\/\/|\/?\*)/.test(line)) wrong.push(`${file}:${index + 1}`);
    }
  }
  expect(wrong).toEqual([]);
});
