import { byCodeUnit } from "../base/order.ts";
import { type Permalink, toFilePermalink, toOutputPath } from "../base/path.ts";
import { type Card, toCard } from "./card.ts";
import type { Edition, NamedLink } from "./edition.ts";
import { type List, type ListContext, toListHead } from "./list-page.ts";
import { toCorrections } from "./lists.ts";
import type { PageModel } from "./model.ts";
import type { Time } from "./options.ts";

/** Links to lists, in groups: months by year, tags and authors by first letter. */
export interface IndexPage {
  readonly heading: string;
  readonly groups: readonly { readonly name: string; readonly entries: readonly (NamedLink & { count: number })[] }[];
}

export interface CorrectionsPage {
  readonly heading: string;
  readonly entries: readonly { readonly time: Time; readonly text: string; readonly card: Card }[];
}

export interface MessagePage {
  readonly heading: string;
  readonly text: string;
  readonly cards: readonly Card[];
}

export function toArchiveIndex(months: readonly List[], context: ListContext): PageModel<IndexPage> {
  const { edition } = context;
  const byYear = Map.groupBy(months, ({ segments }) => String(segments[1]));
  const groups = [...byYear].map(([name, lists]) => ({ name, entries: lists.map((list) => toEntry(list, edition)) }));
  return toIndexPage(edition.words.archive, edition.toAddress("archive"), groups, context);
}

export function toTagIndex(tags: readonly List[], context: ListContext): PageModel<IndexPage> {
  const { edition } = context;
  return toIndexPage(edition.words.topics, edition.toAddress("tags"), byFirstLetter(tags, edition), context);
}

export function toAuthorIndex(authors: readonly List[], context: ListContext): PageModel<IndexPage> {
  const { edition } = context;
  return toIndexPage(edition.words.authors, edition.toAddress("authors"), byFirstLetter(authors, edition), context);
}

export function toCorrectionsPage(context: ListContext): PageModel<CorrectionsPage> {
  const { corpus, edition } = context;
  const entries = toCorrections(edition).map(({ article, date, text }) => ({
    time: edition.toTime(date),
    text,
    card: toCard(article, corpus, edition),
  }));
  const heading = edition.words.corrections;
  return toPlainPage("corrections", edition.toAddress("corrections"), heading, { heading, entries }, context);
}

/** What a server shows for an address that does not exist, with the newest stories as a way on. */
export function toNotFoundPage(context: ListContext): PageModel<MessagePage> {
  const { corpus, edition } = context;
  const { notFound, notFoundText } = edition.words;
  const cards = edition.articles.slice(0, 4).map((article) => toCard(article, corpus, edition));
  const page = { heading: notFound, text: notFoundText, cards };
  const model = toPlainPage("message", toFilePermalink(edition.home, "404.html"), notFound, page, context);
  return { ...model, head: { ...model.head, robots: "noindex", jsonLd: null } };
}

function toIndexPage(
  heading: string,
  permalink: Permalink,
  groups: IndexPage["groups"],
  context: ListContext,
): PageModel<IndexPage> {
  return toPlainPage("index", permalink, heading, { heading, groups }, context);
}

function toPlainPage<Page>(
  template: string,
  permalink: Permalink,
  heading: string,
  page: Page,
  { edition, site }: ListContext,
): PageModel<Page> {
  const head = toListHead({ headline: heading, description: null, permalink }, edition);
  return { template, permalink, output: toOutputPath(permalink), site, head, page, body: null, slots: [] };
}

function byFirstLetter(lists: readonly List[], edition: Edition): IndexPage["groups"] {
  // Letters with and without accents share a group: É stands under E.
  const toLetter = (list: List): string => list.heading.normalize("NFD").slice(0, 1).toUpperCase();
  const groups = Map.groupBy(lists, toLetter);
  return [...groups]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([name, group]) => ({ name, entries: group.map((list) => toEntry(list, edition)) }));
}

function toEntry(list: List, edition: Edition): NamedLink & { count: number } {
  return { name: list.heading, href: edition.toHref(edition.toAddress(...list.segments)), count: list.articles.length };
}
