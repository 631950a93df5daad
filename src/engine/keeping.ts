import { digestOfValue } from "../base/digest.ts";
import type { Deferred, Result, Runner, Stage } from "./stage.ts";

/** The last run of a stage: its options, the keys of its inputs, and the result of each. */
interface Kept {
  readonly of: string;
  readonly keys: readonly string[];
  readonly results: readonly Result<unknown>[];
}

/** The last run of each stage, by the name of the stage. Kept by a process that builds again and again. */
export type KeptResults = Map<string, Kept>;

/**
 * Keeps values themselves, where the cache has texts of them: an input of the last run costs no parsing, and its value
 * is the same object as before. `code` is the digest of all that results depend on besides options and inputs.
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
    const find = createFinder(last?.of === of ? last : null);
    const results = inputs.map((input, row) => find(input, row) as Result<Value> | null);
    const missing = inputs.filter((_input, row) => results[row] === null);
    let next = 0;
    for await (const batch of inner.run(stage, options, missing)) {
      for (const result of batch) {
        next = results.indexOf(null, next);
        results[next] = toKept(result);
      }
    }
    const whole = results as readonly Result<Value>[];
    kept.set(stage.name, { of, keys: inputs.map(({ key }) => key), results: whole });
    yield whole;
  }
  return { run };
}

/** Finds the result of an input. Most inputs stand where they stood in the last run. */
function createFinder(last: Kept | null): (input: Deferred<unknown>, row: number) => Result<unknown> | null {
  if (last === null) return () => null;
  let byKey: ReadonlyMap<string, Result<unknown>> | null = null;
  return (input, row) => {
    if (last.keys[row] === input.key) return last.results[row] ?? null;
    byKey ??= new Map(last.keys.map((key, place) => [key, last.results[place] as Result<unknown>]));
    return byKey.get(input.key) ?? null;
  };
}

/** Without blobs, which the cache below has filed. */
function toKept<Value>({ value, diagnostics }: Result<Value>): Result<Value> {
  return { value, diagnostics };
}
