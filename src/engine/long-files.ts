import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** Long values by name that outlive a build; each may be lost at any time. */
export interface LongFiles {
  /** Null if there is none, or not as it was remembered. Its bytes begin where an array of any type may begin. */
  readonly find: (name: string) => Uint8Array | null;
  readonly remember: (name: string, value: Uint8Array) => void;
}

/** Below the folder of the store, which is removed with it. */
const FOLDER = "long";

/** A file begins with the checksum of the rest. */
const HEAD_BYTES = 8;

/**
 * Keeps each value in a file of its own: a database moves fifty megabytes through memory twice, which takes longer than all else
 * that is done with them.
 */
export function createLongFiles(store: string, warn: (message: string) => void): LongFiles {
  const folder = join(store, FOLDER);
  const toPath = (name: string): string => join(folder, encodeURIComponent(name));
  return {
    find: (name) => {
      const bytes = readWhole(toPath(name));
      if (bytes === null) return null;
      const value = bytes.subarray(HEAD_BYTES);
      if (bytes.length >= HEAD_BYTES && bytes.readUInt32LE(0) === crc32(value)) return value;
      warn(`the cache ${toPath(name)} is damaged; it is made anew`);
      return null;
    },
    remember: (name, value) => {
      const path = toPath(name);
      const head = Buffer.alloc(HEAD_BYTES);
      head.writeUInt32LE(crc32(value), 0);
      try {
        mkdirSync(folder, { recursive: true });
        const file = openSync(`${path}.tmp`, "w");
        try {
          for (const part of [head, value]) writeFileSync(file, part);
        } finally {
          closeSync(file);
        }
        renameSync(`${path}.tmp`, path);
      } catch {
        // A full disk, or one that cannot be written: what is not kept is worked out again.
        rmSync(`${path}.tmp`, { force: true });
      }
    },
  };
}

/** Removes all that was kept beside a store. */
export function removeLongFiles(store: string): void {
  rmSync(join(store, FOLDER), { force: true, recursive: true });
}

function readWhole(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
