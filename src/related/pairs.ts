import { toMixed } from "./sketch.ts";
import { HashIds, type Vocabulary } from "./vocabulary.ts";

/** `ids[i]` names the pair of the words `tokens[i]` and `tokens[i + 1]`; 0 where no other story has it. Ids are below `size`. */
export interface Pairs {
  readonly ids: Uint32Array;
  readonly size: number;
}

/**
 * Most pairs of neighbouring words occur in one story only and can match nothing. A first pass over one table of small
 * slots finds those that may occur in two (a slot that two different pairs share lets a few too many through), so that only they are named.
 */
export function toPairs({ tokens, starts }: Vocabulary): Pairs {
  const slots = new Int32Array(2 ** Math.min(26, Math.ceil(Math.log2(tokens.length + 1))));
  for (let story = 1; story < starts.length; story++) {
    const end = (starts[story] as number) - 1;
    for (let i = starts[story - 1] as number; i < end; i++) {
      if (tokens[i] === 0 || tokens[i + 1] === 0) continue;
      const slot = toPairHash(tokens[i] as number, tokens[i + 1] as number) & (slots.length - 1);
      const first = slots[slot] as number;
      if (first === 0) slots[slot] = story;
      else if (first !== story) slots[slot] = inSeveral;
    }
  }
  const ids = new Uint32Array(tokens.length);
  const table = new HashIds();
  for (let i = 0; i + 1 < tokens.length; i++) {
    if (tokens[i] === 0 || tokens[i + 1] === 0) continue;
    const hash = toPairHash(tokens[i] as number, tokens[i + 1] as number);
    if (slots[hash & (slots.length - 1)] === inSeveral) ids[i] = table.toId(hash);
  }
  return { ids, size: table.size };
}

const inSeveral = -1;

function toPairHash(a: number, b: number): number {
  return toMixed(Math.imul(a, 0x9e3779b1) ^ b);
}
