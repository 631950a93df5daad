/**
 * Document frequencies are told apart in quarter octaves, greater ones in halves, so that an edit that moves
 * one of them by 1 seldom changes a weight.
 */
const STEPS_PER_OCTAVE = 4;

/** Beyond this in halves: words that so many stories have would change so many vectors. */
const MOST_IN_QUARTERS = 128;

/**
 * Words that are looked up to find candidates cost so many comparisons per story on average, at most. The commonest
 * words go beyond it: they say least, cost most, and do not find candidates, but they count in the scores.
 * So the work for one story is bounded whatever the size of the site.
 */
const ENTRIES_PER_STORY = 2000;

/**
 * Smaller sites may take as long as one of so many stories: ten long essays have more words in
 * common than that, and are compared at once.
 */
const LEAST_STORIES = 256;

/** No more words than this are common, so that their numbers fit where rows.ts puts them. */
const MOST_COMMON = 100_000;

/** What the rarity of a term adds to its weight, on one site. */
export interface Rarity {
  /** By the number of reference stories that have the term. */
  readonly idf: Float32Array;
  /** The same by its level. */
  readonly levelIdf: Float32Array;
  /** Terms of a smaller idf are common: they find no candidates. */
  readonly leastIdf: number;
}

/**
 * ln(N / df) of a term that df of N reference stories have (Spärck Jones, "A statistical interpretation
 * of term specificity", 1972), both rounded to a quarter of an octave; a df of 0 counts as 1.
 * `counts` is the df of each word of the site.
 */
export function toRarity(counts: Uint32Array, stories: number): Rarity {
  const toIdf = (level: number): number => ((toLevel(stories) - level) * Math.LN2) / STEPS_PER_OCTAVE;
  const levelIdf = new Float32Array(toLevel(stories) + 1);
  for (let level = 0; level < levelIdf.length; level++) levelIdf[level] = toIdf(level);
  const idf = new Float32Array(stories + 1);
  for (let df = 0; df < idf.length; df++) idf[df] = levelIdf[toLevel(df)] as number;
  const cost = new Float64Array(levelIdf.length);
  const sizes = new Uint32Array(levelIdf.length);
  for (let id = 0; id < counts.length; id++) {
    const df = counts[id] as number;
    // A word of one story leads to no other.
    if (df < 2) continue;
    const level = toLevel(df);
    cost[level] = (cost[level] as number) + df * df;
    sizes[level] = (sizes[level] as number) + 1;
  }
  const most = ENTRIES_PER_STORY * Math.max(stories, LEAST_STORIES);
  let spent = 0;
  let first = cost.findIndex((own) => {
    spent += own;
    return spent > most;
  });
  if (first < 0) return { idf, levelIdf, leastIdf: 0 };
  for (let common = sizes.subarray(first); sum(common) > MOST_COMMON; common = sizes.subarray(first)) first++;
  return { idf, levelIdf, leastIdf: Math.fround(toIdf(first - 1)) };
}

function sum(values: Uint32Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** idf of pairs by their levels (pairs.ts): 0 for one that no other story has. */
export function toPairIdf({ levelIdf }: Rarity): Float32Array {
  return Float32Array.of(0, ...levelIdf);
}

/** Document frequencies of one level weigh the same. */
export function toLevel(df: number): number {
  return df < levels.length ? (levels[df] as number) : computeLevel(df);
}

function computeLevel(df: number): number {
  const steps = df > MOST_IN_QUARTERS ? 2 : 1;
  return steps * Math.round((STEPS_PER_OCTAVE / steps) * Math.log2(Math.max(1, df)));
}

const levels = Uint8Array.from({ length: 1 << 14 }, (_, df) => computeLevel(df));
