import type { Space } from "./collection.ts";
import { toDateFactor, toGreatestDateFactor } from "./dates.ts";
import type { RelatedOptions } from "./options.ts";
import { PassageIndex } from "./passages.ts";
import { addProducts, spreadCommon, toCommonProduct } from "./similarity.ts";
import { TopList } from "./top-list.ts";

/** What speaks for each pair of a story and a candidate. Pairs of the q-th query are from `starts[q]` to `starts[q + 1]`. */
export interface Evidence {
  readonly queries: readonly number[];
  readonly starts: Uint32Array;
  /** Positions of the candidates in the collection. */
  readonly others: Uint32Array;
  /** By query: the least score by which a candidate came into its list (`found` × date); 0 where the list has room. */
  readonly floors: Float64Array;
  /** The part of the products that finds candidates: that of the terms that are not common. */
  readonly found: Int32Array;
  /** Dot product of the two vectors, in units of row.ts squared. */
  readonly products: Int32Array;
  /** Closest passage of either to headline and dek of the other, summed. */
  readonly passages: Float64Array;
}

type FoundPairs = Pick<Evidence, "starts" | "others" | "floors" | "found" | "products">;

/** Candidates that rare terms find, and that are read more closely. */
const leastCandidates = 24;

/** How many candidates are read more closely. */
export function toListSize({ top, count }: RelatedOptions): number {
  return Math.max(leastCandidates, 2 * (top ?? count));
}

/** Evidence for the best candidates of the given stories (positions in the space). */
export function toEvidence(space: Space, queries: readonly number[], options: RelatedOptions): Evidence {
  const pairs = findPairs(space, queries, options);
  return { queries, ...pairs, passages: toPassages(space, queries, pairs) };
}

function findPairs(space: Space, queries: readonly number[], options: RelatedOptions): FoundPairs {
  const { vectors, index, dates } = space;
  const best = new TopList(toListSize(options));
  const work = { scores: new Int32Array(dates.length), touched: new Uint32Array(dates.length) };
  const dense = new Int32Array(index.common.size);
  const greatest = toGreatestDateFactor(options);
  const starts = new Uint32Array(queries.length + 1);
  const others = new Uint32Array(queries.length * best.size);
  const found = new Int32Array(queries.length * best.size);
  const products = new Int32Array(queries.length * best.size);
  const floors = new Float64Array(queries.length);
  let at = 0;
  for (const [q, query] of queries.entries()) {
    const own = dates[query] as number;
    const count = addProducts(vectors, index, query, work);
    for (let i = 0; i < count; i++) {
      const other = work.touched[i] as number;
      const product = work.scores[other] as number;
      if (product * greatest < best.floor || other === query) continue;
      best.add(other, product * toDateFactor(own, dates[other] as number, options));
    }
    floors[q] = Math.max(0, best.floor);
    spreadCommon(index.common, dense, { story: query, factor: 1 });
    for (const other of best.takeAll()) {
      others[at] = other;
      found[at] = work.scores[other] as number;
      products[at++] = (work.scores[other] as number) + toCommonProduct(index.common, dense, other);
    }
    spreadCommon(index.common, dense, { story: query, factor: 0 });
    for (let i = 0; i < count; i++) work.scores[work.touched[i] as number] = 0;
    starts[q + 1] = at;
  }
  return {
    starts,
    others: others.slice(0, at),
    floors,
    found: found.slice(0, at),
    products: products.slice(0, at),
  };
}

/** Each story's passages are indexed once, and asked for all pairs that it is part of. */
function toPassages(
  { vectors, keys, stories }: Space,
  queries: readonly number[],
  { starts, others }: Pick<FoundPairs, "starts" | "others">,
): Float64Array {
  const passages = new Float64Array(others.length);
  const index = new PassageIndex(vectors.idf);
  const queryOf = new Uint32Array(others.length);
  const places = new Map(queries.map((query, q) => [query, q]));
  for (const [q, query] of queries.entries()) queryOf.fill(query, starts[q], starts[q + 1]);
  const byOther = toGroups(others, stories.length);
  const toClosest = (other: number): number => {
    return index.closestOf(keys, keys.starts[other] as number, keys.starts[other + 1] as number);
  };
  // Most candidates have the story among theirs too, and ask the same: answers are kept, with the position + 1 that they are about.
  const closest = new Float64Array(stories.length);
  const askedBy = new Uint32Array(stories.length);
  for (const [position, { terms }] of stories.entries()) {
    const q = places.get(position);
    const asCandidate = byOther.items.subarray(byOther.starts[position], byOther.starts[position + 1]);
    if (q === undefined && asCandidate.length === 0) continue;
    index.fill(terms, vectors.ids.subarray(vectors.starts[position]));
    const [from, to] = q === undefined ? [0, 0] : [starts[q] as number, starts[q + 1] as number];
    for (let pair = from; pair < to; pair++) {
      const other = others[pair] as number;
      closest[other] = toClosest(other);
      askedBy[other] = position + 1;
      passages[pair] = (passages[pair] as number) + (closest[other] as number);
    }
    for (const pair of asCandidate) {
      const other = queryOf[pair] as number;
      const known = askedBy[other] === position + 1;
      passages[pair] = (passages[pair] as number) + (known ? (closest[other] as number) : toClosest(other));
    }
  }
  return passages;
}

/** Indices grouped by their key (counting sort): those of key k are from `starts[k]` to `starts[k + 1]`, ascending. */
function toGroups(keys: Uint32Array, size: number): { readonly starts: Uint32Array; readonly items: Uint32Array } {
  const starts = new Uint32Array(size + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let key = 0; key < size; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const items = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    items[next[key] as number] = i;
    next[key] = (next[key] as number) + 1;
  }
  return { starts, items };
}
