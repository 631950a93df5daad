import type { DatabaseSync } from "node:sqlite";
import type { Digest } from "../base/digest.ts";

/** What builds of today have needed. */
export interface Used {
  readonly results: readonly string[];
  readonly blobs: readonly Digest[];
  /** Names of records that hold results of a whole group. */
  readonly groups: readonly string[];
}

/** How the names of such records begin. */
export const GROUP = "results ";

/** Entries that no build has needed for so many days are dropped. */
const MOST_DAYS = 30;

/**
 * Notes what was needed on a day, counted from 1970. Drops what is old, and if there is too much, what was unused for
 * longest.
 */
export function sweep(
  database: DatabaseSync,
  used: Used,
  { today, mostBytes }: { readonly today: number; readonly mostBytes: number },
): void {
  const touchResult = database.prepare("UPDATE result SET used = ? WHERE key = ?");
  const touchBlob = database.prepare("UPDATE blob SET used = ? WHERE digest = ?");
  database.exec("BEGIN IMMEDIATE");
  for (const key of used.results) touchResult.run(today, key);
  for (const digest of used.blobs) touchBlob.run(today, digest);
  const drop = (before: number): void => {
    for (const table of ["result", "blob"]) database.prepare(`DELETE FROM ${table} WHERE used < ?`).run(before);
  };
  const groups = new Set(used.groups);
  const names = database.prepare("SELECT name FROM record WHERE name LIKE ?").all(`${GROUP}%`) as { name: string }[];
  const dropRecord = database.prepare("DELETE FROM record WHERE name = ?");
  for (const { name } of names) if (!groups.has(name)) dropRecord.run(name);
  drop(today - MOST_DAYS);
  for (let days = MOST_DAYS; days > 0 && toSize(database) > mostBytes; days = Math.floor(days / 2)) {
    drop(today - Math.floor(days / 2));
  }
  database.exec("COMMIT");
}

/** Bytes in use. */
function toSize(database: DatabaseSync): number {
  const toNumber = (pragma: string): number =>
    Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
  return (toNumber("page_count") - toNumber("freelist_count")) * toNumber("page_size");
}
