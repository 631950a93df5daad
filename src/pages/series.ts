import type { Article, Listed } from "../article/article.ts";
import type { Memory } from "../base/memory.ts";
import { byCodeUnit } from "../base/order.ts";
import type { Edition, NamedLink } from "./edition.ts";
import { toMark } from "./key.ts";

/** Live parts of each series, oldest first. */
export type SeriesParts = ReadonlyMap<string, readonly Listed[]>;

export interface SeriesPlace {
  readonly name: string;
  readonly previous: NamedLink | null;
  readonly next: NamedLink | null;
}

/** Mark of the parts that stand before and after an article in its series. */
export function toSeriesMark(article: Listed, { series }: { readonly series: SeriesParts }): string {
  const neighbours = toSeriesNeighbours(article, series);
  return neighbours === null ? "-" : toMark([neighbours.previous, neighbours.next].map((part) => part?.teaser).join());
}

export interface SeriesNeighbours {
  readonly previous: Listed | undefined;
  readonly next: Listed | undefined;
}

export function toSeriesNeighbours(article: Listed, series: SeriesParts): SeriesNeighbours | null {
  if (article.series === null) return null;
  const parts = series.get(toSeriesKey(article)) ?? [];
  const index = parts.findIndex(({ permalink }) => permalink === article.permalink);
  return parts.length < 2 || index < 0 ? null : { previous: parts[index - 1], next: parts[index + 1] };
}

/** Names only the neighbours: "part 3 of 7" would change every part when one is added. */
export function toSeriesPlace(
  article: Article,
  neighbours: SeriesNeighbours | null,
  edition: Edition,
): SeriesPlace | null {
  if (article.series === null || neighbours === null) return null;
  const toLink = (part: Listed | undefined): NamedLink | null =>
    part === undefined ? null : { name: part.headline, href: edition.toHref(part.permalink) };
  return {
    name: article.series.name,
    previous: toLink(neighbours.previous),
    next: toLink(neighbours.next),
  };
}

/** Live parts of each series of an edition, oldest first. */
export function toSeries({ language, listed, lineup }: Edition, memory: Memory): SeriesParts {
  // The parts of each series and their order follow from what is live.
  const places = memory.recall("series", language, [lineup], () => {
    const toOrder = (place: number): Listed => listed[place] as Listed;
    const inSeries = listed.flatMap(({ series }, place) => (series === null ? [] : [place]));
    const oldestFirst = inSeries.toSorted(
      (a, b) => toOrder(a).date.ms - toOrder(b).date.ms || byCodeUnit(toOrder(a).permalink, toOrder(b).permalink),
    );
    return Map.groupBy(oldestFirst, (place) => toSeriesKey(toOrder(place)));
  });
  return new Map(Array.from(places, ([key, own]) => [key, own.map((place) => listed[place] as Listed)]));
}

function toSeriesKey(article: Listed): string {
  return `${article.language}/${article.series?.slug ?? ""}`;
}
