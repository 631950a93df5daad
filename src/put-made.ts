import type { Digest } from "./base/digest.ts";
import { collect, type Deferred, type Run, type Stage } from "./engine/stage.ts";
import type { Target } from "./output/target.ts";
import type { PictureFile } from "./pictures/pictures.ts";

/** A file that a stage makes, and what of. */
export interface MadeFile<Input> {
  readonly file: PictureFile;
  readonly input: Deferred<Input>;
}

interface Putting<Options, Input, Value> {
  readonly run: Run;
  readonly target: Target;
  /** Files the bytes as a blob and gives its digest; anything else says why there are none. */
  readonly stage: Stage<Options, Input, Value>;
  readonly options: Options;
}

/**
 * Puts files whose bytes a stage makes, those alone that the target does not hold. Where it defers files, they are made when somebody
 * asks for them, and at no other time: to encode a picture takes a hundred times as long as to make a page. Gives what the stage has
 * said, by place.
 */
export async function putMade<Options, Input, Value>(
  files: readonly MadeFile<Input>[],
  { run, target, stage, options }: Putting<Options, Input, Value>,
): Promise<ReadonlyMap<number, Value>> {
  const toKey = ({ mark }: PictureFile) => `made=${mark}`;
  // Two pictures that are the same file, or two articles of one headline, may share one.
  const places = new Map(files.map(({ file }, place) => [file.output, place])).values();
  const missing = [...places].filter((place) => {
    const { file } = files[place] as MadeFile<Input>;
    return !target.keep(file.output, toKey(file));
  });
  const said = new Map<number, Value>();
  if (target.defer !== null) {
    for (const place of missing) {
      const { file, input } = files[place] as MadeFile<Input>;
      target.defer(file.output, toKey(file), async () => {
        const [value] = await collect(run.stream(stage, options, [input]));
        if (typeof value !== "string") throw new Error(`${input.name} cannot be made`);
        return run.blobs.fetch(value as string as Digest);
      });
    }
    return said;
  }
  const inputs = missing.map((place) => (files[place] as MadeFile<Input>).input);
  let next = 0;
  for await (const values of run.stream(stage, options, inputs)) {
    for (const value of values) {
      const place = missing[next++] as number;
      const { file } = files[place] as MadeFile<Input>;
      said.set(place, value);
      if (typeof value === "string") {
        target.put(file.output, toKey(file), { bytes: run.blobs.fetch(value as string as Digest) });
      }
    }
  }
  return said;
}
