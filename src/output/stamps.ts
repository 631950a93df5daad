import { lstatSync, readFileSync, type Stats } from "node:fs";
import { sep } from "node:path";
import { digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import { toStamp } from "../source/known.ts";
import type { RecordEntry } from "./record.ts";

/** The place of a file. `join` looks at each letter, which for thousands of files takes a tenth of the look at them. */
export function toPlace(folder: string, path: OutputPath): string {
  return `${folder}${sep}${path}`;
}

/** Whether a file still has the size, times and inode that it had. */
export function isStamped(path: string, stamp: string): boolean {
  const stats = findStats(path);
  return stats?.isFile() === true && toStamp(stats) === stamp;
}

/** The stamp of a file if it holds what the entry says, whoever wrote it; else null. */
export function findStamp(path: string, { digest, stamp }: RecordEntry): string | null {
  const stats = findStats(path);
  if (stats?.isFile() !== true) return null;
  const now = toStamp(stats);
  if (now === stamp) return stamp;
  const bytes = readFileSync(path);
  return digestOf(bytes) === digest ? now : null;
}

/** The facts of a link itself, since what it leads to is no file of the output. */
export function findStats(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // A file stands where a folder is needed.
    return undefined;
  }
}
