import type { kinds } from "../../article/schema.ts";

type Kind = (typeof kinds)[number];

/** Everything the interface says, in one language. `{name}` marks what is filled in. */
export interface Words {
  readonly skip: string;
  readonly sections: string;
  readonly editions: string;
  readonly latest: string;
  readonly by: string;
  readonly updated: string;
  readonly correction: string;
  readonly corrections: string;
  readonly noCorrections: string;
  /** On a list or front without an article. */
  readonly nothingYet: string;
  readonly topics: string;
  readonly authors: string;
  readonly archive: string;
  readonly related: string;
  readonly moreFrom: string;
  readonly series: string;
  readonly previousPart: string;
  readonly nextPart: string;
  readonly older: string;
  readonly newer: string;
  readonly page: string;
  readonly pages: string;
  readonly comments: string;
  readonly oneComment: string;
  readonly manyComments: string;
  readonly showComments: string;
  readonly commentsNeedScript: string;
  readonly feed: string;
  readonly share: string;
  readonly email: string;
  readonly alsoIn: string;
  readonly withdrawn: string;
  readonly withdrawnText: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly moved: string;
  /** Label of a live story that is over. */
  readonly liveClosed: string;
  readonly keyPoints: string;
  readonly newEntry: string;
  readonly newEntries: string;
  readonly entryLink: string;
  /** What stands on a video or map from elsewhere before it is loaded. */
  readonly facade: string;
  /** Labels of kinds; news needs none. */
  readonly kinds: Readonly<Record<Exclude<Kind, "news" | "page">, string>>;
}
