import type { Collection } from "./collection.ts";
import { toPairs } from "./pairs.ts";
import { toTagIds } from "./vectors.ts";

/** A term that two stories have in common. */
export interface TermMatch {
  readonly term: string;
  readonly kind: "word" | "phrase" | "tag";
  /** What it adds to the similarity. */
  readonly points: number;
}

/** The terms of one story by number, as they can be read. */
export function toTermNames(collection: Collection, position: number): ReadonlyMap<number, string> {
  const { stories, vocabulary, vectors } = collection;
  const { terms, tags } = stories[position] ?? { terms: { headline: "", dek: "", body: "" }, tags: [] };
  const pairs = toPairs(vocabulary).ids;
  const names = new Map<number, string>();
  let at = vocabulary.starts[position] as number;
  for (const line of [terms.headline, terms.dek, ...terms.body.split("\n")]) {
    const words = line === "" ? [] : line.split(" ");
    for (const [i, word] of words.entries()) {
      names.set(vocabulary.tokens[at + i] as number, word);
      if (pairs[at + i] !== 0) names.set(vectors.pairsFrom + (pairs[at + i] as number), `${word} ${words[i + 1]}`);
    }
    at += words.length + 1;
  }
  const tagIds = toTagIds(stories)[position] ?? [];
  for (const [i, tag] of [...new Set(tags.map((name) => name.toLowerCase()))].entries()) {
    names.set(vectors.tagsFrom + (tagIds[i] as number), tag);
  }
  return names;
}

/** What two stories have in common, the most telling first; the points add up to the product of their vectors. */
export function toMatches(collection: Collection, other: number, { dense, names }: Spread): readonly TermMatch[] {
  const { starts, terms, weights, pairsFrom, tagsFrom } = collection.vectors;
  const matches: TermMatch[] = [];
  for (let k = starts[other] as number; k < (starts[other + 1] as number); k++) {
    const term = terms[k] as number;
    const points = (weights[k] as number) * (dense[term] as number);
    const kind = term < pairsFrom ? "word" : term < tagsFrom ? "phrase" : "tag";
    if (points > 0) matches.push({ term: names.get(term) ?? "", kind, points });
  }
  return matches.sort((a, b) => b.points - a.points || (a.term < b.term ? -1 : 1));
}

/** One story's weights by term number, with the names of the terms. */
export interface Spread {
  readonly dense: Float32Array;
  readonly names: ReadonlyMap<number, string>;
}
