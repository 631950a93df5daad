import type { Collection } from "./collection.ts";
import type { RelatedOptions } from "./options.ts";
import { PassageIndex } from "./passages.ts";
import { addProducts, spread, toProduct } from "./similarity.ts";
import { TopList } from "./top-list.ts";

/** What speaks for each pair of a story and a candidate. Pairs of the q-th query are from `starts[q]` to `starts[q + 1]`. */
export interface Evidence {
  readonly queries: readonly number[];
  readonly starts: Uint32Array;
  /** Positions of the candidates in the collection. */
  readonly others: Uint32Array;
  /** Dot product of the two vectors. */
  readonly products: Float32Array;
  /** Cosine of the closest paragraph of either with headline and dek of the other, summed: 0 to 2. */
  readonly passages: Float32Array;
}

/** Candidates are found by product and date; so many, so that what counts later can bring the right ones up. */
const candidatesPerPlace = 3;
const fewestCandidates = 30;

const dayLength = 86_400_000;

/** Evidence for the best candidates of the given stories (positions in the collection). */
export function toEvidence(collection: Collection, queries: readonly number[], options: RelatedOptions): Evidence {
  const most = Math.max(fewestCandidates, candidatesPerPlace * (options.top ?? options.count));
  const pairs = findPairs(collection, queries, Math.min(most, collection.stories.length - 1), options);
  return { queries, ...pairs, passages: toPassages(collection, queries, pairs) };
}

/** 2 for stories of the same moment, 1.5 after `dateScale` days, towards 1. */
export function toDateFactor(collection: Collection, a: number, b: number, dateScale: number): number {
  const apart = Math.abs((collection.stories[a]?.date ?? 0) - (collection.stories[b]?.date ?? 0)) / dayLength;
  return 1 + 1 / (1 + apart / dateScale);
}

type FoundPairs = Pick<Evidence, "starts" | "others" | "products">;

function findPairs(
  collection: Collection,
  queries: readonly number[],
  most: number,
  options: RelatedOptions,
): FoundPairs {
  const { vectors, index, stories } = collection;
  const work = { scores: new Float32Array(stories.length), touched: new Uint32Array(stories.length) };
  const dense = new Float32Array(vectors.df.length);
  const best = new TopList(most);
  const starts = new Uint32Array(queries.length + 1);
  const others = new Uint32Array(queries.length * most);
  const products = new Float32Array(queries.length * most);
  let at = 0;
  for (const [q, query] of queries.entries()) {
    const count = addProducts(vectors, index, query, work);
    for (let i = 0; i < count; i++) {
      const other = work.touched[i] as number;
      const product = work.scores[other] as number;
      work.scores[other] = 0;
      if (other !== query && 2 * product > best.floor)
        best.add(other, product * toDateFactor(collection, query, other, options.dateScale));
    }
    spread(vectors, query, dense, 1);
    for (const other of best.takeAll()) {
      others[at] = other;
      products[at++] = toProduct(vectors, dense, other);
    }
    spread(vectors, query, dense, 0);
    starts[q + 1] = at;
  }
  return { starts, others: others.subarray(0, at), products: products.subarray(0, at) };
}

/** Each story's paragraphs are indexed once, and asked for all pairs that it is part of. */
function toPassages(collection: Collection, queries: readonly number[], pairs: FoundPairs): Float32Array {
  const passages = new Float32Array(pairs.others.length);
  const index = new PassageIndex(collection.vocabulary, collection.vectors.idf);
  const byOther = toRows(pairs.others, collection.stories.length);
  const queryOf = new Uint32Array(pairs.others.length);
  const pairsOf = new Map(queries.map((query, q) => [query, q]));
  for (const [q, query] of queries.entries()) queryOf.fill(query, pairs.starts[q], pairs.starts[q + 1]);
  for (let story = 0; story < collection.stories.length; story++) {
    const q = pairsOf.get(story);
    const from = byOther.starts[story] as number;
    const to = byOther.starts[story + 1] as number;
    if (q === undefined && from === to) continue;
    index.fill(story);
    const add = (pair: number, other: number): void => {
      passages[pair] = (passages[pair] as number) + index.closest(collection.keys, other);
    };
    if (q !== undefined)
      for (let pair = pairs.starts[q] as number; pair < (pairs.starts[q + 1] as number); pair++)
        add(pair, pairs.others[pair] as number);
    for (let i = from; i < to; i++) add(byOther.items[i] as number, queryOf[byOther.items[i] as number] as number);
  }
  return passages;
}

/** Items grouped by key (counting sort): those of key k are from `starts[k]` to `starts[k + 1]`, in order. */
function toRows(keys: Uint32Array, size: number): { readonly starts: Uint32Array; readonly items: Uint32Array } {
  const starts = new Uint32Array(size + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let key = 0; key < size; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const items = new Uint32Array(keys.length);
  for (const [i, key] of keys.entries()) {
    items[next[key] as number] = i;
    next[key] = (next[key] as number) + 1;
  }
  return { starts, items };
}
