import type { Collection } from "./collection.ts";
import { toDateFactor } from "./dates.ts";
import type { Evidence } from "./evidence.ts";
import type { RelatedOptions } from "./options.ts";
import { unit } from "./row.ts";

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
  /** (product + passages + links) × date, rounded to a thousandth. */
  readonly score: number;
}

/** The candidates of the q-th query, best first; among equals the newer, then the smaller id. */
export function toCandidates(
  { dates, linked }: Collection,
  evidence: Evidence,
  { q, options }: { readonly q: number; readonly options: RelatedOptions },
): readonly Candidate[] {
  const query = evidence.queries[q] as number;
  const own = dates[query] as number;
  const links = linked[query] ?? [];
  const candidates: Candidate[] = [];
  const isBetter = (a: Candidate, b: Candidate): boolean => {
    if (a.score !== b.score) return a.score > b.score;
    const [dateA, dateB] = [dates[a.other] as number, dates[b.other] as number];
    return dateA === dateB ? a.other < b.other : dateA > dateB;
  };
  for (let pair = evidence.starts[q] as number; pair < (evidence.starts[q + 1] as number); pair++) {
    const other = evidence.others[pair] as number;
    const product = (evidence.products[pair] as number) / unit ** 2;
    const passages = options.passageWeight * (evidence.passages[pair] as number);
    const link = links.includes(other) ? options.linkWeight : 0;
    const date = toDateFactor(own, dates[other] as number, options);
    const score = Math.round(1000 * (product + passages + link) * date) / 1000;
    const candidate = { other, product, passages, links: link, date, score };
    // Insertion sort: for so few it is the fastest.
    let at = candidates.push(candidate) - 1;
    for (; at > 0 && isBetter(candidate, candidates[at - 1] as Candidate); at--) {
      candidates[at] = candidates[at - 1] as Candidate;
    }
    candidates[at] = candidate;
  }
  return candidates;
}
