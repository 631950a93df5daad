import type { Article } from "../article/article.ts";
import { toLanguage } from "../base/language.ts";
import { toStart } from "../corpus/publication.ts";
import { type ListRedirects, toListRedirects } from "../import/list-redirects.ts";
import type { Manuscript, OldList } from "../import/manuscript.ts";
import type { ImportedLine } from "../import/report.ts";

/** Notes on which lists of the new site imported articles are, and on which of the old one they were. */
export interface ListNotes {
  readonly note: (article: Article, manuscript: Manuscript) => void;
  /** Redirects from old lists and feeds, for the new configuration or for a file beside the one that is there. */
  readonly toRedirects: (articles: readonly ImportedLine[], feeds: readonly string[]) => ListRedirects;
}

export function createListNotes(siteLanguage: string): ListNotes {
  // Slugs of lists; those of another edition stand behind its code.
  const listed = {
    tags: new Set<string>(),
    authors: new Set<string>(),
    sections: new Set<string>(),
    editions: new Set<string>(),
  };
  const old: OldList[] = [];
  return {
    note: ({ draft, date, embargo, kind, tags, authors, section, language }, { lists = [] }) => {
      // An article that is not published yet is on no list, and its list may hold nothing else.
      if (draft || kind === "page" || toStart({ date, embargo }) > Date.now()) return;
      const edition = toLanguage(language);
      const folder = edition === toLanguage(siteLanguage) ? "" : `${edition}/`;
      for (const { slug } of tags) listed.tags.add(folder + slug);
      for (const { slug } of authors) listed.authors.add(folder + slug);
      listed.sections.add(folder + section.slug);
      if (folder !== "") listed.editions.add(edition);
      old.push(...lists);
    },
    toRedirects: (articles, feeds) => {
      const taken = articles.flatMap(({ permalink, aliases }) => [permalink, ...aliases]);
      const oldFeeds = feeds.map((address): OldList => {
        return { kind: "feed", name: address.endsWith(".json") ? "json" : "xml", address };
      });
      return toListRedirects([...old, ...oldFeeds], { ...listed, taken: new Set(taken) });
    },
  };
}
