import type { Article } from "../article/article.ts";
import { findOwnAddress, toSiteAddress } from "../article/own-address.ts";
import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { digestOf } from "../base/digest.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { SiteOptions } from "./options.ts";
import { toConfiguredUrls } from "./template-links.ts";

/** By what an address is known to be hidden. */
interface Reading {
  /** Where the site is published, as `markdown.siteUrl` has it. */
  readonly siteUrl: string | null;
  readonly baseUrl: string;
  /** Whether an address from the root of the site is hidden, see `createIsHidden`. */
  readonly isHidden: (address: string) => boolean;
}

/** Whether a whole address is one of the site itself that is hidden. */
type IsHiddenUrl = (url: string | null) => boolean;

/**
 * Published articles without what their heads say of addresses of this site that are not published: as `canonical`, of
 * which the check of such addresses tells, and in `sources`, whose names stay.
 */
export function withoutHiddenLinks(corpus: Corpus, reading: Reading): Outcome<Corpus> {
  const diagnostics: Diagnostic[] = [];
  return { value: withoutLinks(corpus, createIsHiddenUrl(reading), diagnostics), diagnostics };
}

/** The same without addresses that lead nowhere, of which the check of addresses tells. */
export function withoutUrls(corpus: Corpus, urls: ReadonlySet<string>): Corpus {
  return withoutLinks(corpus, (url) => url !== null && urls.has(url), []);
}

function withoutLinks(corpus: Corpus, isHidden: IsHiddenUrl, diagnostics: Diagnostic[]): Corpus {
  const toShown = (articles: readonly Article[], told: Diagnostic[]): readonly Article[] => {
    const shown = articles.map((article) => withoutHidden(article, isHidden, told));
    return shown.every((article, place) => article === articles[place]) ? articles : shown;
  };
  const live = toShown(corpus.live, diagnostics);
  const pages = toShown(corpus.pages, diagnostics);
  // Nobody sees the sources of an article that was withdrawn.
  const withdrawn = toShown(corpus.withdrawn, []);
  const isSame = live === corpus.live && pages === corpus.pages && withdrawn === corpus.withdrawn;
  return isSame ? corpus : { ...corpus, live, pages, withdrawn };
}

/**
 * The options without a call to action and profiles that lead to what is not published, of which the check of addresses
 * tells.
 */
export function withoutHiddenOptions(options: SiteOptions, reading: Reading): SiteOptions {
  const isHidden = createIsHiddenUrl(reading);
  if (!toConfiguredUrls(options).some(isHidden)) return options;
  const { callToAction, organization, authors } = options;
  const isShown = (url: string) => !isHidden(url);
  const shown = Object.entries(authors).map(([slug, { url = null, sameAs = [], ...author }]) => {
    const ownUrl = url === null || isHidden(url) ? {} : { url };
    return [slug, { ...author, ...ownUrl, sameAs: sameAs.filter(isShown) }] as const;
  });
  return {
    ...options,
    callToAction: isHidden(callToAction?.url ?? null) ? null : callToAction,
    organization: { ...organization, sameAs: organization.sameAs.filter(isShown) },
    authors: Object.fromEntries(shown),
  };
}

function createIsHiddenUrl({ siteUrl, baseUrl, isHidden }: Reading): IsHiddenUrl {
  const site = toSiteAddress(siteUrl);
  const folder = new URL(baseUrl).pathname.replace(/\/$/, "");
  return (written) => {
    if (written === null) return false;
    if (/^\/(?!\/)/.test(written)) {
      const { pathname = written } = URL.parse(written, baseUrl) ?? {};
      return isHidden(pathname.startsWith(`${folder}/`) ? pathname.slice(folder.length) : pathname);
    }
    const own = findOwnAddress(written, site);
    return own !== null && isHidden(own);
  };
}

/** Its page is known by its digest, and lists by that of what they go by. */
function withOwnDigests(shown: Article): Article {
  const left = JSON.stringify([shown.canonical, shown.sources]);
  return { ...shown, digest: digestOf(`${shown.digest} ${left}`), listed: digestOf(`${shown.listed} ${left}`) };
}

function withoutHidden(article: Article, isHidden: IsHiddenUrl, diagnostics: Diagnostic[]): Article {
  const { file, lines, canonical, sources } = article;
  const place = { file, line: lines.sources ?? 1 };
  const without: Partial<Article> = isHidden(canonical) ? { canonical: null } : {};
  const hidden = sources.filter(({ url }) => isHidden(url));
  for (const { url } of hidden) {
    const message = `sources: ${quote(url ?? "")} is not published now; its name stays, the link is left out`;
    diagnostics.push(
      toDiagnostic("link-not-live", place, message, "it becomes a link when that is published; or unlink it"),
    );
  }
  if (hidden.length === 0)
    return without.canonical === undefined ? article : withOwnDigests({ ...article, ...without });
  const shown = sources.map((source) => (hidden.includes(source) ? { ...source, url: null } : source));
  return withOwnDigests({ ...article, ...without, sources: shown });
}
