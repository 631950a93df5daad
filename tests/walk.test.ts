import { mkdirSync, mkdtempSync, type PathLike, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Diagnostic } from "../src/base/diagnostic.ts";
import { walk } from "../src/source/walk.ts";

vi.mock("node:fs", async (load) => {
  const fs = await load<typeof import("node:fs")>();
  return { ...fs, readdirSync: vi.fn(fs.readdirSync) };
});

/** A folder `content/` in which reading `politics/` fails so; also for the superuser, who may read everything. */
function walkWith(code: string) {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-walk-"));
  for (const section of ["news", "politics", "sport"]) {
    mkdirSync(join(root, "content", section), { recursive: true });
    writeFileSync(join(root, "content", section, "a.md"), "");
  }
  const read = vi.mocked(readdirSync);
  const plain = read.getMockImplementation() as (path: PathLike, options: object) => never;
  read.mockImplementation((path: PathLike, options: unknown) => {
    if (path === join(root, "content/politics")) throw Object.assign(new Error(code), { code });
    return plain(path, options as object);
  });
  const diagnostics: Diagnostic[] = [];
  const found = walk(root, "content", diagnostics).map(({ path }) => path);
  return { found, told: diagnostics.map(({ file, message }) => `${file} ${message}`) };
}

test("a folder that may not be read is told by its name, and what lies beside it is found", () => {
  expect(walkWith("EACCES")).toEqual({
    found: ["content/news/a.md", "content/sport/a.md"],
    told: ["content/politics cannot be read (EACCES)"],
  });
});

test("a folder that goes away while the sources are listed takes no others with it", () => {
  expect(walkWith("ENOENT")).toEqual({ found: ["content/news/a.md", "content/sport/a.md"], told: [] });
});
