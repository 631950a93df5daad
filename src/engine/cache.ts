import { type Digest, digestOf, digestOfValue } from "../base/digest.ts";
import type { Deferred, Result, Runner, Stage } from "./stage.ts";
import type { Store } from "./store.ts";
import type { Used } from "./sweep.ts";

/** How a stage fared: inputs whose result was remembered, and inputs that had to be worked out. */
export interface Tally {
  hits: number;
  misses: number;
}

export interface CacheOptions {
  readonly store: Store;
  /** Digest of all that results depend on beside options and input: the code and its libraries. */
  readonly code: Digest;
}

export interface CachedRunner extends Runner {
  readonly tallies: ReadonlyMap<string, Tally>;
  /** All that this run has needed of the store. */
  readonly used: Used;
}

/** What is kept of a result: its blobs are filed apart. */
interface Remembered {
  readonly value: unknown;
  readonly diagnostics: Result<unknown>["diagnostics"];
  readonly blobs: readonly Digest[];
}

const BATCH = 256;

/** Remembers results by digest(stage, code, options, key of the input); what is not known goes to the inner runner. */
export function createCachedRunner(inner: Runner, { store, code }: CacheOptions): CachedRunner {
  const tallies = new Map<string, Tally>();
  const used = { results: [] as string[], blobs: [] as Digest[] };

  async function* run<Options, Input, Value>(
    stage: Stage<Options, Input, Value>,
    options: Options,
    inputs: readonly Deferred<Input>[],
  ): AsyncGenerator<readonly Result<Value>[]> {
    if (!stage.isRemembered) return yield* inner.run(stage, options, inputs);
    const tally = { hits: 0, misses: 0 };
    tallies.set(stage.name, tally);
    const prefix = `${stage.name}\n${stage.version?.() ?? code}\n${digestOfValue(options)}\n`;
    const keys = inputs.map(({ key }) => digestOf(prefix + key));
    const known = store.findResults(keys);
    const misses = inputs.filter((_, index) => known[index] === null);
    tally.misses = misses.length;
    tally.hits = inputs.length - misses.length;
    for (const key of keys) used.results.push(key);

    const fresh = toItems(inner.run(stage, options, misses));
    for (let from = 0; from < inputs.length; from += BATCH) {
      const batch: Result<Value>[] = [];
      for (let index = from; index < Math.min(from + BATCH, inputs.length); index++) {
        const text = known[index] ?? null;
        known[index] = null;
        if (text !== null) {
          const { value, diagnostics, blobs } = JSON.parse(text) as Remembered;
          for (const digest of blobs) used.blobs.push(digest);
          batch.push({ value: value as Value, diagnostics });
          continue;
        }
        const { value: result, done } = await fresh.next();
        if (done === true) throw new Error(`stage ${stage.name} gave too few results`);
        store.file(result.blobs ?? []);
        const { value, diagnostics, blobs: filed = [] } = result;
        const blobs = filed.map(({ digest }) => digest);
        for (const digest of blobs) used.blobs.push(digest);
        const remembered: Remembered = { value, diagnostics, blobs };
        store.rememberResult(keys[index] as string, JSON.stringify(remembered));
        batch.push({ value, diagnostics });
      }
      yield batch;
    }
  }
  return { run, tallies, used };
}

async function* toItems<Item>(batches: AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  for await (const batch of batches) yield* batch;
}
