import { toSpace } from "./collection.ts";
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
  readonly rows: readonly Row[];
  /** The words that are common, by number; 0 is none. */
  readonly commonHashes: Uint32Array;
  /** For each story the hashes of all its pairs of neighbouring words, ascending. */
  readonly pairs: readonly Uint32Array[];
  readonly lists: Evidence;
  /** See duplicates.ts. */
  readonly copies: Uint32Array;
}

/** The vector of one story. */
export interface Row {
  /** Terms that find candidates: words and tags, then pairs from `wordEnd` on. */
  readonly wordEnd: number;
  readonly hashes: Uint32Array;
  readonly weights: Uint16Array;
  /** Common words: see `CommonRows`. */
  readonly common: Uint32Array;
}

/** A story whose terms are fetched where they are needed. */
export interface MarkedStory extends Omit<Story, "terms"> {
  readonly mark: string;
  readonly toTerms: () => StoryTerms;
}

/** Works all out. The stories must be ordered by id. */
export function toSettled(marked: readonly MarkedStory[], options: RelatedOptions): Settled {
  const stories = marked.map((story): Story => ({ ...story, terms: story.toTerms() }));
  const space = toSpace(stories, options);
  const { vectors, pairs, reference } = space;
  const isReference = new Uint8Array(stories.length);
  for (const position of reference) isReference[position] = 1;
  return {
    ids: stories.map(({ id }) => id),
    marks: marked.map(({ mark }) => mark),
    reference: isReference,
    words: vectors.vocabulary.words,
    rows: toRows(vectors),
    commonHashes: vectors.common.hashes,
    pairs: stories.map(({ terms }) => terms.pairs),
    lists: toEvidence(space, options),
    copies: toCopies(stories, pairs, options.duplicateResemblance),
  };
}

function toRows({ rows: { starts, wordEnds, hashes, weights }, common }: Vectors): readonly Row[] {
  return Array.from(wordEnds, (end, i) => {
    const [from, to] = [starts[i] as number, starts[i + 1]];
    return {
      wordEnd: end - from,
      hashes: hashes.subarray(from, to),
      weights: weights.subarray(from, to),
      common: common.entries.subarray(common.starts[i], common.starts[i + 1]),
    };
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
