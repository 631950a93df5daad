import { type Space, toSpace } from "./collection.ts";
import { toCopies } from "./duplicates.ts";
import { type Evidence, toEvidence } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import type { Story } from "./story.ts";
import type { StoryTerms } from "./terms.ts";
import type { Vectors } from "./vectors.ts";
import { toTagHashes, type WordCounts } from "./vocabulary.ts";

/**
 * What has been worked out of the stories of one language, in the order of their ids, in plain arrays: enough to work out what
 * a change of some of them changes (revise.ts), without the terms of all.
 */
export interface Settled {
  readonly ids: readonly string[];
  /** What each story was made from: equal marks, equal terms, tags and date. */
  readonly marks: readonly string[];
  /** 1 for the reference stories: see reference.ts. */
  readonly reference: Uint8Array;
  readonly words: WordCounts;
  /** The vector of each story. */
  readonly rows: readonly Row[];
  /** For each story the hashes of all its pairs of neighbouring words, ascending. */
  readonly pairs: readonly Uint32Array[];
  /** Evidence for each story, in their order. */
  readonly lists: Lists;
  /** See duplicates.ts. */
  readonly copies: Uint32Array;
}

/** The vector of one story, by the hashes of its terms: words and tags, then pairs from `wordEnd` on. */
export interface Row {
  readonly wordEnd: number;
  readonly hashes: Uint32Array;
  readonly weights: Uint16Array;
}

export type Lists = Omit<Evidence, "queries">;

/** A story whose terms are fetched where they are needed. */
export interface MarkedStory extends Omit<Story, "terms"> {
  readonly mark: string;
  readonly toTerms: () => StoryTerms;
}

/** Works all out. The stories must be ordered by id. */
export function toSettled(marked: readonly MarkedStory[], options: RelatedOptions): Settled {
  const all = marked.map((story): Story => ({ ...story, terms: story.toTerms() }));
  const { stories, vectors, pairs, reference, lists } = toFound(all, options);
  const isReference = new Uint8Array(stories.length);
  for (const position of reference) isReference[position] = 1;
  return {
    ids: stories.map(({ id }) => id),
    marks: marked.map(({ mark }) => mark),
    reference: isReference,
    words: vectors.words,
    rows: toRows(vectors),
    pairs: toOwnPairs(stories),
    lists,
    copies: toCopies(stories, pairs, options.duplicateResemblance),
  };
}

/** What is found, without the index that finds it: its memory is free for what comes after. */
function toFound(
  all: readonly Story[],
  options: RelatedOptions,
): Omit<Space, "dates" | "index" | "keys"> & { readonly lists: Lists } {
  const space = toSpace(all, options);
  const { queries: _, ...lists } = toEvidence(space, [...all.keys()], options);
  const { stories, vectors, pairs, reference } = space;
  return { stories, vectors, pairs, reference, lists };
}

function toRows({ starts, wordEnds, ids, weights, words, pairsFrom, pairHashes }: Vectors): readonly Row[] {
  const wordHashes = words.ids.toHashes();
  const hashes = new Uint32Array(ids.length);
  for (let k = 0; k < ids.length; k++) {
    const id = ids[k] as number;
    hashes[k] = (id < pairsFrom ? wordHashes[id] : pairHashes[id - pairsFrom]) as number;
  }
  return Array.from(wordEnds, (end, i) => {
    const [from, to] = [starts[i] as number, starts[i + 1]];
    return { wordEnd: end - from, hashes: hashes.subarray(from, to), weights: weights.subarray(from, to) };
  });
}

/** Copies: the terms that they come from need not be kept for them. */
function toOwnPairs(stories: readonly Story[]): readonly Uint32Array[] {
  const all = new Uint32Array(stories.reduce((length, { terms }) => length + terms.pairs.length, 0));
  let at = 0;
  return stories.map(({ terms }) => {
    all.set(terms.pairs, at);
    at += terms.pairs.length;
    return all.subarray(at - terms.pairs.length, at);
  });
}

/** Hashes of the words of a story, then of its tags, as they stand in its row. */
export function toWordHashes({ words }: StoryTerms, tags: readonly string[]): Uint32Array {
  const own = toTagHashes(tags);
  const hashes = new Uint32Array(words.length + own.length);
  hashes.set(words);
  hashes.set(own, words.length);
  return hashes;
}
