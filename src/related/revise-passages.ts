import type { Change } from "./change.ts";
import { type Evidence, findPlace } from "./evidence.ts";
import { writeKeyWeights } from "./keys.ts";
import { PassageFinder } from "./passages.ts";
import type { RevisedLists } from "./revise-lists.ts";
import type { RevisedRows } from "./revise-rows.ts";
import { toOwnIdf } from "./row.ts";

/** How close the closest passage of a story is to headline and dek of another. */
type Closeness = (story: number, other: number) => number;

type RevisedWords = Pick<RevisedRows, "words" | "rarity" | "isReread" | "isRetitled">;

/** Compares passages again for the candidates in new lists, as far as no list of before says it of the same words. */
export function revisePassages(
  before: Evidence,
  lists: RevisedLists,
  change: Change,
  revised: RevisedWords,
): Closeness {
  const known = new Map<number, number>();
  const asked = new Map<number, number[]>();
  const toPair = (story: number, other: number): number => story * lists.length + other;
  const ask = (story: number, other: number): void => {
    const pair = toPair(story, other);
    if (known.has(pair)) return;
    const isSame = revised.isReread[story] === 0 && revised.isRetitled[other] === 0;
    const found = isSame ? findCloseness(before, change.from[story] as number, change.from[other] as number) : null;
    known.set(pair, found ?? 0);
    if (found === null) asked.set(story, [...(asked.get(story) ?? []), other]);
  };
  for (const [story, list] of lists.entries()) {
    for (const { other } of list ?? []) {
      ask(story, other);
      ask(other, story);
    }
  }
  const { words, rarity } = revised;
  const idf = toOwnIdf(words.counts, rarity.idf);
  const finder = new PassageFinder(idf);
  const toIds = (hashes: Uint32Array): Uint32Array => hashes.map((hash) => words.ids.findId(hash));
  const keys = new Map<number, { readonly ids: Uint32Array; readonly weights: Float32Array }>();
  const toKey = (story: number) => {
    const known = keys.get(story);
    if (known !== undefined) return known;
    const { words: hashes, keyCounts } = change.toTerms(story);
    const ids = toIds(hashes.subarray(0, keyCounts.length));
    const key = { ids, weights: new Float32Array(ids.length) };
    writeKeyWeights(keyCounts, toOwnIdf(ids, idf), { weights: key.weights, start: 0 });
    keys.set(story, key);
    return key;
  };
  for (const [story, others] of asked) {
    const terms = change.toTerms(story);
    finder.fill(terms, { ids: toIds(terms.words), start: 0 });
    for (const other of others) {
      const key = toKey(other);
      known.set(toPair(story, other), finder.toClosest(key, 0, key.weights.length));
    }
  }
  return (story, other) => known.get(toPair(story, other)) as number;
}

/**
 * What the lists from before say of the passages of `story` and the headline of `other`, both as positions before;
 * null if neither is in the other's list.
 */
function findCloseness(lists: Evidence, story: number, other: number): number | null {
  const own = findPlace(lists, story, other);
  if (own !== null) return lists.ownPassages[own] as number;
  const mirror = findPlace(lists, other, story);
  return mirror === null ? null : (lists.passages[mirror] as number) - (lists.ownPassages[mirror] as number);
}
