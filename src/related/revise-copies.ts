import type { Change } from "./change.ts";
import { isBoilerplate, isCopy, PROBES } from "./duplicates.ts";
import { HashIds } from "./hash-ids.ts";
import { type PairTable, toHashes } from "./pair-table.ts";
import { findOwners, type RevisedPairs } from "./revise-pairs.ts";

/** Only stories that `unlike` names can be copies that they were not, or none any more. */
export function reviseCopies(
  before: Uint32Array,
  { to }: Change,
  { pairs, unlike }: RevisedPairs,
  resemblance: number,
): Uint32Array {
  const copies: number[] = [];
  for (let at = 0; at < before.length; at += 2) {
    const [a, b] = [to[before[at] as number] as number, to[before[at + 1] as number] as number];
    if (a !== -1 && b !== -1 && !unlike.has(a) && !unlike.has(b)) copies.push(a, b);
  }
  const seen = new Set<number>();
  for (const [a, b] of toSharing(pairs, unlike)) {
    const pair = a * pairs.length + b;
    if (a === b || seen.has(pair)) continue;
    seen.add(pair);
    if (isCopy(toHashes(pairs, a), toHashes(pairs, b), resemblance)) copies.push(a, b);
  }
  return Uint32Array.from(copies);
}

/**
 * Each of some stories with any that shares one of its smallest shingles,
 * boilerplate aside; the smaller position first.
 */
function toSharing(pairs: PairTable, stories: ReadonlySet<number>): readonly (readonly [number, number])[] {
  const shingles = new HashIds();
  const askers: number[][] = [];
  for (const story of stories) {
    const { hashes, levels, start, end } = pairs.at(story);
    const last = Math.min(end, start + PROBES);
    for (let at = start; at < last; at++) {
      const level = levels[at] as number;
      if (level === 0 || isBoilerplate(level)) continue;
      const id = shingles.toId(hashes[at] as number);
      askers[id] = [...(askers[id] ?? []), story];
    }
  }
  const { ids, stories: owners } = findOwners(pairs, shingles, PROBES);
  return ids.flatMap((id, i) => {
    const owner = owners[i] as number;
    return (askers[id] ?? []).map((asker) => [Math.min(owner, asker), Math.max(owner, asker)] as const);
  });
}
