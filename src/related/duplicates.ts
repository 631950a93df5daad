import { type Pairs, toPairs } from "./pairs.ts";
import { sketchSize, toResemblance } from "./sketch.ts";
import type { Story } from "./story.ts";

/** Shingles of a sketch by which copies are found: with a resemblance of 0.4 two texts share at least two of 24 in 99.99 % of cases. */
const probes = 24;

/** A shingle in more texts than this is boilerplate and finds nothing (as in Broder et al., "Syntactic clustering of the Web", 1997). */
const mostSharing = 64;

/** Texts of fewer shingles are too short for an estimate: they are copies only if all their shingles are the same. */
const fewestShingles = 48;

/** Ids of stories that tell the same text, cluster by cluster: copies of one wire story. Ordered by id, inside and out. */
export function findDuplicates(stories: readonly Story[], resemblance: number): readonly (readonly string[])[] {
  const sorted = stories.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const roots = toClusters(sorted, toPairs(sorted, []), resemblance);
  const clusters = Map.groupBy(sorted, (_story, i) => roots[i]);
  return [...clusters.values()]
    .filter((cluster) => cluster.length > 1)
    .map((cluster) => cluster.map((story) => story.id));
}

/** The cluster of each story: the position of its first member. */
export function toClusters(stories: readonly Story[], pairs: Pairs, resemblance: number): Uint32Array {
  const roots = Uint32Array.from(stories.keys());
  for (const group of toSharing(pairs)) {
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        if (toRoot(roots, a) !== toRoot(roots, b) && isCopy(stories[a], stories[b], resemblance)) join(roots, a, b);
      }
    }
  }
  return roots.map((_, i) => toRoot(roots, i));
}

function isCopy(a: Story | undefined, b: Story | undefined, resemblance: number): boolean {
  if (a === undefined || b === undefined) return false;
  const [x, y] = [a.terms.pairs, b.terms.pairs];
  const least = Math.min(x.length, y.length) < fewestShingles ? 1 : resemblance;
  // A short sketch tells most pairs of stories apart that have one shingle in common by chance.
  return toResemblance(x, y, probes) > 1 / probes && toResemblance(x, y, sketchSize) >= least;
}

/** Groups of stories that share one of their smallest shingles. */
function toSharing({ ids, starts, df }: Pairs): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (let story = 0; story + 1 < starts.length; story++) {
    const from = starts[story] as number;
    const to = Math.min(from + probes, starts[story + 1] as number);
    for (let at = from; at < to; at++) {
      const id = ids[at] as number;
      if (id === 0 || (df.all[id] as number) > mostSharing) continue;
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [story]);
      else group.push(story);
    }
  }
  return [...groups.values()];
}

/** Union–find (Tarjan, 1975), the smaller position on top. */
function toRoot(roots: Uint32Array, of: number): number {
  let root = of;
  while (roots[root] !== root) root = roots[root] as number;
  for (let at = of; roots[at] !== root; ) {
    const next = roots[at] as number;
    roots[at] = root;
    at = next;
  }
  return root;
}

function join(roots: Uint32Array, a: number, b: number): void {
  const [rootA, rootB] = [toRoot(roots, a), toRoot(roots, b)];
  roots[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}
