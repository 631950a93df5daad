import { letGo } from "../base/let-go.ts";
import { callInSteps, type Steps } from "../base/steps.ts";
import { toWordHash } from "./hash.ts";
import { HashIds } from "./hash-ids.ts";
import type { HashParts } from "./hash-index.ts";
import type { OpenStory } from "./story.ts";

/** The words and tags of all stories of one language as numbers. */
export interface Vocabulary {
  /** Numbers of the words of each story, then of its tags: of story i from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  /** Where the words of headline and dek of each story, its first ones, begin among those of all. */
  readonly keyStarts: Uint32Array;
  /** How many stories have each, by number. */
  readonly all: Uint32Array;
  readonly words: WordCounts;
}

/** How many reference stories have each word or tag, by its number; 0 is no word. */
export interface WordCounts {
  /** Numbers by hash. Words may be added to it later: they are beyond `counts`, and no word of these stories. */
  readonly ids: HashIds;
  readonly counts: Uint32Array;
}

/** A text of n words has some k · √n different ones (Heaps' law, 1978): k for those of many stories. */
const USUAL_WORDS = 64;

/** About so many different words has a story. */
const USUAL_OWN_WORDS = 256;

/** Room for so much more than the stories so far would need on average. */
const EXCESS = 1.05;

interface VocabularyAndTexts {
  readonly vocabulary: Vocabulary;
  /** The pairs of neighbouring words of each story, ascending. */
  readonly texts: HashParts;
}

/** Reads the terms of all stories once; their pairs are kept. */
export function* toVocabulary(stories: readonly OpenStory[], reference: readonly number[]): Steps<VocabularyAndTexts> {
  const starts = new Uint32Array(stories.length + 1);
  const keyStarts = new Uint32Array(stories.length + 1);
  const pairStarts = new Uint32Array(stories.length + 1);
  const texts = new Runs(stories.length);
  const writer = new IdWriter(stories.length);
  yield* callInSteps(stories.length, (i) => {
    const story = stories[i] as OpenStory;
    story.lendTerms(({ words, keyCounts, pairs }) => {
      texts.reserve(i, pairs.length);
      texts.numbers.set(pairs, texts.size);
      texts.size += pairs.length;
      pairStarts[i + 1] = texts.size;
      writer.reserve(i, words.length + story.tags.length);
      writer.write(words);
      const tags = toTagHashes(story.tags);
      for (let tag = 0; tag < tags.length; tag++) writer.writeTag(tags[tag] as number);
      starts[i + 1] = writer.size;
      keyStarts[i + 1] = (keyStarts[i] as number) + keyCounts.length;
    });
  });
  const { table } = writer;
  const ids = writer.toNumbers();
  const isReference = new Uint8Array(stories.length);
  for (const i of reference) isReference[i] = 1;
  const { all, counts } = toCounts({ starts, ids }, table.size, isReference);
  return {
    vocabulary: { starts, ids, keyStarts, all, words: { ids: table, counts } },
    texts: { starts: pairStarts, hashes: texts.toNumbers() },
  };
}

/** How many stories have each word, and how many reference stories. */
function toCounts(
  { starts, ids }: Pick<Vocabulary, "starts" | "ids">,
  size: number,
  isReference: Uint8Array,
): { readonly all: Uint32Array; readonly counts: Uint32Array } {
  const all = new Uint32Array(size);
  for (let at = 0; at < ids.length; at++) all[ids[at] as number] = (all[ids[at] as number] as number) + 1;
  const counts = all.slice();
  for (let i = 0; i < isReference.length; i++) {
    const end = isReference[i] === 1 ? 0 : (starts[i + 1] as number);
    for (let at = starts[i] as number; at < end; at++) {
      counts[ids[at] as number] = (counts[ids[at] as number] as number) - 1;
    }
  }
  return { all, counts };
}

/** Numbers of one story after the other. */
class Runs {
  numbers: Uint32Array;
  size = 0;
  private readonly stories: number;

  constructor(stories: number) {
    this.stories = stories;
    this.numbers = new Uint32Array(USUAL_OWN_WORDS * Math.min(stories, USUAL_OWN_WORDS));
  }

  /**
   * Makes room for so many more of the story at `position`, and for those of all that follow, should they
   * have as many on average as those before.
   */
  reserve(position: number, more: number): void {
    const wanted = this.size + more;
    if (wanted <= this.numbers.length) return;
    const longer = new Uint32Array(Math.ceil((EXCESS * wanted * this.stories) / (position + 1)));
    longer.set(this.toNumbers());
    letGo(this.numbers);
    this.numbers = longer;
  }

  toNumbers(): Uint32Array {
    return this.numbers.subarray(0, this.size);
  }
}

/** Writes the numbers of words. */
class IdWriter extends Runs {
  readonly table: HashIds;

  constructor(stories: number) {
    super(stories);
    this.table = new HashIds(USUAL_WORDS * Math.sqrt(USUAL_OWN_WORDS * stories + 1));
  }

  writeTag(hash: number): void {
    this.numbers[this.size++] = this.table.toId(hash);
  }

  write(words: Uint32Array): void {
    const { numbers, table } = this;
    let at = this.size;
    for (let word = 0; word < words.length; word++) numbers[at++] = table.toId(words[word] as number);
    this.size = at;
  }
}

/** Two tags that differ in case only are one. */
export function toTagNames(tags: readonly string[]): readonly string[] {
  const names = tags.map((tag) => tag.toLowerCase());
  return names.length < 2 ? names : names.filter((name, place) => names.indexOf(name) === place);
}

const noHashes: readonly number[] = [];

/** Tags stand among the words, apart from those of the same letters. */
export function toTagHashes(tags: readonly string[]): readonly number[] {
  return tags.length === 0 ? noHashes : toTagNames(tags).map((tag) => toWordHash(`#${tag}`));
}
