import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StatementSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import { toReason } from "../base/thrown.ts";
import { type BlobRoom, createStoredBlobs } from "./blobs.ts";
import { createWriter, guard, importSqlite, type Opened, openDatabase, StoreError } from "./database.ts";
import { removeLongFiles } from "./long-files.ts";
import { type Records, toRecords } from "./recall.ts";
import { openScratch } from "./scratch.ts";
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
  /** Commits what has been remembered so far: other processes see it, and can write. */
  readonly commit: () => void;
  /** Called once a day: notes what was needed today, and drops what was not needed for a while. */
  readonly sweep: (toUsed: () => Used) => void;
  readonly close: () => void;
}

export interface StoreOptions extends Pick<BlobRoom, "mostAtHand"> {
  /** How long another process that writes is waited for, in ms. */
  readonly patience?: number;
  /** ms since 1970, for the age of entries. */
  readonly now?: number;
  /** Above so many bytes, the entries that were unused for longest are dropped. */
  readonly bytes?: number;
}

const MOST_BYTES = 2 ** 31;
const PATIENCE_MS = 5000;
const FILE = "cache.db";
const SWEPT = "swept";
const DAY_MS = 86_400_000;

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
    // Sites then need no line for it in their own .gitignore, and a deploy of the whole folder leaves it out.
    writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch {
    // The file is there already, or the disk is read-only, which shows when the store is opened.
  }
  const { patience = PATIENCE_MS } = options;
  const room = { ...options, openScratch: () => openScratch(folder) };
  const open = () => createStore(openDatabase(DatabaseSync, path, patience), room);
  try {
    return open();
  } catch (error) {
    const problem = `the cache ${path} cannot be used (${toReason(error)})`;
    removeStore(folder);
    try {
      const store = open();
      warn(`${problem}; it is made anew`);
      return store;
    } catch {
      warn(`${problem}, so nothing is remembered; look who owns it, and whether the disk is read-only`);
      return createStore(openDatabase(DatabaseSync, ":memory:"), { ...options, ...noRoom });
    }
  }
}

/** A store that is forgotten when the build ends. */
export async function openMemoryStore(): Promise<Store> {
  const { DatabaseSync } = await importSqlite();
  return createStore(openDatabase(DatabaseSync, ":memory:"), noRoom);
}

const noRoom: BlobRoom = { openScratch: () => null };

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
  { now = Date.now(), bytes: mostBytes = MOST_BYTES, ...room }: StoreOptions & BlobRoom,
): Store {
  const today = Math.floor(now / DAY_MS);
  // One statement for many keys: each call of a statement costs more than what it looks up.
  const findResults = database.prepare(
    "SELECT key, value, crc FROM result WHERE key IN (SELECT value FROM json_each(?))",
  );
  const putResult = database.prepare("INSERT OR REPLACE INTO result (key, value, crc, used) VALUES (?, ?, ?, ?)");
  const findRecord = database.prepare("SELECT bytes, crc FROM record WHERE name = ?");
  const putRecord = database.prepare("INSERT OR REPLACE INTO record (name, bytes, crc) VALUES (?, ?, ?)");
  for (const statement of [findResults, findRecord]) statement.setReturnArrays(true);
  const writer = createWriter(database);
  const { close: letGoOfBlobs, ...blobs } = createStoredBlobs({ database, writer, today }, room);
  const records = toRecords(
    (name) => findRecordBytes(findRecord, name),
    (name, bytes) => writer.write(putRecord, name, bytes, crc32(bytes)),
  );
  return {
    findResults: (keys) => {
      const rows = guard(() => findResults.all(JSON.stringify(keys))) as unknown as [string, string, number][];
      const found = new Map(rows.map(toChecked));
      return keys.map((key) => found.get(key) ?? null);
    },
    rememberResult: (key, value) => writer.write(putResult, key, value, crc32(value), today),
    ...records,
    ...blobs,
    commit: writer.commit,
    sweep: (toUsed) => {
      if (records.findRecord(SWEPT) === String(today)) return;
      // Everything in a new store is of this build.
      if (!isNew) {
        writer.commit();
        guard(() => sweep(database, toUsed(), { today, mostBytes }));
      }
      records.rememberRecord(SWEPT, String(today));
    },
    close: () => {
      letGoOfBlobs();
      writer.commit();
      // Leaves one file, which CI copies when the build has ended. It is not worth waiting for another process.
      guard(() => database.exec("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)"));
      database.close();
    },
  };
}

/** Records are long, and bytes are checked and decoded many times faster than text. */
function findRecordBytes(statement: StatementSync, name: string): Uint8Array | null {
  const row = guard(() => statement.get(name)) as [bytes: Uint8Array, crc: number] | undefined;
  if (row === undefined) return null;
  const [bytes, crc] = row;
  if (crc32(bytes) !== crc) throw new StoreError("a record is damaged");
  return bytes;
}

/** A row's name and text, if the checksum is right: a flipped bit in the file must not reach a page. */
function toChecked([name, text, crc]: [name: string, text: string, crc: number]): [string, string] {
  if (crc32(text) !== crc) throw new StoreError("an entry is damaged");
  return [name, text];
}
