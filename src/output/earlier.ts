import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Digest, digestOf } from "../base/digest.ts";
import type { OutputPath } from "../base/path.ts";
import { INTENT, MANIFEST, parseManifest } from "./manifest.ts";
import type { OutputRecord, RecordEntry } from "./record.ts";
import { findStamp, findStats, isStamped, toPlace } from "./stamps.ts";

/** What earlier builds have left in an output folder, as it is before this build shows anything. */
export interface EarlierOutput {
  /** Whether the folder does not exist yet. */
  readonly isNew: boolean;
  /** The text of the manifest; null if there is none, or none that can be read. */
  readonly manifest: string | null;
  /** Whether the manifest exists but may not be read, such as that of another user. */
  readonly isClosed: boolean;
  /** All files that they may have written; null if there has been no build. */
  readonly paths: readonly OutputPath[] | null;
  /** Whether the folder is exactly as the build left it whose manifest has this digest. */
  readonly isWhole: (manifest: Digest) => boolean;
  readonly findEntry: (path: OutputPath) => RecordEntry | undefined;
  /** Whether something lies at a path that no earlier build is known to have written. */
  readonly isForeign: (path: OutputPath) => boolean;
  /**
   * Other files than these, of which it is not known whether earlier builds wrote them. There are such files only if
   * the manifest is damaged or gone.
   */
  readonly findUnclear: (made: ReadonlyMap<OutputPath, unknown>) => readonly OutputPath[];
}

export function findEarlierOutput(folder: string, record: OutputRecord | null): EarlierOutput {
  const text = findText(join(folder, MANIFEST));
  const intent = findText(join(folder, INTENT));
  const isNew = !existsSync(folder);
  const isKnown = intent === null && text !== null && record !== null && digestOf(text) === record.manifest;
  const isListed = isKnown || (text !== null && parseManifest(text) !== null);
  const left = isListed || isNew || record === null ? null : findLeft(folder, record);
  // The cache may be older than what lies here, so it need not know all that a manifest lacks.
  const isLost = !isListed && (text !== null || (left ?? []).length > 0);
  const paths = isKnown ? record.paths : findPaths({ text, intent, left });
  const ours = text === null ? new Set(paths) : null;
  return {
    isNew,
    manifest: text,
    isClosed: text === null && existsSync(join(folder, MANIFEST)),
    paths,
    isWhole: (manifest) =>
      isKnown && record.manifest === manifest && record.paths.every((_path, row) => isLeft(folder, record, row)),
    findEntry: (path) => record?.toEntries().get(path),
    isForeign: (path) => !isNew && ours?.has(path) === false && findStats(toPlace(folder, path)) !== undefined,
    findUnclear: (made) => (isLost ? findOthers(folder, made) : []),
  };
}

function findText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** Files that are as the build of the record has left them. */
function findLeft(folder: string, record: OutputRecord): readonly OutputPath[] {
  return record.paths.filter((_path, row) => isLeft(folder, record, row));
}

function isLeft(folder: string, { paths, stamps, toEntries }: OutputRecord, row: number): boolean {
  const path = paths[row] as OutputPath;
  const place = toPlace(folder, path);
  if (isStamped(place, stamps[row] as string)) return true;
  const entry = toEntries().get(path);
  return entry !== undefined && findStamp(place, entry) !== null;
}

interface Witnesses {
  readonly text: string | null;
  readonly intent: string | null;
  readonly left: readonly OutputPath[] | null;
}

/**
 * Files that manifests list, and those that are known without one; null if there is neither. A damaged manifest lists
 * nothing.
 */
function findPaths({ text, intent, left }: Witnesses): readonly OutputPath[] | null {
  const texts = [text, intent].filter((each) => each !== null);
  if (texts.length === 0) return left;
  return [...new Set([...texts.flatMap((each) => [...(parseManifest(each)?.keys() ?? [])]), ...(left ?? [])])];
}

/** Files of a folder that are none of these, and no notes of Broadsheet. */
function findOthers(folder: string, made: ReadonlyMap<OutputPath, unknown>): readonly OutputPath[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/") as OutputPath)
    .filter((path) => !made.has(path) && !path.startsWith(".broadsheet"))
    .sort();
}
