import type { Story } from "./story.ts";
import type { Vectors } from "./vectors.ts";
import { scale, sublinear } from "./weights.ts";

/** Headline and dek of each story as a unit vector: its first words with their weights, from `starts[i]` to `starts[i + 1]`. */
export interface Keys {
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  readonly weights: Float32Array;
}

export function toKeys(stories: readonly Story[], { vocabulary, idf }: Vectors): Keys {
  const starts = new Uint32Array(stories.length + 1);
  for (const [i, { terms }] of stories.entries()) starts[i + 1] = (starts[i] as number) + terms.keyCounts.length;
  const ids = new Uint32Array(starts[stories.length] as number);
  const weights = new Float32Array(starts[stories.length] as number);
  for (const [i, { terms }] of stories.entries()) {
    const from = vocabulary.starts[i] as number;
    const own = vocabulary.ids.subarray(from, from + terms.keyCounts.length);
    ids.set(own, starts[i]);
    weights.set(toKeyWeights(terms.keyCounts, own, idf), starts[i]);
  }
  return { starts, ids, weights };
}

/** Weights of the first words of one story, whose numbers are `ids`; `idf` is by number. */
export function toKeyWeights(keyCounts: Uint8Array, ids: Uint32Array, idf: Float32Array): Float32Array {
  const weights = new Float32Array(keyCounts.length);
  for (let k = 0; k < keyCounts.length; k++) {
    weights[k] = (sublinear[keyCounts[k] as number] as number) * (idf[ids[k] as number] as number);
  }
  scale(weights, { from: 0, to: weights.length, length: 1 });
  return weights;
}
