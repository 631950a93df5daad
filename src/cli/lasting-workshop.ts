import type { Site } from "../config.ts";
import { StoreBusyError, StoreError } from "../engine/database.ts";
import { SourceChangedError } from "../source/source.ts";
import { type DevWorkshop, openDevWorkshop } from "../workshop/dev-workshop.ts";
import type { Arguments } from "./arguments.ts";
import { closeWorkshop, dropCache, warnOfCache } from "./with-workshop.ts";

const MOST_ATTEMPTS = 3;

/** A workshop that is used for many builds, and opened anew if its cache turns out to be damaged. */
export interface LastingWorkshop {
  /**
   * Works in it. If a source was saved meanwhile, or the cache has broken, the work is tried again; `isFirst` is false
   * then.
   */
  readonly work: <Result>(attempt: (workshop: DevWorkshop, isFirst: boolean) => Promise<Result>) => Promise<Result>;
  /** Whether the next piece of work mends what went wrong since the last one. */
  readonly isMended: (error: unknown) => boolean;
  readonly close: () => Promise<void>;
}

export async function openLastingWorkshop(site: Site, args: Arguments): Promise<LastingWorkshop> {
  /** How often the cache was found damaged. */
  let losses = 0;
  /** What went wrong with the cache between two pieces of work. */
  let damage: StoreError | null = null;
  const open = () =>
    openDevWorkshop(site.root, {
      jobs: args.number("jobs") ?? null,
      // If the disk itself is at fault, the cache is done without.
      isCached: !args.isSet("no-cache") && losses < MOST_ATTEMPTS,
      warn: warnOfCache,
    });
  let workshop = await open();
  const reopen = async (found: StoreError): Promise<void> => {
    damage = null;
    losses++;
    dropCache(site.root, found);
    await closeWorkshop(workshop);
    workshop = await open();
  };
  return {
    work: async (attempt) => {
      if (damage !== null) await reopen(damage);
      for (let count = 1; ; count++) {
        try {
          const result = await attempt(workshop, count === 1);
          workshop.rest();
          return result;
        } catch (error) {
          workshop.target.discard();
          if (!(error instanceof StoreError)) workshop.rest();
          const isTriedAgain = error instanceof StoreError || error instanceof SourceChangedError;
          if (!isTriedAgain || count === MOST_ATTEMPTS) throw error;
          if (error instanceof StoreError && !(error instanceof StoreBusyError)) await reopen(error);
        }
      }
    },
    isMended: (error) => {
      if (!(error instanceof StoreError)) return false;
      // One that another process is writing to is left alone.
      if (!(error instanceof StoreBusyError)) damage = error;
      return true;
    },
    close: () => closeWorkshop(workshop),
  };
}
