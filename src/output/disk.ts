import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Digest, digestOf } from "../base/digest.ts";
import { letGo } from "../base/let-go.ts";
import type { OutputPath } from "../base/path.ts";
import { SourceChangedError } from "../source/source.ts";
import { findEarlierOutput } from "./earlier.ts";
import { makeFolders, OutputError, removeEmptyFolder, removeFile, toNames, toOutputError } from "./folder.ts";
import { INTENT, MANIFEST, toManifestText } from "./manifest.ts";
import { type OutputRecord, type RecordEntry, type RecordTexts, toRecordTexts } from "./record.ts";
import { createStaging, TEMPORARY } from "./staging.ts";
import { findStamp, toPlace } from "./stamps.ts";
import { type Target, toContentDigest, type WriteReport } from "./target.ts";

export interface DiskTarget extends Target {
  /**
   * After `commit`: files of which it is not known whether an earlier build wrote them, so that they were left. There
   * are such files only if the manifest was damaged or gone.
   */
  readonly toUnclear: () => readonly OutputPath[];
  /** Whether the folder is exactly as the build left it whose manifest has this digest. */
  readonly isWhole: (manifest: Digest) => boolean;
  /**
   * After `commit`: what this build knows of the folder, for the next one, and the digest of the manifest that it has
   * left.
   */
  readonly toRecord: (code: Digest) => {
    readonly manifest: Digest;
    readonly texts: RecordTexts;
  };
}

/**
 * Makes an output folder hold exactly the files of a build, besides those that others put there.
 * A file appears whole or not at all; what is unchanged keeps its time stamp; only files that an earlier build wrote
 * are ever removed. A list of everything that may be written goes first, so that the next build can clean up after an
 * interrupted one.
 */
export function createDiskTarget(folder: string, record: OutputRecord | null): DiskTarget {
  const earlier = findEarlierOutput(folder, record);
  const { isNew, findEntry } = earlier;
  const staging = createStaging(folder, isNew);
  const made = new Map<OutputPath, RecordEntry>();
  const foreign: OutputPath[] = [];
  let manifest: string | null = null;

  const put: Target["put"] = (path, key, content) => {
    const digest = toContentDigest(content);
    const known = findEntry(path);
    const entry = { key, digest, stamp: known?.digest === digest ? known.stamp : "" };
    const stamp = isNew ? null : findStamp(toPlace(folder, path), entry);
    made.set(path, { key, digest, stamp: stamp ?? "" });
    if (stamp === null) {
      if (earlier.isForeign(path)) foreign.push(path);
      staging.stage(path, content);
    }
    if ("isGiven" in content) letGo(content.bytes);
  };
  const replaceFiles = (stale: readonly OutputPath[]): void => {
    for (const path of stale) removeFile(folder, path);
    staging.show((path, stamp) => {
      const entry = made.get(path);
      if (entry !== undefined) made.set(path, { ...entry, stamp });
    });
  };
  const commit = (): WriteReport => {
    if (earlier.isClosed) throw toClosedError(folder);
    if (foreign.length > 0) throw toForeignError(folder, foreign);
    makeFolders(folder);
    const stale = (earlier.paths ?? []).filter((path) => !made.has(path));
    const written = staging.toPaths();
    const isChanged = written.length > 0 || stale.length > 0 || earlier.paths === null;
    const next = toManifestText(made);
    manifest = next;
    if (isChanged) writeManifest(folder, INTENT, next);
    const show = (): void => {
      replaceFiles(stale);
      if (isChanged || next !== earlier.manifest) writeManifest(folder, MANIFEST, next);
      rmSync(join(folder, INTENT), { force: true });
    };
    attempt(folder, show, true);
    return { written, removed: stale, unchanged: made.size - written.length };
  };
  const discard = (): void => {
    staging.clear();
    if (isNew) removeEmptyFolder(folder);
  };

  return {
    aside: staging.aside,
    isWhole: (whole) => !existsSync(staging.aside.folder) && earlier.isWhole(whole),
    keep: (path, key) => {
      const entry = findEntry(path);
      if (entry?.key !== key) return false;
      const stamp = findStamp(toPlace(folder, path), entry);
      if (stamp === null) return false;
      made.set(path, stamp === entry.stamp ? entry : { ...entry, stamp });
      return true;
    },
    defer: null,
    put: (path, key, content) => attempt(folder, () => put(path, key, content)),
    commit: () =>
      attempt(folder, () => {
        try {
          return commit();
        } finally {
          discard();
        }
      }),
    discard,
    toUnclear: () => earlier.findUnclear(made),
    findKeys: (path) => ({ before: findEntry(path)?.key ?? null, after: made.get(path)?.key ?? null }),
    toRecord: (code) => {
      const left = digestOf(manifest ?? "");
      return { manifest: left, texts: toRecordTexts(made, { manifest: left, code, before: record }) };
    },
  };
}

function writeManifest(folder: string, name: typeof MANIFEST | typeof INTENT, text: string): void {
  makeFolders(join(folder, TEMPORARY));
  const temporary = join(folder, TEMPORARY, "manifest");
  writeFileSync(temporary, text);
  renameSync(temporary, join(folder, name));
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
