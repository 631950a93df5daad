import type { Listed } from "../article/article.ts";
import { toDay } from "../base/day.ts";
import type { Permalink } from "../base/path.ts";
import type { FrontSlots } from "../corpus/front-slots.ts";
import { toFrontAlternates } from "./alternates.ts";
import type { Card } from "./card.ts";
import type { Edition, NamedLink } from "./edition.ts";
import { type FrontPlaces, toFrontPlaces } from "./front-places.ts";
import { toMark } from "./key.ts";
import { toListHead, toListPages, toNeighbours, toSlices } from "./list-page.ts";
import { type PageContext, type PlannedPages, toPlannedPage, toPlannedPages } from "./planned.ts";
import { toHomeJsonLd } from "./structured-data.ts";

/**
 * The home page: what matters at a glance. No article stands on it twice; days of the edition's own year are written
 * without it.
 */
export interface FrontPage {
  /** The date of this edition, in the site's time zone: the only thing that changes with the clock alone. */
  readonly date: { readonly iso: string; readonly text: string };
  readonly lead: Card | null;
  readonly secondary: readonly Card[];
  /** `href` leads to the section of the first of them. */
  readonly opinion: { readonly href: string; readonly cards: readonly Card[] } | null;
  /** A running story, newest part first. */
  readonly series: { readonly name: string; readonly cards: readonly Card[] } | null;
  /** Cards of articles from the edition's own day have the time of day as `time.day`. */
  readonly latest: readonly Card[];
  readonly sections: readonly { readonly section: NamedLink; readonly cards: readonly Card[] }[];
  readonly older: string | null;
}

/** What a front is made from beside its edition. */
export interface FrontInput {
  /** ms since 1970. */
  readonly now: number;
  /** What editors chose for it. */
  readonly slots: FrontSlots | null;
}

/** The home page of an edition and the older pages of its full list, which the front continues. */
export function toFrontPages(context: PageContext, { now, slots }: FrontInput): readonly PlannedPages[] {
  const { edition, cards, memory } = context;
  const slices = toSlices(edition.listed, [], context);
  const toPageAddress = (number: number | null): Permalink =>
    number === null ? edition.home : edition.toAddress("page", `${number}`);
  const { older } = toNeighbours(slices, 0, toPageAddress);
  const list = { segments: [], heading: edition.words.older, intro: null, profile: null, articles: edition.listed };
  const all = toListPages(list, context);
  // The front stands for the newest of them.
  const olderPages: PlannedPages = { pages: all.pages.slice(1), toModel: (row) => all.toModel(row + 1) };
  const chosen = slots === null ? [null] : [slots.lead, slots.secondary, slots.opinion, slots.series];
  const about = [edition.listed, edition.sections, ...chosen];
  const places = memory.recall("places of a front", edition.language, about, () => {
    return toFrontPlaces(edition, context.lists, { chosen: slots, memory });
  });
  const { lead, secondary, opinion, series, latest, sections } = places;
  const groups = [
    lead,
    secondary,
    opinion,
    series?.articles ?? [],
    latest,
    ...sections.map(({ articles }) => articles),
  ];
  const date = toEditionDate(now, edition);
  const parts = {
    date: date.iso,
    list: toMark(`${older ?? ""} ${series?.named.name ?? ""}`),
    cards: toMark(groups.map(cards.toMark).join("\n")),
  };
  const identity = { template: "front", permalink: edition.home, isIndexed: true, parts };
  const front = toPlannedPage<FrontPage>(context, identity, () => ({
    head: toFrontHead(context),
    page: { ...toFrontCards(places, date, context), older: older === null ? null : edition.toHref(older), date },
    body: null,
    slots: [],
  }));
  return [toPlannedPages([front]), olderPages];
}

function toFrontHead({ edition, site }: PageContext) {
  const description = edition.toText(edition.options.description);
  return {
    ...toListHead({ headline: edition.title, description, permalink: edition.home }, edition),
    alternates: toFrontAlternates(site, edition),
    jsonLd: toHomeJsonLd(edition, description),
  };
}

function toFrontCards(
  places: FrontPlaces,
  { iso }: FrontPage["date"],
  { cards, edition }: PageContext,
): Omit<FrontPage, "date" | "older"> {
  const { lang, options } = edition;
  const clock = new Intl.DateTimeFormat(lang, { timeStyle: "short", timeZone: options.timeZone });
  const dayOfYear = new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", timeZone: options.timeZone });
  const year = iso.slice(0, 5);
  const toCard = (article: Listed): Card => {
    const card = cards.toCard(article);
    if (!article.date.iso.startsWith(year)) return card;
    return { ...card, time: { ...card.time, day: dayOfYear.format(article.date.ms) } };
  };
  const toLatest = (article: Listed): Card => {
    const { date } = article;
    const card = toCard(article);
    if (!date.hasTime || !date.iso.startsWith(iso)) return card;
    return { ...card, time: { ...card.time, day: clock.format(date.ms) } };
  };
  const { lead, secondary, opinion, series, latest, sections } = places;
  const [first] = lead;
  return {
    lead: first === undefined ? null : toCard(first),
    secondary: secondary.map(toCard),
    opinion:
      opinion[0] === undefined
        ? null
        : {
            href: edition.toSection(opinion[0].section).href,
            cards: opinion.map(toCard),
          },
    series: series && { name: series.named.name, cards: series.articles.map(toCard) },
    latest: latest.map(toLatest),
    sections: sections.map(({ section, articles }) => ({
      section: edition.toSection(section),
      cards: articles.map(toCard),
    })),
  };
}

function toEditionDate(now: number, { lang, options: { timeZone } }: Edition): FrontPage["date"] {
  const format = new Intl.DateTimeFormat(lang, { dateStyle: "full", timeZone });
  return { iso: toDay(now, timeZone), text: format.format(now) };
}
