import { HashIds } from "./hash-ids.ts";
import { toMixed } from "./sketch.ts";
import type { StoryTerms } from "./terms.ts";

/** The words of all stories of one language as integers. */
export interface Vocabulary {
  /** Word ids in order, story after story; 0 ends the headline, the dek and each paragraph. */
  readonly tokens: Uint32Array;
  /** Where each story's tokens start, and where the last one's end. */
  readonly starts: Uint32Array;
  /** Number of stories that have each word, by id. */
  readonly df: Uint32Array;
}

/** Words are known by a 32-bit hash of their letters: two that share one are taken for the same word (Weinberger et al., "Feature hashing", 2009). */
export function toVocabulary(stories: readonly StoryTerms[]): Vocabulary {
  const starts = new Uint32Array(stories.length + 1);
  for (const [i, { length }] of stories.entries()) starts[i + 1] = (starts[i] as number) + length;
  const tokens = new Uint32Array(starts[stories.length] as number);
  const ids = new HashIds();
  for (const [i, { headline, dek, body }] of stories.entries()) {
    let at = starts[i] as number;
    for (const text of [headline, dek, body]) at = addTokens(text, ids, { tokens, at }) + 1;
  }
  return { tokens, starts, df: toDf(tokens, starts, ids.size) };
}

function toDf(tokens: Uint32Array, starts: Uint32Array, size: number): Uint32Array {
  const df = new Uint32Array(size);
  const lastStory = new Uint32Array(size);
  for (let story = 1; story < starts.length; story++) {
    for (let i = starts[story - 1] as number; i < (starts[story] as number); i++) {
      const word = tokens[i] as number;
      if (lastStory[word] === story) continue;
      lastStory[word] = story;
      df[word] = (df[word] as number) + 1;
    }
  }
  df[0] = 0;
  return df;
}

/** Writes the word ids of a text from `at`; returns where they end. */
function addTokens(text: string, ids: HashIds, { tokens, at }: { tokens: Uint32Array; at: number }): number {
  let next = at;
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 32) {
      hash = Math.imul(hash ^ code, 0x01000193);
      continue;
    }
    tokens[next++] = ids.toId(toMixed(hash));
    if (code === 10) next++;
    hash = 0;
  }
  if (text !== "") tokens[next++] = ids.toId(toMixed(hash));
  return next;
}
