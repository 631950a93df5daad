import type { Listed } from "../article/article.ts";
import type { Permalink, Segment, Slug } from "../base/path.ts";
import type { Card } from "./card.ts";
import type { Edition } from "./edition.ts";
import { toMark } from "./key.ts";
import type { AuthorCard, List } from "./lists.ts";
import { type PageModel, plainHead } from "./model.ts";
import { type PageContext, type PageFacts, type PlannedPages, toPageFacts, toPageModel } from "./planned.ts";
import { toListJsonLd, toProfileJsonLd } from "./structured-data.ts";
import { fill } from "./words.ts";

/**
 * A list of cards: the front of a section, the page of a tag or an author, a month, or an older page of one of these.
 */
export interface ListPage {
  readonly heading: string;
  readonly intro: string | null;
  readonly profile: AuthorCard | null;
  /** Newest first. */
  readonly cards: readonly Card[];
  /** How many of the cards stand above the list, as on a front: a lead and secondary stories; 0 for a plain list. */
  readonly leads: number;
  readonly newer: string | null;
  readonly older: string | null;
}

const TEMPLATE = "list";

/** A lead and three secondary stories. */
const LEADS = 4;

/** One page of a list. Its number is null for the front; the others count from the oldest. */
export interface ListSlice {
  readonly number: number | null;
  readonly articles: readonly Listed[];
}

/**
 * Cuts a list, newest first, into pages that never change once they are full: page 1 holds the oldest `size` articles.
 * The front holds all that is on no other page, between `size` and 2 × `size` − 1 articles, so it is never short.
 */
export function paginate(articles: readonly Listed[], size: number): readonly ListSlice[] {
  const closed = Math.max(0, Math.floor(articles.length / size) - 1);
  const front = { number: null, articles: articles.slice(0, articles.length - closed * size) };
  const pages = Array.from({ length: closed }, (_, index) => {
    const end = articles.length - index * size;
    return { number: index + 1, articles: articles.slice(end - size, end) };
  });
  return [front, ...pages.reverse()];
}

/** The slices of the list at an address below the edition's. */
export function toSlices(
  articles: readonly Listed[],
  segments: readonly Segment[],
  { edition, memory }: PageContext,
): readonly ListSlice[] {
  const { pageSize } = edition.options;
  const about = edition.toAddress(...segments);
  return memory.recall("slices", about, [articles, pageSize], () => paginate(articles, pageSize));
}

/** Addresses of the pages beside the one numbered; the front is the newer neighbour of the newest closed page. */
export function toNeighbours(
  slices: readonly ListSlice[],
  index: number,
  toPageAddress: (number: number | null) => Permalink,
): { newer: Permalink | null; older: Permalink | null } {
  const newer = slices[index - 1];
  const older = slices[index + 1];
  return {
    newer: newer === undefined ? null : toPageAddress(newer.number),
    older: older === undefined ? null : toPageAddress(older.number),
  };
}

export function toListPages(list: List, context: PageContext): PlannedPages {
  const { edition, cards, memory, siteMark, templates } = context;
  const { segments, heading, intro, profile, isFront = false } = list;
  const slices = toSlices(list.articles, segments, context);
  const about = edition.toAddress(...segments);
  const profileMark = profile === null ? null : JSON.stringify(profile);
  const parts = [siteMark, templates.get(TEMPLATE), heading, intro, profileMark, isFront, slices, cards.others];
  const pages = memory.recall("pages of a list", about, parts, () =>
    slices.map((slice, row) => {
      const { permalink, leads, neighbours } = toPlace(list, { slices, row }, edition);
      const own = { heading, intro, profile, leads, neighbours };
      const { number, articles } = slice;
      return toPageFacts(context, {
        template: TEMPLATE,
        permalink,
        isIndexed: number === null,
        from: [heading, intro, profileMark, leads, neighbours.newer, neighbours.older, cards.others, articles],
        // The names stand in a fixed order already: they need not be sorted for each of thousands of lists.
        toParts: () => ({ list: toMark(JSON.stringify(own)), cards: cards.toMark(articles) }),
      });
    }),
  );
  const toModel = (row: number): PageModel => {
    const slice = slices[row] as ListSlice;
    const { output } = pages[row] as PageFacts;
    const { permalink, leads, neighbours } = toPlace(list, { slices, row }, edition);
    return toPageModel<ListPage>(
      context.site,
      { template: TEMPLATE, permalink, output },
      {
        head: toSliceHead(list, slice, permalink, edition),
        page: {
          heading,
          intro,
          profile: slice.number === null ? profile : null,
          cards: slice.articles.map(cards.toCard),
          leads,
          newer: neighbours.newer === null ? null : edition.toHref(neighbours.newer),
          older: neighbours.older === null ? null : edition.toHref(neighbours.older),
        },
        body: null,
        slots: [],
      },
    );
  };
  return { pages, toModel };
}

interface SlicePlace {
  readonly permalink: Permalink;
  readonly leads: number;
  readonly neighbours: ReturnType<typeof toNeighbours>;
}

function toPlace(
  { segments, isFront = false }: List,
  { slices, row }: { readonly slices: readonly ListSlice[]; readonly row: number },
  edition: Edition,
): SlicePlace {
  const toPageAddress = (number: number | null): Permalink =>
    number === null ? edition.toAddress(...segments) : edition.toAddress(...segments, "page", `${number}`);
  const { number, articles } = slices[row] as ListSlice;
  const leads = isFront && number === null && articles.length > LEADS ? LEADS : 0;
  return { permalink: toPageAddress(number), leads, neighbours: toNeighbours(slices, row, toPageAddress) };
}

function toSliceHead(list: List, { number }: ListSlice, permalink: Permalink, edition: Edition): PageModel["head"] {
  const suffix = number === null ? "" : ` · ${fill(edition.words.page, { number: String(number) })}`;
  const { heading, intro, profile, segments } = list;
  const head = toListHead(
    { headline: `${heading}${suffix}`, description: intro ?? profile?.bio ?? null, permalink },
    edition,
  );
  if (number !== null) return { ...head, robots: "noindex, follow" };
  const author = { slug: segments.at(-1) as Slug, name: heading };
  return profile === null ? head : { ...head, jsonLd: toProfileJsonLd(author, profile, edition) };
}

/** The head of a page that is not an article; `headline` is what the page is called beside the site's name. */
export function toListHead(
  { headline, description, permalink }: { headline: string; description: string | null; permalink: Permalink },
  edition: Edition,
): PageModel["head"] {
  const canonical = edition.toUrl(permalink);
  const title = headline === edition.title ? headline : `${headline} · ${edition.title}`;
  return {
    ...plainHead,
    title,
    headline,
    description: description ?? title,
    canonical,
    jsonLd: toListJsonLd(title, canonical, edition),
  };
}
