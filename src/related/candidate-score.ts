/** Scores are counted in halves: so a product comes back from its score. */
const PER_UNIT = 2;

/**
 * The score by which a candidate comes into a list (top-lists.ts), a whole number: the product of the terms that
 * find candidates × the factor of its date.
 */
export function toCandidateScore(product: number, dateFactor: number): number {
  return Math.floor(PER_UNIT * product * dateFactor + 0.5);
}

/** The product that has this score. Date factors are 1 or more. */
export function toProduct(score: number, dateFactor: number): number {
  return Math.round(score / PER_UNIT / dateFactor);
}
