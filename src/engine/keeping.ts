import { digestOfValue } from "../base/digest.ts";
import type { Deferred, Result, Runner, Stage } from "./stage.ts";

/** Results of the last run of each stage, by the name of the stage. Kept by a process that builds again and again. */
export type KeptResults = Map<string, { readonly of: string; readonly results: ReadonlyMap<string, Result<unknown>> }>;

const BATCH = 256;

/**
 * Keeps the values themselves, where the cache has texts of them: an input that was there in the last run costs no parsing,
 * and its value is the same object as before. `code` is the digest of what results depend on beside options and inputs.
 */
export function createKeepingRunner(inner: Runner, kept: KeptResults, code: string): Runner {
  async function* run<Options, Input, Value>(
    stage: Stage<Options, Input, Value>,
    options: Options,
    inputs: readonly Deferred<Input>[],
  ): AsyncGenerator<readonly Result<Value>[]> {
    if (!stage.isRemembered) return yield* inner.run(stage, options, inputs);
    const of = `${code} ${digestOfValue(options)}`;
    const last = kept.get(stage.name);
    const known = (last?.of === of ? last.results : new Map()) as ReadonlyMap<string, Result<Value>>;
    const results = new Map<string, Result<Value>>();
    const missing = inputs.filter(({ key }) => !known.has(key));
    let next = 0;
    for await (const batch of inner.run(stage, options, missing)) {
      for (const result of batch) results.set(missing[next++]?.key ?? "", toKept(result));
    }
    for (let from = 0; from < inputs.length; from += BATCH) {
      yield inputs.slice(from, from + BATCH).map(({ key }) => {
        const result = known.get(key) ?? (results.get(key) as Result<Value>);
        results.set(key, result);
        return result;
      });
    }
    kept.set(stage.name, { of, results });
  }
  return { run };
}

/** Without blobs, which the cache below has filed. */
function toKept<Value>({ value, diagnostics }: Result<Value>): Result<Value> {
  return { value, diagnostics };
}
