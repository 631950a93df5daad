import { type Space, toSpace } from "./collection.ts";
import { toCopies } from "./duplicates.ts";
import { type Evidence, toEvidence } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import type { Story } from "./story.ts";
import type { StoryTerms } from "./terms.ts";
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
  readonly rows: Rows;
  /** Hashes of all pairs of neighbouring words, ascending for each story. */
  readonly pairs: Segments;
  /** Evidence for each story, in their order. */
  readonly lists: Lists;
  /** See duplicates.ts. */
  readonly copies: Uint32Array;
}

/** What belongs to story i is from `starts[i]` to `starts[i + 1]`. */
export interface Segments {
  readonly starts: Uint32Array;
  readonly hashes: Uint32Array;
}

/** The vectors, by the hashes of their terms: those of the pairs begin at `wordEnds`. */
export interface Rows extends Segments {
  readonly wordEnds: Uint32Array;
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
  const space = toSpace(
    marked.map((story): Story => ({ ...story, terms: story.toTerms() })),
    options,
  );
  const { stories, vectors, pairs } = space;
  const isReference = new Uint8Array(stories.length);
  for (const position of space.reference) isReference[position] = 1;
  const { queries: _, ...lists } = toEvidence(space, [...stories.keys()], options);
  return {
    ids: stories.map(({ id }) => id),
    marks: marked.map(({ mark }) => mark),
    reference: isReference,
    words: vectors.words,
    rows: toRows(space),
    pairs: toPairSegments(stories),
    lists,
    copies: toCopies(stories, pairs, options.duplicateResemblance),
  };
}

function toRows({ vectors: { starts, wordEnds, ids, weights, words, pairsFrom, pairHashes } }: Space): Rows {
  const hashes = new Uint32Array(ids.length);
  for (let k = 0; k < ids.length; k++) {
    const id = ids[k] as number;
    hashes[k] = (id < pairsFrom ? words.hashes[id] : pairHashes[id - pairsFrom]) as number;
  }
  return { starts, wordEnds, hashes, weights };
}

function toPairSegments(stories: readonly Story[]): Segments {
  const starts = new Uint32Array(stories.length + 1);
  for (const [i, { terms }] of stories.entries()) starts[i + 1] = (starts[i] as number) + terms.pairs.length;
  const hashes = new Uint32Array(starts[stories.length] as number);
  for (const [i, { terms }] of stories.entries()) hashes.set(terms.pairs, starts[i]);
  return { starts, hashes };
}

/** Hashes of the words of a story, then of its tags, as they stand in its row. */
export function toWordHashes({ words }: StoryTerms, tags: readonly string[]): Uint32Array {
  const own = toTagHashes(tags);
  const hashes = new Uint32Array(words.length + own.length);
  hashes.set(words);
  hashes.set(own, words.length);
  return hashes;
}
