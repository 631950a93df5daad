import { HashFinder } from "./hash-finder.ts";
import { HashIds } from "./hash-ids.ts";
import { type Row, type Rows, toCommonNumber, toCommonWeight } from "./rows.ts";
import type { Settled } from "./settled.ts";

/** Queries that are answered together. */
const MOST_QUERIES = 64;

/** The products of one story with all others, by position, until the next story is asked for. */
export interface Scanned {
  readonly query: number;
  /** Those of terms that are not common, which find candidates. */
  readonly found: Int32Array;
  /** That of the common terms. */
  readonly toCommon: (other: number) => number;
}

/**
 * The products of the given stories with all others, one after the other, where no term adds more than `most`
 * (`toMostProduct`): from the index of the vectors, and by passing over those that it does not know.
 */
export function* scan(
  { rows, commonHashes }: Pick<Settled, "rows" | "commonHashes">,
  queries: readonly number[],
  most: number,
): Generator<Scanned> {
  const stories = rows.length;
  const products = new CommonProducts(rows, { size: commonHashes.length, most });
  for (let from = 0; from < queries.length; from += MOST_QUERIES) {
    const batch = queries.slice(from, from + MOST_QUERIES);
    const found = new Int32Array(batch.length * stories);
    const own = batch.map((query) => rows.at(query));
    const words = new Postings(own.map((row) => ({ row, from: row.start, to: row.wordEnd })));
    const pairs = new Postings(own.map((row) => ({ row, from: row.wordEnd, to: row.end })));
    for (const [query, row] of own.entries()) addFound(rows, row, { found: found.subarray(query * stories), most });
    rows.visitOthers((row, story) => {
      words.multiply({ row, from: row.start, to: row.wordEnd }, { story, found, stories, most });
      pairs.multiply({ row, from: row.wordEnd, to: row.end }, { story, found, stories, most });
    });
    for (const [q, query] of batch.entries()) {
      products.spread(query);
      yield {
        query,
        found: found.subarray(q * stories, (q + 1) * stories),
        toCommon: (other) => products.multiply(other),
      };
    }
  }
}

/** Adds the products of a vector with those that the index knows. */
function addFound(
  { indexed }: Rows,
  { hashes, weights, start, wordEnd, end }: Row,
  { found, most }: Pick<Target, "found" | "most">,
): void {
  if (indexed === null) return;
  const { index, positions, flat } = indexed;
  for (let k = start; k < end; k++) {
    const weight = weights[k] as number;
    if (weight === 0) continue;
    const count = index.find(hashes[k] as number);
    for (let i = 0; i < count; i++) {
      const place = index.foundParts[i] as number;
      const story = positions[place] as number;
      const at = index.foundPlaces[i] as number;
      // A word and a pair may have the same hash.
      const isSameKind = at < (flat.wordEnds[place] as number) === k < wordEnd;
      if (story < 0 || !isSameKind) continue;
      found[story] = (found[story] as number) + Math.min(most, Math.imul(weight, flat.weights[at] as number));
    }
  }
}

interface Target {
  readonly story: number;
  /** Of each query one row of so many stories. */
  readonly found: Int32Array;
  readonly stories: number;
  readonly most: number;
}

/** The words of a vector, or its pairs. */
interface Part {
  readonly row: Row;
  readonly from: number;
  readonly to: number;
}

/** Which queries have a term, and with what weight: chains of entries, of which 0 ends one. */
class Postings {
  private readonly first: number[] = [0];
  private readonly next: number[] = [0];
  private readonly queries: number[] = [0];
  private readonly weights: number[] = [0];
  private readonly finder: HashFinder;

  constructor(parts: readonly Part[]) {
    const ids = new HashIds();
    for (const [query, { row, from, to }] of parts.entries()) {
      for (let k = from; k < to; k++) {
        const weight = row.weights[k] as number;
        if (weight === 0) continue;
        const id = ids.toId(row.hashes[k] as number);
        this.next.push(this.first[id] ?? 0);
        this.queries.push(query);
        this.first[id] = this.weights.push(weight) - 1;
      }
    }
    this.finder = new HashFinder(ids);
  }

  /** Multiplies a part of one story's vector with all queries. */
  multiply({ row: { hashes, weights }, from, to }: Part, { story, found, stories, most }: Target): void {
    for (let k = from; k < to; k++) {
      const id = this.finder.findId(hashes[k] as number);
      if (id === 0) continue;
      const weight = weights[k] as number;
      for (let entry = this.first[id] as number; entry !== 0; entry = this.next[entry] as number) {
        const at = (this.queries[entry] as number) * stories + story;
        found[at] = (found[at] as number) + Math.min(most, weight * (this.weights[entry] as number));
      }
    }
  }
}

/**
 * What common terms add to the products of one row, whose terms are spread out, with others. The same stands
 * in similarity.ts for flat arrays alone, where hundreds of thousands of pairs are asked for.
 */
class CommonProducts {
  private readonly rows: Rows;
  private readonly dense: Int32Array;
  private readonly most: number;
  private row: Row | null = null;

  constructor(rows: Rows, { size, most }: { readonly size: number; readonly most: number }) {
    this.rows = rows;
    this.most = most;
    this.dense = new Int32Array(size);
  }

  /** Takes a story in place of the one before. */
  spread(story: number): void {
    const { dense, row } = this;
    for (let k = row?.commonStart ?? 0; row !== null && k < row.commonEnd; k++) {
      dense[toCommonNumber(row.common[k] as number)] = 0;
    }
    this.row = this.rows.at(story);
    const { common, commonStart, commonEnd } = this.row;
    for (let k = commonStart; k < commonEnd; k++) {
      dense[toCommonNumber(common[k] as number)] = toCommonWeight(common[k] as number);
    }
  }

  multiply(other: number): number {
    const { common, commonStart, commonEnd } = this.rows.at(other);
    let sum = 0;
    for (let k = commonStart; k < commonEnd; k++) {
      const entry = common[k] as number;
      sum += Math.min(this.most, (this.dense[toCommonNumber(entry)] as number) * toCommonWeight(entry));
    }
    return sum;
  }
}
