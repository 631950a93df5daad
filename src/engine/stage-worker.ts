import { Worker } from "node:worker_threads";
import { toReason } from "../base/thrown.ts";
import type { Deferred, Result, Stage } from "./stage.ts";
import { toOwnBuffers } from "./transfer.ts";
import type { Reply, Task, WorkerSetup } from "./worker.ts";

/** A stage threw, or its worker died: a defect of Broadsheet, a plugin, or too little memory. */
class StageError extends Error {
  override readonly name = "StageError";
}

function load<Input>(stage: string, input: Deferred<Input>): Input {
  try {
    return input.load();
  } catch (error) {
    throw toStageError(stage, input.name, error);
  }
}

/** An error that says at which input of a stage it was thrown. */
export function toStageError(stage: string, name: string, error: unknown): Error {
  // Errors that say themselves what is wrong with which file stay as they are.
  if (error instanceof Error && error.name !== "Error" && error.name !== "TypeError" && error.name !== "RangeError") {
    return error;
  }
  return new StageError(`${name}: stage ${stage} failed: ${toReason(error)}`, { cause: error });
}

/** The parts of a stage by which a worker is told of it, and by which inputs are handed over. */
export type SentStage = Pick<Stage<unknown, unknown, unknown>, "name" | "parcel">;

/** A thread of its own, as the thread that builds sees it. */
export interface StageWorker {
  readonly prepare: (stage: SentStage, options: unknown) => void;
  /** Runs the stage for which it was prepared, and says how long a batch took there. */
  readonly run: (
    inputs: readonly Deferred<unknown>[],
    heed: (ms: number, count: number) => void,
  ) => Promise<readonly Result<unknown>[]>;
  /** Batches that were given to it and are not done. */
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly names: readonly string[];
  readonly heed: (ms: number, count: number) => void;
  readonly resolve: (results: readonly Result<unknown>[]) => void;
  readonly reject: (error: Error) => void;
}

export function createStageWorker(file: string, stages: string): StageWorker {
  // The input of the current batch at which the worker is. It can still be read when the worker has died.
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const setup: WorkerSetup = { stages, progress };
  const worker = new Worker(file, { workerData: setup });
  const waiting: Waiting[] = [];
  let death: Error | null = null;

  const die = (reason: string, stage = "?"): void => {
    const [current] = waiting;
    const name = current?.names[Atomics.load(progress, 0)] ?? "a worker";
    death ??= new StageError(`${name}: a worker thread died in stage ${stage}: ${reason}`);
    for (const { reject } of waiting.splice(0)) reject(death);
  };
  let currentStage = "?";
  let parcel: SentStage["parcel"];
  let currentOptions: unknown;
  worker.on("message", (reply: Reply) => {
    const done = waiting.shift();
    if (done === undefined) return;
    if ("results" in reply) {
      done.heed(reply.ms, reply.results.length);
      done.resolve(reply.results);
    } else done.reject(toStageError(currentStage, done.names[reply.index] ?? "?", reply.error));
  });
  worker.on("error", (error) => die(toReason(error), currentStage));
  worker.on("exit", (code) => die(`exit code ${code}`, currentStage));

  return {
    prepare: ({ name, parcel: own }, options) => {
      if (name === currentStage && options === currentOptions) return;
      currentStage = name;
      currentOptions = options;
      parcel = own;
      worker.postMessage({ stage: name, options } satisfies Task);
    },
    run: (inputs, heed) => {
      if (death !== null) return Promise.reject(death);
      const names = inputs.map(({ name }) => name);
      const loaded = inputs.map((input) => load(currentStage, input));
      const task: Task = { inputs: parcel?.pack(loaded) ?? loaded };
      return new Promise((resolve, reject) => {
        waiting.push({ names, heed, resolve, reject });
        worker.postMessage(task, toOwnBuffers(loaded));
      });
    },
    waiting: () => waiting.length,
    close: async () => {
      death ??= new StageError("the pool is closed");
      await worker.terminate();
    },
  };
}
