import { setImmediate } from "node:timers/promises";
import {
  type Deferred,
  type Result,
  type Runner,
  runSideBySide,
  type Stage,
  type Transform,
  toBatches,
} from "./stage.ts";
import { createStageWorker, type SentStage, type StageWorker, toStageError } from "./stage-worker.ts";

export interface PoolOptions {
  /** Threads that work, this one among them. */
  readonly jobs: number;
  /** Address of the module that exports every stage as `stages`, by name. */
  readonly stages: string;
  /** Path of the module that a worker thread runs: worker.ts. */
  readonly worker: string;
  /** Work that takes less than this on one thread is done there: starting workers would cost more. */
  readonly worthMs?: number | undefined;
}

export interface PooledRunner extends Runner {
  /** Where a run with so many inputs is to come, workers start before it does. */
  readonly expect: <Options, Input, Value>(
    stage: Stage<Options, Input, Value>,
    options: Options,
    inputs: number,
  ) => void;
  readonly close: () => Promise<void>;
}

/** Inputs that are done on this thread first, to see what one costs. */
const SAMPLE = 16;
const WORTH_MS = 500;
/** However cheap a stage is, so many of its inputs are worth a worker, which starts while the first are done here. */
const SURELY_WORTH = 4096;
/** What a batch should take: long enough that messages cost little, short enough that no worker waits at the end. */
const BATCH_MS = 25;
const MAX_BATCH = 64;
/** Batches that a worker has at hand at most, so that it need not wait for this thread, which files results too, … */
const MOST_AHEAD = 10;
/** … and at least. */
const LEAST_AHEAD = 2;
/** Batches that are done or under way, for each thread, while the first of them is waited for. */
const WINDOW = 12;

/** Spreads a stage over this thread and workers where there is enough to do; results are in the order of the inputs. */
export function createPooledRunner({ jobs, stages, worker: file, worthMs = WORTH_MS }: PoolOptions): PooledRunner {
  let workers: StageWorker[] = [];
  const prepare = createPreparing();
  const startWorkers = (stage: SentStage, options: unknown): void => {
    if (workers.length === 0) workers = Array.from({ length: jobs - 1 }, () => createStageWorker(file, stages));
    for (const worker of workers) worker.prepare(stage, options);
  };

  async function* run<Options, Input, Value>(
    stage: Stage<Options, Input, Value>,
    options: Options,
    inputs: readonly Deferred<Input>[],
  ): AsyncGenerator<readonly Result<Value>[]> {
    if (inputs.length === 0) return;
    if (stage.isThreaded === true) return yield* runSideBySide({ stage, options, atOnce: jobs }, inputs);
    const isSurelyWorth = inputs.length >= SURELY_WORTH;
    if (isSurelyWorth) startWorkers(stage, options);
    const pace = createPace();
    const runHere = createRunHere(stage.name, await prepare(stage, options), pace);
    yield await runHere(inputs.slice(0, SAMPLE));
    const rest = inputs.slice(SAMPLE);
    if (jobs < 2 || (!isSurelyWorth && pace.each() * rest.length < worthMs)) {
      for (const batch of toBatches(rest, MAX_BATCH)) yield await runHere(batch);
      return;
    }
    if (!isSurelyWorth) startWorkers(stage, options);
    const isLeftToWorkers = () => stage.isLeftToWorkers?.() === true;
    yield* spread({ workers, runHere, pace, isLeftToWorkers }, rest);
  }

  const close = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.close()));
    workers = [];
  };
  return {
    run,
    expect: (stage, options, inputs) => {
      if (inputs >= SURELY_WORTH) startWorkers(stage, options);
    },
    close,
  };
}

/** What one input of a stage takes, in ms, of late: code gets faster the more often it has run. */
interface Pace {
  readonly each: () => number;
  readonly heed: (batchMs: number, count: number) => void;
}

function createPace(): Pace {
  let each = Number.POSITIVE_INFINITY;
  return {
    each: () => each,
    heed: (batchMs, count) => {
      each = Math.min(each, batchMs / count);
    },
  };
}

type RunHere<Input, Value> = (batch: readonly Deferred<Input>[]) => Promise<readonly Result<Value>[]>;

/** Runs a stage on this thread, one input after the other. */
function createRunHere<Input, Value>(
  stage: string,
  transform: Transform<Input, Value>,
  pace: Pace,
): RunHere<Input, Value> {
  return async (batch) => {
    const start = performance.now();
    const results: Result<Value>[] = [];
    for (const input of batch) {
      try {
        results.push(await transform(input.load()));
      } catch (error) {
        throw toStageError(stage, input.name, error);
      }
    }
    pace.heed(performance.now() - start, batch.length);
    return results;
  };
}

interface Threads<Input, Value> {
  readonly workers: readonly StageWorker[];
  readonly runHere: RunHere<Input, Value>;
  readonly pace: Pace;
  /** Whether this thread has something else to do. */
  readonly isLeftToWorkers: () => boolean;
}

/** Batches go to the workers that have few at hand; where all have enough, this thread does one. */
async function* spread<Input, Value>(
  { workers, runHere, pace, isLeftToWorkers }: Threads<Input, Value>,
  inputs: readonly Deferred<Input>[],
): AsyncGenerator<readonly Result<Value>[]> {
  const jobs = workers.length + 1;
  const underWay: Promise<readonly Result<Value>[]>[] = [];
  for (let from = 0; from < inputs.length; ) {
    if (underWay.length >= WINDOW * jobs) yield (await underWay.shift()) ?? [];
    const isLeft = isLeftToWorkers();
    const size = Math.max(1, Math.min(MAX_BATCH, Math.round(BATCH_MS / pace.each())));
    const ahead = isLeft ? MOST_AHEAD : toAhead((inputs.length - from) / size, jobs);
    const idle = workers.find((worker) => worker.waiting() < ahead);
    if (idle === undefined && isLeft) {
      yield (await underWay.shift()) ?? [];
      continue;
    }
    const batch = inputs.slice(from, from + size);
    from += batch.length;
    if (idle === undefined) {
      underWay.push(Promise.resolve(await runHere(batch)));
      // Workers have answered meanwhile, or wait for more.
      await setImmediate();
      continue;
    }
    const results = idle.run(batch, pace.heed) as Promise<readonly Result<Value>[]>;
    // It is awaited in its turn; until then a failure must not end the process.
    results.catch(() => undefined);
    underWay.push(results);
  }
  for (const results of underWay) yield await results;
}

/**
 * How many batches a worker has at hand while so many are left: half of its share, so that all end together (after
 * Polychronopoulos & Kuck, "Guided self-scheduling", 1987).
 */
function toAhead(batchesLeft: number, jobs: number): number {
  return Math.max(LEAST_AHEAD, Math.min(MOST_AHEAD, Math.ceil(batchesLeft / (2 * jobs))));
}

type Prepare = <Options, Input, Value>(
  stage: Stage<Options, Input, Value>,
  options: Options,
) => Promise<Transform<Input, Value>>;

/** Prepares a stage once, as long as its options are the same object: what is compiled already is fast already. */
function createPreparing(): Prepare {
  const last = new Map<string, { readonly options: unknown; readonly transform: unknown }>();
  return async <Options, Input, Value>(stage: Stage<Options, Input, Value>, options: Options) => {
    const known = last.get(stage.name);
    if (known !== undefined && known.options === options) return known.transform as Transform<Input, Value>;
    const transform = await stage.prepare(options);
    last.set(stage.name, { options, transform });
    return transform;
  };
}
