import { lstatSync, readFileSync, type Stats } from "node:fs";
import { sep } from "node:path";
import { digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import { toStamp } from "../source/known.ts";
import type { RecordEntry } from "./record.ts";

/** Where a file lies. Not `join`, which looks at each letter: with thousands of files that takes a tenth of a look. */
export function toPlace(folder: string, path: OutputPath): string {
  return `${folder}${sep}${path}`;
}

/** Whether a file still has the size, times and inode that it is known by. */
export function isStamped(path: string, stamp: string): boolean {
  const stats = findStats(path);
  return stats?.isFile() === true && toStamp(stats) === stamp;
}

/** The stamp of a file that holds what the entry says, whoever wrote it; null for any other. */
export function findStamp(path: string, { digest, stamp }: RecordEntry): string | null {
  const stats = findStats(path);
  if (stats?.isFile() !== true) return null;
  const now = toStamp(stats);
  if (now === stamp) return stamp;
  const bytes = readFileSync(path);
  return digestOf(bytes) === digest ? now : null;
}

/** Of a link itself: what it leads to is no file of the output. */
export function findStats(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // A file stands where a folder is needed.
    return undefined;
  }
}
