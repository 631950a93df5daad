import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadSite } from "../src/load-site.ts";
import { buildInMemory, type MemoryBuild } from "./site.ts";

const SITES = join(import.meta.dirname, "sites");
const INVALID = join(import.meta.dirname, "invalid");
/** Templates that print little, so that the expected files say what pages hold and not how they look. */
const TEMPLATES = join(SITES, "plain-templates");
const IS_UPDATE = process.env.UPDATE === "1";

async function buildFolder(root: string): Promise<MemoryBuild> {
  const site = await loadSite(root, {});
  return buildInMemory(site, { now: Date.UTC(2026, 0, 15, 12), showsUnpublished: false, templateFolders: [TEMPLATES] });
}

/** `file:line:column code message`, a line each, as the command line prints them. */
function toProblemText(result: MemoryBuild): string {
  return result.diagnostics
    .map(
      ({ file, line, column, code, message, advice }) =>
        `${file}:${line}:${column} ${code} ${message}\n    ${advice}\n`,
    )
    .join("");
}

function toTexts(result: MemoryBuild): Readonly<Record<string, string>> {
  const texts = result.files.map(({ path, content }) => [path, "text" in content ? content.text : "(a copy)"] as const);
  return Object.fromEntries([...texts, ["problems.txt", toProblemText(result)]]);
}

function readFolder(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const paths = globSync("**", { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

function writeFolder(folder: string, texts: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe("a small site becomes the files beside it (UPDATE=1 rewrites them)", () => {
  const names = readdirSync(SITES).filter((name) => name !== "plain-templates");
  test.for(names)("%s", async (name) => {
    const texts = toTexts(await buildFolder(join(SITES, name)));
    if (IS_UPDATE) writeFolder(join(SITES, name, "expected"), texts);
    expect(texts).toEqual(readFolder(join(SITES, name, "expected")));
  });
});

describe("an invalid site is told all its problems (UPDATE=1 rewrites them)", () => {
  test.for(readdirSync(INVALID))("%s", async (name) => {
    const text = toProblemText(await buildFolder(join(INVALID, name)));
    const file = join(INVALID, name, "expected.txt");
    if (IS_UPDATE) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, "utf8"));
  });
});
