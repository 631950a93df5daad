import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const ORDER = ["base", "source", "article", "corpus", "related", "pages", "output", "engine"];
const ROOT = join(import.meta.dirname, "..", "src");

test("a file imports only from its own folder and from folders earlier in the picture", () => {
  const wrong: string[] = [];
  for (const file of globSync("*/*.ts", { cwd: ROOT })) {
    const own = ORDER.indexOf(dirname(file));
    if (own < 0) continue;
    for (const [, target = ""] of readFileSync(join(ROOT, file), "utf8").matchAll(/from "(\.[^"]+)"/g)) {
      const folder = ORDER.indexOf(dirname(normalize(join(dirname(file), target))));
      if (folder < 0 || folder > own) wrong.push(`${file} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("eta and the Markdown packages are each imported in one place", () => {
  const importers = globSync("**/*.ts", { cwd: ROOT }).filter((file) =>
    /from "(eta|unified|remark|rehype)/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(importers.sort()).toEqual(["article/markdown.ts", "pages/render.ts"]);
});
