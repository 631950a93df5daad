import { copyFile, lstat, mkdir, readFile, realpath, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve, sep } from "node:path";
import { digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import { type Manifest, type OutputFile, parseManifest, toManifest, toManifestText } from "./manifest.ts";

/** Kept in the output folder, so that it lives and dies with what it lists. */
const MANIFEST = ".broadsheet.json";
/** On the same file system as the pages, so that a rename replaces a page in one step. */
const TEMPORARY = ".broadsheet-tmp";

/** Writing failed, or was refused before anything was touched. `advice` says what to do. */
export class OutputError extends Error {
  readonly advice: string;
  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "OutputError";
    this.advice = advice;
  }
}

export interface WriteReport {
  readonly written: readonly OutputPath[];
  readonly removed: readonly OutputPath[];
  readonly unchanged: number;
}

/**
 * Makes the output folder hold exactly these files beside those that others put there. A file appears whole or not at
 * all; what is unchanged keeps its time stamp; only files that an earlier build wrote are ever removed. The manifest of
 * everything that may be written goes first, so that the next build can clean up after an interrupted one.
 */
export async function writeOutput(folder: string, files: readonly OutputFile[]): Promise<WriteReport> {
  try {
    await mkdir(folder, { recursive: true });
    const before = await readManifest(folder);
    const after = toManifest(files);
    const changed = await findChanged(folder, files, before);
    const stale = [...(before ?? [])].map(([path]) => path).filter((path) => !after.has(path));
    if (changed.length > 0 || stale.length > 0 || before === null) {
      await writeManifest(folder, new Map([...(before ?? []), ...after]));
    }
    for (const path of stale) await removeFile(folder, path);
    await writeFiles(folder, changed);
    if (changed.length > 0 || stale.length > 0 || before === null) await writeManifest(folder, after);
    await rm(join(folder, TEMPORARY), { recursive: true, force: true });
    return { written: changed.map(({ path }) => path), removed: stale, unchanged: files.length - changed.length };
  } catch (error) {
    await rm(join(folder, TEMPORARY), { recursive: true, force: true }).catch(() => undefined);
    throw error instanceof OutputError ? error : toOutputError(error, folder);
  }
}

/** Refuses folders in which a build would do harm: a parent of the content, the root of the disk, a home. */
export async function checkOutputFolder(folder: string, root: string): Promise<void> {
  const out = resolve(folder);
  const inputs = ["content", "templates", "public"].map((name) => resolve(root, name));
  const isHarmful = [...inputs, homedir()].some((path) => holds(out, path)) || inputs.some((path) => holds(path, out));
  if (isHarmful) {
    throw new OutputError(
      `the output folder ${out} holds or is something that is not output`,
      "choose a folder of its own, such as dist",
    );
  }
  const stats = await lstat(out).catch(() => null);
  if (stats !== null && !stats.isDirectory() && !(stats.isSymbolicLink() && (await isFolder(out)))) {
    throw new OutputError(`the output folder ${out} is a file`, "move the file away, or choose another --out");
  }
}

/** Whether a folder is another or is above it; both absolute. */
function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

async function isFolder(path: string): Promise<boolean> {
  const target = await realpath(path).catch(() => null);
  return target !== null && (await lstat(target)).isDirectory();
}

/** Null when there has been no build here; an empty manifest when its record is damaged: then nothing is removed. */
async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    return parseManifest(await readFile(join(folder, MANIFEST), "utf8")) ?? new Map();
  } catch {
    return null;
  }
}

async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await mkdir(join(folder, TEMPORARY), { recursive: true });
  const temporary = join(folder, TEMPORARY, "manifest");
  await writeFile(temporary, toManifestText(manifest));
  await rename(temporary, join(folder, MANIFEST));
}

/** Files whose bytes on disk are not what they shall be, whoever changed them. */
async function findChanged(
  folder: string,
  files: readonly OutputFile[],
  before: Manifest | null,
): Promise<readonly OutputFile[]> {
  const changed: OutputFile[] = [];
  const foreign: OutputPath[] = [];
  for (const file of files) {
    const digest = await readDigest(join(folder, file.path));
    if (digest === file.digest) continue;
    if (digest !== null && before === null) foreign.push(file.path);
    changed.push(file);
  }
  if (foreign.length > 0) {
    const names = foreign.slice(0, 3).join(", ") + (foreign.length > 3 ? ` and ${foreign.length - 3} more` : "");
    const message = `${folder} holds files that Broadsheet did not write and would replace: ${names}`;
    throw new OutputError(message, "move them away, empty the folder, or choose another --out");
  }
  return changed;
}

async function readDigest(path: string): Promise<string | null> {
  try {
    return digestOf(await readFile(path));
  } catch {
    return null;
  }
}

async function writeFiles(folder: string, files: readonly OutputFile[]): Promise<void> {
  const made = new Set<string>();
  const temporary = join(folder, TEMPORARY, "file");
  await mkdir(dirname(temporary), { recursive: true });
  for (const { path, content } of files) {
    await makeFolder(folder, dirname(path), made);
    if ("copyOf" in content) await copyFile(content.copyOf, temporary);
    else await writeFile(temporary, "text" in content ? content.text : content.bytes);
    await rename(temporary, join(folder, path));
  }
}

/** Makes folders one by one, never through a link that could lead out of the output folder. */
async function makeFolder(folder: string, relative: string, made: Set<string>): Promise<void> {
  if (relative === "." || made.has(relative)) return;
  await makeFolder(folder, dirname(relative), made);
  const path = join(folder, relative);
  const stats = await lstat(path).catch(() => null);
  if (stats?.isSymbolicLink()) {
    throw new OutputError(`${path} is a symbolic link, and output is never written through links`, "remove the link");
  }
  if (stats === null) await mkdir(path);
  made.add(relative);
}

/** Removes a file and the folders that it leaves empty; nothing behind a link, which leads to somebody else's files. */
async function removeFile(folder: string, path: OutputPath): Promise<void> {
  const parents = await realpath(join(folder, dirname(path))).catch(() => null);
  if (parents !== join(await realpath(folder), dirname(path))) return;
  await rm(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    try {
      await rmdir(join(folder, parent));
    } catch {
      return;
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "there is no space left on the disk",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a file stands where a folder is needed",
  EISDIR: "a folder stands where a file is needed",
  ENAMETOOLONG: "the name is too long for the file system",
};

function toOutputError(error: unknown, folder: string): OutputError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const path = error instanceof Error && "path" in error ? String(error.path) : folder;
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  const message = `cannot write ${path}: ${reason}`;
  return new OutputError(message, "what was published before is still whole; mend this and build again", {
    cause: error,
  });
}
