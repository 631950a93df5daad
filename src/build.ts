import type { Article } from "./article/article.ts";
import { readCommentCounts } from "./build/comment-counts.ts";
import { readData } from "./build/data.ts";
import { makeIndexes } from "./build/make-indexes.ts";
import { makePictures } from "./build/make-pictures.ts";
import { createPageMaker, type Making, makeFiles, toFeedMaking } from "./build/making.ts";
import { makeOwn } from "./build/own.ts";
import { planSite } from "./build/plan-site.ts";
import { putFiles } from "./build/put-files.ts";
import { toChoices } from "./build/stories.ts";
import { bundleTheme, checkTheme } from "./build/theme.ts";
import {
  type BuildOptions,
  createTools,
  type Inputs,
  type StoriesResult,
  type Tools,
  toStoriesOfSite,
  type Workshop,
} from "./build-stories.ts";
import type { Site } from "./config.ts";
import type { DataFile } from "./corpus/data.ts";
import { createIsHidden } from "./pages/hidden.ts";
import { withoutHiddenLinks, withoutHiddenOptions } from "./pages/hidden-links.ts";
import { type ListPlanInput, planLists } from "./pages/list-plan.ts";
import { toListed } from "./pages/listed.ts";
import type { SiteOptions } from "./pages/options.ts";
import { toEarlier } from "./pages/plan.ts";
import { toTemplateMarks } from "./pages/template-marks.ts";
import type { Theme } from "./source/templates.ts";
import { pageStage } from "./stages.ts";

export interface BuildResult extends StoriesResult {
  /**
   * Until when another build of the same inputs would give the same site, in ms since 1970; null for ever. The date on
   * fronts, which changes each day, does not count.
   */
  readonly changesAt: number | null;
  /** How the files are made that the target has deferred. */
  readonly makings: readonly Making[];
}

/**
 * Builds a site into the workshop's target. Readers see nothing of it before the target is committed:
 * a site with errors leaves what is published alone.
 */
export async function build(
  site: Site,
  options: BuildOptions,
  inputs: Inputs,
  workshop: Workshop,
): Promise<BuildResult> {
  const tools = createTools(site, inputs, workshop);
  const { run, found } = tools;
  // The bundlers work while articles are read. They are awaited in their turn;
  // until then a failure must not end the process.
  const bundling = bundleTheme(inputs.theme, run);
  bundling.catch(() => undefined);
  const { relate, toldUntil, ...stories } = await toStoriesOfSite(site, options, tools);
  workshop.enter("theme");
  const theme = await bundling;
  const gathered = await gather(site, options, { ...tools, stories, theme });
  const { data, listInput, siteOptions } = gathered;
  const { corpus, listed, own, themeFiles } = listInput;
  const lists = found.take(planLists(listInput, siteOptions, workshop.memory));
  const toPageMaking = createPageMaker({ theme, data, helpers: site.helpers }, workshop);
  workshop.enter("related");
  let isRelating = true;
  const listPages = toPageMaking(lists.pages, { ...pageStage, isLeftToWorkers: () => isRelating });
  const relating = relate().finally(() => {
    isRelating = false;
  });
  const [related] = await awaitBoth(relating, makeFiles(listPages, run, workshop.target));
  workshop.enter("plan");
  const choices = toChoices({ listed, lineup: corpus.lineup }, related, workshop.memory);
  const planInput = { ...listInput, related: choices, contentAssets: inputs.sources.value.contentAssets };
  const { root, ownPages, pages: pageOptions } = site;
  const { siteUrl } = site.article.markdown;
  const addresses = { baseUrl: pageOptions.baseUrl, siteUrl };
  const plan = found.take(planSite(lists, planInput, { options: siteOptions, addresses, memory: workshop.memory }));
  const planned = {
    root,
    articles: gathered.articles,
    shown: [...corpus.live, ...corpus.pages],
    plan,
    themeFiles,
    own,
    mayNameOthers: ownPages !== null,
    options: pageOptions,
    siteUrl,
  };
  found.report(await checkTheme(inputs.theme, planned, run));
  workshop.enter("page");
  const articlePages = toPageMaking(plan.articlePages, pageStage);
  await makeFiles(articlePages, run, workshop.target);
  workshop.enter("feed");
  const feeds = toFeedMaking(plan.feeds, workshop.blobs);
  await makeFiles(feeds, run, workshop.target);
  workshop.enter("search");
  await makeIndexes(plan.searches, run, workshop.target);
  workshop.enter("output");
  putFiles(site.root, plan, theme, workshop);
  const changesAt = toEarlier(plan.changesAt, toldUntil);
  const makings = [listPages, articlePages, feeds];
  return { ...stories, related, changesAt, makings, diagnostics: found.toJudged() };
}

interface Gathering extends Tools {
  readonly stories: Pick<StoriesResult, "articles" | "corpus">;
  readonly theme: Theme;
}

/** All that pages are planned from, except related stories. */
interface Gathered {
  /** The published articles, with links to hidden addresses still in their heads. */
  readonly articles: readonly Article[];
  readonly data: readonly DataFile[];
  readonly listInput: ListPlanInput;
  readonly siteOptions: SiteOptions;
}

async function gather(
  site: Site,
  options: BuildOptions,
  { stories, theme, inputs, workshop, run, found }: Gathering,
): Promise<Gathered> {
  const { contentAssets, publicAssets } = inputs.sources.value;
  const { enter, memory } = workshop;
  const target = workshop.encodes ? workshop.target : null;
  const ofPictures = { publicAssets, run, found, memory, enter, target };
  const { corpus: whole, pictures } = await makePictures(site, stories.corpus, ofPictures);
  const isHidden = createIsHidden({ articles: stories.articles, corpus: whole, contentAssets });
  const reading = { siteUrl: site.article.markdown.siteUrl, baseUrl: site.pages.baseUrl, isHidden };
  const corpus = found.take(withoutHiddenLinks(whole, reading));
  if (site.pages.comments !== null) workshop.enter("comments");
  // A server of somebody else must not learn of stories that are not published yet.
  const ask = options.showsUnpublished ? null : workshop.askCounts;
  const counts = found.take(await readCommentCounts(corpus, site.pages, { ask, records: workshop.records }));
  const data = await readData(site, inputs.sources.value, { run, found });
  workshop.enter("plan");
  const themeFiles = new Map(theme.files.map(({ name, output }) => [name, output]));
  const templates = toTemplateMarks(theme.closures, { data, helpers: site.helpers?.digest ?? null });
  const listed = toListed(corpus.live, memory);
  const own = makeOwn(site, { corpus, isHidden }, { data, run, found });
  const siteOptions = withoutHiddenOptions(site.pages, reading);
  const listInput = { corpus, listed, pictures, counts, own, publicAssets, themeFiles, templates };
  const articles = [...whole.live, ...whole.withdrawn, ...whole.pages];
  return { articles, data, listInput, siteOptions };
}

/** Waits for both, even if one fails: neither may go on while the site is built again. */
async function awaitBoth<A, B>(a: Promise<A>, b: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}
