import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  read,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";

/** Long values by name that outlive a build; each may be lost at any time. */
export interface LongFiles {
  /** Begins to read all that there is, beside other work; settles when what `find` asks for is at hand. Never fails. */
  readonly load: () => Promise<void>;
  /** Null if there is none, or not as it was remembered. Its bytes begin where an array of any type may begin. */
  readonly find: (name: string) => Uint8Array | null;
  /** A value in parts, so that they need not be brought together first. */
  readonly remember: (name: string, parts: readonly Uint8Array[]) => void;
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
  const loaded = new Map<string, Buffer>();
  return {
    load: async () => {
      await Promise.all(
        readNames(folder).map(async (name) => {
          const bytes = await readBeside(join(folder, name));
          if (bytes !== null) loaded.set(join(folder, name), bytes);
        }),
      );
    },
    find: (name) => {
      const path = toPath(name);
      const bytes = loaded.get(path) ?? readWhole(path);
      loaded.delete(path);
      if (bytes === null) return null;
      const value = bytes.subarray(HEAD_BYTES);
      if (toHead([value]).equals(bytes.subarray(0, HEAD_BYTES))) return value;
      warn(`the cache ${path} is damaged; it is made anew`);
      return null;
    },
    remember: (name, parts) => {
      const path = toPath(name);
      const head = toHead(parts);
      try {
        mkdirSync(folder, { recursive: true });
        const file = openSync(`${path}.tmp`, "w");
        try {
          for (const part of [head, ...parts]) writeFileSync(file, part);
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

function toHead(parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(
    parts.reduce((sum, part) => crc32(part, sum), 0),
    0,
  );
  return head;
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * Reads a file in one step, which begins at once and needs this thread no more: `readFile` comes back for each half megabyte. Null
 * where it cannot be read so; `find` will say why.
 */
async function readBeside(path: string): Promise<Buffer | null> {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.allocUnsafeSlow(fstatSync(file).size);
      const { bytesRead } = await promisify(read)(file, bytes, 0, bytes.length, 0);
      return bytesRead === bytes.length ? bytes : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

function readWhole(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
