import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writevSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** Long values by name that outlive a build; each may be lost at any time. */
export interface LongFiles {
  /** The value; null if there is none, or if it is not as it was remembered. */
  readonly find: (name: string) => LongFile | null;
  /** Remembers a value, which comes in parts so that they need not be joined first. */
  readonly remember: (name: string, parts: readonly Uint8Array[]) => void;
}

/** A value that stays what it was until it is closed, whatever is remembered under its name meanwhile. */
export interface LongFile {
  /** Fills `target` with what begins at `at`; throws if there is less. */
  readonly read: (at: number, target: Uint8Array) => void;
  readonly close: () => void;
}

/** Below the folder of the store, which is removed with it. */
const FOLDER = "long";

/** A file begins with the checksum of the rest. */
const HEAD_BYTES = 8;

/**
 * So much is read at once to see whether a file is whole. Memory that is new to a process costs more than reading into
 * it.
 */
const WINDOW_BYTES = 2 ** 20;

/** So many parts are written with one call. */
const MOST_PARTS = 512;

/**
 * Keeps each value in a file of its own: a database would move fifty megabytes through memory twice, which takes longer
 * than all else that is done with them.
 */
export function createLongFiles(store: string, warn: (message: string) => void): LongFiles {
  const folder = join(store, FOLDER);
  const toPath = (name: string): string => join(folder, encodeURIComponent(name));
  return {
    find: (name) => {
      const path = toPath(name);
      const file = findFile(path);
      if (file === null) return null;
      if (isWhole(file)) return toLongFile(file);
      closeSync(file);
      warn(`the cache ${path} is damaged; it is made anew`);
      return null;
    },
    remember: (name, parts) => {
      const path = toPath(name);
      try {
        mkdirSync(folder, { recursive: true });
        const file = openSync(`${path}.tmp`, "w");
        try {
          // Node 22 gives zero for an empty part, whatever the sum before it.
          const own = parts.filter(({ length }) => length > 0);
          writeAll(file, [toHead(own.reduce((sum, part) => crc32(part, sum), 0)), ...own]);
        } finally {
          closeSync(file);
        }
        renameSync(`${path}.tmp`, path);
      } catch {
        // A full disk, or one that cannot be written: what is not kept is worked out again.
        drop(`${path}.tmp`);
      }
    },
  };
}

function drop(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where the folder is read-only, or no folder, there is nothing to drop.
  }
}

/** Removes all that was kept beside a store. */
export function removeLongFiles(store: string): void {
  rmSync(join(store, FOLDER), { force: true, recursive: true });
}

function toHead(checksum: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(checksum, 0);
  return head;
}

function findFile(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch {
    return null;
  }
}

function isWhole(file: number): boolean {
  const head = Buffer.alloc(HEAD_BYTES);
  if (readSync(file, head, 0, HEAD_BYTES, 0) < HEAD_BYTES) return false;
  const window = Buffer.allocUnsafe(WINDOW_BYTES);
  let sum = 0;
  for (let at = HEAD_BYTES; ; ) {
    const length = readSync(file, window, 0, window.length, at);
    if (length === 0) return head.equals(toHead(sum));
    sum = crc32(window.subarray(0, length), sum);
    at += length;
  }
}

function toLongFile(file: number): LongFile {
  return {
    read: (at, target) => {
      const length = readSync(file, target, 0, target.length, HEAD_BYTES + at);
      if (length < target.length) throw new Error("a long file is shorter than it was");
    },
    close: () => closeSync(file),
  };
}

function writeAll(file: number, parts: readonly Uint8Array[]): void {
  for (let from = 0; from < parts.length; from += MOST_PARTS) {
    const some = parts.slice(from, from + MOST_PARTS);
    const wanted = some.reduce((sum, { length }) => sum + length, 0);
    if (writevSync(file, some) < wanted) throw new Error("a long file was written in part");
  }
}
