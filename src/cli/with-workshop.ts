import { join } from "node:path";
import type { Site } from "../config.ts";
import { StoreBusyError, StoreError } from "../engine/database.ts";
import { removeStore } from "../engine/store.ts";
import { SourceChangedError } from "../source/source.ts";
import { type DiskWorkshop, openDiskWorkshop } from "../workshop/disk-workshop.ts";
import { CACHE_FOLDER } from "../workshop/tools.ts";
import type { Arguments } from "./arguments.ts";
import { complain } from "./console.ts";
import { createProgress, findScreen } from "./progress.ts";
import type { Stopwatch } from "./stopwatch.ts";

const MOST_ATTEMPTS = 3;

/**
 * Works in a workshop of the site. The work starts over if a source was saved while it was read, or if the cache turns
 * out to be damaged, which is then made anew with a warning. A cache that another process keeps to itself is done
 * without.
 */
export async function withWorkshop<Result>(
  site: Site,
  args: Arguments,
  stopwatch: Stopwatch,
  work: (workshop: DiskWorkshop) => Promise<Result>,
): Promise<Result> {
  let isCached = !args.isSet("no-cache");
  const progress = createProgress(findScreen());
  for (let attempt = 1; ; attempt++) {
    let workshop: DiskWorkshop | null = null;
    try {
      workshop = await openDiskWorkshop(site, {
        jobs: args.number("jobs") ?? null,
        isCached,
        startedAt: Date.now(),
        warn: warnOfCache,
        enter: stopwatch.enter,
      });
      return await work({ ...workshop, runner: progress.watch(workshop.runner) });
    } catch (error) {
      workshop?.target.discard();
      const isMended = error instanceof StoreError || error instanceof SourceChangedError;
      if (!isMended || attempt === MOST_ATTEMPTS) throw error;
      if (error instanceof StoreBusyError) {
        warnOfCache("another process is writing to the cache; this one does without it");
        isCached = false;
      } else if (error instanceof StoreError) {
        dropCache(site.root, error);
        // If the disk itself is at fault, the last attempt does without the cache.
        isCached = isCached && attempt === 1;
      }
    } finally {
      progress.end();
      if (workshop !== null) await closeWorkshop(workshop);
    }
  }
}

export function warnOfCache(message: string): void {
  complain(`warning: ${message}\n`, 0);
}

/** Forgets a damaged cache. Whoever has it open works on with what is left until it is closed. */
export function dropCache(root: string, damage: StoreError): void {
  warnOfCache(`the cache is damaged (${damage.message}); it is made anew`);
  removeStore(join(root, CACHE_FOLDER));
}

/** Closes a workshop. If something cannot be kept, the next build takes longer and nothing else happens. */
export async function closeWorkshop(workshop: { readonly close: () => Promise<void> }): Promise<void> {
  try {
    await workshop.close();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
}
