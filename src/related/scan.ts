import { HashIds } from "./hash-ids.ts";
import { commonBit, valueBits } from "./row.ts";
import type { Rows } from "./settled.ts";

/** Queries that one pass over all vectors answers. */
const mostQueries = 64;

/** The products of one story with all others, by position. */
export interface Scanned {
  readonly query: number;
  /** Those of terms that are not common, which find candidates. */
  readonly found: Int32Array;
  /** That of the common terms. */
  readonly toCommon: (other: number) => number;
}

/** The products of the given stories with all others, one after the other, by passing over all vectors: an index is not worth its making. */
export function* scan(rows: Rows, queries: readonly number[]): Generator<Scanned> {
  const stories = rows.wordEnds.length;
  for (let from = 0; from < queries.length; from += mostQueries) {
    const batch = queries.slice(from, from + mostQueries);
    const found = new Int32Array(batch.length * stories);
    const words = new Postings();
    const pairs = new Postings();
    for (const [q, query] of batch.entries()) {
      const wordEnd = rows.wordEnds[query] as number;
      for (let k = rows.starts[query] as number; k < (rows.starts[query + 1] as number); k++) {
        const weight = rows.weights[k] as number;
        const postings = k < wordEnd ? words : pairs;
        if (weight !== 0 && weight < commonBit) postings.add(rows.hashes[k] as number, { query: q, weight });
      }
    }
    for (let story = 0; story < stories; story++) {
      const [start, wordEnd, end] = [rows.starts[story], rows.wordEnds[story], rows.starts[story + 1]] as number[];
      words.multiply(rows, { story, from: start as number, to: wordEnd as number, found, stories });
      pairs.multiply(rows, { story, from: wordEnd as number, to: end as number, found, stories });
    }
    for (const [q, query] of batch.entries()) {
      yield {
        query,
        found: found.subarray(q * stories, (q + 1) * stories),
        toCommon: createCommonProduct(rows, query),
      };
    }
  }
}

interface Target {
  readonly story: number;
  readonly from: number;
  readonly to: number;
  /** Of each query one row of so many stories. */
  readonly found: Int32Array;
  readonly stories: number;
}

/** Which queries have a term, and with what weight: chains of entries, of which 0 ends one. */
class Postings {
  private readonly ids = new HashIds();
  private readonly first: number[] = [0];
  private readonly next: number[] = [0];
  private readonly queries: number[] = [0];
  private readonly weights: number[] = [0];

  add(hash: number, { query, weight }: { readonly query: number; readonly weight: number }): void {
    const id = this.ids.toId(hash);
    this.next.push(this.first[id] ?? 0);
    this.queries.push(query);
    this.first[id] = this.weights.push(weight) - 1;
  }

  /** Multiplies a part of one story's vector with all queries. */
  multiply({ hashes, weights }: Rows, { story, from, to, found, stories }: Target): void {
    for (let k = from; k < to; k++) {
      const weight = weights[k] as number;
      if (weight === 0 || weight >= commonBit) continue;
      const id = this.ids.findId(hashes[k] as number);
      if (id === 0) continue;
      for (let entry = this.first[id] as number; entry !== 0; entry = this.next[entry] as number) {
        const at = (this.queries[entry] as number) * stories + story;
        found[at] = (found[at] as number) + weight * (this.weights[entry] as number);
      }
    }
  }
}

function createCommonProduct({ starts, wordEnds, hashes, weights }: Rows, query: number): (other: number) => number {
  // A pair may have the hash of a word: they are kept apart.
  const words = new Map<number, number>();
  const pairs = new Map<number, number>();
  const toKind = (story: number, k: number) => (k < (wordEnds[story] as number) ? words : pairs);
  for (let k = starts[query] as number; k < (starts[query + 1] as number); k++) {
    const weight = weights[k] as number;
    if (weight > commonBit) toKind(query, k).set(hashes[k] as number, weight & valueBits);
  }
  return (other) => {
    let sum = 0;
    for (let k = starts[other] as number; k < (starts[other + 1] as number); k++) {
      const weight = weights[k] as number;
      if (weight > commonBit) sum += (toKind(other, k).get(hashes[k] as number) ?? 0) * (weight & valueBits);
    }
    return sum;
  };
}
