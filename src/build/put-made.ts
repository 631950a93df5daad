import type { Digest } from "../base/digest.ts";
import { collect, type Deferred, type Run, type Stage } from "../engine/stage.ts";
import type { Target } from "../output/target.ts";
import type { PictureFile } from "../pictures/pictures.ts";

/** A file that a stage makes, and what of. */
export interface MadeFile<Input> {
  readonly file: PictureFile;
  readonly input: Deferred<Input>;
}

interface Putting<Options, Input, Refusal> {
  readonly run: Run;
  readonly target: Target;
  /** Gives the digest of a blob, or why there is none. */
  readonly stage: Stage<Options, Input, Digest | Refusal>;
  readonly options: Options;
}

/**
 * Puts files whose bytes a stage makes, of which it makes those alone that the target does not hold. Where the target
 * defers files, they are made when somebody asks for them, and at no other time: to encode a picture takes a hundred
 * times as long as to make a page. Gives the refusals, by place.
 */
export async function putMade<Options, Input, Refusal extends object | null>(
  files: readonly MadeFile<Input>[],
  { run, target, stage, options }: Putting<Options, Input, Refusal>,
): Promise<ReadonlyMap<number, Refusal>> {
  const missing = findMissing(files, target);
  const refusals = new Map<number, Refusal>();
  if (target.defer !== null) {
    for (const { file, input } of missing.values()) {
      target.defer(file.output, toKey(file), async () => {
        const [made] = await collect(run.stream(stage, options, [input]));
        if (typeof made !== "string") throw new Error(`${input.name} cannot be made`);
        return run.blobs.fetch(made);
      });
    }
    return refusals;
  }
  const inputs = Array.from(missing.values(), ({ input }) => input);
  const rest = missing.entries();
  for await (const batch of run.stream(stage, options, inputs)) {
    for (const made of batch) {
      const [place, { file }] = rest.next().value as [number, MadeFile<Input>];
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
 * The files that the target does not hold, by place; two pictures that are the same, or two articles of one headline,
 * may share one.
 */
function findMissing<Input>(files: readonly MadeFile<Input>[], target: Target): ReadonlyMap<number, MadeFile<Input>> {
  const places = new Map(files.map(({ file }, place) => [file.output, place])).values();
  const missing = new Map<number, MadeFile<Input>>();
  for (const place of places) {
    const made = files[place] as MadeFile<Input>;
    if (!target.keep(made.file.output, toKey(made.file))) missing.set(place, made);
  }
  return missing;
}
