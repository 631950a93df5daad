import type { Space } from "./collection.ts";
import { toPairHash } from "./hash.ts";
import { unit, valueBits } from "./row.ts";
import type { Story } from "./story.ts";
import { toTagNames } from "./vocabulary.ts";

/** A term that two stories have in common. */
export interface TermMatch {
  readonly term: string;
  readonly kind: "word" | "phrase" | "tag";
  /** What it adds to the similarity. */
  readonly points: number;
}

/** One story's terms by number: their weights, and how they can be read. */
export interface OwnTerms {
  readonly weights: ReadonlyMap<number, number>;
  readonly names: ReadonlyMap<number, string>;
}

export function toOwnTerms({ stories, vectors }: Space, position: number): OwnTerms {
  const { terms, tags } = stories[position] as Story;
  const from = vectors.starts[position] as number;
  const ids = vectors.ids.subarray(from, vectors.starts[position + 1]);
  const words = terms.words.length === 0 ? [] : new TextDecoder().decode(terms.names).split(" ");
  const names = new Map([...words, ...toTagNames(tags)].map((name, i) => [ids[i] as number, name]));
  const pairs = ids.filter((id) => id >= vectors.pairsFrom);
  const pairIds = new Map(Array.from(pairs, (id) => [vectors.pairHashes[id - vectors.pairsFrom] as number, id]));
  // Pairs are kept as hashes of two words of the story: trying all finds their names.
  for (const [i, first] of terms.words.entries()) {
    for (const [j, second] of terms.words.entries()) {
      const id = pairIds.get(toPairHash(first, second));
      if (id !== undefined) names.set(id, `${words[i]} ${words[j]}`);
    }
  }
  return { weights: new Map(Array.from(ids, (id, i) => [id, toValue(vectors.weights[from + i] as number)])), names };
}

/** What two stories have in common, the most telling first; the points add up to the product of their vectors. */
export function toMatches({ stories, vectors }: Space, other: number, own: OwnTerms): readonly TermMatch[] {
  const matches: TermMatch[] = [];
  const from = vectors.starts[other] as number;
  const tagsFrom = from + (stories[other] as Story).terms.words.length;
  for (let k = from; k < (vectors.starts[other + 1] as number); k++) {
    const id = vectors.ids[k] as number;
    const points = toValue(vectors.weights[k] as number) * (own.weights.get(id) ?? 0);
    const kind = id >= vectors.pairsFrom ? "phrase" : k < tagsFrom ? "word" : "tag";
    if (points > 0) matches.push({ term: own.names.get(id) ?? "", kind, points });
  }
  return matches.sort((a, b) => b.points - a.points || (a.term < b.term ? -1 : 1));
}

function toValue(weight: number): number {
  return (weight & valueBits) / unit;
}
