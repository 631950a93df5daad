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
  /** Absolute path of a folder that is perhaps not there yet. */
  readonly folder: string;
  /** Whether all folders of the site are new: then files wait in folders of the same names, and these are moved. */
  readonly isWhole: boolean;
}

/** A file that waits. */
export interface Laid {
  /** Absolute path. */
  readonly waiting: string;
  /** Whether it waits below `WHOLE` as it will be shown. */
  readonly isInPlace: boolean;
  /** Its stamp, where that is the same when it is shown. */
  readonly stamp: string | null;
}

/** A file of the site that has been laid aside. */
export interface LaidFile {
  readonly output: OutputPath;
  readonly digest: Digest;
  readonly laid: Laid;
}

export type FinishedFile = EncodedFile | LaidFile;

/** In the folder: the files of a site whose folders are moved. */
export const WHOLE = "site";

/** Lays files aside, one after the other; throws where one cannot be written, or waits there in place already. */
export function createLayer({ folder, isWhole }: Aside): (output: OutputPath, bytes: string | Uint8Array) => Laid {
  const whole = join(folder, WHOLE);
  const made = new Set<string>();
  let count = 0;
  return (output, bytes) => {
    const waiting = isWhole ? toPlace(whole, output) : join(folder, `${threadId}-${count++}`);
    const parent = dirname(waiting);
    if (!made.has(parent)) makeFolders(parent);
    made.add(parent);
    // What a build that was killed has left may be written over.
    writeFileSync(waiting, bytes, { flag: isWhole ? "wx" : "w" });
    const isBelowMoved = isWhole && output.includes("/");
    return { waiting, isInPlace: isWhole, stamp: isBelowMoved ? toStamp(statSync(waiting)) : null };
  };
}

/**
 * Workers lay their files aside themselves: ten thousand that are handed to the thread that builds would keep it from
 * all else. One that cannot be written stays bytes, and whoever puts it tells why.
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
