import { toMixed } from "./sketch.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Pairs of neighbouring words that more than one story has. */
export interface Pairs {
  /** `ids[i]` names the pair of `tokens[i]` and `tokens[i + 1]`; 0 where no other story has it. */
  readonly ids: Uint32Array;
  /** Number of stories that have each pair, by id. */
  readonly df: Uint32Array;
}

/** Positions in the tokens, grouped by the first bits of the hash of the pair there, ascending in each group. */
interface Parts {
  readonly starts: Uint32Array;
  readonly positions: Uint32Array;
}

/** Pairs in one part: the table for them fits the processor's cache; one table for all would miss it at every look. */
const partLength = 8192;
const mostParts = 1024;

/** Names the pairs part by part (a radix partition: Manegold, Boncz & Kersten, "Optimizing main-memory join on modern hardware", 2002). */
export function toPairs(vocabulary: Vocabulary): Pairs {
  const { starts, positions } = toParts(vocabulary.tokens);
  const ids = new Uint32Array(vocabulary.tokens.length);
  const df: number[] = [0];
  const longest = starts.reduce((most, start, part) => Math.max(most, start - (starts[part - 1] ?? 0)), 0);
  const table = new Uint32Array(8 * 2 ** Math.ceil(Math.log2(longest + 1)));
  const slots = new Uint32Array(longest);
  for (let part = 0; part + 1 < starts.length; part++) {
    const own = positions.subarray(starts[part], starts[part + 1]);
    table.fill(0);
    count(own, vocabulary, { table, slots });
    for (let i = 0; i < own.length; i++) {
      const slot = slots[i] as number;
      if ((table[slot + stories] as number) < 2) continue;
      if (table[slot + id] === 0) table[slot + id] = df.push(table[slot + stories] as number) - 1;
      ids[own[i] as number] = table[slot + id] as number;
    }
  }
  return { ids, df: Uint32Array.from(df) };
}

function toParts(tokens: Uint32Array): Parts {
  const parts = Math.min(mostParts, 2 ** Math.ceil(1 + Math.log2(tokens.length / partLength + 1)));
  const shift = 32 - Math.log2(parts);
  const starts = new Uint32Array(parts + 1);
  for (let i = 0; i + 1 < tokens.length; i++) {
    if (tokens[i] === 0 || tokens[i + 1] === 0) continue;
    const part = toPairHash(tokens, i) >>> shift;
    starts[part + 1] = (starts[part + 1] as number) + 1;
  }
  for (let part = 0; part < parts; part++) starts[part + 1] = (starts[part + 1] as number) + (starts[part] as number);
  const next = starts.slice();
  const positions = new Uint32Array(starts[parts] as number);
  for (let i = 0; i + 1 < tokens.length; i++) {
    if (tokens[i] === 0 || tokens[i + 1] === 0) continue;
    const part = toPairHash(tokens, i) >>> shift;
    const at = next[part] as number;
    positions[at] = i;
    next[part] = at + 1;
  }
  return { starts, positions };
}

/** Fields of a slot of the table, four numbers each: hash, last story seen (from 1; 0 if the slot is free), number of stories, id. */
const lastStory = 1;
const stories = 2;
const id = 3;

/** Counts the stories of each pair of one part, and notes the slot of each. */
function count(
  positions: Uint32Array,
  { tokens, starts }: Vocabulary,
  { table, slots }: { readonly table: Uint32Array; readonly slots: Uint32Array },
): void {
  for (let i = 0, story = 0; i < positions.length; i++) {
    const position = positions[i] as number;
    while (position >= (starts[story] as number)) story++;
    const hash = toPairHash(tokens, position);
    let slot = (hash << 2) & (table.length - 1);
    while (table[slot + lastStory] !== 0 && table[slot] !== hash) slot = (slot + 4) & (table.length - 1);
    slots[i] = slot;
    if (table[slot + lastStory] === story) continue;
    table[slot] = hash;
    table[slot + lastStory] = story;
    table[slot + stories] = (table[slot + stories] as number) + 1;
  }
}

function toPairHash(tokens: Uint32Array, i: number): number {
  return toMixed(Math.imul(tokens[i] as number, 0x9e3779b1) ^ (tokens[i + 1] as number));
}
