import { existsSync, globSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeSite, run, toConfigFile } from "../desk/command.ts";
import { toArticle } from "../site.ts";

interface Report {
  readonly stages: Readonly<Record<string, { readonly hits: number; readonly misses: number } | undefined>>;
}

async function build(root: string, ...flags: readonly string[]): Promise<Report> {
  const { status, stdout, stderr } = await run(root, "build", "--now", "2026-01-15T12:00Z", "--json", ...flags);
  expect([status, stderr]).toEqual([0, expect.not.stringContaining("error")]);
  return JSON.parse(stdout) as Report;
}

/** Every file of an output folder but the manifest. */
function readAll(root: string, out: string): ReadonlyMap<string, string> {
  const paths = globSync("**", { cwd: join(root, out) }).filter((path) => statSync(join(root, out, path)).isFile());
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, out, path)).toString("base64")]));
}

test("after edits, a new year and a removal the index is that of a clean build, and other years are not indexed again", async () => {
  const root = makeSite({
    "broadsheet.config.js": toConfigFile({ search: true }),
    "content/a/one.md": toArticle("", "The heron stood."),
    "content/a/two.md": toArticle("", "The heron flew."),
    "content/a/old.md": toArticle("", "A skiff.").replace("2025-03-04", "2019-01-02"),
  });
  const compare = async (): Promise<void> => {
    await build(root, "--no-cache", "--out", "clean");
    expect(readAll(root, "dist")).toEqual(readAll(root, "clean"));
    rmSync(join(root, "clean"), { recursive: true });
  };
  expect((await build(root)).stages.search).toEqual({ hits: 0, misses: 3 });
  await compare();

  writeFileSync(join(root, "content/a/old.md"), toArticle("", "A punt.").replace("2025-03-04", "2019-01-02"));
  expect((await build(root)).stages.search).toEqual({ hits: 2, misses: 1 });
  await compare();

  writeFileSync(join(root, "content/a/new.md"), toArticle("", "An otter.").replace("2025-03-04", "2026-01-02"));
  expect((await build(root)).stages.search).toEqual({ hits: 3, misses: 1 });
  await compare();

  unlinkSync(join(root, "content/a/old.md"));
  expect((await build(root)).stages.search).toEqual({ hits: 3, misses: 0 });
  expect(existsSync(join(root, "dist/pagefind/en/2019"))).toBe(false);
  await compare();
}, 120_000);
