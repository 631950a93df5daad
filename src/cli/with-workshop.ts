import { join } from "node:path";
import type { Site } from "../config.ts";
import { removeStore, StoreError } from "../engine/store.ts";
import { SourceChangedError } from "../source/source.ts";
import { CACHE_FOLDER, type DiskWorkshop, openWorkshop } from "../workshop.ts";
import type { Arguments } from "./arguments.ts";
import { complain } from "./console.ts";
import type { Stopwatch } from "./stopwatch.ts";

const MOST_ATTEMPTS = 3;

/**
 * Works in a workshop of the site. A cache that turns out to be damaged is made anew, with a warning, and a source that was
 * saved while it was read is read again: in both cases the work starts over.
 */
export async function withWorkshop<Result>(
  site: Site,
  args: Arguments,
  stopwatch: Stopwatch,
  work: (workshop: DiskWorkshop) => Promise<Result>,
): Promise<Result> {
  let isCached = !args.isSet("no-cache");
  for (let attempt = 1; ; attempt++) {
    const workshop = await openWorkshop(site, {
      jobs: args.number("jobs") ?? null,
      isCached,
      startedAt: Date.now(),
      warn: (message) => complain(`warning: ${message}\n`, 0),
      enter: stopwatch.enter,
    });
    let damage: StoreError | null = null;
    try {
      return await work(workshop);
    } catch (error) {
      workshop.target.discard();
      if (error instanceof StoreError) damage = error;
      else if (!(error instanceof SourceChangedError)) throw error;
      if (attempt === MOST_ATTEMPTS) throw error;
    } finally {
      await close(workshop);
    }
    if (damage === null) continue;
    complain(`warning: the cache is damaged (${damage.message}); it is made anew\n`, 0);
    removeStore(join(site.root, CACHE_FOLDER));
    // Should the disk itself be at fault, the last attempt does without.
    isCached = isCached && attempt === 1;
  }
}

/** What could not be kept costs the next build time, nothing else. */
async function close(workshop: DiskWorkshop): Promise<void> {
  try {
    await workshop.close();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
}
