import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

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
];
const ROOT = join(import.meta.dirname, "..", "src");

/** Files directly in `src/`, in the same order: each imports only from those before it, and from all folders above. */
const FILES = [
  "config-error",
  "config-file",
  "config-places",
  "modules",
  "config-repeats",
  "config-schema",
  "parse-config",
  "plugin-names",
  "config",
  "load-site",
  "package",
  "stages",
  "theme-stages",
  "picture-stages",
  "stories",
  "findings",
  "theme",
  "comment-counts",
  "making",
  "files",
  "settling",
  "put-made",
  "make-cards",
  "make-pictures",
  "build-stories",
  "build-data",
  "build",
  "late-files",
  "code",
  "last-build",
  "workshop",
];

const IMPORT = /(?:from|import)\s*\(?"(\.[^"]+)"/g;

function toTargets(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return Array.from(text.matchAll(IMPORT), ([, target = ""]) => normalize(join(dirname(file), target)));
}

/** The folder in `src/` that a file belongs to. */
function toFolder(file: string): string {
  return file.includes("/") ? (file.split("/")[0] as string) : ".";
}

test("a file imports only from its own folder and from folders earlier in the picture", () => {
  const wrong: string[] = [];
  for (const file of globSync("*/**/*.ts", { cwd: ROOT })) {
    const own = ORDER.indexOf(toFolder(file));
    if (own < 0) continue;
    for (const target of toTargets(file)) {
      const folder = ORDER.indexOf(toFolder(target));
      if (folder < 0 || folder > own) wrong.push(`${file} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("the engine knows nothing of news: it imports only from base", () => {
  const targets = globSync("engine/*.ts", { cwd: ROOT }).flatMap(toTargets);
  expect([...new Set(targets.map((target) => dirname(target)))].sort()).toEqual(["base", "engine"]);
});

test("what brings everything together does so from top to bottom", () => {
  const wrong: string[] = [];
  for (const [index, name] of FILES.entries()) {
    const later = FILES.slice(index + 1).map((other) => `${other}.ts`);
    for (const target of toTargets(`${name}.ts`)) if (later.includes(target)) wrong.push(`${name} imports ${target}`);
  }
  expect(wrong).toEqual([]);
});

test("eta and the Markdown packages are each imported in one place", () => {
  const importers = globSync("**/*.ts", { cwd: ROOT }).filter((file) =>
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
