import type { Diagnostic, Outcome } from "../base/diagnostic.ts";
import { type Digest, digestOf } from "../base/digest.ts";

/**
 * A pure function with a name. `prepare` does the costly work that depends on options alone (a parser with its plugins,
 * compiled templates) once; what it returns is called for each input and reads no clock, disk, environment or global.
 * Options, inputs and values are structured-cloneable, so that a stage can run on another thread or machine.
 */
export interface Stage<Options, Input, Value> {
  readonly name: string;
  /** Whether a cache keeps its results: they must be JSON. */
  readonly isRemembered: boolean;
  /**
   * Whether a library's own threads do its work, a picture encoder's for one: its calls are then made side by side on
   * this thread, and workers leave it alone.
   */
  readonly isThreaded?: boolean;
  /** Whether this thread is busy with something else, so that the work is left to other threads if there are any. */
  readonly isLeftToWorkers?: () => boolean;
  readonly parcel?: Parcel<Input>;
  /**
   * For a stage whose results cost much and depend on little code: a text that changes whenever the results would. They
   * outlive all other changes of the code.
   */
  readonly version?: () => string;
  readonly prepare: (options: Options) => Promise<Transform<Input, Value>>;
}

/** Hands inputs that consist of many objects to a worker in a form that is faster than copying them. */
export interface Parcel<Input> {
  /** The bytes of inputs must be the same objects in the parcel. */
  pack(inputs: readonly Input[]): unknown;
  unpack(parcel: unknown): readonly Input[];
}

/** A stage that calls other programs or native code answers with a promise. */
export type Transform<Input, Value> = (input: Input) => Result<Value> | Promise<Result<Value>>;

/** What one call gives. Big results (a body, its terms) are filed as blobs; the value names them by digest. */
export interface Result<Value> extends Outcome<Value> {
  readonly blobs?: readonly Blob[];
}

/** Bytes and their digest, by which they are fetched where they are needed. */
export interface Blob {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  /** Text is packed where it is kept. */
  readonly isText: boolean;
}

export function toBlob(bytes: Uint8Array, isText: boolean): Blob {
  return { digest: digestOf(bytes), bytes, isText };
}

/** Blobs by digest. A blob that was filed is there until the run ends. */
export interface BlobStore {
  /** The bytes are the store's from then on. */
  readonly file: (blobs: readonly Blob[]) => void;
  /** The bytes of a blob. They stay valid, and nobody may change them. */
  readonly fetch: (digest: Digest) => Uint8Array;
  /** Lends the bytes for the time of a call, those of one blob at a time: many take no more memory than one. */
  readonly lend: <Value>(digest: Digest, use: (bytes: Uint8Array) => Value) => Value;
  /** A copy in the form in which it is kept, which may be given away: to unpack it takes longer than to find it. */
  readonly fetchKept: (digest: Digest) => KeptBytes;
}

/** See base/packing.ts. */
export interface KeptBytes {
  readonly bytes: Uint8Array;
  readonly isPacked: boolean;
}

/** An input that is known by a key before it is loaded: equal keys, equal inputs. */
export interface Deferred<Input> {
  readonly key: string;
  /** What people call it: an article's file, a page's address. */
  readonly name: string;
  readonly load: () => Input;
}

/**
 * How stages are called: the inline runner below says what it means, and the cache and the pool
 * of workers wrap the same call. Values come in batches, in the order of the inputs; diagnostics of
 * every call are reported in that order too.
 */
export interface Run {
  readonly stream: <Options, Input, Value>(
    stage: Stage<Options, Input, Value>,
    options: Options,
    inputs: readonly Deferred<Input>[],
  ) => AsyncGenerator<readonly Value[]>;
  readonly blobs: BlobStore;
}

export type Report = (diagnostics: readonly Diagnostic[]) => void;

/** A run as those functions see it that wrap or replace it: with whole results instead of values. */
export interface Runner {
  readonly run: <Options, Input, Value>(
    stage: Stage<Options, Input, Value>,
    options: Options,
    inputs: readonly Deferred<Input>[],
  ) => AsyncGenerator<readonly Result<Value>[]>;
}

const BATCH = 64;

/** Calls stages one input after the other, on this thread. */
export const inlineRunner: Runner = {
  run: async function* (stage, options, inputs) {
    if (inputs.length === 0) return;
    const transform = await stage.prepare(options);
    for (const batch of toBatches(inputs, BATCH)) {
      const results = [];
      for (const input of batch) results.push(await transform(input.load()));
      yield results;
    }
  },
};

/** Wraps a runner so that it calls `tell` when a run has ended well. */
export function createTellingRunner(inner: Runner, tell: () => void): Runner {
  return {
    run: async function* (stage, options, inputs) {
      yield* inner.run(stage, options, inputs);
      tell();
    },
  };
}

/** Makes so many calls side by side. Results come in the order of the inputs. */
export async function* runSideBySide<Options, Input, Value>(
  { stage, options, atOnce }: { stage: Stage<Options, Input, Value>; options: Options; atOnce: number },
  inputs: readonly Deferred<Input>[],
): AsyncGenerator<readonly Result<Value>[]> {
  const transform = await stage.prepare(options);
  const underWay: Promise<Result<Value>>[] = [];
  for (const input of inputs) {
    const result = (async () => transform(input.load()))();
    // It is awaited in its turn. Until then a failure must not end the process.
    result.catch(() => undefined);
    underWay.push(result);
    if (underWay.length >= atOnce) yield [await (underWay.shift() as Promise<Result<Value>>)];
  }
  for (const result of underWay) yield [await result];
}

/** A run that reports diagnostics and files blobs, however a runner comes by its results. */
export function createRun(runner: Runner, blobs: BlobStore, report: Report): Run {
  const stream: Run["stream"] = async function* (stage, options, inputs) {
    for await (const results of runner.run(stage, options, inputs)) {
      for (const { diagnostics, blobs: own } of results) {
        if (diagnostics.length > 0) report(diagnostics);
        if (own !== undefined) blobs.file(own);
      }
      yield results.map(({ value }) => value);
    }
  };
  return { stream, blobs };
}

/** Slices of at most `size` items. */
export function* toBatches<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** All values of a stream. */
export async function collect<Value>(stream: AsyncIterable<readonly Value[]>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for await (const batch of stream) for (const value of batch) values.push(value);
  return values;
}

/** Blobs in memory, for builds that remember nothing. */
export function createMemoryBlobs(): BlobStore {
  const blobs = new Map<Digest, Uint8Array>();
  const fetch = (digest: Digest): Uint8Array => {
    const bytes = blobs.get(digest);
    if (bytes === undefined) throw new Error(`there is no blob ${digest}`);
    return bytes;
  };
  return {
    file: (filed) => {
      for (const { digest, bytes } of filed) blobs.set(digest, bytes);
    },
    fetch,
    lend: (digest, use) => use(fetch(digest)),
    fetchKept: (digest) => ({ bytes: new Uint8Array(fetch(digest)), isPacked: false }),
  };
}
