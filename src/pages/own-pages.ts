import type { Article } from "../article/article.ts";
import { type Diagnostic, type Outcome, quote, toDiagnostic } from "../base/diagnostic.ts";
import { toLanguage } from "../base/language.ts";
import { type Permalink, parsePermalink } from "../base/path.ts";
import type { Card } from "./card.ts";
import { toMark } from "./key.ts";
import { toListHead } from "./list-page.ts";
import { type PageContext, type PlannedPage, toPlannedPage } from "./planned.ts";
import type { SiteView } from "./site-view.ts";

/** A page of a kind that the site makes up itself. */
export interface OwnPage {
  /** `/newsletter/2026-03/`; or a file's address with its ending, `/map.json`. */
  readonly url: string;
  /** Name of its template: `newsletter` is `templates/newsletter.eta`. */
  readonly template: string;
  readonly title: string;
  /** For search engines, and below the title. */
  readonly description?: string | undefined;
  /** Whatever its template needs as `it.page.data`: text, numbers, true, false, null, lists and maps of these. */
  readonly data?: unknown;
  /** Permalinks of live articles; its template gets their cards as `it.page.cards`. */
  readonly stories?: readonly string[] | undefined;
  /** Language of the edition it belongs to; that of the site unless it says otherwise. */
  readonly lang?: string | undefined;
  /** Whether the sitemap lists it: pages are listed unless they say otherwise, files are not. */
  readonly inSitemap?: boolean | undefined;
}

/** What its template gets as `it.page`. */
export interface OwnPageModel {
  readonly heading: string;
  readonly intro: string | null;
  readonly data: unknown;
  readonly cards: readonly Card[];
}

/** The function of the configuration that makes pages up: the same for the same site, always. */
export type ToOwnPages = (site: SiteView) => readonly OwnPage[];

/** Of all that is wrong with such pages. */
export const PAGES_ADVICE = "docs/guides/extend.md says what pages may give";

/** Plans the pages for the editions that exist. A page in another language, or without a template, is reported. */
export function planOwnPages(
  pages: readonly OwnPage[],
  contexts: readonly PageContext[],
  file: string,
): Outcome<readonly PlannedPage[]> {
  if (pages.length === 0) return { value: [], diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const live = contexts.flatMap(({ edition }) => edition.articles);
  const byPermalink = new Map<string, Article>(live.map((article) => [article.permalink, article]));
  const value = pages.flatMap((page) => {
    const context = findContext(page, contexts);
    const problem =
      context === undefined
        ? `the page ${page.url} is in ${quote(page.lang ?? "")}, and there is no edition in that language`
        : context.templates.has(page.template)
          ? null
          : `the page ${page.url} wants templates/${page.template}.eta, which does not exist`;
    if (problem !== null) diagnostics.push(toDiagnostic("pages-invalid", { file }, problem, PAGES_ADVICE));
    return context === undefined || problem !== null ? [] : [planOwnPage(page, byPermalink, context)];
  });
  return { value, diagnostics };
}

function findContext({ lang }: OwnPage, contexts: readonly PageContext[]): PageContext | undefined {
  return lang === undefined ? contexts[0] : contexts.find(({ edition }) => edition.language === toLanguage(lang));
}

function planOwnPage(page: OwnPage, live: ReadonlyMap<string, Article>, context: PageContext): PlannedPage {
  const { edition, cards } = context;
  const permalink = parsePermalink(page.url) as Permalink;
  const own = { title: page.title, description: page.description ?? null, data: page.data ?? null };
  // The text keeps the order of keys, since templates see it; `digestOfValue` would not.
  const text = JSON.stringify(own);
  const stories = (page.stories ?? []).flatMap((story) => live.get(story) ?? []);
  const parts = { own: toMark(text), cards: cards.toMark(stories) };
  const isIndexed = page.inSitemap ?? permalink.endsWith("/");
  const identity = { template: page.template, permalink, isIndexed, parts };
  return toPlannedPage<OwnPageModel>(context, identity, () => {
    const { title, description, data } = JSON.parse(text) as typeof own;
    const head = toListHead({ headline: title, description, permalink }, edition);
    const shown = { heading: title, intro: description, data, cards: stories.map(cards.toCard) };
    return { head, page: shown, body: null, slots: [] };
  });
}
