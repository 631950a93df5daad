import type { Digest } from "../base/digest.ts";
import { collect, type Deferred, type Run, type Stage } from "../engine/stage.ts";
import type { Target } from "../output/target.ts";
import type { PictureFile } from "../pictures/pictures.ts";
import { findMissing } from "./making.ts";

/** A file, and the input of which a stage makes it. */
export interface MadeFile<Input> {
  readonly file: PictureFile;
  readonly input: Deferred<Input>;
}

interface Putting<Options, Input, Refusal> {
  readonly run: Run;
  readonly target: Target;
  /** Gives the digest of the blob that it has filed, or why it made none. */
  readonly stage: Stage<Options, Input, Digest | Refusal>;
  readonly options: Options;
}

/**
 * Puts the files that the target does not hold yet, whose bytes a stage makes. Where the target defers files, each is
 * made when somebody asks for it and not before: to encode a picture takes a hundred times as long as to make a page.
 * Gives what the stage refused to make, by its place among `files`.
 */
export async function putMade<Options, Input, Refusal extends object | null>(
  files: readonly MadeFile<Input>[],
  { run, target, stage, options }: Putting<Options, Input, Refusal>,
): Promise<ReadonlyMap<number, Refusal>> {
  const places = findMissingOnce(files, target);
  const missing = places.map((place) => files[place] as MadeFile<Input>);
  const refusals = new Map<number, Refusal>();
  if (target.defer !== null) {
    for (const { file, input } of missing) {
      target.defer(file.output, toKey(file), async () => {
        const [made] = await collect(run.stream(stage, options, [input]));
        if (typeof made !== "string") throw new Error(`${input.name} cannot be made`);
        return run.blobs.fetch(made);
      });
    }
    return refusals;
  }
  const inputs = missing.map(({ input }) => input);
  let next = 0;
  for await (const batch of run.stream(stage, options, inputs)) {
    for (const made of batch) {
      const place = places[next++] as number;
      const { file } = files[place] as MadeFile<Input>;
      if (typeof made === "string") target.put(file.output, toKey(file), { bytes: run.blobs.fetch(made) });
      else refusals.set(place, made);
    }
  }
  return refusals;
}

function toKey({ mark }: PictureFile): string {
  return `made=${mark}`;
}

/**
 * Places of the files that the target does not hold yet, of each file one: two pictures that are the same, or two
 * articles with one headline, share a file.
 */
function findMissingOnce(files: readonly MadeFile<unknown>[], target: Target): readonly number[] {
  const planned = files.map(({ file }) => ({ output: file.output, key: toKey(file) }));
  const placeOf = new Map(findMissing(planned, target).map((place) => [planned[place]?.output, place]));
  return [...placeOf.values()];
}
