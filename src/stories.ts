import type { Article } from "./article/article.ts";
import type { Digest } from "./base/digest.ts";
import type { Memory } from "./base/memory.ts";
import type { Permalink } from "./base/path.ts";
import type { Choices, Corpus, Targets } from "./corpus/corpus.ts";
import type { BlobStore } from "./engine/stage.ts";
import type { RelatedChoice } from "./pages/article-page.ts";
import type { RelatedList } from "./related/listing.ts";
import type { MarkedStory } from "./related/settled.ts";
import type { StoryFacts } from "./related/story.ts";
import { decodeTerms } from "./related/terms-codec.ts";

interface StorySource {
  /** Digests of the terms, by permalink. */
  readonly digests: ReadonlyMap<string, Digest>;
  readonly blobs: BlobStore;
  readonly memory: Memory;
}

/** The live articles as `related` sees them; their terms are fetched where they are needed. */
export function toMarkedStories(corpus: Corpus, { digests, blobs, memory }: StorySource): readonly MarkedStory[] {
  return corpus.live.map((article) => {
    const { permalink } = article;
    const choices = corpus.choices.get(permalink) ?? noChoices;
    const targets = corpus.targets.get(permalink) ?? noTargets;
    const digest = digests.get(permalink) as Digest;
    return memory.recall("story", permalink, [article, choices, targets, digest], () => {
      return toMarkedStory(toStoryFacts(article, choices, targets), digest, blobs);
    });
  });
}

/** On its own, so that a story that is kept keeps no corpus. */
function toMarkedStory(facts: StoryFacts, digest: Digest, blobs: BlobStore): MarkedStory {
  const mark = JSON.stringify([digest, facts.tags, facts.date]);
  return { ...facts, mark, toTerms: () => decodeTerms(blobs.fetch(digest)) };
}

const noChoices: Choices = { pins: [], excludes: [] };
const noTargets: Targets = { references: [], picture: null };

function toStoryFacts(article: Article, { pins, excludes }: Choices, targets: Targets): StoryFacts {
  return {
    id: article.permalink,
    lang: article.language,
    section: article.section.slug,
    tags: article.tags.map(({ slug }) => slug),
    series: article.series?.slug ?? null,
    sources: article.sources.map(({ name }) => name),
    authors: article.authors.map(({ slug }) => slug),
    date: article.date.ms,
    links: toLinked(article, targets),
    outLinks: article.outLinks,
    pins,
    excludes,
    off: article.related.off,
  };
}

/** Picks as articles, by the permalink that they stand under. */
export function toChoices(
  corpus: Corpus,
  lists: readonly RelatedList[],
  memory: Memory,
): ReadonlyMap<Permalink, RelatedChoice> {
  const byPermalink = new Map<string, Article>(corpus.live.map((article) => [article.permalink, article]));
  return new Map(
    lists.map((list) => {
      const { id, related } = list;
      const articles = related.flatMap((pick) => byPermalink.get(pick.id) ?? []);
      const choice = memory.recall("choice", id, [list, articles], () => {
        const isFallback = related.length > 0 && related.every(({ reason }) => reason === "fallback");
        return { articles, isFallback };
      });
      return [id as Permalink, choice];
    }),
  );
}

function toLinked(article: Article, { references }: Targets): readonly string[] {
  const linked = references.flatMap((target) => (target.kind === "article" ? [target.permalink] : []));
  return [...new Set(linked)].filter((permalink) => permalink !== article.permalink);
}
