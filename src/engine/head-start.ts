import type { Deferred, Result } from "./stage.ts";
import type { StageWorker } from "./stage-worker.ts";

/** What workers do of a run before it begins, while its inputs become known one after the other. */
export interface HeadStart {
  /** Takes the next of the first inputs; those that are too many are left to the run. */
  readonly add: (input: Deferred<unknown>) => void;
  /** The batches that are under way, where the run begins with their inputs; otherwise none. */
  readonly take: (inputs: readonly Deferred<unknown>[]) => Begun<unknown>;
}

export interface Begun<Value> {
  readonly batches: readonly Promise<readonly Result<Value>[]>[];
  /** How many inputs of the run they have. */
  readonly count: number;
}

const BATCH = 16;

/** For each worker one of so many inputs: to read an article's file takes that part of the time to make one of it. */
const SHARE = 16;

/** However many workers there are, they begin with no more than one of so many. */
const MOST = 2;

/** `expected`: how many inputs the run will have. */
export function createHeadStart(workers: readonly StageWorker[], expected: number): HeadStart {
  const most = Math.floor(Math.min((expected * workers.length) / SHARE, expected / MOST));
  const begun: Deferred<unknown>[] = [];
  const batches: Promise<readonly Result<unknown>[]>[] = [];
  let next: Deferred<unknown>[] = [];
  return {
    add: (input) => {
      if (begun.length + BATCH > most) return;
      next.push(input);
      if (next.length < BATCH) return;
      const batch = workers[batches.length % workers.length]?.run(next, () => undefined);
      if (batch === undefined) return;
      // It is awaited in its turn, if it ever comes to that; a failure must not end the process.
      batch.catch(() => undefined);
      batches.push(batch);
      begun.push(...next);
      next = [];
    },
    take: (inputs) => {
      const isBegun = begun.length < inputs.length && begun.every(({ key }, place) => inputs[place]?.key === key);
      return isBegun ? { batches, count: begun.length } : nothingBegun;
    },
  };
}

export const nothingBegun: Begun<never> = { batches: [], count: 0 };
