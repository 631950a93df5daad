import { byCodeUnit } from "../base/order.ts";
import { finish } from "../base/steps.ts";
import { isBoilerplate, isCopy, PROBES, toClusters } from "./copies.ts";
import { toDaysApart } from "./dates.ts";
import { HashIds } from "./hash-ids.ts";
import { toHashParts } from "./hash-index.ts";
import type { RelatedOptions } from "./options.ts";
import { type Pairs, toPairs } from "./pairs.ts";
import { countShared, SKETCH_SIZE, toResemblance, toSketches } from "./sketch.ts";
import type { Story, StoryFacts } from "./story.ts";

/**
 * Clusters of stories that are copies of one wire story, as ids, ordered inside and out. Stories that are alike and of
 * other times are none: they are forms, filled in anew for each year, meeting or release.
 */
export function findDuplicates(stories: readonly Story[], options: RelatedOptions): readonly (readonly string[])[] {
  const sorted = stories.toSorted((a, b) => byCodeUnit(a.id, b.id));
  const texts = sorted.map(({ terms }) => terms.pairs);
  const pairs = finish(toPairs(toHashParts(texts), [...texts.keys()]));
  const alike = findAlike(texts, pairs, options.duplicateResemblance);
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

/** Whether two stories that are alike are one: told in the same days, by a common source, or almost word for word. */
function isWire(a: Story, b: Story, options: RelatedOptions): boolean {
  if (areToldAtOnce(a, b, options)) return true;
  return toResemblance(a.terms.pairs, b.terms.pairs, SKETCH_SIZE) >= options.repeatResemblance;
}

/**
 * Whether two stories that are alike are of the same days or have a common source:
 * then they are copies whatever their words.
 */
export function areToldAtOnce(a: StoryFacts, b: StoryFacts, { duplicateDays }: RelatedOptions): boolean {
  if (toDaysApart(a.date, b.date) <= duplicateDays) return true;
  return a.sources.some((source) => b.sources.includes(source));
}

/**
 * Pairs of stories whose texts, told by their pairs of words, are alike: copies and forms. Two positions for each,
 * the smaller first, one pair after the other.
 */
function findAlike(texts: readonly Uint32Array[], pairs: Pairs, resemblance: number): Uint32Array {
  const copies: number[] = [];
  const { probeStarts, shingles, starts, members, boilerplate } = toSharing(texts, pairs);
  const sketches = toSketches(texts, PROBES);
  // With this story: how many of the shingles are shared, and by whom.
  const shared = new Uint8Array(texts.length);
  const sharers = new Uint32Array(texts.length);
  for (let a = 0; a < texts.length; a++) {
    let count = 0;
    const probeEnd = probeStarts[a + 1] as number;
    for (let probe = probeStarts[a] as number; probe < probeEnd; probe++) {
      const id = shingles[probe] as number;
      const end = starts[id + 1] as number;
      for (let at = starts[id] as number; at < end; at++) {
        const b = members[at] as number;
        if (b <= a) continue;
        if (shared[b] === 0) sharers[count++] = b;
        shared[b] = (shared[b] as number) + 1;
      }
    }
    const own = texts[a] as Uint32Array;
    for (let i = 0; i < count; i++) {
      const b = sharers[i] as number;
      // Most have one shingle in common by chance: too few, and seen without a
      // look at the texts, unless both are short.
      const isOne = shared[b] === 1 && ((boilerplate[a] as number) & (boilerplate[b] as number)) === 0;
      shared[b] = 0;
      if (isOne && own.length >= PROBES) continue;
      const other = texts[b] as Uint32Array;
      const isLong = Math.min(own.length, other.length) >= PROBES;
      if (isLong && countShared(sketches, PROBES, [a, b]) < 2) continue;
      if (isCopy(own, other, resemblance)) copies.push(a, b);
    }
  }
  return Uint32Array.from(copies);
}

interface Sharing {
  /**
   * The smallest shingles of story i that another has and that are no boilerplate are from
   * `probeStarts[i]` to `probeStarts[i + 1]`.
   */
  readonly probeStarts: Uint32Array;
  /** Their numbers. */
  readonly shingles: Uint32Array;
  /** Stories that have a shingle among their smallest: of shingle i from `starts[i]` to `starts[i + 1]`, ascending. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  /** By story: which of its smallest shingles are boilerplate, as bits; several share a bit. */
  readonly boilerplate: Int32Array;
}

function toSharing(texts: readonly Uint32Array[], pairs: Pairs): Sharing {
  const ids = new HashIds();
  const boilerplate = new Int32Array(texts.length);
  const probeStarts = new Uint32Array(texts.length + 1);
  const shingles = new Uint32Array(texts.length * PROBES);
  let size = 0;
  for (let story = 0; story < texts.length; story++) {
    const hashes = texts[story] as Uint32Array;
    const from = pairs.starts[story] as number;
    for (let i = 0; i < PROBES && i < hashes.length; i++) {
      const level = pairs.levels[from + i] as number;
      const hash = hashes[i] as number;
      if (isBoilerplate(level)) boilerplate[story] = (boilerplate[story] as number) | (1 << (hash & 31));
      else if (level > 0) shingles[size++] = ids.toId(hash);
    }
    probeStarts[story + 1] = size;
  }
  const starts = new Uint32Array(ids.size + 1);
  for (let at = 0; at < size; at++) {
    starts[(shingles[at] as number) + 1] = (starts[(shingles[at] as number) + 1] as number) + 1;
  }
  for (let id = 0; id < ids.size; id++) starts[id + 1] = (starts[id + 1] as number) + (starts[id] as number);
  const next = starts.slice();
  const members = new Uint32Array(size);
  for (let story = 0; story < texts.length; story++) {
    const end = probeStarts[story + 1] as number;
    for (let at = probeStarts[story] as number; at < end; at++) {
      const id = shingles[at] as number;
      members[next[id] as number] = story;
      next[id] = (next[id] as number) + 1;
    }
  }
  return { probeStarts, shingles, starts, members, boilerplate };
}
