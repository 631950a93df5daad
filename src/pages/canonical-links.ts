import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { createLinkReader, type OwnAddresses, type WrittenLink } from "./template-links.ts";

export interface CanonicalLinks {
  /** Those that are addresses of the site, but not of the article itself. */
  readonly links: readonly WrittenLink[];
  /** Reports articles that name themselves: they would be left out of sitemaps and search engines. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds what published articles name as their original, if it is on the site itself. */
export function findCanonicalLinks(
  articles: readonly Pick<Article, "file" | "lines" | "permalink" | "canonical">[],
  own: OwnAddresses,
): CanonicalLinks {
  const toLink = createLinkReader(own);
  const links: WrittenLink[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { file, lines, permalink, canonical } of articles) {
    if (canonical === null) continue;
    const place = { file, line: lines.canonical ?? 1 };
    for (const link of toLink(canonical, place)) {
      if (`/${link.path}`.replace(/\/?$/, "/") !== permalink) links.push({ ...link, code: "canonical-dead" });
      else {
        const message = `${quote(canonical)} is the article itself, which is left out of sitemaps as a copy`;
        diagnostics.push(toDiagnostic("canonical-self", place, message, "remove canonical"));
      }
    }
  }
  return { links, diagnostics };
}

/** Finds addresses of the site itself in the `sources` of articles. */
export function findSourceLinks(
  articles: readonly Pick<Article, "file" | "lines" | "sources">[],
  own: OwnAddresses,
): readonly WrittenLink[] {
  const { host } = new URL(own.siteUrl ?? own.baseUrl);
  const toLink = createLinkReader(own);
  return articles.flatMap(({ file, lines, sources }) =>
    sources.flatMap(({ url }) => {
      // Nearly all lead elsewhere, and to parse an address takes longer than this test.
      if (url === null || !url.includes(host)) return [];
      return toLink(url, { file, line: lines.sources ?? 1 }).map((link) => ({ ...link, code: "link-dead" as const }));
    }),
  );
}
