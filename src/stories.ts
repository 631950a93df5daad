import type { Article, Listed } from "./article/article.ts";
import { type Digest, digestOf } from "./base/digest.ts";
import type { Memory } from "./base/memory.ts";
import type { Permalink } from "./base/path.ts";
import type { Choices, Corpus } from "./corpus/corpus.ts";
import { noTargets, type Targets } from "./corpus/targets.ts";
import type { BlobStore } from "./engine/stage.ts";
import type { RelatedChoice } from "./pages/article-page.ts";
import type { RelatedList } from "./related/listing.ts";
import type { MarkedStory } from "./related/settled.ts";
import type { StoryFacts } from "./related/story.ts";
import { decodeTerms } from "./related/terms-codec.ts";
import type { Asset } from "./source/source.ts";
import type { ReadArticle } from "./stages.ts";

interface StorySource {
  /** What was read, of which the digests of the terms are wanted. */
  readonly read: readonly ReadArticle[];
  readonly blobs: BlobStore;
  readonly memory: Memory;
}

/** The live articles as `related` sees them; their terms are fetched where they are needed. */
export function toMarkedStories(corpus: Corpus, { read, blobs, memory }: StorySource): readonly MarkedStory[] {
  const { live, choices, targets } = corpus;
  const terms = new Map(read.map((own) => [own.article.permalink, own.terms]));
  const chosen = live.map(({ permalink }) => choices.get(permalink) ?? noChoices);
  const linked = live.map(({ permalink }) => targets.get(permalink) ?? noTargets);
  return memory.map("stories", [live, chosen, linked], [], (row) => {
    const article = live[row] as Article;
    const { permalink } = article;
    const facts = toStoryFacts(article, chosen[row] as Choices, linked[row] as Targets);
    return toMarkedStory(facts, terms.get(permalink) as Digest, blobs);
  });
}

/** Stands for all that `toMarkedStories` makes stories from: articles, which of them are live, and where links may lead. */
export function toStoriesMark({ live }: Corpus, read: readonly ReadArticle[], assets: readonly Asset[]): Digest {
  return digestOf(
    [
      ...read.map(({ article, terms }) => `${article.digest} ${terms}`),
      ...live.map(({ permalink }) => permalink),
      ...assets.map(({ output }) => output),
    ].join("\n"),
  );
}

/** On its own, so that a story that is kept keeps no corpus. */
function toMarkedStory(facts: StoryFacts, digest: Digest, blobs: BlobStore): MarkedStory {
  const mark = JSON.stringify([digest, facts.tags, facts.date]);
  return { ...facts, mark, toTerms: () => decodeTerms(blobs.fetch(digest)) };
}

const noChoices: Choices = { pins: [], excludes: [] };

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
  listed: readonly Listed[],
  lists: readonly RelatedList[],
  memory: Memory,
): ReadonlyMap<Permalink, RelatedChoice> {
  const { others } = memory.revise<Placed>("placed", (before) => ({
    listed,
    others: findOthers(before?.listed ?? [], listed),
  }));
  const isOther = ({ related }: RelatedList): boolean => others.size > 0 && related.some(({ id }) => others.has(id));
  // An object is the same as no other: where a story of the list was edited, the row is none that stood there.
  const fresh = lists.map((list) => (isOther(list) ? {} : null));
  const find = memory.recall("listed", "by permalink", [listed], () => {
    return new Map<string, Listed>(listed.map((article) => [article.permalink, article]));
  });
  const choices = memory.map("choices", [lists, fresh], [], (row): RelatedChoice => {
    const { related } = lists[row] as RelatedList;
    const articles = related.flatMap((pick) => find.get(pick.id) ?? []);
    return { articles, isFallback: related.length > 0 && related.every(({ reason }) => reason === "fallback") };
  });
  return memory.recall("choices", "all", [lists, choices], () => {
    return new Map(lists.map(({ id }, row) => [id as Permalink, choices[row] as RelatedChoice]));
  });
}

/** Live articles as lists see them, and the permalinks of those that are not what they were at the last build. */
interface Placed {
  readonly listed: readonly Listed[];
  readonly others: ReadonlySet<string>;
}

function findOthers(before: readonly Listed[], listed: readonly Listed[]): ReadonlySet<string> {
  const moved = before === listed ? [] : listed.filter((article, place) => article !== before[place]);
  const known = new Set(moved.length === 0 ? [] : before);
  return new Set(moved.filter((article) => !known.has(article)).map(({ permalink }) => permalink));
}

function toLinked(article: Article, { references }: Targets): readonly string[] {
  const linked = references.flatMap((target) => (target.kind === "article" ? [target.permalink] : []));
  return [...new Set(linked)].filter((permalink) => permalink !== article.permalink);
}
