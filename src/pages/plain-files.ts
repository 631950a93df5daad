import { byCodeUnit } from "../base/order.ts";
import { type Permalink, toOutputPath, toRootFile, toUrlPath } from "../base/path.ts";
import type { Edition } from "./edition.ts";
import { escapeHtml } from "./html.ts";
import type { SiteOptions } from "./options.ts";
import type { TextFile } from "./text-file.ts";

export interface Redirect {
  readonly from: Permalink;
  readonly to: Permalink;
}

export function toRobots(edition: Edition): TextFile {
  const sitemap = edition.toUrl(toRootFile("sitemap.xml"));
  return { output: toOutputPath(toRootFile("robots.txt")), text: `User-agent: *\nAllow: /\n\nSitemap: ${sitemap}\n` };
}

/** Netlify and Cloudflare Pages read this; other hosts are served the page below. */
export function toRedirectList(redirects: readonly Redirect[], edition: Edition): TextFile {
  const lines = redirects.map(({ from, to }) => `${toUrlPath(from)} ${edition.toHref(to)} 301\n`);
  return { output: toOutputPath(toRootFile("_redirects")), text: lines.sort(byCodeUnit).join("") };
}

/** A page for hosts that know no redirects. Search engines take an instant refresh as a permanent redirect. */
export function toRedirectPage({ from, to }: Redirect, edition: Edition): TextFile {
  const target = escapeHtml(edition.toHref(to));
  const title = escapeHtml(edition.words.moved);
  const text = `<!DOCTYPE html>
<html lang="${edition.lang}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="${escapeHtml(edition.toUrl(to))}">
<meta http-equiv="refresh" content="0; url=${target}">
</head>
<body>
<p><a href="${target}">${title}</a></p>
</body>
</html>
`;
  return { output: toOutputPath(from), text };
}

/** Where files are named by their content. */
const HASHED = ["/assets/*"];
const HASHED_OF_SEARCH = ["fragment", "index", "filter"].map((kind) => `/pagefind/:language/:part/${kind}/*`);

/**
 * Headers for hosts that read `_headers`. Files that are named by their content may be kept for ever; all else is
 * checked again. No page of ours needs a plugin, or may be framed by others.
 */
export function toHeaderList({ search }: SiteOptions): TextFile {
  const hashed = search === "indexed" ? [...HASHED, ...HASHED_OF_SEARCH] : HASHED;
  const text = `/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  X-Frame-Options: SAMEORIGIN
  Cache-Control: public, max-age=0, must-revalidate
${hashed.map((path) => `${path}\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n`).join("")}`;
  return { output: toOutputPath(toRootFile("_headers")), text };
}
