import { Worker } from "node:worker_threads";
import type { LookSetup } from "./look-worker.ts";
import type { OutputRecord } from "./record.ts";

/** What somebody has seen of the files of a record. */
export interface Look {
  /** Whether the file in a row has been looked at and has its stamp; who hears no has to look himself. */
  readonly isLeft: (row: number) => boolean;
}

export const noLook: Look = { isLeft: () => false };

/** A thread is there after some 30 ms; so many files are looked at in that time. */
const FEWEST_FILES = 4096;

/**
 * Looks at the files of a record on a thread of its own, while sources are read: with many thousands that takes as long
 * as to read them. It begins at the end, and who wants to know of a file does not wait, but looks himself: so the two
 * meet where both have come to, and nothing hangs on the thread.
 */
export function startLook(
  module: string,
  folder: string,
  { paths, stamps }: OutputRecord,
  fewest = FEWEST_FILES,
): Look {
  if (paths.length < fewest) return noLook;
  const left = new Uint8Array(new SharedArrayBuffer(paths.length));
  const worker = new Worker(module, { workerData: { folder, paths, stamps, left } satisfies LookSetup });
  // A build may end before, or without it.
  worker.unref();
  worker.on("error", () => undefined);
  return { isLeft: (row) => Atomics.load(left, row) === 1 };
}
