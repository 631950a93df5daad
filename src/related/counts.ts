import type { Pairs } from "./pairs.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** How often each story has each term, in compressed rows: row i is `terms` and `counts` from `starts[i]` to `starts[i + 1]`. */
export interface Counts {
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  /** Times in the text, at most 255; the headline counts three times. */
  readonly counts: Uint8Array;
  /** Number of stories that have each term. */
  readonly df: Uint32Array;
}

/** A word of the headline counts as often as this many of the text. */
const headlineCount = 3;

/** Terms are numbered: words from 1, pairs from `vocabulary.size`, tags from `vocabulary.size + pairs.size`. */
export function toCounts(vocabulary: Vocabulary, pairs: Pairs, tags: readonly (readonly number[])[]): Counts {
  const { tokens, starts } = vocabulary;
  const pairsFrom = vocabulary.size;
  const tagsFrom = pairsFrom + pairs.size;
  const size = tags.reduce((most, row) => Math.max(most, ...row.map((tag) => tag + 1)), 0) + tagsFrom;
  const rows = new Uint32Array(starts.length);
  const df = new Uint32Array(size);
  const tally = new Uint32Array(size);
  let terms = new Uint32Array(1 << 16);
  let counts = new Uint8Array(1 << 16);
  for (let story = 0, at = 0; story + 1 < starts.length; story++) {
    const first = starts[story] as number;
    const end = starts[story + 1] as number;
    const most = at + 2 * (end - first) + (tags[story]?.length ?? 0);
    if (most > terms.length) {
      terms = toLonger(terms, Math.max(most, terms.length * 1.5));
      counts = toLonger(counts, terms.length);
    }
    const row = at;
    const add = (term: number, times: number): void => {
      if (tally[term] === 0) terms[at++] = term;
      tally[term] = (tally[term] as number) + times;
    };
    const headlineEnd = tokens.indexOf(0, first);
    for (let i = first; i < end; i++)
      if (tokens[i] !== 0) add(tokens[i] as number, i < headlineEnd ? headlineCount : 1);
    for (let i = first; i < end; i++)
      if (pairs.ids[i] !== 0) add(pairsFrom + (pairs.ids[i] as number), i < headlineEnd ? headlineCount : 1);
    for (const tag of tags[story] ?? []) add(tagsFrom + tag, 1);
    for (let k = row; k < at; k++) {
      const term = terms[k] as number;
      counts[k] = Math.min(255, tally[term] as number);
      tally[term] = 0;
      df[term] = (df[term] as number) + 1;
    }
    rows[story + 1] = at;
  }
  return { starts: rows, terms: terms, counts, df };
}

function toLonger<T extends Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(array: T, length: number): T {
  const longer = new (array.constructor as new (length: number) => T)(Math.ceil(length));
  longer.set(array);
  return longer;
}
