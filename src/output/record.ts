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
  /** Digest of the manifest that the build left behind. */
  readonly manifest: Digest;
  readonly paths: readonly OutputPath[];
  /** One for each path. */
  readonly stamps: readonly string[];
  /** Read when it is first asked for; empty where that part of the record is of another build. */
  readonly toEntries: () => ReadonlyMap<OutputPath, RecordEntry>;
}

/** A record is kept in two parts: a build that finds nothing changed needs the stamps alone. */
export type RecordPart = "stamps" | "keys";

/** The texts of a record, for `parseRecord`; of code whose digest is `code`. */
export function toRecordTexts(
  entries: ReadonlyMap<OutputPath, RecordEntry>,
  manifest: Digest,
  code: Digest,
): Readonly<Record<RecordPart, string>> {
  const paths = [...entries.keys()];
  const all = [...entries.values()];
  return {
    stamps: JSON.stringify({ code, manifest, paths, stamps: all.map(({ stamp }) => stamp) } satisfies Stamps),
    keys: JSON.stringify({
      code,
      manifest,
      keys: all.map(({ key }) => key),
      digests: all.map(({ digest }) => digest),
    } satisfies Keys),
  };
}

interface Stamps {
  readonly code: Digest;
  readonly manifest: Digest;
  readonly paths: readonly OutputPath[];
  readonly stamps: readonly string[];
}

/** In the order of the paths. */
interface Keys {
  readonly code: Digest;
  readonly manifest: Digest;
  readonly keys: readonly string[];
  readonly digests: readonly Digest[];
}

/** The record that `toRecordTexts` put down; one of other code says nothing. */
export function parseRecord(find: (part: RecordPart) => string | null, code: Digest): OutputRecord | null {
  const text = find("stamps");
  const raw = text === null ? null : (JSON.parse(text) as Stamps);
  if (raw?.code !== code) return null;
  let entries: ReadonlyMap<OutputPath, RecordEntry> | null = null;
  return {
    manifest: raw.manifest,
    paths: raw.paths,
    stamps: raw.stamps,
    toEntries: () => {
      entries ??= parseEntries(find("keys"), raw);
      return entries;
    },
  };
}

function parseEntries(
  text: string | null,
  { code, manifest, paths, stamps }: Stamps,
): ReadonlyMap<OutputPath, RecordEntry> {
  const raw = text === null ? null : (JSON.parse(text) as Keys);
  if (raw?.code !== code || raw.manifest !== manifest) return new Map();
  const { keys, digests } = raw;
  return new Map(
    paths.map((path, row) => {
      return [path, { key: keys[row] as string, digest: digests[row] as Digest, stamp: stamps[row] as string }];
    }),
  );
}
