import { letGo } from "../base/let-go.ts";
import { finish, type Steps } from "../base/steps.ts";
import { toSpace } from "./collection.ts";
import { toCopies } from "./copies.ts";
import { type Evidence, toEvidence } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import { type PairTable, toPairTable } from "./pair-table.ts";
import { type Rows, toRows } from "./rows.ts";
import type { OpenStory } from "./story.ts";
import type { StoryTerms } from "./terms.ts";
import { toTagHashes, type WordCounts } from "./vocabulary.ts";

/**
 * What has been worked out of the stories of one language, in the order of their ids, in plain arrays: enough to work
 * out what a change of some of them changes (revise.ts), without the terms of all.
 */
export interface Settled {
  readonly ids: readonly string[];
  /** What each story was made from: equal marks, equal terms, tags and date. */
  readonly marks: readonly string[];
  /** 1 for the reference stories: see reference.ts. */
  readonly reference: Uint8Array;
  readonly words: WordCounts;
  /** Words of a smaller idf are common: see rarity.ts. */
  readonly leastIdf: number;
  readonly rows: Rows;
  /** The words that are common, by number; 0 is none. */
  readonly commonHashes: Uint32Array;
  /** All pairs of neighbouring words of each story. */
  readonly pairs: PairTable;
  readonly lists: Evidence;
  /** See copies.ts. */
  readonly copies: Uint32Array;
}

/** A story of which is known whether it is what it was. */
export interface MarkedStory extends OpenStory {
  readonly mark: string;
}

/** The terms of so many stories, some 130 MB, are held while all is worked out; those of more are lent each time. */
const MOST_HELD = 20_000;

function toHeld(stories: readonly OpenStory[]): readonly OpenStory[] {
  return stories.map((story) => {
    if (story.isHeld) return story;
    let held: StoryTerms | null = null;
    const toTerms = (): StoryTerms => {
      held ??= story.toTerms();
      return held;
    };
    return { ...story, toTerms, lendTerms: (use) => use(toTerms()) };
  });
}

/** Works all out. The stories must be ordered by id. */
export function toSettled(stories: readonly MarkedStory[], options: RelatedOptions): Settled {
  return finish(settle(stories, options));
}

/** The same in steps. */
export function* settle(
  stories: readonly MarkedStory[],
  options: RelatedOptions,
  mostHeld: number = MOST_HELD,
): Steps<Settled> {
  const space = yield* toSpace(stories.length <= mostHeld ? toHeld(stories) : stories, options);
  const { vectors, pairs, reference } = space;
  const isReference = new Uint8Array(stories.length);
  for (const position of reference) isReference[position] = 1;
  const lists = yield* toEvidence(space, options);
  return {
    ids: stories.map(({ id }) => id),
    marks: stories.map(({ mark }) => mark),
    reference: isReference,
    words: vectors.vocabulary.words,
    leastIdf: vectors.rarity.leastIdf,
    rows: toRows(vectors.rows),
    commonHashes: vectors.commonHashes,
    pairs: toPairTable(pairs),
    lists,
    copies: toCopies(pairs, lists, options.duplicateResemblance),
  };
}

/**
 * Lets go of what was worked out anew of stories that are not held, at which nobody will look again: at 100,000 stories
 * half a gigabyte, which V8 would keep until pages are planned. What is read from a file holds little.
 */
export function letGoOfSettled({ rows: { flat }, pairs, lists }: Settled): void {
  if (flat === null || pairs.flat === null) return;
  letGo(new Uint8Array(pairs.flat.hashes.buffer));
  const { starts, wordEnds, hashes, weights, commonStarts, common } = flat;
  for (const numbers of [starts, wordEnds, hashes, weights, commonStarts, common]) letGo(numbers);
  for (const numbers of [lists.others, lists.found, lists.products, lists.passages, lists.ownPassages]) letGo(numbers);
}

/** Hashes of the words of a story, then of its tags, as they stand in its row. */
export function toWordHashes({ words }: StoryTerms, tags: readonly string[]): Uint32Array {
  const own = toTagHashes(tags);
  const hashes = new Uint32Array(words.length + own.length);
  hashes.set(words);
  hashes.set(own, words.length);
  return hashes;
}
