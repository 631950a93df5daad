/** What the search says, in one language. `{name}` marks what is filled in. */
export interface SearchWords {
  readonly search: string;
  readonly query: string;
  readonly anySection: string;
  readonly anyAuthor: string;
  readonly anyYear: string;
  readonly section: string;
  readonly author: string;
  readonly year: string;
  readonly order: string;
  readonly best: string;
  readonly newest: string;
  readonly oldest: string;
  readonly results: string;
  readonly loading: string;
  /** A label before a number: no language needs a plural for it. */
  readonly found: string;
  readonly nothing: string;
  readonly more: string;
  readonly failed: string;
  readonly browse: string;
}
