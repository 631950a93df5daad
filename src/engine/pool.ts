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
    const transform = await prepare(stage, options);
    const runHere = async (batch: readonly Deferred<Input>[]): Promise<readonly Result<Value>[]> => {
      const results: Result<Value>[] = [];
      for (const input of batch) {
        try {
          results.push(await transform(input.load()));
        } catch (error) {
          throw toStageError(stage.name, input.name, error);
        }
      }
      return results;
    };
    /** What one input takes in ms, of late: code gets faster the more often it has run. */
    let each = Number.POSITIVE_INFINITY;
    const heed = (batchMs: number, count: number): void => {
      each = Math.min(each, batchMs / count);
    };
    const runTimed = async (batch: readonly Deferred<Input>[]): Promise<readonly Result<Value>[]> => {
      const start = performance.now();
      const results = await runHere(batch);
      heed(performance.now() - start, batch.length);
      return results;
    };
    yield await runTimed(inputs.slice(0, SAMPLE));
    const rest = inputs.slice(SAMPLE);
    if (jobs < 2 || (!isSurelyWorth && each * rest.length < worthMs)) {
      for (const batch of toBatches(rest, MAX_BATCH)) yield await runHere(batch);
      return;
    }
    if (!isSurelyWorth) startWorkers(stage, options);
    const underWay: Promise<readonly Result<Value>[]>[] = [];
    for (let from = 0; from < rest.length; ) {
      if (underWay.length >= WINDOW * jobs) yield (await underWay.shift()) ?? [];
      const isBusy = stage.isLeftToWorkers?.() === true;
      const size = Math.max(1, Math.min(MAX_BATCH, Math.round(BATCH_MS / each)));
      const ahead = isBusy ? MOST_AHEAD : toAhead((rest.length - from) / size, jobs);
      const idle = workers.find((worker) => worker.waiting() < ahead);
      if (idle === undefined && isBusy) {
        yield (await underWay.shift()) ?? [];
        continue;
      }
      const batch = rest.slice(from, from + size);
      from += batch.length;
      if (idle === undefined) {
        underWay.push(Promise.resolve(await runTimed(batch)));
        // Workers have answered meanwhile, or wait for more.
        await setImmediate();
        continue;
      }
      const results = idle.run(batch, heed) as Promise<readonly Result<Value>[]>;
      // It is awaited in its turn; until then a failure must not end the process.
      results.catch(() => undefined);
      underWay.push(results);
    }
    for (const results of underWay) yield await results;
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
