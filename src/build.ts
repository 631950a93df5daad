import { makeOwn, readData } from "./build-data.ts";
import {
  type BuildOptions,
  createTools,
  type Inputs,
  type StoriesResult,
  toStoriesOfSite,
  type Workshop,
} from "./build-stories.ts";
import { readCommentCounts } from "./comment-counts.ts";
import type { Site } from "./config.ts";
import { makeIndexes, putFiles } from "./files.ts";
import { makePictures } from "./make-pictures.ts";
import { createPageMaker, type Making, makeFiles, toFeedMaking } from "./making.ts";
import { createIsHidden } from "./pages/hidden.ts";
import { withoutHiddenCall, withoutHiddenLinks } from "./pages/hidden-links.ts";
import { planLists } from "./pages/list-plan.ts";
import { toListed } from "./pages/listed.ts";
import { toEarlier, toPlan } from "./pages/plan.ts";
import { toTemplateMarks } from "./pages/template-marks.ts";
import { pageStage } from "./stages.ts";
import { toChoices } from "./stories.ts";
import { bundleTheme, checkTheme } from "./theme.ts";

export interface BuildResult extends StoriesResult {
  /** Until when another build of the same inputs gives the same site, beside the date on fronts; null for ever. */
  readonly changesAt: number | null;
  /** How those files are made that the target has deferred. */
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
  const { contentAssets, publicAssets } = inputs.sources.value;
  const { enter, memory } = workshop;
  const target = workshop.encodes ? workshop.target : null;
  const ofPictures = { publicAssets, run, found, memory, enter, target };
  const { corpus: whole, pictures } = await makePictures(site, stories.corpus, ofPictures);
  const isHidden = createIsHidden({ articles: stories.articles, corpus: whole });
  const reading = { siteUrl: site.article.markdown.siteUrl, baseUrl: site.pages.baseUrl, isHidden };
  const corpus = found.take(withoutHiddenLinks(whole, reading));
  if (site.pages.comments !== null) workshop.enter("comments");
  // What is not published yet must not be known to a server of others.
  const ask = options.showsUnpublished ? null : workshop.askCounts;
  const counts = found.take(await readCommentCounts(corpus, site.pages, { ask, records: workshop.records }));
  const data = await readData(site, { inputs, run, found });
  workshop.enter("plan");
  const themeFiles = new Map(theme.files.map(({ name, output }) => [name, output]));
  const templates = toTemplateMarks(theme.closures, { data, helpers: site.helpers?.digest ?? null });
  const listed = toListed(corpus.live, memory);
  const own = makeOwn(site, { corpus, isHidden }, { data, run, found });
  const siteOptions = withoutHiddenCall(site.pages, reading);
  const listInput = { corpus, listed, pictures, counts, own, publicAssets, themeFiles, templates };
  const lists = found.take(planLists(listInput, siteOptions, memory));
  const toPageMaking = createPageMaker({ theme, data, helpers: site.helpers }, workshop);
  workshop.enter("related");
  let isRelating = true;
  const listPages = toPageMaking(lists.pages, { ...pageStage, isLeftToWorkers: () => isRelating });
  const relating = relate().finally(() => {
    isRelating = false;
  });
  const [related] = await awaitBoth(relating, makeFiles(listPages, run, workshop.target));
  workshop.enter("plan");
  const choices = toChoices({ listed, lineup: corpus.lineup }, related, memory);
  const plan = found.take(toPlan(lists, { ...listInput, related: choices, contentAssets }, siteOptions, memory));
  const { root, ownPages, pages: pageOptions } = site;
  const planned = {
    root,
    articles: whole.live,
    plan,
    themeFiles,
    own,
    mayNameOthers: ownPages !== null,
    options: pageOptions,
    siteUrl: reading.siteUrl,
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

/** Where one fails, the other has ended too: it must not go on while the site is built again. */
async function awaitBoth<A, B>(a: Promise<A>, b: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}
