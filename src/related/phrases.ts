/** Where the pairs of each story stand: those of story i are `terms`, at `positions` of the tokens, from `starts[i]` to `starts[i + 1]`. */
export interface Phrases {
  readonly starts: Uint32Array;
  readonly positions: Uint32Array;
  readonly terms: Uint32Array;
}

/** Collects them story by story. */
export class PhraseList {
  private readonly starts: number[] = [0];
  private readonly positions: number[] = [];
  private readonly terms: number[] = [];

  add(position: number, term: number): void {
    this.positions.push(position);
    this.terms.push(term);
  }

  endRow(): void {
    this.starts.push(this.positions.length);
  }

  toPhrases(): Phrases {
    return {
      starts: Uint32Array.from(this.starts),
      positions: Uint32Array.from(this.positions),
      terms: Uint32Array.from(this.terms),
    };
  }
}
