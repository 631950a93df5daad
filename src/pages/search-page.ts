import type { NamedLink } from "./edition.ts";
import { toMark } from "./key.ts";
import { toListHead } from "./list-page.ts";
import type { List } from "./lists.ts";
import { type PageContext, type PlannedPage, toPlannedPage } from "./planned.ts";
import { toAuthorNames, toSearchPlan, toYear } from "./search-index.ts";
import type { SearchWords } from "./search-words/search-words.ts";
import { toSearchWords } from "./search-words.ts";

/** Where readers search; without JavaScript, or instead, they browse. */
export interface SearchPage {
  readonly heading: string;
  readonly words: SearchWords;
  /** What to filter by, as the index has it. */
  readonly sections: readonly string[];
  readonly authors: readonly string[];
  readonly years: readonly string[];
  /**
   * JSON for the script: the words, the folder of the program, and that of each index, newest first. Null if no index
   * is made.
   */
  readonly data: string | null;
  /** What is said instead, in English, to those who work on the site: the server of `broadsheet dev` has no index. */
  readonly notice: string;
  readonly browse: {
    readonly tags: readonly NamedLink[];
    readonly months: readonly NamedLink[];
  };
}

/** What readers can browse: tags with most articles, and the newest months. The whole lists have pages of their own. */
const TAGS = 24;
const MONTHS = 12;

const UNINDEXED = "broadsheet dev makes no search index. broadsheet build does: try the search there.";

/** The search page of an edition; none where the site has no search. */
export function toSearchPages(
  context: PageContext,
  { tags, months }: { readonly tags: readonly List[]; readonly months: readonly List[] },
): readonly PlannedPage[] {
  const { edition } = context;
  const { listed, options, toAddress, toHref } = edition;
  if (options.search === "off" || listed.length === 0) return [];
  const words = toSearchWords(edition.lang);
  const { folder, indexes } = toSearchPlan(edition);
  const toLink = ({ heading, segments }: List): NamedLink => ({ name: heading, href: toHref(toAddress(...segments)) });
  const collator = new Intl.Collator(edition.language);
  const page: SearchPage = {
    heading: words.search,
    words,
    sections: edition.sections.map((section) => edition.toSection(section).name),
    authors: [...new Set(listed.flatMap((article) => toAuthorNames(article, edition)))].sort(collator.compare),
    years: [...new Set(listed.map(toYear))],
    data:
      options.search === "indexed"
        ? JSON.stringify({ program: toHref(folder), parts: indexes.map((index) => toHref(index.folder)), words })
        : null,
    notice: UNINDEXED,
    browse: {
      tags: tags
        .toSorted((a, b) => b.articles.length - a.articles.length)
        .slice(0, TAGS)
        .map(toLink),
      months: months.slice(0, MONTHS).map(toLink),
    },
  };
  const permalink = toAddress("search");
  const identity = {
    template: "search",
    permalink,
    isIndexed: false,
    parts: { search: toMark(JSON.stringify(page)) },
  };
  return [
    toPlannedPage<SearchPage>(context, identity, () => {
      const head = toListHead({ headline: words.search, description: null, permalink }, edition);
      return { head: { ...head, robots: "noindex, follow", jsonLd: null }, page, body: null, slots: [] };
    }),
  ];
}
