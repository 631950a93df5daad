import type { Article, Named } from "../article/article.ts";
import { toDay } from "../base/day.ts";
import type { Permalink } from "../base/path.ts";
import type { Card } from "./card.ts";
import type { Edition, NamedLink } from "./edition.ts";
import { toMark } from "./key.ts";
import { paginate, toListHead, toListPages, toNeighbours } from "./list-page.ts";
import { type PageContext, type PlannedPage, toPlannedPage } from "./planned.ts";
import { toHomeJsonLd } from "./structured-data.ts";

/** The home page: what matters at a glance. No article stands on it twice. */
export interface FrontPage {
  /** The date of this edition, in the site's time zone: the only thing that changes with the clock alone. */
  readonly date: { readonly iso: string; readonly text: string };
  readonly lead: Card | null;
  readonly secondary: readonly Card[];
  readonly latest: readonly Card[];
  readonly sections: readonly { readonly section: NamedLink; readonly cards: readonly Card[] }[];
  readonly older: string | null;
}

const SECONDARY = 4;
const LATEST = 8;
const IN_SECTION = 4;

/** The articles of a front, in their places. */
interface Places {
  readonly lead: readonly Article[];
  readonly secondary: readonly Article[];
  readonly latest: readonly Article[];
  readonly sections: readonly { readonly section: Named; readonly articles: readonly Article[] }[];
}

/** The home page of an edition and the older pages of its full list, which the front continues. `now` in ms. */
export function toFrontPages(context: PageContext, now: number): readonly PlannedPage[] {
  const { edition, cards } = context;
  const slices = paginate(edition.articles, edition.options.pageSize);
  const toPageAddress = (number: number | null): Permalink =>
    number === null ? edition.home : edition.toAddress("page", `${number}`);
  const { older } = toNeighbours(slices, 0, toPageAddress);
  const list = { segments: [], heading: edition.words.latest, intro: null, profile: null, articles: edition.articles };
  const [, ...olderPages] = toListPages(list, context);
  const places = toPlaces(edition);
  const { lead, secondary, latest, sections } = places;
  const groups = [lead, secondary, latest, ...sections.map(({ articles }) => articles)];
  const date = toEditionDate(now, edition);
  const parts = { date: date.iso, list: toMark(older ?? ""), cards: toMark(groups.map(cards.toMark).join("\n")) };
  const identity = { template: "front", permalink: edition.home, isIndexed: true, parts };
  const front = toPlannedPage<FrontPage>(context, identity, () => ({
    head: toFrontHead(edition),
    page: { ...toFrontCards(places, context), older: older === null ? null : edition.toHref(older), date },
    body: null,
    slots: [],
  }));
  return [front, ...olderPages];
}

function toFrontHead(edition: Edition) {
  const description = edition.toText(edition.options.description);
  return {
    ...toListHead({ headline: edition.title, description, permalink: edition.home }, edition),
    jsonLd: toHomeJsonLd(edition, description),
  };
}

function toPlaces(edition: Edition): Places {
  const shown = new Set<Article>();
  const take = (candidates: readonly Article[], count: number): readonly Article[] => {
    const taken: Article[] = [];
    for (const article of candidates) {
      if (taken.length === count) break;
      if (!shown.has(article)) taken.push(article);
    }
    for (const article of taken) shown.add(article);
    return taken;
  };
  const withPicture = edition.articles.slice(0, SECONDARY).find(({ image }) => image !== null);
  const lead = take(withPicture === undefined ? edition.articles : [withPicture], 1);
  const secondary = take(edition.articles, SECONDARY);
  const latest = take(edition.articles, LATEST);
  const ofSection = Map.groupBy(edition.articles, ({ section }) => section.slug);
  const sections = edition.sections
    .map((section) => ({ section, articles: take(ofSection.get(section.slug) ?? [], IN_SECTION) }))
    .filter(({ articles }) => articles.length > 0);
  return { lead, secondary, latest, sections };
}

function toFrontCards(places: Places, { cards, edition }: PageContext): Omit<FrontPage, "date" | "older"> {
  const { lead, secondary, latest, sections } = places;
  const [first] = lead;
  return {
    lead: first === undefined ? null : cards.toCard(first),
    secondary: secondary.map(cards.toCard),
    latest: latest.map(cards.toCard),
    sections: sections.map(({ section, articles }) => ({
      section: edition.toSection(section),
      cards: articles.map(cards.toCard),
    })),
  };
}

function toEditionDate(now: number, { language, options: { timeZone } }: Edition): FrontPage["date"] {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone });
  return { iso: toDay(now, timeZone), text: format.format(now) };
}
