import { scale, sublinear } from "./weights.ts";

/** Headline and dek of each story as a unit vector: their words with weights, from `starts[i]` to `starts[i + 1]`. */
export interface Keys {
  readonly starts: Uint32Array;
  readonly ids: Uint32Array;
  readonly weights: Float32Array;
}

/** Writes the weights of the first words of one story, whose words have these idf, from `start` on. */
export function writeKeyWeights(
  keyCounts: Uint8Array,
  idf: Float32Array,
  { weights, start }: { readonly weights: Float32Array; readonly start: number },
): void {
  for (let k = 0; k < keyCounts.length; k++) {
    weights[start + k] = (sublinear[keyCounts[k] as number] as number) * (idf[k] as number);
  }
  scale(weights, { from: start, to: start + keyCounts.length, length: 1 });
}
