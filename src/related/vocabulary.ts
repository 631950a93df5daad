import { toWordHash } from "./hash.ts";
import { HashIds } from "./hash-ids.ts";
import type { Story } from "./story.ts";

/** The words and tags of all stories of one language as numbers. */
export interface Vocabulary {
  /** Numbers of the words of each story, then of its tags: of story i from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  readonly df: Frequencies;
}

/** How many stories have each term, by its number. */
export interface Frequencies {
  readonly all: Uint32Array;
  readonly reference: Uint32Array;
}

export function toVocabulary(stories: readonly Story[], reference: readonly number[]): Vocabulary {
  const table = new HashIds();
  const tags = stories.map((story) => toTagNames(story.tags));
  const starts = new Uint32Array(stories.length + 1);
  for (const [i, { terms }] of stories.entries()) {
    starts[i + 1] = (starts[i] as number) + terms.words.length + (tags[i]?.length ?? 0);
  }
  const ids = new Uint32Array(starts[stories.length] as number);
  for (const [i, { terms }] of stories.entries()) {
    const { words } = terms;
    let at = starts[i] as number;
    for (let word = 0; word < words.length; word++) ids[at++] = table.toId(words[word] as number);
    for (const tag of tags[i] ?? []) ids[at++] = table.toId(toWordHash(`#${tag}`));
  }
  return { starts, ids, df: toFrequencies({ starts, ids }, table.size, reference) };
}

function toFrequencies(
  { starts, ids }: Pick<Vocabulary, "starts" | "ids">,
  size: number,
  reference: readonly number[],
): Frequencies {
  const all = new Uint32Array(size);
  for (let at = 0; at < ids.length; at++) all[ids[at] as number] = (all[ids[at] as number] as number) + 1;
  if (reference.length + 1 === starts.length) return { all, reference: all };
  const own = new Uint32Array(size);
  for (const i of reference) {
    const end = starts[i + 1] as number;
    for (let at = starts[i] as number; at < end; at++) own[ids[at] as number] = (own[ids[at] as number] as number) + 1;
  }
  return { all, reference: own };
}

/** Two tags that differ in case only are one. */
export function toTagNames(tags: readonly string[]): readonly string[] {
  return tags.length === 0 ? tags : [...new Set(tags.map((tag) => tag.toLowerCase()))];
}
