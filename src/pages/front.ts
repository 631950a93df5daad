import type { Article, Named } from "../article/article.ts";
import { type Permalink, toOutputPath } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { type Card, toCard } from "./card.ts";
import { type NamedLink, toSections } from "./edition.ts";
import { type ListContext, paginate, toListHead, toListPages, toNeighbours } from "./list-page.ts";
import type { PageModel } from "./model.ts";
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

/** The home page of an edition and the older pages of its full list, which the front continues. */
export function toFrontPages(context: ListContext): readonly PageModel[] {
  const { corpus, edition, site } = context;
  const { description: localised, pageSize } = edition.options;
  const description = edition.toText(localised);
  const slices = paginate(edition.articles, pageSize);
  const toPageAddress = (number: number | null): Permalink =>
    number === null ? edition.home : edition.toAddress("page", `${number}`);
  const { older } = toNeighbours(slices, 0, toPageAddress);
  const list = { segments: [], heading: edition.words.latest, intro: null, profile: null, articles: edition.articles };
  const [, ...olderPages] = toListPages(list, context);
  const front: PageModel<FrontPage> = {
    template: "front",
    permalink: edition.home,
    output: toOutputPath(edition.home),
    site,
    head: {
      ...toListHead({ headline: edition.title, description, permalink: edition.home }, edition),
      jsonLd: toHomeJsonLd(edition, description),
    },
    page: {
      ...toFrontCards(context, older),
      date: toEditionDate(corpus, edition),
    },
    body: null,
    slots: [],
  };
  return [front, ...olderPages];
}

function toFrontCards(context: ListContext, older: Permalink | null): Omit<FrontPage, "date"> {
  const { corpus, edition } = context;
  const shown = new Set<Article>();
  const take = (candidates: readonly Article[], count: number): readonly Card[] => {
    const taken = candidates.filter((article) => !shown.has(article)).slice(0, count);
    for (const article of taken) shown.add(article);
    return taken.map((article) => toCard(article, corpus, edition));
  };
  const withPicture = edition.articles.slice(0, SECONDARY).find(({ image }) => image !== null);
  const [lead = null] = take(withPicture === undefined ? edition.articles : [withPicture], 1);
  const secondary = take(edition.articles, SECONDARY);
  const latest = take(edition.articles, LATEST);
  const ofSection = Map.groupBy(edition.articles, ({ section }) => section.slug);
  const sections = toSections(edition)
    .map((section: Named) => ({
      section: edition.toSection(section),
      cards: take(ofSection.get(section.slug) ?? [], IN_SECTION),
    }))
    .filter(({ cards }) => cards.length > 0);
  return { lead, secondary, latest, sections, older: older === null ? null : edition.toHref(older) };
}

function toEditionDate(corpus: Corpus, edition: ListContext["edition"]): FrontPage["date"] {
  const format = new Intl.DateTimeFormat(edition.language, { dateStyle: "full", timeZone: edition.options.timeZone });
  const { iso } = edition.toTime({ ms: corpus.now, hasTime: false });
  return { iso: iso.slice(0, 10), text: format.format(corpus.now) };
}
