import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Digest, digestOf } from "../base/digest.ts";
import { letGo } from "../base/let-go.ts";
import type { OutputPath } from "../base/path.ts";
import { toStamp } from "../source/known.ts";
import { SourceChangedError } from "../source/source.ts";
import { makeFolders, OutputError, removeEmptyFolder, removeFile, toNames, toOutputError } from "./folder.ts";
import { parseManifest, toManifestText } from "./manifest.ts";
import { type OutputRecord, type RecordEntry, type RecordPart, toRecordTexts } from "./record.ts";
import { createStaging, TEMPORARY } from "./staging.ts";
import { findStats, isStamped, toPlace } from "./stamps.ts";
import { type Target, toContentDigest, type WriteReport } from "./target.ts";

/** Kept in the output folder, so that it lives and dies with what it lists. */
export const MANIFEST = ".broadsheet.json";
/** What a build was about to show; there only while it does, or when it was interrupted. */
export const INTENT = ".broadsheet-next.json";

export interface DiskTarget extends Target {
  /**
   * After `commit`: files of which nothing told whether an earlier build wrote them, so that they were left; only where
   * the manifest was damaged.
   */
  readonly toUnclear: () => readonly OutputPath[];
  /** Whether the folder is exactly as the build left it whose manifest has this digest. */
  readonly isWhole: (manifest: Digest) => boolean;
  /**
   * After `commit`: what this build knows of the folder, for the next one, and the digest of the manifest that it left.
   */
  readonly toRecord: (code: Digest) => {
    readonly manifest: Digest;
    readonly texts: Readonly<Record<RecordPart, string>>;
  };
}

/**
 * Makes an output folder hold exactly the files of a build beside those that others put there. A file appears whole
 * or not at all; what is unchanged keeps its time stamp; only files that an earlier build wrote are ever removed.
 * A list of everything that may be written goes first, so that the next build can clean up after an interrupted one.
 */
export function createDiskTarget(folder: string, record: OutputRecord | null): DiskTarget {
  const text = readText(join(folder, MANIFEST));
  /** The manifest is there and cannot be read, as that of another user. */
  const isClosed = text === null && existsSync(join(folder, MANIFEST));
  const intent = readText(join(folder, INTENT));
  const isKnown = intent === null && text !== null && record !== null && digestOf(text) === record.manifest;
  const made = new Map<OutputPath, RecordEntry>();
  const foreign: OutputPath[] = [];
  let manifest: string | null = null;

  const findEntry = (path: OutputPath): RecordEntry | undefined => record?.toEntries().get(path);
  const isLeft = (path: OutputPath, stamp: string): boolean => {
    if (isStamped(toPlace(folder, path), stamp)) return true;
    const entry = findEntry(path);
    return entry !== undefined && findStamp(toPlace(folder, path), entry) !== null;
  };
  const isNew = !existsSync(folder);
  const isListed = isKnown || (text !== null && parseManifest(text) !== null);
  /** Without a manifest, what is as the last build left it. */
  const left =
    isListed || isNew || record === null
      ? null
      : record.paths.filter((path, row) => isLeft(path, record.stamps[row] as string));
  /** All that earlier builds may have written; null when there has been none. */
  const before = isKnown ? record.paths : findBefore({ text, intent, left });
  const ours = text === null ? new Set(before) : null;
  const staging = createStaging(folder, isNew);
  const replaceFiles = (stale: readonly OutputPath[]): void => {
    for (const path of stale) removeFile(folder, path);
    staging.show((path, stamp) => {
      const entry = made.get(path);
      if (entry !== undefined) made.set(path, { ...entry, stamp });
    });
  };
  const discard = (): void => {
    staging.clear();
    if (isNew) removeEmptyFolder(folder);
  };

  return {
    aside: staging.aside,
    isWhole: (whole) =>
      isKnown &&
      record.manifest === whole &&
      !existsSync(staging.aside.folder) &&
      record.paths.every((path, row) => isLeft(path, record.stamps[row] as string)),
    keep: (path, key) => {
      const entry = findEntry(path);
      if (entry?.key !== key) return false;
      const stamp = findStamp(toPlace(folder, path), entry);
      if (stamp === null) return false;
      made.set(path, stamp === entry.stamp ? entry : { ...entry, stamp });
      return true;
    },
    defer: null,
    put: (path, key, content) =>
      attempt(folder, () => {
        const digest = toContentDigest(content);
        const known = findEntry(path);
        const entry = { key, digest, stamp: known?.digest === digest ? known.stamp : "" };
        const stamp = isNew ? null : findStamp(toPlace(folder, path), entry);
        made.set(path, { key, digest, stamp: stamp ?? "" });
        if (stamp === null) {
          if (!isNew && ours?.has(path) === false && findStats(toPlace(folder, path)) !== undefined) foreign.push(path);
          staging.stage(path, content);
        }
        if ("isGiven" in content) letGo(content.bytes);
      }),
    commit: () =>
      attempt(folder, () => {
        try {
          if (isClosed) throw toClosedError(folder);
          if (foreign.length > 0) throw toForeignError(folder, foreign);
          makeFolders(folder);
          const stale = (before ?? []).filter((path) => !made.has(path));
          const written = staging.toPaths();
          const isChanged = written.length > 0 || stale.length > 0 || before === null;
          const next = toManifestText(made);
          manifest = next;
          if (isChanged) writeManifest(folder, INTENT, next);
          const show = (): void => {
            replaceFiles(stale);
            if (isChanged || next !== text) writeManifest(folder, MANIFEST, next);
            rmSync(join(folder, INTENT), { force: true });
          };
          attempt(folder, show, true);
          return { written, removed: stale, unchanged: made.size - written.length } satisfies WriteReport;
        } finally {
          discard();
        }
      }),
    discard,
    toUnclear: () => (text === null || isListed || left !== null ? [] : findOthers(folder, made)),
    findKeys: (path) => ({ before: findEntry(path)?.key ?? null, after: made.get(path)?.key ?? null }),
    toRecord: (code) => {
      const left = digestOf(manifest ?? "");
      return { manifest: left, texts: toRecordTexts(made, left, code) };
    },
  };
}

interface Earlier {
  readonly text: string | null;
  readonly intent: string | null;
  readonly left: readonly OutputPath[] | null;
}

/** What manifests list, and what is known without; null where there is neither. A damaged manifest lists nothing. */
function findBefore({ text, intent, left }: Earlier): readonly OutputPath[] | null {
  const texts = [text, intent].filter((each) => each !== null);
  if (texts.length === 0) return left;
  return [...new Set([...texts.flatMap((each) => [...(parseManifest(each)?.keys() ?? [])]), ...(left ?? [])])];
}

/** Files of a folder that are none of these, nor Broadsheet's own notes. */
function findOthers(folder: string, made: ReadonlyMap<OutputPath, unknown>): readonly OutputPath[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/") as OutputPath)
    .filter((path) => !made.has(path) && !path.startsWith(".broadsheet"))
    .sort();
}

function writeManifest(folder: string, name: typeof MANIFEST | typeof INTENT, text: string): void {
  makeFolders(join(folder, TEMPORARY));
  const temporary = join(folder, TEMPORARY, "manifest");
  writeFileSync(temporary, text);
  renameSync(temporary, join(folder, name));
}

/** The stamp of a file that holds what the entry says, whoever wrote it; null for any other. */
function findStamp(path: string, { digest, stamp }: RecordEntry): string | null {
  const stats = findStats(path);
  if (stats?.isFile() !== true) return null;
  const now = toStamp(stats);
  if (now === stamp) return stamp;
  const bytes = readFileSync(path);
  return digestOf(bytes) === digest ? now : null;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function toClosedError(folder: string): OutputError {
  const message = `${join(folder, MANIFEST)} cannot be read, so nothing tells which files here are of earlier builds`;
  return new OutputError(message, "let the build read it, empty the folder, or choose another --out");
}

function toForeignError(folder: string, foreign: readonly OutputPath[]): OutputError {
  const message = `${folder} holds files that Broadsheet did not write and would replace: ${toNames(foreign)}`;
  return new OutputError(message, "move them away, empty the folder, or choose another --out");
}

function attempt<Value>(folder: string, touch: () => Value, isShown = false): Value {
  try {
    return touch();
  } catch (error) {
    throw error instanceof OutputError || error instanceof SourceChangedError
      ? error
      : toOutputError(error, folder, isShown);
  }
}
