import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Writes a file whole or not at all: beside it first, then in its place, with the rights that it had. */
export function writeWhole(file: string, text: string): void {
  // A name with a dot is no source of a site.
  const aside = join(dirname(file), `.${basename(file)}.broadsheet-tmp`);
  try {
    writeFileSync(aside, text);
    const { mode } = statSync(file, { throwIfNoEntry: false }) ?? {};
    if (mode !== undefined) chmodSync(aside, mode & 0o7777);
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    // Nobody knows the other name.
    if (error instanceof Error && "path" in error) error.path = file;
    throw error;
  }
}
