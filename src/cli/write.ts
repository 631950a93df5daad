import { chmodSync, closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeFolders } from "../output/folder.ts";

/** Writes a file whole or not at all: first beside its place, then into it, with the rights that it had. */
export function writeWhole(file: string, text: string): void {
  // A file whose name begins with a dot is no source of a site.
  const aside = join(dirname(file), `.${basename(file)}.broadsheet-tmp`);
  try {
    writeFileSync(aside, text);
    const { mode } = statSync(file, { throwIfNoEntry: false }) ?? {};
    if (mode !== undefined) chmodSync(aside, mode & 0o7777);
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    // Nobody knows the other name.
    throw toErrorOf(file, error);
  }
}

/** Writes a new file, with its folders, whole or not at all. One that exists is never touched (EEXIST). */
export function writeNew(file: string, text: string): void {
  makeFolders(dirname(file));
  const handle = openSync(file, "wx");
  try {
    writeFileSync(handle, text);
  } catch (error) {
    rmSync(file, { force: true });
    throw toErrorOf(file, error);
  } finally {
    closeSync(handle);
  }
}

/** For a full disk the system names no file. */
function toErrorOf(file: string, error: unknown): unknown {
  return error instanceof Error && "syscall" in error ? Object.assign(error, { path: file }) : error;
}
