import type { Listed } from "../article/article.ts";
import type { Outcome } from "../base/diagnostic.ts";
import { type Memory, noMemory } from "../base/memory.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { findShownAssets } from "../corpus/shown-assets.ts";
import type { Asset } from "../source/source.ts";
import { toCheckedTargets } from "./checked-targets.ts";
import { findTwins } from "./collisions.ts";
import type { Edition } from "./edition.ts";
import { type RelatedChoices, toArticlePages, toFeedSources, toFeedsOfEdition } from "./edition-pages.ts";
import { feedNames, type PlannedFeed } from "./feeds.ts";
import type { ListPlan, ListPlanInput } from "./list-plan.ts";
import type { SiteOptions } from "./options.ts";
import { type Redirect, toHeaderList, toRedirectList, toRedirectPage, toRobots } from "./plain-files.ts";
import type { PageContext, PageFacts, PlannedPages } from "./planned.ts";
import { isForBrowsers, withoutDeadRedirects } from "./redirects.ts";
import { type SearchPlan, toSearchPlan } from "./search-index.ts";
import { toArticleEntries, toNewsChange, toNewsSitemap, toSitemapEntry, toSitemaps } from "./sitemaps.ts";
import type { PlannedFile, TextFile } from "./text-file.ts";

/** Everything that is to be published, as data. */
export interface Plan {
  readonly pages: readonly PlannedPages[];
  /** The pages of articles, which show related stories. */
  readonly articlePages: readonly PlannedPages[];
  readonly feeds: readonly PlannedFeed[];
  /** For apps, and sitemaps. */
  readonly data: readonly PlannedFile[];
  /** One for each edition, where the site has a search. */
  readonly searches: readonly SearchPlan[];
  readonly files: readonly TextFile[];
  /** Pages at the aliases of articles, for hosts that do not read `_redirects`. */
  readonly redirects: readonly TextFile[];
  /** Files to copy; from `content/` only those that a published article shows or links. */
  readonly assets: readonly Asset[];
  /**
   * Until when all this stays as it is if nobody edits anything, in ms since 1970; null for ever. Fronts change each
   * day nevertheless.
   */
  readonly changesAt: number | null;
}

export interface PlanInput extends ListPlanInput {
  readonly related: RelatedChoices;
  readonly contentAssets: readonly Asset[];
}

/**
 * Plans all that is published. Reports what shows only when every address is known: dead links, and two things at one
 * address.
 */
export function toPlan(listPlan: ListPlan, input: PlanInput, options: SiteOptions, memory: Memory): Outcome<Plan> {
  const { contexts } = listPlan;
  const { corpus, listed, related, own, contentAssets, publicAssets } = input;
  const editions = contexts.map(({ edition }) => edition);
  const lists = listPlan.pages.flatMap(({ pages }) => pages);
  const redirects = toRedirects(corpus, listed, memory);
  const assets = [...publicAssets, ...withoutUnshown(contentAssets, corpus)];
  const outputs = [...assets.map(({ output }) => output), ...input.themeFiles.values()];
  const known = () => toKnown(toAddresses(contexts, lists, redirects), outputs, corpus);
  const { value: led, diagnostics: dead } = withoutDeadRedirects(own.redirects, known, own.file);
  const addresses = toAddresses(contexts, lists, [...redirects, ...led]);
  const { value: targets, diagnostics } = toCheckedTargets(corpus, addresses, memory);
  const articleContexts = contexts.map((context) => ({ ...context, corpus, related, targets }));
  const followed = articleContexts.map(toFeedsOfEdition);
  const { files, sitemaps } = toFiles(contexts, lists, [...redirects, ...led], corpus);
  const articlePages = articleContexts.flatMap(toArticlePages);
  const plan: Plan = {
    articlePages,
    pages: [...listPlan.pages, ...articlePages],
    feeds: followed.flatMap(({ feeds }) => feeds),
    data: [...followed.flatMap(({ data }) => data), ...sitemaps],
    searches: options.search === "indexed" ? editions.filter(hasArticles).map(toSearchPlan) : [],
    files,
    redirects: [...redirects, ...led.filter(isForBrowsers)].flatMap((redirect) =>
      editions.slice(0, 1).map((edition) => toRedirectPage(redirect, edition)),
    ),
    assets,
    changesAt: toEarlier(corpus.changesAt, toNewsChange(corpus.live, corpus.now)),
  };
  const made = { pages: listPlan.own, file: own.file, redirects: own.redirects };
  const collisions = findTwins(plan, corpus, { made, lists: listPlan.lists, redirects, memory });
  return { value: plan, diagnostics: [...diagnostics, ...collisions, ...dead] };
}

/** All addresses of the site but those of articles, pictures and other files that are copied. */
function toAddresses(
  contexts: readonly PageContext[],
  lists: readonly PageFacts[],
  redirects: readonly Redirect[],
): ReadonlySet<string> {
  const feeds = contexts.flatMap(toFeedSources);
  return new Set([
    ...lists.map(({ permalink }) => permalink),
    ...redirects.map(({ from }) => from),
    ...feeds.flatMap(({ folder, formats }) => formats.map((format) => folder + feedNames[format])),
    ...contexts.flatMap(({ edition }) => (edition.options.relatedFile ? [edition.toFile("related.json")] : [])),
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/news-sitemap.xml",
    "/robots.txt",
  ]);
}

/** Old addresses of articles. */
function toRedirects(
  { live, withdrawn, pages, lineup }: Corpus,
  listed: readonly Listed[],
  memory: Memory,
): readonly Redirect[] {
  return memory.recall("redirects", "all", [listed, lineup, withdrawn, pages], () =>
    [...live, ...withdrawn, ...pages].flatMap(({ aliases, permalink }) =>
      aliases.map((from): Redirect => ({ from, to: permalink })),
    ),
  );
}

/** Everything that can be asked for. */
function toKnown(addresses: ReadonlySet<string>, files: readonly string[], corpus: Corpus): ReadonlySet<string> {
  const articles = [...corpus.live, ...corpus.withdrawn, ...corpus.pages];
  return new Set([...addresses, ...articles.map(({ permalink }) => permalink), ...files.map((file) => `/${file}`)]);
}

/** An edition of nothing but withdrawn articles has nothing to search. */
function hasArticles({ articles }: Edition): boolean {
  return articles.length > 0;
}

/** Of two times in ms the earlier; null stands for never. */
export function toEarlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function toFiles(
  contexts: readonly PageContext[],
  lists: readonly PageFacts[],
  redirects: readonly Redirect[],
  corpus: Corpus,
): { readonly files: readonly TextFile[]; readonly sitemaps: readonly PlannedFile[] } {
  const [first] = contexts;
  const editions = contexts.map(({ edition }) => edition);
  if (first === undefined) return { files: [], sitemaps: [] };
  const { edition: own, memory } = first;
  const entries = [
    lists.filter(({ isIndexed }) => isIndexed).map(({ permalink }) => toSitemapEntry(own.toUrl(permalink), null)),
    ...editions.map((edition) => toArticleEntries(edition.articles, edition, memory)),
    toArticleEntries(corpus.pages, own, noMemory),
  ];
  const news = toNewsSitemap(editions, corpus.now);
  const { index, sitemaps } = toSitemaps(entries, news, own, memory);
  const texts = [index, news, toRobots(own), toHeaderList(own.options), toRedirectList(redirects, own)];
  return { files: texts, sitemaps };
}

function withoutUnshown(contentAssets: readonly Asset[], corpus: Corpus): readonly Asset[] {
  if (contentAssets.length === 0) return [];
  const shown = findShownAssets(corpus);
  return contentAssets.filter(({ output }) => shown.has(output));
}
