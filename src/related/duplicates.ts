import type { RelatedOptions } from "./options.ts";
import { type Pairs, toPairs } from "./pairs.ts";
import { toLevel } from "./rarity.ts";
import { sketchSize, toResemblance } from "./sketch.ts";
import type { Story } from "./story.ts";

/** Shingles of a sketch by which copies are found: with a resemblance of 0.4 two texts share at least two of 24 in 99.99 % of cases. */
export const probes = 24;

/** A shingle in more texts than this is boilerplate and finds nothing (as in Broder et al., "Syntactic clustering of the Web", 1997). */
const mostSharing = 64;

/** Texts of fewer shingles are too short for an estimate: they are alike only if all their shingles are the same. */
const fewestShingles = 48;

const DAY_MS = 86_400_000;

/**
 * Ids of stories that tell the same text, cluster by cluster: copies of one wire story. Ordered by id, inside and out. Stories that
 * are alike and are of other times are none: they are forms, filled in anew for each year, meeting or release.
 */
export function findDuplicates(stories: readonly Story[], options: RelatedOptions): readonly (readonly string[])[] {
  const sorted = stories.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const alike = toCopies(sorted, toPairs(sorted, [...sorted.keys()]), options.duplicateResemblance);
  const copies: number[] = [];
  for (let at = 0; at < alike.length; at += 2) {
    const [a, b] = [alike[at] as number, alike[at + 1] as number];
    if (isWire(sorted[a] as Story, sorted[b] as Story, options)) copies.push(a, b);
  }
  const roots = toClusters(Uint32Array.from(copies), sorted.length);
  const clusters = Map.groupBy(sorted, (_story, i) => roots[i]);
  return [...clusters.values()]
    .filter((cluster) => cluster.length > 1)
    .map((cluster) => cluster.map((story) => story.id));
}

/** Whether two stories that are alike are one: told in the same days, or by a source in common, or almost word for word. */
function isWire(a: Story, b: Story, { duplicateDays, repeatResemblance }: RelatedOptions): boolean {
  if (Math.abs(a.date - b.date) <= duplicateDays * DAY_MS) return true;
  if (a.sources.some((source) => b.sources.includes(source))) return true;
  return toResemblance(a.terms.pairs, b.terms.pairs, sketchSize) >= repeatResemblance;
}

/** Pairs of stories (positions, the smaller first) whose texts are alike, one after the other: copies and forms, of which a block wants one. */
export function toCopies(stories: readonly Story[], pairs: Pairs, resemblance: number): Uint32Array {
  const copies: number[] = [];
  const seen = new Set<number>();
  for (const group of toSharing(pairs)) {
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        const pair = a * stories.length + b;
        if (seen.has(pair)) continue;
        seen.add(pair);
        if (isCopy((stories[a] as Story).terms.pairs, (stories[b] as Story).terms.pairs, resemblance))
          copies.push(a, b);
      }
    }
  }
  return Uint32Array.from(copies);
}

/** The cluster of each of so many stories: the position of its first member. */
export function toClusters(copies: Uint32Array, stories: number): Uint32Array {
  const roots = new Uint32Array(stories);
  for (let i = 0; i < stories; i++) roots[i] = i;
  for (let at = 0; at < copies.length; at += 2) join(roots, copies[at] as number, copies[at + 1] as number);
  return roots.map((_, i) => toRoot(roots, i));
}

/** Whether two texts are alike, by their pairs of neighbouring words (hashes, ascending). */
export function isCopy(a: Uint32Array, b: Uint32Array, resemblance: number): boolean {
  const least = Math.min(a.length, b.length) < fewestShingles ? 1 : resemblance;
  // A short sketch tells most pairs of stories apart that have one shingle in common by chance.
  return toResemblance(a, b, probes) > 1 / probes && toResemblance(a, b, sketchSize) >= least;
}

/** Groups of stories that share one of their smallest shingles. */
function toSharing({ ids, starts, reference }: Pairs): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (let story = 0; story + 1 < starts.length; story++) {
    const from = starts[story] as number;
    const to = Math.min(from + probes, starts[story + 1] as number);
    for (let at = from; at < to; at++) {
      const id = ids[at] as number;
      if (id === 0 || isBoilerplate(reference[id] as number)) continue;
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [story]);
      else group.push(story);
    }
  }
  return [...groups.values()];
}

/** Whether a shingle that so many reference stories have says nothing. By levels, so that it changes only where weights do. */
export function isBoilerplate(reference: number): boolean {
  return toLevel(reference) > toLevel(mostSharing);
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
