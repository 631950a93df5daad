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
  /** The files of the last build that was committed, by path, in order: what it holds changes when the next one is. */
  readonly files: () => ReadonlyMap<OutputPath, OutputFile>;
}

/** A file and the last build that it belongs to, counted from 1. */
interface Held extends OutputFile {
  build: number;
}

/**
 * A target that keeps its files in memory, for the server of `dev` and for tests; used again for each build. Most files of a build
 * are those of the last, so they are marked, and only others are moved.
 */
export function createMemoryTarget(): MemoryTarget {
  let shown = new Map<OutputPath, Held>();
  let put = new Map<OutputPath, Held>();
  let build = 1;
  const end = (): void => {
    put = new Map();
    build++;
  };
  return {
    files: () => shown,
    keep: (path, key) => {
      const file = shown.get(path);
      if (file?.key !== key) return false;
      file.build = build;
      return true;
    },
    put: (path, key, content) => {
      put.set(path, { path, key, digest: toContentDigest(content), content, build });
    },
    commit: () => {
      const written = [...put.values()].filter(({ path, digest }) => shown.get(path)?.digest !== digest);
      const removed = [...shown.values()].filter((file) => file.build !== build && !put.has(file.path));
      const isLonger = [...put.keys()].some((path) => !shown.has(path));
      for (const { path } of removed) shown.delete(path);
      for (const [path, file] of put) shown.set(path, file);
      if (isLonger) shown = new Map([...shown].sort(([a], [b]) => byCodeUnit(a, b)));
      end();
      return {
        written: written.map(({ path }) => path),
        removed: removed.map(({ path }) => path),
        unchanged: shown.size - written.length,
      };
    },
    discard: end,
    findKeys: (path) => {
      const before = shown.get(path);
      const kept = before?.build === build ? before.key : null;
      return { before: before?.key ?? null, after: put.get(path)?.key ?? kept };
    },
  };
}
