import type { Article } from "./article/article.ts";
import type { Permalink } from "./base/path.ts";
import type { Corpus } from "./corpus/corpus.ts";
import type { RelatedChoice } from "./pages/article-page.ts";
import type { RelatedList } from "./related/related.ts";
import type { StoryFacts } from "./related/story.ts";

/** The live articles as `related` sees them, but for their terms. */
export function toStoryFacts(corpus: Corpus): readonly StoryFacts[] {
  return corpus.live.map((article) => {
    const { pins, excludes } = corpus.choices.get(article.permalink) ?? { pins: [], excludes: [] };
    return {
      id: article.permalink,
      lang: article.language,
      section: article.section.slug,
      tags: article.tags.map(({ slug }) => slug),
      series: article.series?.slug ?? null,
      sources: article.sources.map(({ name }) => name),
      authors: article.authors.map(({ slug }) => slug),
      date: article.date.ms,
      links: toLinked(article, corpus),
      outLinks: article.outLinks,
      pins,
      excludes,
      off: article.related.off,
    };
  });
}

/** Picks as articles, by the permalink that they stand under. */
export function toChoices(corpus: Corpus, lists: readonly RelatedList[]): ReadonlyMap<Permalink, RelatedChoice> {
  const byPermalink = new Map<string, Article>(corpus.live.map((article) => [article.permalink, article]));
  return new Map(
    lists.map(({ id, related }) => {
      const articles = related.flatMap((pick) => byPermalink.get(pick.id) ?? []);
      const isFallback = related.length > 0 && related.every(({ reason }) => reason === "fallback");
      return [id as Permalink, { articles, isFallback }];
    }),
  );
}

function toLinked(article: Article, corpus: Corpus): readonly string[] {
  const { references = [] } = corpus.targets.get(article.permalink) ?? {};
  const linked = references.flatMap((target) => (target.kind === "article" ? [target.permalink] : []));
  return [...new Set(linked)].filter((permalink) => permalink !== article.permalink);
}
