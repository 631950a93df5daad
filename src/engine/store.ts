import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StatementSync } from "node:sqlite";
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { Digest } from "../base/digest.ts";
import { letGo } from "../base/let-go.ts";
import { toReason } from "../base/thrown.ts";
import { guard, importSqlite, type Opened, openDatabase, StoreError } from "./database.ts";
import { removeLongFiles } from "./long-files.ts";
import { type Records, toRecords } from "./recall.ts";
import type { BlobStore } from "./stage.ts";
import { sweep, type Used } from "./sweep.ts";

/**
 * What is remembered from one build to the next: results by key, blobs by digest, and a few records by name.
 * It may be lost at any time: whatever it says is checked, and what it does not say is worked out again.
 */
export interface Store extends BlobStore, Records {
  /** What is known of each key, in their order. */
  readonly findResults: (keys: readonly string[]) => (string | null)[];
  readonly rememberResult: (key: string, value: string) => void;
  /** Lets other processes see, and write after, what has been remembered so far. */
  readonly commit: () => void;
  /** Once a day: notes what was needed today, and drops what was not for a while. */
  readonly sweep: (toUsed: () => Used) => void;
  readonly close: () => void;
}

export interface StoreOptions {
  /** How long another process that writes is waited for, in ms. */
  readonly patience?: number;
  /** ms since 1970, by which entries grow old. */
  readonly now?: number;
  /** Above so many bytes the entries unused for longest go first. */
  readonly bytes?: number;
}

const MOST_BYTES = 2 ** 31;
const PATIENCE_MS = 5000;
const FILE = "cache.db";
const SWEPT = "swept";
const WRITES_PER_TRANSACTION = 2000;
/** Blobs of this build that are at hand without reading them back, in bytes. */
const MOST_AT_HAND = 2 ** 27;
/** Of a build that files more than this, few would be at hand: not worth the memory, of which it needs much. */
const MOST_WITH_ANY_AT_HAND = 2 ** 29;
const DAY_MS = 86_400_000;
/**
 * zlib fetches memory for so many bytes at once, into which most bodies fit; with its
 * own 32 KB, unpacking takes twice as long.
 */
const CHUNK = 2 ** 13;

/**
 * Opens the store in a folder. One that cannot be used is dropped with a warning; where
 * none can be made, one in memory stands in.
 */
export async function openStore(
  folder: string,
  warn: (message: string) => void,
  options: StoreOptions = {},
): Promise<Store> {
  const { DatabaseSync } = await importSqlite();
  const path = join(folder, FILE);
  try {
    mkdirSync(folder, { recursive: true });
    // Sites need no line of their own for it, and a deploy of the whole folder leaves it out.
    writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch {
    // It is there already, or the disk is read-only, which opening will tell.
  }
  const { patience = PATIENCE_MS } = options;
  try {
    return createStore(openDatabase(DatabaseSync, path, patience), options);
  } catch (error) {
    warn(`the cache ${path} cannot be used (${toReason(error)}); it is made anew`);
    removeStore(folder);
  }
  try {
    return createStore(openDatabase(DatabaseSync, path, patience), options);
  } catch {
    return createStore(openDatabase(DatabaseSync, ":memory:"), options);
  }
}

/** A store that is forgotten when the build ends. */
export async function openMemoryStore(): Promise<Store> {
  const { DatabaseSync } = await importSqlite();
  return createStore(openDatabase(DatabaseSync, ":memory:"), {});
}

/** Removes the store of a folder and what is kept beside it; false where it cannot, as on a read-only disk. */
export function removeStore(folder: string): boolean {
  try {
    removeLongFiles(folder);
    for (const ending of ["", "-wal", "-shm"]) rmSync(join(folder, FILE + ending), { force: true, recursive: true });
    return true;
  } catch {
    return false;
  }
}

function createStore(
  { database, isNew }: Opened,
  { now = Date.now(), bytes: mostBytes = MOST_BYTES }: StoreOptions,
): Store {
  const today = Math.floor(now / DAY_MS);
  // One statement for many keys: each call of a statement costs more than what it looks up.
  const findResults = database.prepare(
    "SELECT key, value, crc FROM result WHERE key IN (SELECT value FROM json_each(?))",
  );
  const putResult = database.prepare("INSERT OR REPLACE INTO result (key, value, crc, used) VALUES (?, ?, ?, ?)");
  const findBlob = database.prepare("SELECT packed, bytes, crc FROM blob WHERE digest = ?");
  const putBlob = database.prepare(
    "INSERT OR REPLACE INTO blob (digest, packed, bytes, crc, used) VALUES (?, ?, ?, ?, ?)",
  );
  const findRecord = database.prepare("SELECT bytes, crc FROM record WHERE name = ?");
  const putRecord = database.prepare("INSERT OR REPLACE INTO record (name, bytes, crc) VALUES (?, ?, ?)");
  for (const statement of [findResults, findBlob, findRecord]) statement.setReturnArrays(true);

  const atHand = new Map<Digest, Uint8Array>();
  let bytesAtHand = 0;
  let bytesFiled = 0;
  let writes = 0;
  const commit = (): void => {
    if (writes > 0) database.exec("COMMIT");
    writes = 0;
  };
  const write = (statement: StatementSync, ...values: (string | number | Uint8Array)[]): void => {
    guard(() => {
      if (writes === 0) database.exec("BEGIN IMMEDIATE");
      statement.run(...values);
      writes++;
      if (writes >= WRITES_PER_TRANSACTION) commit();
    });
  };
  const read = (digest: Digest): Uint8Array => {
    const row = guard(() => findBlob.get(digest)) as [packed: number, bytes: Uint8Array, crc: number] | undefined;
    if (row === undefined) throw new StoreError("a blob is missing");
    const [packed, stored, crc] = row;
    if (crc32(stored) !== crc) throw new StoreError("a blob is damaged");
    if (packed === 0) return stored;
    const bytes = guard(() => zstdDecompressSync(stored, { chunkSize: CHUNK }));
    letGo(stored);
    return bytes;
  };
  const records = toRecords(
    (name) => findRecordBytes(findRecord, name),
    (name, bytes) => write(putRecord, name, bytes, crc32(bytes)),
  );

  return {
    findResults: (keys) => {
      const rows = guard(() => findResults.all(JSON.stringify(keys))) as unknown as [string, string, number][];
      const found = new Map(rows.map(toChecked));
      return keys.map((key) => found.get(key) ?? null);
    },
    rememberResult: (key, value) => write(putResult, key, value, crc32(value), today),
    ...records,
    file: (blobs) => {
      for (const { digest, bytes, isText } of blobs) {
        const stored = isText ? toPacked(bytes) : bytes;
        write(putBlob, digest, isText ? 1 : 0, stored, crc32(stored), today);
        bytesFiled += bytes.length;
        if (bytesFiled > MOST_WITH_ANY_AT_HAND) atHand.clear();
        if (isText) letGo(stored);
        if (bytesAtHand > MOST_AT_HAND || bytesFiled > MOST_WITH_ANY_AT_HAND) {
          if (atHand.get(digest) !== bytes) letGo(bytes);
        } else if (!atHand.has(digest)) {
          atHand.set(digest, bytes);
          bytesAtHand += bytes.length;
        }
      }
    },
    fetch: (digest) => atHand.get(digest) ?? read(digest),
    lend: (digest, use) => {
      const known = atHand.get(digest);
      if (known !== undefined) return use(known);
      const bytes = read(digest);
      const value = use(bytes);
      letGo(bytes);
      return value;
    },
    commit: () => guard(commit),
    sweep: (toUsed) => {
      if (records.findRecord(SWEPT) === String(today)) return;
      // All that is in a new store is of this build.
      if (!isNew) {
        guard(() => {
          commit();
          sweep(database, toUsed(), { today, mostBytes });
        });
      }
      records.rememberRecord(SWEPT, String(today));
    },
    close: () => {
      guard(() => {
        commit();
        // One file to save: CI copies the folder when the build has ended. Not worth waiting for another process.
        database.exec("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)");
      });
      database.close();
    },
  };
}

/** Records are long: as bytes they are checked and decoded many times faster than as text. */
function findRecordBytes(statement: StatementSync, name: string): Uint8Array | null {
  const row = guard(() => statement.get(name)) as [bytes: Uint8Array, crc: number] | undefined;
  if (row === undefined) return null;
  const [bytes, crc] = row;
  if (crc32(bytes) !== crc) throw new StoreError("a record is damaged");
  return bytes;
}

/** The text of a row under its name, if its checksum is right: a flipped bit in the file must not reach a page. */
function toChecked([name, text, crc]: [name: string, text: string, crc: number]): [string, string] {
  if (crc32(text) !== crc) throw new StoreError("an entry is damaged");
  return [name, text];
}

/** Level 1: 40 µs for a body of 4 KB, which halves it. */
function toPacked(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { chunkSize: CHUNK, params: { [constants.ZSTD_c_compressionLevel]: 1 } });
}
