import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createLongFiles, type LongFiles } from "../engine/long-files.ts";
import { createPooledRunner, type PooledRunner } from "../engine/pool.ts";
import { openMemoryStore, openStore, type Store } from "../engine/store.ts";
import { findModule } from "../package.ts";

/** Where a site keeps what it remembers, below its root. */
export const CACHE_FOLDER = ".broadsheet";

/**
 * A file that changed less than this before a build could change again without getting another time: FAT counts in
 * steps of 2 s.
 */
export const SETTLING_MS = 2000;

/** The modules that worker threads load. */
const STAGES = pathToFileURL(findModule("stages")).href;
const WORKER = findModule("engine/worker");

/** How a workshop is fitted out. */
export interface ToolOptions {
  /** Threads that work; null for one for each processor. */
  readonly jobs: number | null;
  /** See PoolOptions. */
  readonly worthMs?: number | undefined;
  /** Whether results are remembered from build to build. */
  readonly isCached: boolean;
  readonly warn: (message: string) => void;
}

/** What outlives a build, and the workers. */
export interface WorkshopTools {
  readonly store: Store;
  readonly pool: PooledRunner;
  /** Null where nothing is kept. */
  readonly long: LongFiles | null;
}

export async function openTools(root: string, { isCached, jobs, worthMs, warn }: ToolOptions): Promise<WorkshopTools> {
  const folder = join(root, CACHE_FOLDER);
  return {
    store: isCached ? await openStore(folder, warn) : await openMemoryStore(),
    pool: createPooledRunner({ jobs: jobs ?? availableParallelism(), stages: STAGES, worker: WORKER, worthMs }),
    long: isCached ? createLongFiles(folder, warn) : null,
  };
}
