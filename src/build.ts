import { join } from "node:path";
import { type Body, type ParsedArticle, prepareArticle } from "./article/article.ts";
import { byPlace, type Diagnostic, type Outcome } from "./base/diagnostic.ts";
import type { Digest } from "./base/digest.ts";
import type { Site } from "./config.ts";
import { type Corpus, type CorpusInput, type CorpusOptions, toCorpus } from "./corpus/corpus.ts";
import { createInlineRun, type Run, type Stage } from "./engine/stage.ts";
import { type OutputFile, toTextFile } from "./output/manifest.ts";
import { type FeedInput, prepareFeed, type TextFile } from "./pages/feeds.ts";
import { type Plan, type PlanInput, toPlan } from "./pages/plan.ts";
import type { SiteOptions } from "./pages/options.ts";
import { prepareRender, type RenderInput, type RenderOptions } from "./pages/render.ts";
import { type RelatedList, type RelatedOptions, type Story, toRelated } from "./related/related.ts";
import { type StoryTerms, type StoryText, toTerms } from "./related/terms.ts";
import { readSources } from "./source/source.ts";
import { readTheme } from "./source/templates.ts";
import { toChoices, toStories, toStoryText } from "./stories.ts";

export interface BuildOptions {
  /** ms since 1970: what is live is decided by it. */
  readonly now: number;
  /** Drafts and embargoed articles are built too. */
  readonly showsUnpublished: boolean;
  /** Folders of templates, the later overriding the earlier. */
  readonly templateFolders: readonly string[];
}

export interface BuildResult {
  readonly corpus: Corpus;
  readonly stories: readonly Story[];
  readonly related: readonly RelatedList[];
  readonly files: readonly OutputFile[];
  /** Of all files, in order, with the severities of the site. */
  readonly diagnostics: readonly Diagnostic[];
}

const articleStage = stage("article", prepareArticle);
const corpusStage = stage("corpus", (options: CorpusOptions) => (input: CorpusInput) => toCorpus(input, options));
const termsStage = stage("terms", () => (text: StoryText): Outcome<StoryTerms> => ok(toTerms(text)));
const relatedStage = stage("related", (options: RelatedOptions) => (stories: readonly Story[]) => ok(toRelated(stories, options)));
const planStage = stage("plan", (options: SiteOptions) => (input: PlanInput) => toPlan(input, options));
const pageStage = stage("page", prepareRender);
const feedStage = stage("feed", prepareFeed);

/** Builds a site in memory. Nothing is written: a site with errors leaves what is published alone. */
export async function build(site: Site, options: BuildOptions): Promise<BuildResult> {
  const diagnostics: Diagnostic[] = [];
  const run = createInlineRun((found) => diagnostics.push(...found));

  const sources = await readSources(site.root);
  const theme = await readTheme(options.templateFolders);
  const parsed = (await run.each(articleStage, site.article, sources.value.articles)).filter(isParsed);
  const bodies = toBodies(parsed);
  const corpus = await run.one(corpusStage, options, toCorpusInput(parsed, sources.value));
  const terms = await run.each(termsStage, null, corpus.live.map((article) => toStoryText(article, bodies(article.body))));
  const stories = toStories(corpus, terms);
  const related = await run.one(relatedStage, site.related, stories);
  const plan = await run.one(planStage, site.pages, toPlanInput(corpus, related, sources.value, theme));
  const pages = await run.each(pageStage, theme, plan.pages.map((model) => toRenderInput(model, bodies)));
  const feeds = await run.each(feedStage, null, plan.feeds.map((feed) => toFeedInput(feed, bodies)));

  return { corpus, stories, related, files, diagnostics };
}
