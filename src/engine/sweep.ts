import type { DatabaseSync } from "node:sqlite";
import type { Digest } from "../base/digest.ts";

/** What builds of today have needed. */
export interface Used {
  readonly results: readonly string[];
  readonly blobs: readonly Digest[];
}

/** Entries that no build has needed for so many days are dropped. */
const MOST_DAYS = 30;

/** Notes what is needed on a day, counted from 1970, and drops what is old, or too much: the longest unused first. */
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
