import { type Diagnostic, isError } from "../base/diagnostic.ts";
import type { OutputPath } from "../base/path.ts";
import type { Site } from "../config.ts";
import { type BlobStore, createRun, type Runner } from "../engine/stage.ts";
import type { FinishedFile } from "../output/aside.ts";
import type { ServedTarget } from "../output/memory.ts";
import { createFindings } from "./findings.ts";
import { type Making, toGiven } from "./making.ts";

export interface LateTools {
  readonly runner: Runner;
  readonly blobs: BlobStore;
  readonly target: ServedTarget;
}

/**
 * Makes a file that a build has deferred and puts it into the target. If there are errors it puts nothing and gives
 * them.
 */
export type MakeLate = (path: OutputPath) => Promise<readonly Diagnostic[]>;

/** Makes the deferred files of one build, however much later. It holds on to all that they are made from. */
export function createMakeLate(site: Site, makings: readonly Making[], { runner, blobs, target }: LateTools): MakeLate {
  let places: ReadonlyMap<OutputPath, readonly [making: Making, row: number]> | null = null;
  return async (path) => {
    places ??= new Map(
      makings.flatMap((making) => making.planned.map(({ output }, row) => [output, [making, row]] as const)),
    );
    const place = places.get(path);
    if (place === undefined) return [];
    const [making, row] = place;
    const found = createFindings(site);
    const made: FinishedFile[] = [];
    const run = createRun(runner, blobs, found.report);
    for await (const files of making.make([row], run)) made.push(...files);
    const errors = found.toJudged().filter(isError);
    const [file] = made;
    if (errors.length === 0 && file !== undefined) {
      target.fill(path, making.planned[row]?.key ?? "", toGiven(file));
    }
    return errors;
  };
}
