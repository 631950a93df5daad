import type { DatabaseSync, StatementSync } from "node:sqlite";
import { toReason } from "../base/thrown.ts";

/** The store is damaged or cannot be used; all that it knew can be worked out again. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** Another process has been writing to the store for longer than this one waits. Nothing is wrong with it. */
export class StoreBusyError extends StoreError {}

/** The lower byte of SQLite's error codes for a file that another process has locked. */
const SQLITE_BUSY = 5;
/**
 * Raised when the tables change, or records that any version of the code reads: a store of another version is dropped.
 */
const VERSION = 5;
/**
 * Bodies and terms have some KB each. In SQLite's usual pages of 4 KB they take twice the time and a third more room.
 */
const PAGE_BYTES = 32_768;
/**
 * The indices of 100,000 articles fit into this, any page of which may be written next. With SQLite's default they take
 * half as long again.
 */
const CACHE_KIB = 8192;

/**
 * Tables have row ids, so rows are added one after the other. By their keys, which are digests, each would go to
 * another page, and 100,000 would take three times as long.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS result (key TEXT PRIMARY KEY, value TEXT NOT NULL, crc INTEGER NOT NULL, used INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS blob (digest TEXT PRIMARY KEY, packed INTEGER NOT NULL, crc INTEGER NOT NULL, used INTEGER NOT NULL, bytes BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS record (name TEXT PRIMARY KEY, bytes BLOB NOT NULL, crc INTEGER NOT NULL);
`;

/** Node 22 warns that its SQLite is experimental: that warning, and no other, is swallowed. */
export async function importSqlite(): Promise<typeof import("node:sqlite")> {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes("SQLite")) emitWarning.call(process, warning, ...rest);
  }) as typeof emitWarning;
  try {
    return await import("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** A database with the tables of this version. */
export interface Opened {
  readonly database: DatabaseSync;
  /** Whether it was made just now. */
  readonly isNew: boolean;
}

/**
 * Opens or makes the file at a path (`:memory:` for none). Throws if it cannot be used. `patience` says how many ms to
 * wait for another process.
 */
export function openDatabase(Database: typeof DatabaseSync, path: string, patience = 0): Opened {
  const database = new Database(path, { timeout: patience });
  try {
    database.exec(
      `PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${CACHE_KIB};`,
    );
    const version = (database.prepare("PRAGMA user_version").get() as { user_version: number }).user_version;
    if (version !== 0 && version !== VERSION) throw new StoreError("it is of another version");
    // If the tables exist, opening must not wait for somebody who writes to them.
    if (version === 0) database.exec(`${SCHEMA} PRAGMA user_version = ${VERSION};`);
    return { database, isNew: version === 0 };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs something that uses the database. Whatever goes wrong there is damage that a new store mends. */
export function guard<Value>(touch: () => Value): Value {
  try {
    return touch();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const { errcode = 0 } = error as { readonly errcode?: number };
    const isBusy = (errcode & 0xff) === SQLITE_BUSY;
    throw new (isBusy ? StoreBusyError : StoreError)(toReason(error), { cause: error });
  }
}

/** Writes to a database in transactions of many writes. */
export interface Writer {
  readonly write: (statement: StatementSync, ...values: (string | number | Uint8Array)[]) => void;
  /** Ends the transaction that is open, if one is. */
  readonly commit: () => void;
}

const WRITES_PER_TRANSACTION = 2000;

export function createWriter(database: DatabaseSync): Writer {
  let writes = 0;
  const commit = (): void =>
    guard(() => {
      if (writes > 0) database.exec("COMMIT");
      writes = 0;
    });
  const write: Writer["write"] = (statement, ...values) =>
    guard(() => {
      if (writes === 0) database.exec("BEGIN IMMEDIATE");
      statement.run(...values);
      writes++;
      if (writes >= WRITES_PER_TRANSACTION) commit();
    });
  return { write, commit };
}
