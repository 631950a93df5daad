import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Bytes that a build writes down because they are too many to be held. */
export interface Scratch {
  /** Puts bytes behind all that are there. Says where they begin; null where there is no more room. */
  readonly append: (bytes: Uint8Array) => number | null;
  /** Fills `target` with what begins at `at`; throws if there is less. */
  readonly read: (at: number, target: Uint8Array) => void;
  readonly close: () => void;
}

/** A file in the folder of a store, gone with the process whatever becomes of it; null where none can be made. */
export function openScratch(store: string): Scratch | null {
  const path = join(store, `scratch-${process.pid}`);
  let file: number;
  try {
    file = openSync(path, "w+");
    // It is there as long as it is open, and nobody else needs its name.
    rmSync(path);
  } catch {
    return null;
  }
  let size = 0;
  let isFull = false;
  return {
    append: (bytes) => {
      if (isFull) return null;
      const at = size;
      try {
        isFull = writeSync(file, bytes, 0, bytes.length, at) < bytes.length;
      } catch {
        isFull = true;
      }
      if (isFull) return null;
      size += bytes.length;
      return at;
    },
    read: (at, target) => {
      if (readSync(file, target, 0, target.length, at) < target.length) throw new Error("a scratch file is too short");
    },
    close: () => closeSync(file),
  };
}
