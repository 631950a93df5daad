import { callInSteps, type Steps } from "../base/steps.ts";
import { toCandidateScore, toProduct } from "./candidate-score.ts";
import type { Space } from "./collection.ts";
import { toDateFactor, toGreatestDateFactor, toNearness } from "./dates.ts";
import type { RelatedOptions } from "./options.ts";
import { PassageFinder } from "./passages.ts";
import { toMostProduct } from "./row.ts";
import { CommonProducts, closeIndex, LaterProducts } from "./similarity.ts";
import type { OpenStory } from "./story.ts";
import { TopLists } from "./top-lists.ts";

/**
 * What speaks for each pair of story and candidate. The candidates of story i are from `starts[i]` to `starts[i + 1]`.
 */
export interface Evidence {
  readonly starts: Uint32Array;
  /** Positions of the candidates in the collection, ascending. */
  readonly others: Uint32Array;
  /**
   * By story: the least score (candidate-score.ts) with which a candidate is in its list; 0 where the list has room.
   */
  readonly floors: Float64Array;
  /** The part of the products that finds candidates: that of the terms that are not common. */
  readonly found: Int32Array;
  /** Dot product of the two vectors, in units of row.ts squared. */
  readonly products: Int32Array;
  /** Closest passage of either to headline and dek of the other, summed, in units of row.ts. */
  readonly passages: Uint16Array;
  /** The part of it that the story's own passages are, and the candidate's headline. */
  readonly ownPassages: Uint16Array;
}

/** Where one story stands in the list of another; null if it does not. */
export function findPlace(
  { starts, others }: Pick<Evidence, "starts" | "others">,
  story: number,
  other: number,
): number | null {
  const end = starts[story + 1] as number;
  for (let at = starts[story] as number; at < end; at++) if (others[at] === other) return at;
  return null;
}

/** Whether one of two stories is a candidate of the other. */
export function areListed(lists: Pick<Evidence, "starts" | "others">, a: number, b: number): boolean {
  return findPlace(lists, a, b) !== null || findPlace(lists, b, a) !== null;
}

type Candidates = Pick<Evidence, "starts" | "others" | "floors" | "found">;

/** Candidates that rare terms find, and that are read more closely. */
const LEAST_CANDIDATES = 24;

/** How many candidates are read more closely. */
export function toListSize({ top, count }: RelatedOptions): number {
  return Math.max(LEAST_CANDIDATES, 2 * (top ?? count));
}

/** Evidence for the best candidates of each story. Takes the index of the space for its own. */
export function* toEvidence(space: Space, options: RelatedOptions): Steps<Evidence> {
  const candidates = yield* findCandidates(space, options);
  const mirrors = toMirrors(candidates);
  const products = yield* toProducts(space, candidates, { mirrors, most: toMostProduct(options) });
  const passages = yield* toPassages(space, candidates, mirrors);
  return { ...candidates, products, ...passages };
}

/** The stories with the greatest products of rare terms, as far as dates let them. */
function* findCandidates({ vectors, index, dates }: Space, options: RelatedOptions): Steps<Candidates> {
  const stories = dates.length;
  const size = toListSize(options);
  const lists = new TopLists({ lists: stories, size, items: stories });
  const { floors } = lists;
  const later = new LaterProducts(vectors.rows, index, toMostProduct(options));
  // Products below these are too small for each list whatever the dates.
  const least = new Int32Array(stories).fill(1);
  const most = toCandidateScore(1, toGreatestDateFactor(options));
  const { earlierBonus, laterBonus } = options;
  yield* callInSteps(stories, (story) => {
    const date = dates[story] as number;
    const count = later.add(story);
    for (let i = 0; i < count; i++) {
      const other = later.touched[i] as number;
      const product = later.products[other] as number;
      later.products[other] = 0;
      if (product < (least[story] as number) && product < (least[other] as number)) continue;
      const otherDate = dates[other] as number;
      const nearness = toNearness(date, otherDate, options);
      const score = toCandidateScore(product, 1 + nearness * (otherDate < date ? earlierBonus : laterBonus));
      const otherScore = toCandidateScore(product, 1 + nearness * (date < otherDate ? earlierBonus : laterBonus));
      if (score >= (floors[story] as number)) {
        lists.add(story, other, score);
        least[story] = (floors[story] as number) / most;
      }
      if (otherScore >= (floors[other] as number)) {
        lists.add(other, story, otherScore);
        least[other] = (floors[other] as number) / most;
      }
    }
  });
  const candidates = toCandidates(lists, { dates, size, options });
  lists.close();
  closeIndex(index);
  return candidates;
}

interface ListSource {
  readonly dates: Float64Array;
  readonly size: number;
  readonly options: RelatedOptions;
}

function toCandidates(lists: TopLists, { dates, size, options }: ListSource): Candidates {
  const stories = dates.length;
  const starts = new Uint32Array(stories + 1);
  const others = new Uint32Array(stories * size);
  const found = new Int32Array(stories * size);
  let at = 0;
  for (let story = 0; story < stories; story++) {
    const date = dates[story] as number;
    const length = lists.finish(story);
    for (let i = 0; i < length; i++) {
      const other = lists.bestItems[i] as number;
      others[at] = other;
      found[at++] = toProduct(lists.bestScores[i] as number, toDateFactor(date, dates[other] as number, options));
    }
    starts[story + 1] = at;
  }
  return { starts, others: others.subarray(0, at), floors: lists.floors, found: found.subarray(0, at) };
}

/** For each candidate where its story stands in the candidate's own list; `NONE` if it does not. */
function toMirrors({ starts, others }: Pick<Evidence, "starts" | "others">): Int32Array {
  const mirrors = new Int32Array(others.length).fill(NONE);
  // Stories are passed in their order, in which they stand in each list.
  const next = starts.slice(0, -1);
  for (let story = 0; story + 1 < starts.length; story++) {
    const end = starts[story + 1] as number;
    for (let at = starts[story] as number; at < end; at++) {
      const other = others[at] as number;
      const last = starts[other + 1] as number;
      let own = next[other] as number;
      while (own < last && (others[own] as number) < story) own++;
      next[other] = own;
      if (own < last && others[own] === story) mirrors[at] = own;
    }
  }
  return mirrors;
}

const NONE = -1;

/** The whole products; that of two stories that are candidates of each other once. */
function* toProducts(
  { vectors }: Space,
  { starts, others, found }: Candidates,
  { mirrors, most }: { readonly mirrors: Int32Array; readonly most: number },
): Steps<Int32Array> {
  const common = new CommonProducts(vectors, most);
  const products = found.slice();
  yield* callInSteps(starts.length - 1, (story) => {
    const end = starts[story + 1] as number;
    common.spread(story);
    for (let at = starts[story] as number; at < end; at++) {
      const mirror = mirrors[at] as number;
      const other = others[at] as number;
      if (mirror !== NONE && other < story) continue;
      const product = (found[at] as number) + common.multiply(other);
      products[at] = product;
      if (mirror !== NONE) products[mirror] = product;
    }
  });
  return products;
}

/** Each story's passages are taken once, and compared with all that it is paired with. */
function* toPassages(
  { vectors, stories }: Space,
  { starts, others }: Candidates,
  mirrors: Int32Array,
): Steps<Pick<Evidence, "passages" | "ownPassages">> {
  const { vocabulary, keys } = vectors;
  const passages = new Uint16Array(others.length);
  const ownPassages = new Uint16Array(others.length);
  const finder = new PassageFinder(vectors.idf);
  const oneSided = toOneSided(starts, others, mirrors);
  yield* callInSteps(stories.length, (story) => {
    const start = vocabulary.starts[story] as number;
    (stories[story] as OpenStory).lendTerms((terms) => {
      finder.fill(terms, { ids: vocabulary.ids, start });
      const end = starts[story + 1] as number;
      for (let at = starts[story] as number; at < end; at++) {
        const other = others[at] as number;
        const closest = finder.toClosest(keys, keys.starts[other] as number, keys.starts[other + 1] as number);
        const mirror = mirrors[at] as number;
        ownPassages[at] = closest;
        passages[at] = (passages[at] as number) + closest;
        if (mirror !== NONE) passages[mirror] = (passages[mirror] as number) + closest;
      }
      const last = oneSided.starts[story + 1] as number;
      for (let i = oneSided.starts[story] as number; i < last; i++) {
        const owner = oneSided.owners[i] as number;
        const closest = finder.toClosest(keys, keys.starts[owner] as number, keys.starts[owner + 1] as number);
        const at = oneSided.places[i] as number;
        passages[at] = (passages[at] as number) + closest;
      }
    });
  });
  return { passages, ownPassages };
}

/**
 * Where a story stands in lists of others that are not in its own: those of story i
 * are from `starts[i]` to `starts[i + 1]`.
 */
interface OneSided {
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
  readonly owners: Uint32Array;
}

/** A counting sort. */
function toOneSided(lists: Uint32Array, others: Uint32Array, mirrors: Int32Array): OneSided {
  const starts = new Uint32Array(lists.length);
  for (let at = 0; at < others.length; at++) {
    if (mirrors[at] === NONE) starts[(others[at] as number) + 1] = (starts[(others[at] as number) + 1] as number) + 1;
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const next = starts.slice();
  const places = new Uint32Array(starts.at(-1) ?? 0);
  const owners = new Uint32Array(places.length);
  for (let owner = 0; owner + 1 < lists.length; owner++) {
    const end = lists[owner + 1] as number;
    for (let at = lists[owner] as number; at < end; at++) {
      if (mirrors[at] !== NONE) continue;
      const other = others[at] as number;
      const place = next[other] as number;
      next[other] = place + 1;
      places[place] = at;
      owners[place] = owner;
    }
  }
  return { starts, places, owners };
}
