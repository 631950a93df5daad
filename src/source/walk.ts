import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";
import { type SourcePath, toSourcePath } from "../base/path.ts";

export interface FoundFile {
  /** Relative to the walked folder, `/` between folders, as the file system spells it. */
  readonly relative: string;
  readonly path: SourcePath;
}

const DROPPING = /^\.(?!well-known$)|~$|^#.*#$|\.(swp|swo|bak|tmp\w*|orig|rej)$|^(thumbs\.db|desktop\.ini)$/i;

/** Whether a file was left behind by an editor or operating system; it may hold unpublished text. */
export function isDropping(name: string): boolean {
  return DROPPING.test(name);
}

/**
 * Finds regular files below a folder, sorted. Symbolic links are never followed, as in Jekyll's safe mode. A folder
 * that cannot be read is reported by its own name, one that goes away meanwhile counts as gone, and what lies beside
 * them is found all the same. A folder whose name is, by `ofFiles`, one of a file only is told.
 */
export function walk(
  root: string,
  folder: string,
  diagnostics: Diagnostic[],
  ofFiles: RegExp | null = null,
): readonly FoundFile[] {
  const found: FoundFile[] = [];
  const visit = (relative: string): void => {
    for (const entry of readFolder(root, join(folder, relative), diagnostics)) {
      const below = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (isDropping(entry.name)) continue;
      const path = toSourcePath(folder, below);
      if (entry.isDirectory()) {
        if (ofFiles?.test(below)) diagnostics.push(toFolder(path));
        visit(below);
      } else if (!entry.isFile()) diagnostics.push(toNotRegular(path, entry.isSymbolicLink()));
      else if (/[\p{Cc}\ufffd]/u.test(entry.name)) diagnostics.push(toBadName(path));
      else found.push({ relative: below, path });
    }
  };
  visit("");
  return found.sort((a, b) => byCodeUnit(a.path, b.path) || byCodeUnit(a.relative, b.relative));
}

function readFolder(root: string, folder: string, diagnostics: Diagnostic[]): readonly Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (!isMissing(error)) diagnostics.push(toUnreadable(toSourcePath(folder), error));
    return [];
  }
}

function toNotRegular(file: SourcePath, isLink: boolean): Diagnostic {
  const message = isLink ? "symbolic links are not followed" : "this is not a regular file";
  return toDiagnostic("file-not-regular", { file }, message, "put the file itself here");
}

function toFolder(file: SourcePath): Diagnostic {
  const message = "this is a folder, where a file is expected by its name";
  return toDiagnostic("file-not-regular", { file }, message, "put the file itself here, or rename the folder");
}

function toBadName(file: SourcePath): Diagnostic {
  const message = `the file name ${quote(file)} is not readable text (.md files included)`;
  return toDiagnostic("file-name-invalid", { file: quote(file).slice(1, -1) }, message, "rename the file");
}

export function toUnreadable(file: SourcePath, error: unknown): Diagnostic {
  const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
  return toDiagnostic("file-unreadable", { file }, `cannot be read (${reason})`, "check that the build may read it");
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
