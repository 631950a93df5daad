import { toMixed } from "./sketch.ts";
import type { StoryTerms } from "./terms.ts";

/** The words of all stories of one language as integers. */
export interface Vocabulary {
  /** Word ids in order, story after story; 0 ends the headline, the dek and each paragraph. */
  readonly tokens: Uint32Array;
  /** Where each story's tokens start, and where the last one's end. */
  readonly starts: Uint32Array;
  /** Word ids are below this. */
  readonly size: number;
}

/** Words are known by a 32-bit hash of their letters: two that share one are taken for the same word (Weinberger et al., "Feature hashing", 2009). */
export function toVocabulary(stories: readonly StoryTerms[]): Vocabulary {
  const starts = new Uint32Array(stories.length + 1);
  for (const [i, story] of stories.entries()) starts[i + 1] = (starts[i] as number) + story.length;
  const tokens = new Uint32Array(starts[stories.length] as number);
  const ids = new HashIds();
  for (const [i, story] of stories.entries()) {
    let at = starts[i] as number;
    for (const field of [story.headline, story.dek, story.body]) {
      at = toTokens(field, ids, tokens, at) + 1;
    }
  }
  return { tokens, starts, size: ids.size };
}

/** Writes the word ids of a text from `at`; returns where they end. */
function toTokens(text: string, ids: HashIds, tokens: Uint32Array, at: number): number {
  let hash = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    if (code > 32) {
      hash = Math.imul(hash ^ code, 0x01000193);
    } else {
      if (hash !== 0) tokens[at++] = ids.toId(toMixed(hash));
      if (code === 10) at++;
      hash = 0;
    }
  }
  return at;
}

/** Dense ids 1, 2, 3, … for 32-bit hashes, in order of arrival: a hash table with open addressing. */
export class HashIds {
  size = 1;
  private hashes = new Uint32Array(1 << 12);
  private ids = new Uint32Array(1 << 12);

  toId(hash: number): number {
    let slot = hash & (this.ids.length - 1);
    while (true) {
      const id = this.ids[slot] as number;
      if (id === 0) return this.add(slot, hash);
      if (this.hashes[slot] === hash) return id;
      slot = (slot + 1) & (this.ids.length - 1);
    }
  }

  private add(slot: number, hash: number): number {
    this.hashes[slot] = hash;
    const id = this.size++;
    this.ids[slot] = id;
    if (this.size * 2 > this.ids.length) this.grow();
    return id;
  }

  private grow(): void {
    const { hashes, ids } = this;
    const mask = ids.length * 2 - 1;
    this.hashes = new Uint32Array(mask + 1);
    this.ids = new Uint32Array(mask + 1);
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] === 0) continue;
      let slot = (hashes[i] as number) & mask;
      while (this.ids[slot] !== 0) slot = (slot + 1) & mask;
      this.hashes[slot] = hashes[i] as number;
      this.ids[slot] = ids[i] as number;
    }
  }
}
