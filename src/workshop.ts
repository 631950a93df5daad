import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Outcome } from "./base/diagnostic.ts";
import { type Digest, digestOf } from "./base/digest.ts";
import { createMemory, noMemory } from "./base/memory.ts";
import type { BuildOptions, Inputs, Workshop } from "./build-stories.ts";
import { readCodeDigest } from "./code.ts";
import type { Site } from "./config.ts";
import { createCachedRunner, type Tally } from "./engine/cache.ts";
import { createFiledMemory } from "./engine/filed-memory.ts";
import { createKeepingRunner, type KeptResults } from "./engine/keeping.ts";
import { createLongFiles, type LongFiles } from "./engine/long-files.ts";
import { createPooledRunner, type PooledRunner } from "./engine/pool.ts";
import { createMemoryRecords } from "./engine/recall.ts";
import { createMemoryBlobs, createTellingRunner, inlineRunner } from "./engine/stage.ts";
import { openMemoryStore, openStore, type Store } from "./engine/store.ts";
import { findLast, type LastBuild, toLastText } from "./last-build.ts";
import { createDiskTarget, type DiskTarget } from "./output/disk.ts";
import { createMemoryTarget, createServedTarget, type MemoryTarget, type ServedTarget } from "./output/memory.ts";
import { parseRecord, type RecordPart } from "./output/record.ts";
import { findModule } from "./package.ts";
import {
  createLastingRelate,
  createLateRecords,
  createRelate,
  createSettledRecords,
  noSettledRecords,
} from "./settling.ts";
import { createDigestReader, type KnownFiles, noKnownFiles, parseKnownFiles, toKnownText } from "./source/known.ts";
import type { Sources } from "./source/source.ts";

/** Where a site keeps what it remembers, below its root. */
export const CACHE_FOLDER = ".broadsheet";

/** A file that changed less than this before a build could change again without a new time stamp: FAT counts in 2 s. */
const SETTLING_MS = 2000;

/** The module that worker threads load. */
const STAGES = pathToFileURL(findModule("stages")).href;
const WORKER = findModule("engine/worker");

export interface WorkshopOptions {
  /** Threads that work; null for one for each processor. */
  readonly jobs: number | null;
  /** See PoolOptions. */
  readonly worthMs?: number | undefined;
  /** Whether results are remembered from build to build. */
  readonly isCached: boolean;
  /** ms since 1970, when the build begins. */
  readonly startedAt: number;
  readonly warn: (message: string) => void;
  readonly enter: (part: string) => void;
}

/** A workshop that puts files into the site's output folder and remembers what it has done. */
export interface DiskWorkshop extends Workshop {
  readonly target: DiskTarget;
  /** What the last build said, if another one would say and write the same; null otherwise. */
  readonly findUnchanged: (inputs: Inputs, options: BuildOptions) => LastBuild | null;
  /** Remembers a build whose files have been committed, or null for one that was refused. */
  readonly remember: (inputs: Inputs, options: BuildOptions, last: LastBuild | null, changesAt: number | null) => void;
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly close: () => Promise<void>;
}

/** Throws StoreError where the cache can be opened, but says what it cannot have been told. */
export async function openWorkshop(site: Site, options: WorkshopOptions): Promise<DiskWorkshop> {
  const tools = await openTools(site.root, options);
  try {
    return createDiskWorkshop(site, options, tools);
  } catch (error) {
    tools.store.close();
    throw error;
  }
}

function createDiskWorkshop(site: Site, options: WorkshopOptions, { store, pool, long }: Tools): DiskWorkshop {
  const settledBefore = options.startedAt - SETTLING_MS;
  const knownCode = parseKnownFiles(store.findRecord("code"));
  const digests = createDigestReader({ known: knownCode, settledBefore });
  const code = readCodeDigest(site.root, toPluginFiles(site), digests.read);
  const cache = createCachedRunner(pool, { store, code });
  const toName = (part: RecordPart): string => `output ${part} ${relative(site.root, site.out)}`;
  const record = parseRecord((part) => store.findRecord(toName(part)), code);
  const target = createDiskTarget(site.out, record);
  const context = { records: store, code, site };
  const known = parseKnownFiles(store.findRecord("sources"));
  // Files that were as new as the build, or that only have other times, were read in vain: not again.
  const rememberFiles = ({ sources }: Inputs): void => {
    const found = sources.value.known;
    if (found !== known) store.rememberRecord("sources", toKnownText(found));
    const foundCode = digests.toKnown();
    if (foundCode !== knownCode) store.rememberRecord("code", toKnownText(foundCode));
  };
  return {
    runner: cache,
    expect: pool.expect,
    blobs: store,
    records: store,
    relate: createRelate(store, () => (long === null ? noSettledRecords : createSettledRecords(long)), code),
    memory: createFiledMemory(store, code),
    encodes: true,
    askCounts: null,
    code,
    target,
    reading: { known, settledBefore },
    enter: options.enter,
    tallies: cache.tallies,
    findUnchanged: (inputs, build) => {
      const record = findLast(context, inputs, build);
      if (record === null || !target.isWhole(record.manifest)) return null;
      rememberFiles(inputs);
      return record.last;
    },
    remember: (inputs, build, last, changesAt) => {
      rememberFiles(inputs);
      if (last === null) return;
      const { manifest, texts } = target.toRecord(code);
      store.rememberRecord(toName("stamps"), texts.stamps);
      store.rememberRecord(toName("keys"), texts.keys);
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

/**
 * A workshop that serves its files from memory, used again for each build: a build makes only what has changed since
 * the last.
 */
export interface DevWorkshop extends Workshop {
  readonly target: ServedTarget;
  /** The same workshop, as it stands at another time and for another configuration of the site. */
  readonly at: (site: Site, startedAt: number, hints: BuildHints) => Workshop;
  /** After a build: other processes may have the cache until the next. */
  readonly rest: () => void;
  readonly close: () => Promise<void>;
}

/** What a process that watches its files knows of them. */
export interface BuildHints {
  /** What was read last; null for nothing. */
  readonly before: Outcome<Sources> | null;
  /** Where all that changed since then lies, from the root; null where it may be anything. */
  readonly touched: ReadonlySet<string> | null;
  /** Whether anything but articles may have changed. */
  readonly isCodeTouched: boolean;
}

export async function openDevWorkshop(root: string, options: WorkshopOptions): Promise<DevWorkshop> {
  const { store, pool, long } = await openTools(root, options);
  const kept: KeptResults = new Map();
  let code: Digest | null = null;
  const memory = createMemory();
  const settled = createLateRecords(long === null ? noSettledRecords : createSettledRecords(long));
  const target = createServedTarget();
  let isBuilding = false;
  const workshop = {
    ...createMemoryWorkshop(),
    runner: pool,
    expect: pool.expect,
    blobs: store,
    records: store,
    memory,
    target,
  };
  return {
    ...workshop,
    at: (site, startedAt, { before, touched, isCodeTouched }) => {
      isBuilding = true;
      if (isCodeTouched || code === null) code = readCodeDigest(site.root, toPluginFiles(site));
      const hint = before === null || touched === null ? null : { before, touched };
      const known: KnownFiles = before?.value.known ?? noKnownFiles;
      const reading = { known, hint, settledBefore: startedAt - SETTLING_MS };
      const keeping = createKeepingRunner(createCachedRunner(pool, { store, code }), kept, code);
      // What is made after a build is let go of at once, for nobody knows when the next build is.
      const runner = createTellingRunner(keeping, () => {
        if (!isBuilding) store.commit();
      });
      return { ...workshop, runner, relate: createLastingRelate(settled, code, memory), code, reading };
    },
    rest: () => {
      isBuilding = false;
      memory.turn();
      store.commit();
    },
    close: async () => {
      settled.file();
      await pool.close();
      store.close();
    },
  };
}

interface Tools {
  readonly store: Store;
  readonly pool: PooledRunner;
  /** Null where nothing is kept. */
  readonly long: LongFiles | null;
}

async function openTools(root: string, { isCached, jobs, worthMs, warn }: WorkshopOptions): Promise<Tools> {
  const folder = join(root, CACHE_FOLDER);
  return {
    store: isCached ? await openStore(folder, warn) : await openMemoryStore(),
    pool: createPooledRunner({ jobs: jobs ?? availableParallelism(), stages: STAGES, worker: WORKER, worthMs }),
    long: isCached ? createLongFiles(folder, warn) : null,
  };
}

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

/** Absolute paths of the plugins that a site names, its own and those of packages. */
export function toPluginFiles({ article: { markdown } }: Site): readonly string[] {
  return [...markdown.remarkPlugins, ...markdown.rehypePlugins].map((plugin) => {
    const address = typeof plugin === "string" ? plugin : plugin[0];
    return address.startsWith("file:") ? fileURLToPath(address) : address;
  });
}
