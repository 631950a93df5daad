import { relative } from "node:path";
import type { Digest } from "../base/digest.ts";
import type { BuildOptions, Inputs, Workshop } from "../build-stories.ts";
import type { Site } from "../config.ts";
import { createCachedRunner, type Tally } from "../engine/cache.ts";
import { createFiledMemory } from "../engine/filed-memory.ts";
import type { LongFiles } from "../engine/long-files.ts";
import type { Store } from "../engine/store.ts";
import { createDiskTarget, type DiskTarget } from "../output/disk.ts";
import { parseRecord, type RecordPart } from "../output/record.ts";
import type { Relate } from "../settling.ts";
import { createDigestReader, parseKnownFiles, toKnownText } from "../source/known.ts";
import { readCodeDigest, toPluginFiles } from "./code.ts";
import { findLast, type LastBuild, toLastText } from "./last-build.ts";
import { openTools, SETTLING_MS, type ToolOptions, type WorkshopTools } from "./tools.ts";

export interface DiskWorkshopOptions extends ToolOptions {
  /** ms since 1970, when the build begins. */
  readonly startedAt: number;
  readonly enter: Workshop["enter"];
}

/** A workshop that puts files into the site's output folder and remembers what it has done. */
export interface DiskWorkshop extends Workshop {
  readonly target: DiskTarget;
  /** What the last build reported, if another build would report and write the same; else null. */
  readonly findUnchanged: (inputs: Inputs, options: BuildOptions) => LastBuild | null;
  /** Remembers a build whose files have been committed; null for a build that was refused. */
  readonly remember: (inputs: Inputs, options: BuildOptions, last: LastBuild | null, changesAt: number | null) => void;
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly close: () => Promise<void>;
}

/** Throws StoreError if the cache can be opened but holds what no build can have written. */
export async function openDiskWorkshop(site: Site, options: DiskWorkshopOptions): Promise<DiskWorkshop> {
  const tools = await openTools(site.root, options);
  try {
    return createDiskWorkshop(site, options, tools);
  } catch (error) {
    tools.store.close();
    throw error;
  }
}

function createDiskWorkshop(
  site: Site,
  { startedAt, enter }: DiskWorkshopOptions,
  { store, pool, long }: WorkshopTools,
): DiskWorkshop {
  const files = createFileMemory(site, store, startedAt - SETTLING_MS);
  const { code } = files;
  const cache = createCachedRunner(pool, { store, code });
  const toName = (part: RecordPart): string => `output ${part} ${relative(site.root, site.out)}`;
  const record = parseRecord((part) => store.findRecord(toName(part)), code);
  const target = createDiskTarget(site.out, record);
  const context = { records: store, code, site };
  return {
    runner: cache,
    expect: pool.expect,
    blobs: store,
    records: store,
    relate: createLateRelate(store, long, code),
    memory: createFiledMemory(store, code),
    encodes: true,
    askCounts: null,
    code,
    target,
    reading: files.reading,
    enter,
    tallies: cache.tallies,
    findUnchanged: (inputs, build) => {
      const found = findLast(context, inputs, build);
      if (found === null || !target.isWhole(found.manifest)) return null;
      files.remember(inputs);
      return found.last;
    },
    remember: (inputs, build, last, changesAt) => {
      files.remember(inputs);
      if (last === null) return;
      const { manifest, texts } = target.toRecord(code);
      for (const [part, text] of texts) store.rememberRecord(toName(part), text);
      store.rememberRecord("build", toLastText(context, { inputs, build, last, changesAt, manifest }));
      store.sweep(cache.toUsed);
    },
    close: async () => {
      const closing = pool.close();
      try {
        store.close();
      } finally {
        await closing;
      }
    },
  };
}

/** Loads what finds related stories when some are asked for: a build that has nothing to do asks for none. */
function createLateRelate(store: Store, long: LongFiles | null, code: Digest): Relate {
  return {
    relate: async (given, options) => {
      const { createRelate, createSettledRecords, noSettledRecords } = await import("../settling.ts");
      const openSettled = () => (long === null ? noSettledRecords : createSettledRecords(long));
      return createRelate(store, openSettled, code).relate(given, options);
    },
  };
}

/** Knows the files of the last build, so that only those are read that may have changed. */
interface FileMemory extends Pick<Workshop, "reading"> {
  readonly code: Digest;
  readonly remember: (inputs: Inputs) => void;
}

function createFileMemory(site: Site, store: Store, settledBefore: number): FileMemory {
  const knownCode = parseKnownFiles(store.findRecord("code"));
  const digests = createDigestReader({ known: knownCode, settledBefore });
  const code = readCodeDigest(site.root, toPluginFiles(site), digests.read);
  const known = parseKnownFiles(store.findRecord("sources"));
  return {
    code,
    reading: { known, settledBefore },
    // Files that had to be read only because they were as new as the build, or had other times, are remembered with
    // their stamps: the next build need not read them.
    remember: ({ sources }) => {
      const found = sources.value.known;
      if (found !== known) store.rememberRecord("sources", toKnownText(found));
      const foundCode = digests.toKnown();
      if (foundCode !== knownCode) store.rememberRecord("code", toKnownText(foundCode));
    },
  };
}
