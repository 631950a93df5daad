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

/** Columns: they are parsed faster than rows. */
interface Columns {
  readonly code: Digest;
  readonly manifest: Digest;
  readonly paths: readonly OutputPath[];
  readonly keys: readonly string[];
  readonly digests: readonly Digest[];
  readonly stamps: readonly string[];
}

export function toRecordText({ code, manifest, entries }: OutputRecord): string {
  const own = [...entries.values()];
  return JSON.stringify({
    code,
    manifest,
    paths: [...entries.keys()],
    keys: own.map(({ key }) => key),
    digests: own.map(({ digest }) => digest),
    stamps: own.map(({ stamp }) => stamp),
  } satisfies Columns);
}

/** The record in a text that `toRecordText` made; one of other code says nothing. */
export function parseRecord(text: string | null, code: Digest): OutputRecord | null {
  if (text === null) return null;
  const { paths, keys, digests, stamps, manifest, code: own } = JSON.parse(text) as Columns;
  if (own !== code) return null;
  const entries = new Map<OutputPath, RecordEntry>();
  for (const [row, path] of paths.entries()) {
    entries.set(path, { key: keys[row] as string, digest: digests[row] as Digest, stamp: stamps[row] as string });
  }
  return { code, manifest, entries };
}
