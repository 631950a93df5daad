import { byCodeUnit } from "../base/order.ts";
import type { OutputPath } from "../base/path.ts";
import type { Content, Target } from "./target.ts";

/** One file of the built site, in memory or to be copied. */
export interface OutputFile {
  readonly path: OutputPath;
  readonly key: string;
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
      put.set(path, { path, key, content, build });
    },
    commit: () => {
      const written = [...put.values()].filter(({ path, content }) => {
        const before = shown.get(path);
        return before === undefined || !isSame(before.content, content);
      });
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

/** By what they hold: a digest of a long text takes longer to make than the text to compare. */
function isSame(a: Content, b: Content): boolean {
  if ("text" in a && "text" in b) return a.text === b.text;
  if ("bytes" in a && "bytes" in b) return Buffer.compare(a.bytes, b.bytes) === 0;
  return "copyOf" in a && "copyOf" in b && a.digest === b.digest;
}
