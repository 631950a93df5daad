import { parentPort, workerData } from "node:worker_threads";
import type { Result, Stage, Transform } from "./stage.ts";
import { toOwnBuffers } from "./transfer.ts";

/** What a worker is started with. */
export interface WorkerSetup {
  /** Address of the module with all stages. */
  readonly stages: string;
  /** Holds the index of the input that is being worked on. */
  readonly progress: Int32Array;
}

/** The next stage, or inputs for it: as its parcel has them, if it has one. */
export type Task = { readonly stage: string; readonly options: unknown } | { readonly inputs: unknown };

export type Reply =
  | { readonly results: readonly Result<unknown>[]; readonly ms: number }
  /** `error` was thrown for the input at `index`. */
  | { readonly index: number; readonly error: unknown };

const { stages: address, progress } = workerData as WorkerSetup;
const loading = import(address) as Promise<{ stages: Readonly<Record<string, Stage<unknown, unknown, unknown>>> }>;
let preparing: Promise<Transform<unknown, unknown>> | null = null;
let parcel: Stage<unknown, unknown, unknown>["parcel"];

// Tasks are done one after the other: a stage that is still being prepared must not be overtaken by its inputs.
let queue: Promise<void> = Promise.resolve();
parentPort?.on("message", (task: Task) => {
  queue = queue.then(() => perform(task));
});

async function perform(task: Task): Promise<void> {
  if ("stage" in task) {
    const { stages } = await loading;
    const stage = stages[task.stage];
    if (stage === undefined) throw new Error(`there is no stage ${task.stage}`);
    parcel = stage.parcel;
    preparing = stage.prepare(task.options);
    await preparing;
    return;
  }
  const transform = await preparing;
  if (transform === null) throw new Error("inputs came before a stage");
  const start = performance.now();
  const results: Result<unknown>[] = [];
  const inputs = parcel?.unpack(task.inputs) ?? (task.inputs as readonly unknown[]);
  for (const [index, input] of inputs.entries()) {
    Atomics.store(progress, 0, index);
    try {
      results.push(await transform(input));
    } catch (error) {
      parentPort?.postMessage({ index, error } satisfies Reply);
      return;
    }
  }
  parentPort?.postMessage(
    { results, ms: performance.now() - start } satisfies Reply,
    toOwnBuffers(results.flatMap(({ value, blobs = [] }) => [value, ...blobs])),
  );
}
