import type { Collection } from "./collection.ts";
import type { Story } from "./story.ts";
import { toTagIds, toTagNames } from "./tags.ts";

/** A term that two stories have in common. */
export interface TermMatch {
  readonly term: string;
  readonly kind: "word" | "phrase" | "tag";
  /** What it adds to the similarity. */
  readonly points: number;
}

/** The terms of one story by number, as they can be read. */
export function toTermNames(
  { stories, vocabulary, vectors }: Collection,
  position: number,
): ReadonlyMap<number, string> {
  const { terms, tags } = stories[position] as Story;
  const names = new Map<number, string>();
  const words = new Map<number, string>();
  let at = vocabulary.starts[position] as number;
  for (const line of [terms.headline, terms.dek, ...terms.body.split("\n")]) {
    for (const word of line === "" ? [] : line.split(" ")) words.set(at++, word);
    at++;
  }
  for (const [i, word] of words) names.set(vocabulary.tokens[i] as number, word);
  const { starts, positions, terms: pairs } = vectors.phrases;
  for (let p = starts[position] as number; p < (starts[position + 1] as number); p++) {
    const i = positions[p] as number;
    names.set(pairs[p] as number, `${words.get(i)} ${words.get(i + 1)}`);
  }
  const tagIds = toTagIds(stories)[position] ?? [];
  for (const [i, name] of toTagNames(tags).entries()) names.set(vectors.tagsFrom + (tagIds[i] as number), name);
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
