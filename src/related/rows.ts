/** Sparse rows, compressed: row i has `terms` with their `weights` from `starts[i]` to `starts[i + 1]`. */
export interface Rows {
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
}

/** Writes rows one after the other, each in parts in which a term is counted once. */
export class RowBuilder {
  /** Entries so far. */
  length = 0;
  terms = new Uint32Array(1 << 12);
  weights = new Float32Array(1 << 12);
  private readonly starts: number[] = [0];
  /** Where a term was written last. Never cleared: believed only if that place is in the current part and has the term. */
  private readonly places: Uint32Array;
  private partStart = 0;

  constructor(termCount: number) {
    this.places = new Uint32Array(termCount);
  }

  startPart(): number {
    this.partStart = this.length;
    return this.partStart;
  }

  /** Adds to the weight of a term in the current part. */
  add(term: number, weight: number): void {
    const place = this.places[term] as number;
    if (this.holds(term, place)) this.weights[place] = (this.weights[place] as number) + weight;
    else this.append(term, weight);
  }

  /** Whether the current part has the term. */
  has(term: number): boolean {
    return this.holds(term, this.places[term] as number);
  }

  /** Keeps only the entries of the current part of at least this weight. */
  keepFrom(least: number): void {
    const end = this.length;
    this.length = this.partStart;
    for (let k = this.partStart; k < end; k++) {
      if ((this.weights[k] as number) >= least) this.append(this.terms[k] as number, this.weights[k] as number);
    }
  }

  endRow(): void {
    this.starts.push(this.length);
  }

  toRows(): Rows {
    const { starts, terms, weights, length } = this;
    return { starts: Uint32Array.from(starts), terms: terms.subarray(0, length), weights: weights.subarray(0, length) };
  }

  private holds(term: number, place: number): boolean {
    return place >= this.partStart && place < this.length && this.terms[place] === term;
  }

  private append(term: number, weight: number): void {
    if (this.length === this.terms.length) this.grow();
    this.places[term] = this.length;
    this.terms[this.length] = term;
    this.weights[this.length] = weight;
    this.length++;
  }

  private grow(): void {
    const terms = new Uint32Array(this.length * 1.5);
    const weights = new Float32Array(this.length * 1.5);
    terms.set(this.terms);
    weights.set(this.weights);
    this.terms = terms;
    this.weights = weights;
  }
}
