import { readFileSync, statSync } from "node:fs";
import { type Digest, digestOf } from "../base/digest.ts";
import { createFinder, type FindRow } from "../base/finder.ts";

/** What is known of a file: a hint that saves reading it. */
export interface KnownFile {
  /** Size, times and inode: a file that still has them is taken for unchanged. */
  readonly stamp: string;
  readonly digest: Digest;
  /** Pixels, for pictures whose header could be read. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** What is known of files from an earlier build. */
export interface KnownFiles {
  /** In the order in which they were read. */
  readonly locations: readonly string[];
  /** One for each location. */
  readonly files: readonly KnownFile[];
  readonly findRow: FindRow;
}

/** How files are looked at. */
export interface Looking {
  readonly known: KnownFiles;
  /** ms since 1970. A file that changed later could change again without another time stamp, so it is not known. */
  readonly settledBefore: number;
}

/** A file, and its bytes if it had to be read. The size of a picture is then still to be measured. */
export interface Examined {
  readonly file: KnownFile;
  readonly bytes: Uint8Array | null;
}

export function toKnownFiles(locations: readonly string[], files: readonly KnownFile[]): KnownFiles {
  return { locations, files, findRow: createFinder(locations) };
}

export const noKnownFiles: KnownFiles = toKnownFiles([], []);

/** What is known now; the same object as before if nothing has changed. */
export function toKnownNow(before: KnownFiles, locations: readonly string[], files: readonly KnownFile[]): KnownFiles {
  const isSame = files.length === before.files.length && files.every((file, row) => file === before.files[row]);
  return isSame ? before : toKnownFiles(locations, files);
}

/** What was known before, brought up to date for some files. */
export function toKnownSince(before: KnownFiles, since: ReadonlyMap<string, KnownFile>): KnownFiles {
  if (since.size === 0) return before;
  const all = new Map(before.locations.map((location, row) => [location, before.files[row] as KnownFile]));
  for (const [location, file] of since) all.set(location, file);
  return toKnownFiles([...all.keys()], [...all.values()]);
}

/** In columns, which are read and written in half the time that rows would take. */
interface KnownColumns {
  readonly locations: readonly string[];
  readonly stamps: readonly string[];
  readonly digests: readonly Digest[];
  readonly sizes: readonly [row: number, size: NonNullable<KnownFile["size"]>][];
}

/** For `parseKnownFiles`. */
export function toKnownText({ locations, files }: KnownFiles): string {
  return JSON.stringify({
    locations,
    stamps: files.map(({ stamp }) => stamp),
    digests: files.map(({ digest }) => digest),
    sizes: files.flatMap(({ size }, row): KnownColumns["sizes"] => (size === null ? [] : [[row, size]])),
  } satisfies KnownColumns);
}

export function parseKnownFiles(text: string | null): KnownFiles {
  if (text === null) return noKnownFiles;
  const { locations, stamps, digests, sizes } = JSON.parse(text) as KnownColumns;
  const sizeOf = new Map(sizes);
  const files = stamps.map((stamp, row): KnownFile => {
    return { stamp, digest: digests[row] as Digest, size: sizeOf.get(row) ?? null };
  });
  return toKnownFiles(locations, files);
}

/** Looks at a file, and reads it unless it has the stamp that it is known by. */
export function examineFile(path: string, location: string, { known, settledBefore }: Looking): Examined {
  const before = known.files[known.findRow(location)];
  const stats = statSync(path);
  const stamp = toStamp(stats);
  if (before?.stamp === stamp) return { file: before, bytes: null };
  const bytes = readFileSync(path);
  const isSettled = Math.max(stats.mtimeMs, stats.ctimeMs) < settledBefore;
  return { file: { stamp: isSettled ? stamp : "", digest: digestOf(bytes), size: null }, bytes };
}

export interface DigestReader {
  /** Digest of the file at an absolute path; that of an empty file where it cannot be read. */
  readonly read: (path: string) => Digest;
  /** What is known of all that was read. */
  readonly toKnown: () => KnownFiles;
}

export function createDigestReader(looking: Looking): DigestReader {
  const locations: string[] = [];
  const files: KnownFile[] = [];
  return {
    read: (path) => {
      try {
        const { file } = examineFile(path, path, looking);
        if (file.stamp !== "") {
          locations.push(path);
          files.push(file);
        }
        return file.digest;
      } catch {
        return digestOf("");
      }
    },
    toKnown: () => toKnownNow(looking.known, locations, files),
  };
}

/** The parts of Node's `Stats` that are looked at. */
interface FileFacts {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

/** What a file system tells of a file without reading it. */
export function toStamp({ size, mtimeMs, ctimeMs, ino }: FileFacts): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}
