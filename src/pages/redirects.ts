import type { Article } from "../article/article.ts";
import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { type Permalink, parseUrlPath } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { SiteOptions } from "./options.ts";
import type { Redirect } from "./plain-files.ts";

/** Which articles there are, published or not, and those that are. */
interface Known {
  readonly articles: readonly Pick<Article, "permalink" | "aliases">[];
  readonly corpus: Pick<Corpus, "live" | "withdrawn" | "pages">;
}

/**
 * Old addresses of the configuration, a file: those of articles are aliases. What leads to an article that is not published is left out
 * with a warning, for it would tell of it.
 */
export function toOwnRedirects({ redirects }: SiteOptions, known: Known, file: string): Outcome<readonly Redirect[]> {
  const all = Object.entries(redirects).map(([from, to]) => ({ from: from as Permalink, to: to as Permalink }));
  const hidden = all.length === 0 ? new Set<string>() : toHidden(known);
  const isHidden = ({ to }: Redirect): boolean => hidden.size > 0 && toParts(to).some((part) => hidden.has(part));
  const diagnostics = all.filter(isHidden).map(({ from, to }) => {
    const message = `redirects leads ${quote(from)} to ${quote(to)}, which is not published now; it is left out until then`;
    return toDiagnostic("redirect-not-live", { file }, message, "publish it first, or take the redirect out");
  });
  return { value: diagnostics.length === 0 ? all : all.filter((redirect) => !isHidden(redirect)), diagnostics };
}

/** Addresses of articles that have no page now. */
function toHidden({ articles, corpus: { live, withdrawn, pages } }: Known): ReadonlySet<string> {
  if (articles.length === live.length + withdrawn.length + pages.length) return new Set();
  const published = [...live, ...withdrawn, ...pages];
  const shown = new Set<string>(published.map(({ permalink }) => permalink));
  const hidden = articles.filter(({ permalink }) => !shown.has(permalink));
  const known = new Set(published.flatMap(toAddresses));
  return new Set(hidden.flatMap(toAddresses).filter((address) => !known.has(address)));
}

function toAddresses({ permalink, aliases }: Pick<Article, "permalink" | "aliases">): readonly string[] {
  return [permalink, ...aliases].map(trimSlash);
}

/** `/news/vote/#part` lies in `/news/vote`, `/news` and the home page. */
function toParts(address: string): readonly string[] {
  const [path = ""] = address.split(/[?#]/);
  const names = trimSlash(parseUrlPath(path) ?? path).split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

function trimSlash(path: string): string {
  return path.replace(/\/$/, "");
}

/** A page that leads on is none for readers of feeds: an old feed leads on where hosts read `_redirects`. */
export function isForBrowsers({ from }: Redirect): boolean {
  return /(\/|\.html?)$/.test(from) && !/\/feed\/$/.test(from);
}

/** Those of the configuration, a file, that lead to nothing, such as a tag that no article has any more, or in a circle. */
export function findDeadRedirects(
  redirects: readonly Redirect[],
  known: ReadonlySet<string>,
  file: string,
): readonly Diagnostic[] {
  const leads = new Map<string, string>(redirects.map(({ from, to }) => [from, to]));
  return redirects.flatMap(({ from, to }) => {
    const isCircle = leadsInCircle(from, leads);
    if (!isCircle && known.has(to)) return [];
    const what = isCircle ? "which leads back to it" : "which is no address of this site";
    const advice = known.has(`${to}/`) ? `write ${quote(`${to}/`)}` : "change where it leads, or take it out";
    return [toDiagnostic("redirect-dead", { file }, `redirects leads ${quote(from)} to ${quote(to)}, ${what}`, advice)];
  });
}

function leadsInCircle(from: string, leads: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let next = leads.get(from); next !== undefined && !seen.has(next); next = leads.get(next)) {
    if (next === from) return true;
    seen.add(next);
  }
  return false;
}
