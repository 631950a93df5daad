import { digestOf } from "../base/digest.ts";
import { noMemory } from "../base/memory.ts";
import type { Workshop } from "../build-stories.ts";
import { createMemoryRecords } from "../engine/recall.ts";
import { createMemoryBlobs, inlineRunner } from "../engine/stage.ts";
import { createMemoryTarget, type MemoryTarget } from "../output/memory.ts";
import { createRelate, noSettledRecords } from "../settling.ts";
import { noKnownFiles } from "../source/known.ts";

/** A workshop that keeps everything in memory and remembers nothing beyond its own life. */
export function createMemoryWorkshop(): Workshop & { readonly target: MemoryTarget } {
  const records = createMemoryRecords();
  // Nothing of it outlives the process.
  const code = digestOf("");
  return {
    runner: inlineRunner,
    expect: () => undefined,
    blobs: createMemoryBlobs(),
    records,
    relate: createRelate(records, () => noSettledRecords, code),
    memory: noMemory,
    encodes: true,
    askCounts: null,
    code,
    target: createMemoryTarget(),
    reading: { known: noKnownFiles, settledBefore: Number.NEGATIVE_INFINITY },
    enter: () => undefined,
  };
}
