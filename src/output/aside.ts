import { statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isMainThread, threadId } from "node:worker_threads";
import type { Digest } from "../base/digest.ts";
import { letGo } from "../base/let-go.ts";
import type { OutputPath } from "../base/path.ts";
import type { EncodedFile } from "../pages/text-file.ts";
import { toStamp } from "../source/known.ts";
import { makeFolders } from "./folder.ts";
import { toPlace } from "./stamps.ts";

/** Where files wait to be shown. */
export interface Aside {
  /** Absolute path of a folder, which need not exist yet. */
  readonly folder: string;
  /**
   * Whether all folders of the site are new. Then files wait in folders of the same names, and these are moved as a
   * whole.
   */
  readonly isWhole: boolean;
}

/** A file that waits. */
export interface Laid {
  /** Absolute path. */
  readonly waiting: string;
  /** Whether it waits below `WHOLE`, where it will be moved with its folder. */
  readonly isInPlace: boolean;
  /** Its stamp, if that stays the same when it is shown; else null. */
  readonly stamp: string | null;
}

/** A file of the site that has been laid aside. */
export interface LaidFile {
  readonly output: OutputPath;
  readonly digest: Digest;
  readonly laid: Laid;
}

export type FinishedFile = EncodedFile | LaidFile;

/** Holds, inside the folder, the files of a site whose folders are moved. */
export const WHOLE = "site";

/** Makes a function that lays files aside. It throws if a file cannot be written, or waits there in place already. */
export function createLayer({ folder, isWhole }: Aside): (output: OutputPath, bytes: string | Uint8Array) => Laid {
  const whole = join(folder, WHOLE);
  const made = new Set<string>();
  let count = 0;
  return (output, bytes) => {
    const waiting = isWhole ? toPlace(whole, output) : join(folder, `${threadId}-${count++}`);
    const parent = dirname(waiting);
    if (!made.has(parent)) makeFolders(parent);
    made.add(parent);
    // What a killed build has left may be overwritten.
    writeFileSync(waiting, bytes, { flag: isWhole ? "wx" : "w" });
    const isBelowMoved = isWhole && output.includes("/");
    return { waiting, isInPlace: isWhole, stamp: isBelowMoved ? toStamp(statSync(waiting)) : null };
  };
}

/**
 * Workers lay their files aside themselves: the thread that builds would have time for nothing else if ten thousand
 * were handed to it. A file that cannot be written stays as bytes, and whoever puts it says why.
 */
export function prepareLayAside(aside: Aside | null): (file: EncodedFile) => FinishedFile {
  if (aside === null || isMainThread) return (file) => file;
  const lay = createLayer(aside);
  return (file) => {
    const { output, digest, bytes } = file;
    try {
      const laid = lay(output, bytes);
      letGo(bytes);
      return { output, digest, laid };
    } catch {
      return file;
    }
  };
}
