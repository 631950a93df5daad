import type { Article, Listed } from "../article/article.ts";
import { type Digest, digestOf } from "../base/digest.ts";
import type { Memory, Parts } from "../base/memory.ts";
import type { Permalink } from "../base/path.ts";
import type { Choices } from "../corpus/choices.ts";
import type { Corpus, Lineup } from "../corpus/corpus.ts";
import { noTargets, type Targets } from "../corpus/targets.ts";
import type { BlobStore } from "../engine/stage.ts";
import type { RelatedChoice } from "../pages/article-page.ts";
import type { RelatedChoices } from "../pages/edition-pages.ts";
import { toEdition } from "../related/editions.ts";
import type { RelatedList } from "../related/listing.ts";
import type { MarkedStory } from "../related/settled.ts";
import type { StoryFacts } from "../related/story.ts";
import { decodeTerms } from "../related/terms-codec.ts";
import type { ReadArticle } from "../stages.ts";

interface StorySource {
  /** What was read of each article; the digests of the terms are taken from it. */
  readonly read: readonly ReadArticle[];
  readonly blobs: BlobStore;
  readonly memory: Memory;
}

/** The live articles as `related` sees them; their terms are fetched where they are needed. */
export function toMarkedStories(corpus: Corpus, { read, blobs, memory }: StorySource): readonly MarkedStory[] {
  const { live, lineup, choices, targets } = corpus;
  const { permalinks } = lineup;
  const recall = <Value>(about: string, parts: Parts, make: () => Value): Value =>
    memory.recall("of stories", about, [lineup, ...parts], make);
  const chosen = recall("choices", [choices], () => permalinks.map((own) => choices.get(own) ?? noChoices));
  const linked = recall("targets", [targets], () => permalinks.map((own) => targets.get(own) ?? noTargets));
  // If the articles are the same in the same order, so are their files. A file is looked up by its path: two articles
  // may claim one address until their authors hear of it.
  const places = recall("places", [read.length], () => {
    const known = new Map(read.map(({ article }, place) => [article.file, place]));
    return live.map(({ file }) => known.get(file) as number);
  });
  return memory.map("stories", [live, chosen, linked], [], (row) => {
    const facts = toStoryFacts(live[row] as Article, chosen[row] as Choices, linked[row] as Targets);
    return toMarkedStory(facts, read[places[row] as number]?.terms as Digest, blobs);
  });
}

/**
 * A digest of all that `toMarkedStories` makes stories from: the articles, and which of them are live. Links between
 * articles need no part of their own, since no other file can take an article's address.
 */
export function toStoriesMark({ live }: Corpus, read: readonly ReadArticle[]): Digest {
  return digestOf(
    [...read.map(({ article, terms }) => `${article.digest} ${terms}`), ...live.map(({ permalink }) => permalink)].join(
      "\n",
    ),
  );
}

/** A function of its own, so that a story that is kept does not keep the whole corpus. */
function toMarkedStory(facts: StoryFacts, digest: Digest, blobs: BlobStore): MarkedStory {
  const mark = JSON.stringify([digest, facts.tags, facts.date]);
  return {
    ...facts,
    mark,
    toTerms: () => decodeTerms(blobs.fetch(digest)),
    lendTerms: (use) => blobs.lend(digest, (bytes) => use(decodeTerms(bytes))),
    isHeld: false,
  };
}

const noChoices: Choices = { pins: [], excludes: [] };

function toStoryFacts(article: Article, { pins, excludes }: Choices, targets: Targets): StoryFacts {
  return {
    id: article.permalink,
    lang: article.language,
    section: article.section.slug,
    tags: article.tags.map(({ slug }) => slug),
    series: article.series?.slug ?? null,
    edition: toEdition(article.headline, article.language),
    sources: article.sources.map(({ name }) => name),
    date: article.date.ms,
    links: toLinked(article, targets),
    pins,
    excludes,
    off: article.related.off,
  };
}

/** The related stories of each article, as articles in place of ids. */
export function toChoices(
  { listed, lineup }: { readonly listed: readonly Listed[]; readonly lineup: Lineup },
  lists: readonly RelatedList[],
  memory: Memory,
): RelatedChoices {
  const places = memory.recall("listed", "places", [lineup], () => {
    return new Map<string, number>(lineup.permalinks.map((permalink, place) => [permalink, place]));
  });
  const toChoice = ({ related }: RelatedList): RelatedChoice => ({
    articles: related.flatMap(({ id }) => listed[places.get(id) ?? -1] ?? []),
    isFallback: related.length > 0 && related.every(({ reason }) => reason === "fallback"),
  });
  const { choices } = memory.revise<MadeChoices>("choices", (before) => {
    const gone = before === null ? null : findGone(before.listed, listed);
    const isKept = (row: number): boolean =>
      gone !== null &&
      before?.lists[row] === lists[row] &&
      (gone.length === 0 || !before?.choices[row]?.articles.some((article) => gone.includes(article)));
    const own = lists.map((list, row) => (isKept(row) ? (before?.choices[row] as RelatedChoice) : toChoice(list)));
    return { listed, lists, choices: own };
  });
  const ids = lists.map(({ id }) => id as Permalink);
  const rows = memory.recall("choices", "rows", [ids], () => new Map(ids.map((id, row) => [id, row])));
  return { rows, choices };
}

/** The choices of a build, and what they were made from. */
interface MadeChoices {
  readonly listed: readonly Listed[];
  readonly lists: readonly RelatedList[];
  readonly choices: readonly RelatedChoice[];
}

/** With more articles gone than this, choosing anew is faster than looking for them in each choice. */
const MOST_GONE = 16;

/** The articles of a list that do not stand where they stood before; null for too many. */
function findGone(before: readonly Listed[], now: readonly Listed[]): readonly Listed[] | null {
  if (before === now) return [];
  const gone = before.filter((article, place) => article !== now[place]);
  return gone.length > MOST_GONE ? null : gone;
}

const noLinks: readonly string[] = [];

function toLinked(article: Article, { references }: Targets): readonly string[] {
  if (references.length === 0) return noLinks;
  const linked = references.flatMap((target) => (target.kind === "article" ? [target.permalink] : []));
  return [...new Set(linked)].filter((permalink) => permalink !== article.permalink);
}
