import type { Outcome } from "../base/diagnostic.ts";
import type { Digest } from "../base/digest.ts";
import { createMemory } from "../base/memory.ts";
import type { Workshop } from "../build-stories.ts";
import type { Site } from "../config.ts";
import { createCachedRunner } from "../engine/cache.ts";
import { createKeepingRunner, type KeptResults } from "../engine/keeping.ts";
import { createTellingRunner } from "../engine/stage.ts";
import { createServedTarget, type ServedTarget } from "../output/memory.ts";
import { createLastingRelate, createLateRecords, createSettledRecords, noSettledRecords } from "../settling.ts";
import { type KnownFiles, noKnownFiles } from "../source/known.ts";
import type { Sources } from "../source/source.ts";
import { readCodeDigest, toPluginFiles } from "./code.ts";
import { createMemoryWorkshop } from "./memory-workshop.ts";
import { openTools, SETTLING_MS, type ToolOptions } from "./tools.ts";

/**
 * A workshop that serves its files from memory and is used for each build: a build makes only what has changed since
 * the last.
 */
export interface DevWorkshop extends Workshop {
  readonly target: ServedTarget;
  /** The workshop for one build: at its time, for the configuration that the site has by then. */
  readonly at: (site: Site, startedAt: number, hints: BuildHints) => Workshop;
  /** Called after a build: other processes may use the cache until the next. */
  readonly rest: () => void;
  readonly close: () => Promise<void>;
}

/** What a process that watches a site's files knows of them. */
export interface BuildHints {
  /** What was read for the last build; null for the first. */
  readonly before: Outcome<Sources> | null;
  /** Paths from the root of all that was touched since then; null where it may be anything. */
  readonly touched: ReadonlySet<string> | null;
  /** Whether anything but articles may have changed. */
  readonly isCodeTouched: boolean;
}

export async function openDevWorkshop(root: string, options: ToolOptions): Promise<DevWorkshop> {
  const { store, pool, long } = await openTools(root, options);
  const kept: KeptResults = new Map();
  let code: Digest | null = null;
  const memory = createMemory();
  const settled = createLateRecords(long === null ? noSettledRecords : createSettledRecords(long));
  let isBuilding = false;
  const workshop = {
    ...createMemoryWorkshop(),
    runner: pool,
    expect: pool.expect,
    blobs: store,
    records: store,
    memory,
    target: createServedTarget(),
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
      // Results of work between builds are committed at once, since nobody knows when the next build is.
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
