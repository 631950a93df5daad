import { toWordHash } from "./hash.ts";
import { HashIds } from "./hash-ids.ts";
import type { Story } from "./story.ts";

/** The words and tags of all stories of one language as numbers. */
export interface Vocabulary {
  /** Numbers of the words of each story, then of its tags: of story i from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
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
const usualWords = 64;

export function toVocabulary(stories: readonly Story[], reference: readonly number[]): Vocabulary {
  const tags = stories.map((story) => toTagHashes(story.tags));
  const starts = new Uint32Array(stories.length + 1);
  for (const [i, { terms }] of stories.entries()) {
    starts[i + 1] = (starts[i] as number) + terms.words.length + (tags[i]?.length ?? 0);
  }
  const ids = new Uint32Array(starts[stories.length] as number);
  const table = new HashIds(usualWords * Math.sqrt(ids.length + 1));
  for (const [i, { terms }] of stories.entries()) {
    const { words } = terms;
    let at = starts[i] as number;
    for (let word = 0; word < words.length; word++) ids[at++] = table.toId(words[word] as number);
    for (const tag of tags[i] ?? []) ids[at++] = table.toId(tag);
  }
  const all = new Uint32Array(table.size);
  for (let at = 0; at < ids.length; at++) all[ids[at] as number] = (all[ids[at] as number] as number) + 1;
  const counts = all.slice();
  const isReference = new Uint8Array(stories.length);
  for (const i of reference) isReference[i] = 1;
  for (let i = 0; i < isReference.length; i++) {
    const end = isReference[i] === 1 ? 0 : (starts[i + 1] as number);
    for (let at = starts[i] as number; at < end; at++) {
      counts[ids[at] as number] = (counts[ids[at] as number] as number) - 1;
    }
  }
  return { starts, ids, all, words: { ids: table, counts } };
}

/** Two tags that differ in case only are one. */
export function toTagNames(tags: readonly string[]): readonly string[] {
  return tags.length === 0 ? tags : [...new Set(tags.map((tag) => tag.toLowerCase()))];
}

/** Tags stand among the words, apart from those of the same letters. */
export function toTagHashes(tags: readonly string[]): readonly number[] {
  return toTagNames(tags).map((tag) => toWordHash(`#${tag}`));
}
