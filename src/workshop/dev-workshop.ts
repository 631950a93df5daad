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
