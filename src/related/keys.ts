import type { Story } from "./story.ts";
import type { Vectors } from "./vectors.ts";
import { scale, sublinear } from "./weights.ts";

/** Headline and dek of each story as a unit vector: the weights of its first words, from `starts[i]` to `starts[i + 1]`. */
export interface Keys {
  readonly starts: Uint32Array;
  readonly weights: Float32Array;
}

export function toKeys(stories: readonly Story[], { starts: rowStarts, ids, idf }: Vectors): Keys {
  const starts = new Uint32Array(stories.length + 1);
  for (const [i, { terms }] of stories.entries()) starts[i + 1] = (starts[i] as number) + terms.keyCounts.length;
  const weights = new Float32Array(starts[stories.length] as number);
  for (const [i, { terms }] of stories.entries()) {
    const { keyCounts } = terms;
    const from = starts[i] as number;
    for (let k = 0; k < keyCounts.length; k++) {
      const term = ids[(rowStarts[i] as number) + k] as number;
      weights[from + k] = (sublinear[keyCounts[k] as number] as number) * (idf[term] as number);
    }
    scale(weights, { from, to: from + keyCounts.length, length: 1 });
  }
  return { starts, weights };
}
