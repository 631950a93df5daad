import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import type { Permalink } from "../base/path.ts";
import type { SiteOptions } from "./options.ts";
import type { Redirect } from "./plain-files.ts";

/** Old addresses of the configuration: those of articles are aliases. */
export function toOwnRedirects({ redirects }: SiteOptions): readonly Redirect[] {
  return Object.entries(redirects).map(([from, to]) => ({ from: from as Permalink, to: to as Permalink }));
}

/** A page that leads on is none for readers of feeds: an old feed leads on where hosts read `_redirects`. */
export function isForBrowsers({ from }: Redirect): boolean {
  return /(\/|\.html?)$/.test(from) && !/\/feed\/$/.test(from);
}

/** Those of the configuration, a file, that lead to nothing, such as a tag that no article has any more. */
export function findDeadRedirects(
  redirects: readonly Redirect[],
  known: ReadonlySet<string>,
  file: string,
): readonly Diagnostic[] {
  return redirects
    .filter(({ to }) => !known.has(to))
    .map(({ from, to }) => {
      const message = `redirects leads ${quote(from)} to ${quote(to)}, which is no address of this site`;
      return toDiagnostic("redirect-dead", { file }, message, "change where it leads, or take it out");
    });
}
