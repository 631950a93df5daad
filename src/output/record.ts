import type { Digest } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";

/** What is known of a file in the output folder from the build that wrote or checked it. */
export interface RecordEntry {
  /** What it was made from. */
  readonly key: string;
  readonly digest: Digest;
  /** Size, times and inode: a file that still has them is taken for unchanged. */
  readonly stamp: string;
}

/** What the last build knew of the output folder: a hint that saves work, never needed for a right result. */
export interface OutputRecord {
  /** Digest of the code that made the keys. */
  readonly code: Digest;
  /** Digest of the manifest that the build left behind. */
  readonly manifest: Digest;
  readonly entries: ReadonlyMap<OutputPath, RecordEntry>;
}

export function toRecordText({ code, manifest, entries }: OutputRecord): string {
  const rows = Array.from(entries, ([path, { key, digest, stamp }]) => [path, key, digest, stamp]);
  return JSON.stringify({ code, manifest, rows });
}

/** The record in a text that `toRecordText` made; one of other code says nothing. */
export function parseRecord(text: string | null, code: Digest): OutputRecord | null {
  if (text === null) return null;
  const raw = JSON.parse(text) as { code: Digest; manifest: Digest; rows: [OutputPath, string, Digest, string][] };
  if (raw.code !== code) return null;
  const entries = raw.rows.map(([path, key, digest, stamp]) => [path, { key, digest, stamp }] as const);
  return { code, manifest: raw.manifest, entries: new Map(entries) };
}
