import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * All temporary folders of a run lie in one, which goes when the run ends: tests need not clear up after themselves.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-tests-"));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
