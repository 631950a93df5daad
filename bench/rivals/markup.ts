/** The page that all rivals' templates share, with the expressions of each template language in its places. */
import { sections } from "../corpus.ts";

export interface PageParts {
  /** Expressions for the page's own title, and for the site's, which comes from the configuration. */
  readonly title: string;
  readonly site: string;
  readonly main: string;
}

export function toPage({ title, site, main }: PageParts): string {
  const links = sections.map((section) => `<a href="/${section}/">${section}</a>`).join(" ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} | ${site}</title>
<link rel="alternate" type="application/rss+xml" href="/rss.xml">
</head>
<body>
<header><a href="/">${site}</a><nav>${links}</nav></header>
<main>
${main}
</main>
<footer>${site}</footer>
</body>
</html>
`;
}

export interface ArticleParts {
  readonly headline: string;
  readonly dek: string;
  readonly date: string;
  readonly authors: string;
  readonly body: string;
  /** Template code that prints the tags' links, the credit line, and the related stories' cards with their heading. */
  readonly tags: string;
  readonly credit: string;
  readonly related: string;
  readonly note: string;
}

export function toArticleMarkup(parts: ArticleParts): string {
  return `<article>
<h1>${parts.headline}</h1>
<p class="dek">${parts.dek}</p>
<p class="meta">By ${parts.authors}, <time>${parts.date}</time></p>
${parts.body}
${parts.credit}
<p class="tags">${parts.tags}</p>
</article>
${parts.related}
<p class="note">${parts.note}</p>`;
}

export function toRelatedMarkup(cards: string): string {
  return `<aside class="related"><h2>Related</h2><ul>${cards}</ul></aside>`;
}

export interface CardParts {
  readonly address: string;
  readonly headline: string;
  readonly dek: string;
  readonly date: string;
}

export function toCardMarkup({ address, headline, dek, date }: CardParts): string {
  return `<li><a href="${address}">${headline}</a><p>${dek}</p><time>${date}</time></li>`;
}

export interface ListParts {
  readonly heading: string;
  readonly cards: string;
  /** Template code that prints the links to the newer and older pages. */
  readonly pager: string;
}

export function toListMarkup({ heading, cards, pager }: ListParts): string {
  return `<h1>${heading}</h1>
<ul>${cards}</ul>
<nav>${pager}</nav>`;
}
