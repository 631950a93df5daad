import { statSync } from "node:fs";
import { join } from "node:path";
import type { OutputPath } from "../base/path.ts";
import type { LocalFile } from "./plan.ts";
import type { DeployRecord } from "./record.ts";
import { NOTE, type Store } from "./store.ts";

/** Stores count in seconds, and the clocks of their machines differ. */
const CLOCKS_APART_MS = 2000;

/**
 * Finds files that somebody else has changed: the note says that they are there, and they are gone, have another size,
 * or were written after the note, which a deploy writes last. Empty if the store cannot tell.
 */
export async function findAltered(
  folder: string,
  {
    local,
    remote,
    store,
  }: { readonly local: readonly LocalFile[]; readonly remote: DeployRecord | null; readonly store: Store },
): Promise<ReadonlySet<OutputPath>> {
  const unchanged = local.filter(({ path, mark }) => remote?.files.get(path) === mark).map(({ path }) => path);
  if (unchanged.length === 0) return new Set();
  const states = await store.findStates(unchanged);
  if (states === null) return new Set();
  const notedAt = states.get(NOTE)?.modifiedAt ?? Number.POSITIVE_INFINITY;
  const isAltered = (path: OutputPath): boolean => {
    const state = states.get(path);
    if (state === undefined || state.modifiedAt > notedAt + CLOCKS_APART_MS) return true;
    // A file that is missing here is reported when it would be sent.
    const own = statSync(join(folder, path), { throwIfNoEntry: false });
    return own !== undefined && own.size !== state.size;
  };
  return new Set(unchanged.filter(isAltered));
}
