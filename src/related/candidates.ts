import type { Vectors } from "./vectors.ts";

/** Candidates of every story: those of story i are `stories` from `starts[i]` to `starts[i + 1]`, in ascending order. */
export interface Candidates {
  readonly starts: Uint32Array;
  readonly stories: Uint32Array;
}
