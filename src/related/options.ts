export interface RelatedOptions {
  readonly count: number;
  readonly top: number | null;
  readonly mostPerTerm: number;
  readonly pairWeight: number;
  readonly headlineWeight: number;
  readonly tagWeight: number;
  readonly passageWeight: number;
  readonly linkWeight: number;
  readonly earlierBonus: number;
  readonly laterBonus: number;
  readonly dateScale: number;
  readonly hubExponent: number;
  readonly leastScore: number;
  readonly duplicateResemblance: number;
  readonly duplicateDays: number;
  readonly repeatResemblance: number;
  readonly perSeries: number;
  readonly nearEqual: number;
  readonly editionFactor: number;
}

/** The defaults, and the manual. Weights are relative to 1 for the words of the whole text. */
export const relatedDefaults = {
  /** Cards in the block. */
  count: 3,
  /** Length of each list when it is not for the block (`broadsheet related --top N`); null: as `count`. */
  top: null,
  /** What one word, pair or tag in common adds at most: several that agree tell more than one, however rare. */
  mostPerTerm: 0.052,
  /** Two neighbouring words in common: names and phrases. */
  pairWeight: 0.6,
  /** Words of one's headline in the other's text. */
  headlineWeight: 0.1,
  /** Tags in common; rare tags count more. */
  tagWeight: 0.1,
  /** The one paragraph that is closest to the other's headline and dek: the place where an author would link. */
  passageWeight: 0.2,
  /** A link from the text of one to the other: an editor has already judged. */
  linkWeight: 0.2,
  /** How much more a story of the same time counts, if it came before: authors build on what they have published. */
  earlierBonus: 1.25,
  /** The same if it came after. */
  laterBonus: 1,
  /** Days after which half of that bonus is left. */
  dateScale: 180,
  /** How much less a story counts that is near to many: it is about nothing in particular. */
  hubExponent: 0.15,
  /** Below this score nothing is similar: the newest stories of the section take the place. */
  leastScore: 0.05,
  /** Share of common word pairs from which two texts are alike: a block shows one of them, and none under the other. */
  duplicateResemblance: 0.4,
  /** Alike and so many days apart they are copies of one wire story: papers that take over a story do it at once. */
  duplicateDays: 14,
  /** Share from which they are copies at any time: of a form filled in each year up to four fifths stay the same. */
  repeatResemblance: 0.9,
  /** At most this many stories of one series in a block. */
  perSeries: 2,
  /**
   * Share of a score from which a newer story of the same series counts as equal
   * and comes first: readers want the latest.
   */
  nearEqual: 0.9,
  /**
   * What an edition of one thing counts for each other edition that stands there already, the story itself included:
   * under one release or weekly review readers want what it tells of before five others.
   */
  editionFactor: 0.85,
} satisfies RelatedOptions;
