import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** ms that another file of tests may take. */
const PATIENCE = 110_000;

/** A folder that the first file of tests that asks fills, for all of this run; others wait until it has. */
export async function makeOnce(name: string, fill: (folder: string) => Promise<unknown> | unknown): Promise<string> {
  const folder = join(tmpdir(), `broadsheet-${name}`);
  const done = join(folder, "done");
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    for (const until = Date.now() + PATIENCE; !existsSync(done); await setTimeout(50))
      if (Date.now() > until) throw new Error(`${done} was not made`);
    return folder;
  }
  try {
    await fill(folder);
  } finally {
    writeFileSync(done, "");
  }
  return folder;
}
