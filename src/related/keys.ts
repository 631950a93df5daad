import type { RelatedOptions } from "./options.ts";
import { RowBuilder, type Rows } from "./rows.ts";
import type { Vectors } from "./vectors.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { scale, toSublinear } from "./weights.ts";

/** A word of the headline counts as this many of the dek. */
const headlineCount = 2;

/** Headline and dek of each story: a unit vector of words, and one of pairs of length `pairWeight`. */
export function toKeys({ tokens, starts }: Vocabulary, vectors: Vectors, { pairWeight }: RelatedOptions): Rows {
  const { idf, phrases, tagsFrom } = vectors;
  const rows = new RowBuilder(tagsFrom);
  const weigh = (from: number, length: number): void => {
    for (let k = from; k < rows.length; k++) {
      rows.weights[k] = toSublinear(rows.weights[k] as number) * (idf[rows.terms[k] as number] as number);
    }
    scale(rows.weights, { from, to: rows.length, length });
  };
  for (let story = 0; story + 1 < starts.length; story++) {
    const headlineEnd = tokens.indexOf(0, starts[story]);
    const dekEnd = tokens.indexOf(0, headlineEnd + 1);
    const words = rows.startPart();
    for (let i = starts[story] as number; i < dekEnd; i++) {
      if (idf[tokens[i] as number] !== 0) rows.add(tokens[i] as number, i < headlineEnd ? headlineCount : 1);
    }
    weigh(words, 1);
    const pairs = rows.startPart();
    for (let p = phrases.starts[story] as number; p < (phrases.starts[story + 1] as number); p++) {
      const position = phrases.positions[p] as number;
      if (position >= dekEnd) break;
      rows.add(phrases.terms[p] as number, position < headlineEnd ? headlineCount : 1);
    }
    weigh(pairs, pairWeight);
    rows.endRow();
  }
  return rows.toRows();
}
