import type { OwnPairs } from "./pair-table.ts";
import { type Pairs, toPairLevel } from "./pairs.ts";
import { SKETCH_SIZE, toResemblance } from "./sketch.ts";

/**
 * Shingles of a sketch by which copies are found: of 24, two texts with a resemblance of
 * 0.4 share at least two in 99.99 % of cases.
 */
export const PROBES = 24;

/**
 * A shingle in more texts than this is boilerplate and finds nothing, as in Broder et al.,
 * "Syntactic clustering of the Web", 1997.
 */
const MOST_SHARING = 64;

const BOILERPLATE_LEVEL = toPairLevel(MOST_SHARING, MOST_SHARING);

/** Texts of fewer shingles are too short for an estimate: they are alike only if all their shingles are the same. */
const FEWEST_SHINGLES = 48;

/** The candidates of story i are from `starts[i]` to `starts[i + 1]`. */
interface Candidates {
  readonly starts: Uint32Array;
  readonly others: Uint32Array;
}

/**
 * Stories that are alike, of those alone of which one is a candidate of the other: all others stand in no block
 * together. Two positions for each two, the smaller first.
 */
export function toCopies(pairs: Pairs, { starts, others }: Candidates, resemblance: number): Uint32Array {
  const copies: number[] = [];
  const probes = new Probes(pairs);
  const toText = (text: number): Uint32Array => pairs.hashes.subarray(pairs.starts[text], pairs.starts[text + 1]);
  for (let a = 0; a + 1 < starts.length; a++) {
    probes.begin(a);
    const end = starts[a + 1] as number;
    for (let at = starts[a] as number; at < end; at++) {
      const b = others[at] as number;
      if (!probes.areShared(b) || !isCopy(toText(a), toText(b), resemblance)) continue;
      copies.push(Math.min(a, b), Math.max(a, b));
    }
  }
  return Uint32Array.from(copies);
}

/** By so many bits shingles are told apart at first. */
const MARK_BITS = 12;
const MARK_MASK = 2 ** MARK_BITS - 1;

/** The probes of all texts, to see with which of many others one shares some. */
class Probes {
  /** Those of text i are from `starts[i]` to `starts[i + 1]`, ascending. */
  private readonly starts: Uint32Array;
  private readonly hashes: Uint32Array;
  /** 1 for the bits of each probe of the text that was begun with. */
  private readonly marks = new Uint8Array(2 ** MARK_BITS);
  private text = -1;

  constructor({ starts, hashes, levels }: Pairs) {
    const texts = starts.length - 1;
    this.starts = new Uint32Array(texts + 1);
    this.hashes = new Uint32Array(texts * PROBES);
    let size = 0;
    for (let text = 0; text < texts; text++) {
      const start = starts[text] as number;
      const end = Math.min(start + PROBES, starts[text + 1] as number);
      for (let at = start; at < end; at++) {
        if (isProbe(levels[at] as number)) this.hashes[size++] = hashes[at] as number;
      }
      this.starts[text + 1] = size;
    }
  }

  begin(text: number): void {
    if (this.text >= 0) this.mark(this.text, 0);
    this.mark(text, 1);
    this.text = text;
  }

  /** Whether a text has a probe of the one that was begun with. Of most, bits tell that they have none. */
  areShared(other: number): boolean {
    const { starts, hashes, marks } = this;
    const end = starts[other + 1] as number;
    let marked = 0;
    for (let at = starts[other] as number; at < end; at++)
      marked += marks[(hashes[at] as number) & MARK_MASK] as number;
    return marked > 0 && haveCommon(this.toOwn(this.text), this.toOwn(other));
  }

  private mark(text: number, value: number): void {
    const { starts, hashes, marks } = this;
    const end = starts[text + 1] as number;
    for (let at = starts[text] as number; at < end; at++) marks[(hashes[at] as number) & MARK_MASK] = value;
  }

  private toOwn(text: number): Uint32Array {
    return this.hashes.subarray(this.starts[text], this.starts[text + 1]);
  }
}

/** Whether a shingle of this level (pairs.ts), if it is one of the smallest of a text, finds copies of it. */
function isProbe(level: number): boolean {
  return level > 0 && !isBoilerplate(level);
}

/** The probes of one text, ascending. */
export function toProbes({ hashes, levels, start, end }: OwnPairs): Uint32Array {
  const last = Math.min(end, start + PROBES);
  return hashes.subarray(start, last).filter((_hash, i) => isProbe(levels[start + i] as number));
}

/** Whether two runs of numbers, ascending, have one in common. */
export function haveCommon(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i] as number, b[j] as number];
    if (x === y) return true;
    if (x < y) i++;
    else j++;
  }
  return false;
}

/** Whether two texts are alike, by their pairs of neighbouring words (hashes, ascending). */
export function isCopy(a: Uint32Array, b: Uint32Array, resemblance: number): boolean {
  const least = Math.min(a.length, b.length) < FEWEST_SHINGLES ? 1 : resemblance;
  // A short sketch tells most pairs of stories apart that have one shingle in common by chance.
  return toResemblance(a, b, PROBES) > 1 / PROBES && toResemblance(a, b, SKETCH_SIZE) >= least;
}

/** Whether a shingle of this level (pairs.ts) says nothing. */
export function isBoilerplate(level: number): boolean {
  return level > BOILERPLATE_LEVEL;
}

/** The cluster of each of so many stories: the position of its first member. */
export function toClusters(copies: Uint32Array, stories: number): Uint32Array {
  const roots = new Uint32Array(stories);
  for (let i = 0; i < stories; i++) roots[i] = i;
  for (let at = 0; at < copies.length; at += 2) join(roots, copies[at] as number, copies[at + 1] as number);
  return roots.map((_, i) => toRoot(roots, i));
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
