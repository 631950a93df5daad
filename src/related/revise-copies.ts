import type { Change } from "./change.ts";
import { haveCommon, isCopy, toProbes } from "./copies.ts";
import { areListed, type Evidence } from "./evidence.ts";
import { toHashes } from "./pair-table.ts";
import type { RevisedLists } from "./revise-lists.ts";
import type { RevisedPairs } from "./revise-pairs.ts";
import type { Settled } from "./settled.ts";

interface CopySource {
  readonly change: Change;
  readonly revisedPairs: RevisedPairs;
  readonly revisedLists: RevisedLists;
  /** All lists of now. */
  readonly lists: Evidence;
}

/**
 * Only stories that `unlike` names can be copies that they were not, or none any more. Beside those, candidates are
 * compared that none was of the other.
 */
export function reviseCopies(
  before: Pick<Settled, "copies" | "lists">,
  { change: { from, to }, revisedPairs: { pairs, unlike }, revisedLists, lists }: CopySource,
  resemblance: number,
): Uint32Array {
  const copies: number[] = [];
  const isOpen = (a: number, b: number): boolean => unlike.has(a) || unlike.has(b);
  for (let at = 0; at < before.copies.length; at += 2) {
    const [a, b] = [to[before.copies[at] as number] as number, to[before.copies[at + 1] as number] as number];
    if (a !== -1 && b !== -1 && !isOpen(a, b) && areListed(lists, a, b)) copies.push(a, b);
  }
  const seen = new Set<number>();
  for (const [story, list] of revisedLists.entries()) {
    for (const { other } of list ?? []) {
      const [a, b] = [Math.min(story, other), Math.max(story, other)];
      const pair = a * pairs.length + b;
      if (seen.has(pair)) continue;
      seen.add(pair);
      if (!isOpen(a, b) && areListed(before.lists, from[a] as number, from[b] as number)) continue;
      if (!haveCommon(toProbes(pairs.at(a)), toProbes(pairs.at(b)))) continue;
      if (isCopy(toHashes(pairs, a), toHashes(pairs, b), resemblance)) copies.push(a, b);
    }
  }
  return Uint32Array.from(copies);
}
