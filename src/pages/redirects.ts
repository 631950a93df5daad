import { type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { Permalink } from "../base/path.ts";
import type { SiteOptions } from "./options.ts";
import type { Redirect } from "./plain-files.ts";

/**
 * Redirects of the configuration, whose name is `file`; those of articles are aliases. One that leads to an unpublished
 * article, or to a list of such articles only, is left out with a warning, since it would tell of the article.
 */
export function toOwnRedirects(
  { redirects }: SiteOptions,
  isHidden: (address: string) => boolean,
  file: string,
): Outcome<readonly Redirect[]> {
  const all = Object.entries(redirects).map(([from, to]) => ({ from: from as Permalink, to: to as Permalink }));
  const diagnostics = all
    .filter(({ to }) => isHidden(to))
    .map(({ from, to }) => {
      const message = `redirects leads ${quote(from)} to ${quote(to)}, which is not published now; it is left out until then`;
      return toDiagnostic("redirect-not-live", { file }, message, "publish it first, or take the redirect out");
    });
  return { value: diagnostics.length === 0 ? all : all.filter(({ to }) => !isHidden(to)), diagnostics };
}

/**
 * Whether an old address gets a page that leads on. Feed readers cannot follow a page, so an old feed leads on only
 * where hosts read `_redirects`.
 */
export function isForBrowsers({ from }: Redirect): boolean {
  return /(\/|\.html?)$/.test(from) && !/\/feed\/$/.test(from);
}

/**
 * Redirects of the configuration that lead somewhere. One that leads nowhere, such as to a tag that no article has any
 * more, or in a circle, is reported and left out, and so is one that leads to such a redirect. Readers would be led to
 * nothing, or a missing redirect would tell them of an unpublished story.
 */
export function withoutDeadRedirects(
  redirects: readonly Redirect[],
  toKnown: () => ReadonlySet<string>,
  file: string,
): Outcome<readonly Redirect[]> {
  if (redirects.length === 0) return { value: redirects, diagnostics: [] };
  const known = toKnown();
  const leads = new Map<string, string>(redirects.map(({ from, to }) => [from, to]));
  const isThere = (address: string): boolean => known.has(address) || leads.has(address);
  const diagnostics = redirects.flatMap(({ from, to }) => {
    const isCircle = leadsInCircle(from, leads);
    if (!isCircle && isThere(to)) return [];
    const what = isCircle ? "which leads back to it" : "which is no address of this site";
    const meant = isCircle ? undefined : [`${to}/`, to.replace(/[?#].*$/, "")].find(isThere);
    const advice = meant === undefined ? "change where it leads, or take it out" : `write ${quote(meant)}`;
    const message = `redirects leads ${quote(from)} to ${quote(to)}, ${what}; it is left out`;
    return [{ ...toDiagnostic("redirect-dead", { file }, message, advice), ...(isCircle ? {} : { missing: [to] }) }];
  });
  return { value: redirects.filter(({ from }) => known.has(findEnd(from, leads))), diagnostics };
}

/** Where an address leads at last; in a circle, to any address of it. */
function findEnd(from: string, leads: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  let end = from;
  for (let next = leads.get(end); next !== undefined && !seen.has(end); next = leads.get(end)) {
    seen.add(end);
    end = next;
  }
  return end;
}

function leadsInCircle(from: string, leads: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let next = leads.get(from); next !== undefined && !seen.has(next); next = leads.get(next)) {
    if (next === from) return true;
    seen.add(next);
  }
  return false;
}
