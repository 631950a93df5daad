import { scale, sublinear } from "./weights.ts";

/** Headline and dek of each story as a unit vector: its first words with their weights, from `starts[i]` to `starts[i + 1]`. */
export interface Keys {
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  readonly weights: Float32Array;
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
