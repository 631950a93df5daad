import type { Article } from "./article/article.ts";
import type { Diagnostic, Outcome } from "./base/diagnostic.ts";
import type { Digest } from "./base/digest.ts";
import type { Memory } from "./base/memory.ts";
import type { AskCounts } from "./build/comment-counts.ts";
import { createFindings, type Findings, findSiteProblems } from "./build/findings.ts";
import { toMarkedStories, toStoriesMark } from "./build/stories.ts";
import type { Site } from "./config.ts";
import { type Corpus, toOutcome } from "./corpus/corpus.ts";
import type { FrontFile } from "./corpus/front-file.ts";
import { findFutureChanges } from "./corpus/future.ts";
import { type MadeCorpus, reviseCorpus } from "./corpus/revise-corpus.ts";
import type { PooledRunner } from "./engine/pool.ts";
import type { Records } from "./engine/recall.ts";
import { type BlobStore, collect, createRun, type Deferred, type Run, type Runner } from "./engine/stage.ts";
import type { Target } from "./output/target.ts";
import type { RelatedList } from "./related/listing.ts";
import type { MarkedStory } from "./related/settled.ts";
import type { Story } from "./related/story.ts";
import type { Relate } from "./settling.ts";
import type { BytesAtHand } from "./source/at-hand.ts";
import {
  type ArticleFile,
  type ArticleSource,
  type ReadOptions,
  readArticle,
  readSources,
  type Sources,
} from "./source/source.ts";
import { readTheme, type ThemeSources } from "./source/templates.ts";
import { articleStage, frontStage, type ReadArticle } from "./stages.ts";

export interface BuildOptions {
  /** ms since 1970: what is live is decided by it. */
  readonly now: number;
  /** Drafts and embargoed articles are built too. */
  readonly showsUnpublished: boolean;
  /** Folders of templates, the later overriding the earlier. */
  readonly templateFolders: readonly string[];
}

/** What a build works with: how stages are called, where big results are kept, where files go. */
export interface Workshop {
  readonly runner: Runner;
  /** Told of articles that are to be read, so that workers can start. */
  readonly expect: PooledRunner["expect"];
  readonly blobs: BlobStore;
  readonly records: Records;
  /** Which stories belong together, as far as that is known from the last build. */
  readonly relate: Relate;
  /** What the last build made, where one process builds again and again. */
  readonly memory: Memory;
  /** Whether files are made of pictures; where nobody keeps them they are only looked at, for what is broken. */
  readonly encodes: boolean;
  /** Who asks a server how many comments there are; null where nobody does. */
  readonly askCounts: AskCounts | null;
  /** Digest of all that results depend on beside options and inputs. */
  readonly code: Digest;
  readonly target: Target;
  readonly reading: ReadOptions;
  /** Told when the next part of the work begins. */
  readonly enter: (part: string) => void;
}

/** All that a site is made from beside its configuration. */
export interface Inputs {
  readonly sources: Outcome<Sources>;
  readonly theme: ThemeSources;
}

/** Which stories there are, and how they belong together. */
export interface StoriesResult {
  /** All that could be read, published or not. */
  readonly articles: readonly Article[];
  readonly corpus: Corpus;
  /** All live stories with their terms, as long as the workshop is open. */
  readonly toStories: () => readonly Story[];
  readonly related: readonly RelatedList[];
  /** Ordered by place, with the severities that the site sets. */
  readonly diagnostics: readonly Diagnostic[];
}

export async function readInputs(site: Site, options: BuildOptions, workshop: Workshop): Promise<Inputs> {
  workshop.enter("source");
  const tellNew = (articles: number) => workshop.expect(articleStage, site.article, articles);
  const sources = await readSources(site.root, { ...workshop.reading, tellNew });
  return { sources, theme: readTheme(options.templateFolders) };
}

/** Builds as far as the related stories; the target is left alone. */
export async function buildStories(
  site: Site,
  options: BuildOptions,
  inputs: Inputs,
  workshop: Workshop,
): Promise<StoriesResult> {
  const tools = createTools(site, inputs, workshop);
  const { relate, ...stories } = await toStoriesOfSite(site, options, tools);
  workshop.enter("related");
  const related = await relate();
  return { ...stories, related, diagnostics: tools.found.toJudged() };
}

export type ArticlesResult = Pick<StoriesResult, "articles" | "diagnostics">;

/** Builds as far as the articles, published or not. */
export async function buildArticles(site: Site, inputs: Inputs, workshop: Workshop): Promise<ArticlesResult> {
  const tools = createTools(site, inputs, workshop);
  const read = await readArticles(site, tools);
  return { articles: read.map(({ article }) => article), diagnostics: tools.found.toJudged() };
}

/** What the parts of one build share. */
export interface Tools {
  readonly inputs: Inputs;
  readonly workshop: Workshop;
  readonly run: Run;
  readonly found: Findings;
}

export function createTools(site: Site, inputs: Inputs, workshop: Workshop): Tools {
  const found = createFindings(site);
  return { inputs, workshop, run: createRun(workshop.runner, workshop.blobs, found.report), found };
}

interface Stories extends Pick<StoriesResult, "articles" | "corpus" | "toStories"> {
  /** Finds the related stories. */
  readonly relate: () => Promise<readonly RelatedList[]>;
  /** When what is told of dates to come is none any more. */
  readonly toldUntil: number | null;
}

/** The way of the articles, as far as it needs no pages. */
export async function toStoriesOfSite(
  site: Site,
  options: BuildOptions,
  { inputs, workshop, run, found }: Tools,
): Promise<Stories> {
  const read = await readArticles(site, { inputs, workshop, run, found });
  workshop.enter("corpus");
  const { contentAssets, publicAssets } = inputs.sources.value;
  const articles = read.map(({ article }) => article);
  const future = findFutureChanges(articles, options.now);
  found.report(future.diagnostics);
  const front = await readFrontFile(site, inputs, run);
  const assets = [...contentAssets, ...publicAssets];
  const input = { articles, assets, front };
  const made = workshop.memory.revise<MadeCorpus>("corpus", (before) => reviseCorpus(before, input, options));
  const corpus = found.take(toOutcome(made.told));
  let marked: readonly MarkedStory[] | null = null;
  const toMarked = () => {
    marked ??= toMarkedStories(corpus, { read, blobs: run.blobs, memory: workshop.memory });
    return marked;
  };
  const toStories = () => toMarked().map((story): Story => ({ ...story, terms: story.toTerms() }));
  const toMark = () => toStoriesMark(corpus, read);
  const relate = () => workshop.relate.relate({ toMark, toStories: toMarked }, site.related);
  return { articles, corpus, toStories, relate, toldUntil: future.changesAt };
}

const noFront: FrontFile = {};

/** What editors chose for the fronts. */
async function readFrontFile(site: Site, { sources }: Inputs, run: Run): Promise<FrontFile> {
  const { front } = sources.value;
  if (front === null) return noFront;
  const input = { key: front.digest, name: front.path, load: () => readArticle(site.root, front) };
  const [value = noFront] = await collect(run.stream(frontStage, { language: site.article.language }, [input]));
  return value;
}

async function readArticles(site: Site, { inputs, workshop, run, found }: Tools): Promise<readonly ReadArticle[]> {
  const { articles, atHand } = found.take(inputs.sources);
  found.report(findSiteProblems(site, articles.length));
  workshop.enter("article");
  const files = workshop.memory.map("files", [articles], [site.root], (row) => {
    return toDeferred(site.root, articles[row] as ArticleFile, atHand);
  });
  const read = await collect(run.stream(articleStage, site.article, files));
  atHand.clear();
  return read.filter((article) => article !== null);
}

/** On its own, so that what is kept of a file keeps nothing else. */
function toDeferred(root: string, file: ArticleFile, atHand: BytesAtHand): Deferred<ArticleSource> {
  return { key: `${file.path} ${file.digest}`, name: file.path, load: () => readArticle(root, file, atHand) };
}
