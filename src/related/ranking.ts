import type { Collection } from "./collection.ts";
import { toDateFactor } from "./dates.ts";
import type { Evidence } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";

/** One candidate of one story, with the parts of its score. */
export interface Candidate {
  /** Position in the collection. */
  readonly other: number;
  /** Words, pairs, headlines and tags in common. */
  readonly product: number;
  /** Closest paragraphs, weighted. */
  readonly passages: number;
  /** A link from one to the other, weighted. */
  readonly links: number;
  /** 1 or a little more. */
  readonly date: number;
  /** (product + passages + links) × date, rounded to a thousandth, so that the small shift of document frequencies by a new article changes little. */
  readonly score: number;
}

/** The candidates of the q-th query, best first; among equals the newer, then the smaller id. */
export function toCandidates(
  collection: Collection,
  evidence: Evidence,
  { q, options }: { readonly q: number; readonly options: RelatedOptions },
): readonly Candidate[] {
  const query = evidence.queries[q] as number;
  const { dates } = collection;
  const candidates: Candidate[] = [];
  for (let pair = evidence.starts[q] as number; pair < (evidence.starts[q + 1] as number); pair++) {
    const other = evidence.others[pair] as number;
    const product = evidence.products[pair] as number;
    const passages = options.passageWeight * (evidence.passages[pair] as number);
    const links = isLinked(collection, query, other) ? options.linkWeight : 0;
    const date = toDateFactor(dates[query] as number, dates[other] as number, options);
    const score = Math.round(1000 * (product + passages + links) * date) / 1000;
    candidates.push({ other, product, passages, links, date, score });
  }
  const toFresher = (a: number, b: number): number => (dates[b] as number) - (dates[a] as number);
  return candidates.sort((a, b) => b.score - a.score || toFresher(a.other, b.other) || a.other - b.other);
}

function isLinked({ stories }: Collection, a: number, b: number): boolean {
  const [storyA, storyB] = [stories[a], stories[b]];
  return (
    storyA !== undefined &&
    storyB !== undefined &&
    (storyA.links.includes(storyB.id) || storyB.links.includes(storyA.id))
  );
}
