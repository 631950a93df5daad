import type { Change } from "./change.ts";
import { toKeyWeights } from "./keys.ts";
import { PassageFinder } from "./passages.ts";
import type { RevisedLists } from "./revise-lists.ts";
import type { RevisedRows } from "./revise-rows.ts";
import { toOwnIdf } from "./row.ts";
import { type MarkedStory, toWordHashes } from "./settled.ts";

/** Compares the passages of each pair that must be compared again, once. Gives the sum for a pair, in either order. */
export function revisePassages(
  lists: RevisedLists,
  change: Change,
  { words, rarity }: Pick<RevisedRows, "words" | "rarity">,
): (a: number, b: number) => number {
  const partners = new Map<number, Set<number>>();
  const add = (story: number, partner: number): void => {
    const known = partners.get(story);
    if (known === undefined) partners.set(story, new Set([partner]));
    else known.add(partner);
  };
  for (const [story, list] of lists.entries()) {
    for (const { other, passages } of list ?? []) {
      if (passages !== null) continue;
      add(story, other);
      add(other, story);
    }
  }
  const idf = toOwnIdf(words.counts, rarity.idf);
  const readings = new Map(
    Array.from(partners.keys(), (story) => {
      const terms = change.toTerms(story);
      const hashes = toWordHashes(terms, (change.stories[story] as MarkedStory).tags);
      const ids = hashes.map((hash) => words.ids.findId(hash));
      return [story, { terms, ids, key: { ids, weights: toKeyWeights(terms.keyCounts, ids, idf) } }] as const;
    }),
  );
  const finder = new PassageFinder(idf);
  const sums = new Map<number, number>();
  const toPair = (a: number, b: number): number => Math.min(a, b) * lists.length + Math.max(a, b);
  for (const [story, own] of partners) {
    const reading = readings.get(story);
    if (reading === undefined) continue;
    finder.fill(reading.terms, reading.ids);
    for (const partner of own) {
      const other = readings.get(partner);
      if (other === undefined) continue;
      const pair = toPair(story, partner);
      sums.set(pair, (sums.get(pair) ?? 0) + finder.toClosest(other.key, 0, other.key.weights.length));
    }
  }
  return (a, b) => sums.get(toPair(a, b)) ?? 0;
}
