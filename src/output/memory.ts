import type { Digest } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import type { OutputPath } from "../base/path.ts";
import { type Content, type Target, toContentDigest } from "./target.ts";

/** One file of the built site, in memory or to be copied. */
export interface OutputFile {
  readonly path: OutputPath;
  readonly key: string;
  readonly digest: Digest;
  readonly content: Content;
}

export interface MemoryTarget extends Target {
  /** The files of the last build that was committed, by path, in order. */
  readonly files: () => ReadonlyMap<OutputPath, OutputFile>;
}

/** A target that keeps its files in memory, for the server of `dev` and for tests; used again for each build. */
export function createMemoryTarget(): MemoryTarget {
  let shown: ReadonlyMap<OutputPath, OutputFile> = new Map();
  let made = new Map<OutputPath, OutputFile>();
  return {
    files: () => shown,
    keep: (path, key) => {
      const file = shown.get(path);
      if (file?.key !== key) return false;
      made.set(path, file);
      return true;
    },
    put: (path, key, content) => {
      made.set(path, { path, key, digest: toContentDigest(content), content });
    },
    commit: () => {
      const before = shown;
      shown = toOrdered(made, before);
      made = new Map();
      const written = [...shown.values()].filter((file) => {
        const was = before.get(file.path);
        return was !== file && was?.digest !== file.digest;
      });
      return {
        written: written.map(({ path }) => path),
        removed: [...before.keys()].filter((path) => !shown.has(path)),
        unchanged: shown.size - written.length,
      };
    },
    discard: () => {
      made = new Map();
    },
    findKeys: (path) => ({ before: shown.get(path)?.key ?? null, after: made.get(path)?.key ?? null }),
  };
}

/** By path. The files of a build mostly are those of the last: then its order is theirs. */
function toOrdered(
  made: ReadonlyMap<OutputPath, OutputFile>,
  before: ReadonlyMap<OutputPath, OutputFile>,
): ReadonlyMap<OutputPath, OutputFile> {
  if (made.size === before.size) {
    const ordered = new Map<OutputPath, OutputFile>();
    for (const path of before.keys()) {
      const file = made.get(path);
      if (file !== undefined) ordered.set(path, file);
    }
    if (ordered.size === made.size) return ordered;
  }
  return new Map([...made].sort(([a], [b]) => byCodeUnit(a, b)));
}
