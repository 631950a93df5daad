import { statSync } from "node:fs";
import { join } from "node:path";
import type { OutputPath } from "../base/path.ts";
import type { LocalFile } from "./plan.ts";
import type { DeployRecord } from "./record.ts";
import { NOTE, type Store } from "./store.ts";

/** Stores count in seconds, and not all of their machines have the same time. */
const CLOCKS_APART_MS = 2000;

/**
 * Files of which the note says that they are there, and that are gone, have another size, or were written after the
 * note, which a deploy writes last: somebody else was at them. Empty where the store does not tell.
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
    // What is not here is told where it would be sent.
    const own = statSync(join(folder, path), { throwIfNoEntry: false });
    return own !== undefined && own.size !== state.size;
  };
  return new Set(unchanged.filter(isAltered));
}
