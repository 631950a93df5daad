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
  readSource,
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
  /** Called with the number of articles that are about to be read, so that workers can start. */
  readonly expect: PooledRunner["expect"];
  readonly blobs: BlobStore;
  readonly records: Records;
  /** Which stories belong together, as far as that is known from the last build. */
  readonly relate: Relate;
  /** What the last build of this process made; `noMemory` where a process builds once. */
  readonly memory: Memory;
  /**
   * Whether pictures are encoded. Where nobody keeps the files, pictures are only examined, to tell which are broken.
   */
  readonly encodes: boolean;
  /** Asks a server how many comments there are; null where no server is asked. */
  readonly askCounts: AskCounts | null;
  /** Digest of the code and its libraries: all that results depend on besides options and inputs. */
  readonly code: Digest;
  readonly target: Target;
  readonly reading: ReadOptions;
  /** Called when the next part of the work begins, with its name. */
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

/** Builds up to the related stories. No page is planned, and the target is left alone. */
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

/** Reads the articles, published or not, and goes no further. */
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
  /** When the warnings about dates in the future change, in ms since 1970; null for never. */
  readonly toldUntil: number | null;
}

/**
 * From files to articles and the corpus. Related stories are found when `relate` is called: pages that show none are
 * planned first.
 */
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
  const input = { key: front.digest, name: front.path, load: () => readSource(site.root, front) };
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

/** A function of its own, so that the closure that is kept holds one file and nothing else. */
function toDeferred(root: string, file: ArticleFile, atHand: BytesAtHand): Deferred<ArticleSource> {
  return { key: `${file.path} ${file.digest}`, name: file.path, load: () => readSource(root, file, atHand) };
}
