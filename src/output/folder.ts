import { lstatSync, mkdirSync, realpathSync, rmdirSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
import { AdvisedError } from "../base/advised-error.ts";
import type { OutputPath } from "../base/path.ts";
import { toReason } from "../base/thrown.ts";

/** Writing failed, or was refused before anything was touched. */
export class OutputError extends AdvisedError {
  override readonly name = "OutputError";
}

/** Folders of a site that hold what is no output, or are emptied by others. */
const OWN_FOLDERS = ["content", "templates", "public", "data", "plugins", ".broadsheet", ".git", "node_modules"];

/**
 * Refuses folders in which a build or a deploy would do harm: one above the content, the root of the disk, a home.
 * `flag` is the option by which the user named it.
 */
export function checkOutputFolder(folder: string, root: string, flag = "--out"): void {
  const what = flag === "--out" ? "the output folder" : "the target";
  const out = resolve(folder);
  const inputs = OWN_FOLDERS.map((name) => resolve(root, name));
  if (toPlaces(out).some((place) => holds(place, homedir())) || inputs.some((path) => overlap(out, path))) {
    throw new OutputError(
      `${what} ${out} holds or is something that is not output`,
      `choose a folder of its own${flag === "--out" ? ", such as dist" : ""}`,
    );
  }
  if (isThere(out) && !isFolder(out)) {
    throw new OutputError(`${what} ${out} is a file`, `move the file away, or choose another ${flag}`);
  }
}

/** Whether one of two folders is the other or is above it, as they are written or where their links lead. */
export function overlap(one: string, other: string): boolean {
  return toPlaces(one).some((a) => toPlaces(other).some((b) => holds(a, b) || holds(b, a)));
}

/** Whether a folder is the same as another, or above it. Both are absolute. */
export function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

function toPlaces(path: string): readonly string[] {
  return [path, toRealPath(path)];
}

/** Where an absolute path leads once its links are followed, as far as it is there. */
function toRealPath(path: string): string {
  const parent = dirname(path);
  return findRealPath(path) ?? (parent === path ? path : join(toRealPath(parent), basename(path)));
}

/** Whether something is there; a link is, wherever it leads. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Whether it is a folder, or a link that leads to one. */
function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/**
 * Makes folders one by one, never through a link, which could lead out of the output folder. `made` notes for each
 * whether it is new: in a new folder nothing needs to be looked at.
 */
export function makeFolder(folder: string, relative: string, made: Map<string, boolean>): void {
  if (relative === "." || made.has(relative)) return;
  const parent = dirname(relative);
  makeFolder(folder, parent, made);
  const path = join(folder, relative);
  const stats = made.get(parent) === true ? undefined : lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) {
    throw new OutputError(`${path} is a symbolic link, and output is never written through links`, "remove the link");
  }
  if (stats === undefined) mkdirSync(path);
  made.set(relative, stats === undefined);
}

/**
 * Makes a folder, with those above it that do not exist. Node's own function never ends where a folder says that it
 * exists and takes no other, as /proc does. `attempts` are left for folders that others make or clear away meanwhile.
 */
export function makeFolders(path: string, attempts = 3): void {
  if (isFolder(path)) return;
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (attempts === 0 || (code !== "ENOENT" && code !== "EEXIST")) throw error;
    if (!isThere(dirname(path))) makeFolders(dirname(path));
    makeFolders(path, attempts - 1);
  }
}

/**
 * Removes a file and the folders that it leaves empty. Nothing behind a link is removed, since that is somebody else's.
 */
export function removeFile(folder: string, path: OutputPath): void {
  if (findRealPath(join(folder, dirname(path))) !== join(realpathSync(folder), dirname(path))) return;
  rmSync(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    if (!removeEmptyFolder(join(folder, parent))) return;
  }
}

/** Removes an empty folder. False if it is not empty, or not there. */
export function removeEmptyFolder(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function findRealPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

/** The first of many names. */
export function toNames(paths: readonly OutputPath[]): string {
  return paths.slice(0, 3).join(", ") + (paths.length > 3 ? ` and ${paths.length - 3} more` : "");
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOENT: "there is no such file or folder",
  ENOSPC: "there is no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "a file is larger than the system lets files be (ulimit -f shows a limit)",
  EEXIST: "a file or a link stands where a folder is needed",
  ENOTDIR: "a file stands where a folder is needed",
  EISDIR: "a folder stands where a file is needed",
  ENAMETOOLONG: "the name is too long for the file system",
};

/** What the system says about a file, in words. */
export function toFileReason(error: unknown): string {
  const { code = "", syscall = "" } = (error instanceof Error ? error : {}) as NodeJS.ErrnoException;
  // Node says so too if the folder above exists, on a disk that cannot be written.
  if (code === "ENOENT" && syscall === "mkdir") return "no folder can be made there; the file system may be read-only";
  return REASONS[code] ?? toReason(error);
}

/** Says what could not be written in a folder, and why. */
export function toWriteProblem(error: unknown, folder: string): string {
  // A rename is described by where it was to lead, a copy, which has a passing name at first, by both.
  const { path = folder, dest = path, syscall = "" } = (error instanceof Error ? error : {}) as WriteError;
  const what = syscall === "copyfile" ? `copy ${path} to ${dest}` : `write ${dest}`;
  return `cannot ${what}: ${toFileReason(error)}`;
}

/** What Node tells of a file that could not be written. */
interface WriteError extends NodeJS.ErrnoException {
  readonly dest?: string;
}

/** What to do, before the build or deploy is run again, where writing failed. */
export function toMendAdvice(error: unknown): string {
  const { code = "" } = (error instanceof Error ? error : {}) as NodeJS.ErrnoException;
  return code === "EFBIG" ? "make it smaller or raise the limit" : "mend this";
}

/** Whether somebody has put a file where a folder is needed, or the other way round. */
export function isInTheWay(error: unknown): boolean {
  return /^(?:EEXIST|EISDIR|ENOTDIR|ENOTEMPTY)$/.test((error as NodeJS.ErrnoException).code ?? "");
}

/** `isShown` says whether readers may have seen files of this build already. */
export function toOutputError(error: unknown, folder: string, isShown = false): OutputError {
  const message = toWriteProblem(error, folder);
  const left = isShown
    ? "some files are of this build already, the others as they were"
    : "what was published before is still whole";
  const advice = isInTheWay(error)
    ? "Broadsheet did not put it there: move it away and build again"
    : `${left}; ${toMendAdvice(error)} and build again`;
  return new OutputError(message, advice, { cause: error });
}
