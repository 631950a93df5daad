import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { digestOf } from "../src/base/digest.ts";
import type { OutputPath } from "../src/base/path.ts";
import { createDiskTarget } from "../src/output/disk.ts";
import { startLook } from "../src/output/look.ts";
import { type OutputRecord, parseRecord } from "../src/output/record.ts";
import { findModule } from "../src/package.ts";

const CODE = digestOf("code");

/** What a build leaves that makes these files. */
function writeOutput(folder: string, paths: readonly string[]): OutputRecord {
  const target = createDiskTarget(folder, null);
  for (const path of paths) target.put(path as OutputPath, `text=${path}`, { text: path });
  target.commit();
  const { texts } = target.toRecord(CODE);
  return parseRecord((part) => texts[part], CODE) as OutputRecord;
}

test("a thread of its own sees which files of a record are left as they were", async () => {
  const out = join(mkdtempSync(join(tmpdir(), "broadsheet-look-")), "dist");
  const record = writeOutput(out, ["a.html", "b.html", "c.html", "d.html"]);
  writeFileSync(join(out, "b.html"), "changed");
  rmSync(join(out, "c.html"));
  mkdirSync(join(out, "c.html"));
  const look = startLook(findModule("output/look-worker"), out, record, 1);
  // The first file is looked at last.
  await vi.waitFor(() => expect(look.isLeft(0)).toBe(true), { timeout: 10_000 });
  expect(record.paths.map((_path, row) => look.isLeft(row))).toEqual([true, false, false, true]);
});
