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

/** What the last build knew of the output folder. It is a hint that saves work; no result depends on it. */
export interface OutputRecord {
  /** Digest of the manifest that the build left behind. */
  readonly manifest: Digest;
  readonly paths: readonly OutputPath[];
  /** A stamp for each path. */
  readonly stamps: readonly string[];
  /** Entries by path, read when they are first asked for; none if that part of the record is of another build. */
  readonly toEntries: () => Entries;
  /**
   * How these entries differ from those that were last written in full; null if writing the differences would not be
   * less.
   */
  readonly findChanges: (now: Entries) => Differences | null;
}

type Entries = ReadonlyMap<OutputPath, RecordEntry>;

/**
 * A record is kept in parts: a build that finds nothing changed needs no keys, and one that changes little writes its
 * changes alone.
 */
export type RecordPart = "stamps" | "keys" | "changes";

/**
 * So many files may differ from what was written in full: reading them takes a hundredth of the time that reading that
 * takes.
 */
const MOST_CHANGES = 256;

export type RecordTexts = ReadonlyMap<RecordPart, string>;

interface Build {
  /** Digest of the code that has built. */
  readonly code: Digest;
  readonly manifest: Digest;
  /** What was known before it. */
  readonly before: OutputRecord | null;
}

/** The texts of those parts of a record that have changed, for `parseRecord`. */
export function toRecordTexts(entries: Entries, { code, manifest, before }: Build): RecordTexts {
  const differences = before?.findChanges(entries) ?? null;
  if (differences !== null) return toTexts({ changes: { ...differences, manifest } });
  const paths = [...entries.keys()];
  const all = [...entries.values()];
  return toTexts({
    stamps: { code, manifest, paths, stamps: all.map(({ stamp }) => stamp) },
    keys: { code, manifest, keys: all.map(({ key }) => key), digests: all.map(({ digest }) => digest) },
    changes: null,
  });
}

interface Parts {
  readonly stamps: Stamps;
  readonly keys: Keys;
  readonly changes: Changes | null;
}

function toTexts(parts: Partial<Parts>): RecordTexts {
  return new Map(Object.entries(parts).map(([part, value]) => [part as RecordPart, JSON.stringify(value)]));
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

/** What has changed since a record was written in full. Rows are those of its paths. */
interface Differences {
  /** Manifest of the build that wrote it in full. */
  readonly base: Digest;
  readonly changed: readonly (readonly [row: number, entry: RecordEntry])[];
  readonly removed: readonly number[];
  readonly added: readonly (readonly [path: OutputPath, entry: RecordEntry])[];
}

interface Changes extends Differences {
  /** Of the last build. */
  readonly manifest: Digest;
}

/** The record that `toRecordTexts` gave; one of other code says nothing. */
export function parseRecord(find: (part: RecordPart) => string | null, code: Digest): OutputRecord | null {
  const raw = parse<Stamps>(find("stamps"));
  if (raw?.code !== code) return null;
  const found = parse<Changes>(find("changes"));
  const changes = found?.base === raw.manifest ? found : null;
  let base: Entries | null = null;
  const toBase = (): Entries => {
    base ??= parseEntries(find("keys"), raw);
    return base;
  };
  let entries: Entries | null = null;
  return {
    ...toRows(raw, changes),
    manifest: changes?.manifest ?? raw.manifest,
    toEntries: () => {
      entries ??= withChanges(toBase(), raw, changes);
      return entries;
    },
    findChanges: (now) => findChanges(toBase(), raw, now),
  };
}

function parse<Value>(text: string | null): Value | null {
  return text === null ? null : (JSON.parse(text) as Value);
}

function parseEntries(text: string | null, { code, manifest, paths, stamps }: Stamps): Entries {
  const raw = parse<Keys>(text);
  if (raw?.code !== code || raw.manifest !== manifest) return new Map();
  const { keys, digests } = raw;
  return new Map(
    paths.map((path, row) => {
      return [path, { key: keys[row] as string, digest: digests[row] as Digest, stamp: stamps[row] as string }];
    }),
  );
}

function toRows({ paths, stamps }: Stamps, changes: Changes | null): Pick<OutputRecord, "paths" | "stamps"> {
  if (changes === null) return { paths, stamps };
  const { changed, removed, added } = changes;
  const own = [...stamps];
  for (const [row, { stamp }] of changed) own[row] = stamp;
  const gone = new Set(removed);
  const isLeft = (_value: string, row: number): boolean => !gone.has(row);
  return {
    paths: [...paths.filter(isLeft), ...added.map(([path]) => path)],
    stamps: [...own.filter(isLeft), ...added.map(([, { stamp }]) => stamp)],
  };
}

function withChanges(base: Entries, { paths }: Stamps, changes: Changes | null): Entries {
  if (changes === null || base.size === 0) return base;
  const entries = new Map(base);
  for (const row of changes.removed) entries.delete(paths[row] as OutputPath);
  for (const [row, entry] of changes.changed) entries.set(paths[row] as OutputPath, entry);
  for (const [path, entry] of changes.added) entries.set(path, entry);
  return entries;
}

function findChanges(base: Entries, { manifest, paths }: Stamps, now: Entries): Differences | null {
  // If the keys are of another build, nothing is known of any file.
  if (base.size < paths.length) return null;
  const changed: [number, RecordEntry][] = [];
  const removed: number[] = [];
  for (const [row, path] of paths.entries()) {
    const own = now.get(path);
    if (own === undefined) removed.push(row);
    else if (!areEqual(own, base.get(path))) changed.push([row, own]);
  }
  const isGrown = now.size > paths.length - removed.length;
  const added = isGrown ? [...now].filter(([path]) => !base.has(path)) : [];
  const count = changed.length + removed.length + added.length;
  return count > MOST_CHANGES ? null : { base: manifest, changed, removed, added };
}

function areEqual(own: RecordEntry, other: RecordEntry | undefined): boolean {
  return own === other || (own.key === other?.key && own.digest === other.digest && own.stamp === other.stamp);
}
