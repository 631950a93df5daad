import { byCodeUnit } from "../base/order.ts";
import type { OutputPath } from "../base/path.ts";
import type { Content, Target } from "./target.ts";

/** Bytes that are made whenever somebody asks for them. */
export interface LateBytes {
  readonly toBytes: () => Promise<Uint8Array>;
}

/** A file of the built site as it is served. A deferred file has the content null until somebody makes it. */
export interface ServedFile {
  readonly path: OutputPath;
  readonly key: string;
  readonly content: Content | LateBytes | null;
}

/** One file of the built site, in memory or to be copied. */
export interface OutputFile extends ServedFile {
  readonly content: Content;
}

export interface MemoryTarget extends Target {
  /** The files of the last build that was committed, in the order of their paths. */
  readonly files: () => ReadonlyMap<OutputPath, OutputFile>;
}

/** A target whose builds may leave pages unmade. Whether these can be made shows later. */
export interface ServedTarget extends Target {
  /** The files of the last build that was committed, in any order. The map changes when the next build is committed. */
  readonly files: () => ReadonlyMap<OutputPath, ServedFile>;
  /** Gives a deferred file its content, unless another build has put another file there. */
  readonly fill: (path: OutputPath, key: string, content: Content) => void;
  /** Says that all files that are shown are good: `revert` leads back to these from now on. */
  readonly settle: () => void;
  /** Shows the files again that were shown when all was last good. */
  readonly revert: () => void;
}

/** A file and the last build that it belongs to, counted from 1. */
interface Held {
  readonly path: OutputPath;
  readonly key: string;
  content: ServedFile["content"];
  build: number;
}

/**
 * A target that keeps its files in memory and is used again for each build. Most files of a build are those of the
 * last: these are marked, and only others are moved.
 */
export function createMemoryTarget(): MemoryTarget {
  const target = createServedTarget();
  // Nothing is deferred, so each file has content.
  const files = target.files as MemoryTarget["files"];
  return { ...target, defer: null, files: () => new Map([...files()].sort(([a], [b]) => byCodeUnit(a, b))) };
}

/** The target of `dev`: pages that nobody looks at are made when there is time. */
export function createServedTarget(): ServedTarget {
  const shown: Files = new Map();
  const wayBack = createWayBack(shown);
  let put: Files = new Map();
  let build = 1;
  const end = (): void => {
    put = new Map();
    build++;
  };
  const hold = (path: OutputPath, key: string, content: ServedFile["content"]): void => {
    put.set(path, { path, key, content, build });
  };
  return {
    aside: null,
    files: () => shown,
    keep: (path, key) => {
      const file = shown.get(path);
      if (file?.key !== key) return false;
      file.build = build;
      return true;
    },
    put: hold,
    defer: (path, key, toBytes) => hold(path, key, toBytes === undefined ? null : { toBytes }),
    fill: (path, key, content) => {
      const file = shown.get(path);
      if (file?.key === key) file.content = content;
    },
    commit: () => {
      const written = findWritten(put, shown);
      const left = [...shown.values()].filter((file) => file.build !== build && !put.has(file.path));
      const removed = left.map(({ path }) => path);
      for (const path of [...removed, ...put.keys()]) {
        wayBack.note(path);
        show(shown, path, put.get(path) ?? null);
      }
      end();
      return { written, removed, unchanged: shown.size - written.length };
    },
    discard: end,
    settle: wayBack.forget,
    revert: wayBack.go,
    findKeys: (path) => {
      const before = shown.get(path);
      const kept = before?.build === build ? before.key : null;
      return { before: before?.key ?? null, after: put.get(path)?.key ?? kept };
    },
  };
}

type Files = Map<OutputPath, Held>;

/** Shows a file in a place, or nothing. */
function show(shown: Files, path: OutputPath, file: Held | null): void {
  if (file === null) shown.delete(path);
  else shown.set(path, file);
}

/** The files that hold something else than what is shown in their place. */
function findWritten(put: Files, shown: Files): readonly OutputPath[] {
  const written = [...put.values()].filter(({ path, content }) => {
    const before = shown.get(path);
    return before === undefined || !isSame(before.content, content);
  });
  return written.map(({ path }) => path);
}

/** The way back to the files that were shown when all was last good. */
interface WayBack {
  /** Called before another file is shown in a place. */
  readonly note: (path: OutputPath) => void;
  readonly go: () => void;
  /** What is shown now is good: the way back begins here. */
  readonly forget: () => void;
}

function createWayBack(shown: Files): WayBack {
  /** What stood in each place when all was good; null for nothing. */
  const good = new Map<OutputPath, Held | null>();
  return {
    note: (path) => {
      if (!good.has(path)) good.set(path, shown.get(path) ?? null);
    },
    go: () => {
      for (const [path, file] of good) show(shown, path, file);
      good.clear();
    },
    forget: () => good.clear(),
  };
}

/**
 * Compares content, since texts are compared faster than their digests are made. Nothing is known of what is deferred.
 */
function isSame(a: ServedFile["content"], b: ServedFile["content"]): boolean {
  if (a === null || b === null) return false;
  if ("text" in a && "text" in b) return a.text === b.text;
  if ("bytes" in a && "bytes" in b) return Buffer.compare(a.bytes, b.bytes) === 0;
  return "copyOf" in a && "copyOf" in b && a.digest === b.digest;
}
