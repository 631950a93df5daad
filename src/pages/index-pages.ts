import { byCodeUnit } from "../base/order.ts";
import { type Permalink, toFilePermalink } from "../base/path.ts";
import type { Card } from "./card.ts";
import type { Edition, NamedLink } from "./edition.ts";
import { toMark, toValueMark } from "./key.ts";
import { toListHead } from "./list-page.ts";
import { type List, toCorrections } from "./lists.ts";
import type { Time } from "./options.ts";
import { type PageContext, type PlannedPage, toPlannedPage } from "./planned.ts";

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

export function toArchiveIndex(months: readonly List[], context: PageContext): PlannedPage {
  const { edition } = context;
  const byYear = Map.groupBy(months, ({ segments }) => String(segments[1]));
  const groups = [...byYear].map(([name, lists]) => ({ name, entries: lists.map((list) => toEntry(list, edition)) }));
  return toIndexPage(edition.words.archive, edition.toAddress("archive"), groups, context);
}

export function toTagIndex(tags: readonly List[], context: PageContext): PlannedPage {
  const { edition } = context;
  return toIndexPage(edition.words.topics, edition.toAddress("tags"), byFirstLetter(tags, edition), context);
}

export function toAuthorIndex(authors: readonly List[], context: PageContext): PlannedPage {
  const { edition } = context;
  return toIndexPage(edition.words.authors, edition.toAddress("authors"), byFirstLetter(authors, edition), context);
}

export function toCorrectionsPage(context: PageContext): PlannedPage {
  const { edition, cards, memory } = context;
  const corrections = memory.recall("corrections", edition.language, [edition.listed], () => toCorrections(edition));
  const heading = edition.words.corrections;
  const permalink = edition.toAddress("corrections");
  const texts = toValueMark(corrections.map(({ date, text }) => [date, text]));
  const parts = { corrections: texts, cards: cards.toMark(corrections.map(({ article }) => article)) };
  const identity = { template: "corrections", permalink, isIndexed: true, parts };
  return toPlannedPage<CorrectionsPage>(context, identity, () => {
    const entries = corrections.map(({ article, date, text }) => ({
      time: edition.toTime(date),
      text,
      card: cards.toCard(article),
    }));
    return toPlainContent(heading, permalink, { heading, entries }, edition);
  });
}

/** What a server shows for an address that does not exist, with the newest stories as a way on. */
export function toNotFoundPage(context: PageContext): PlannedPage {
  const { edition, cards } = context;
  const { notFound, notFoundText } = edition.words;
  const newest = edition.listed.slice(0, 4);
  const permalink = toFilePermalink(edition.home, "404.html");
  const identity = { template: "message", permalink, isIndexed: false, parts: { cards: cards.toMark(newest) } };
  return toPlannedPage<MessagePage>(context, identity, () => {
    const page = { heading: notFound, text: notFoundText, cards: newest.map(cards.toCard) };
    const { head, ...rest } = toPlainContent(notFound, permalink, page, edition);
    return { ...rest, head: { ...head, robots: "noindex", jsonLd: null } };
  });
}

function toIndexPage(
  heading: string,
  permalink: Permalink,
  groups: IndexPage["groups"],
  context: PageContext,
): PlannedPage {
  const parts = { list: toMark(JSON.stringify(groups)) };
  const isIndexed = groups.length > 0;
  const identity = { template: "index", permalink, isIndexed, parts };
  return toPlannedPage<IndexPage>(context, identity, () => {
    const { head, ...rest } = toPlainContent(heading, permalink, { heading, groups }, context.edition);
    return { ...rest, head: isIndexed ? head : { ...head, robots: "noindex, follow" } };
  });
}

function toPlainContent<Page>(heading: string, permalink: Permalink, page: Page, edition: Edition) {
  const head = toListHead({ headline: heading, description: null, permalink }, edition);
  return { head, page, body: null, slots: [] };
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
