import { type Article, isEditorial, type Listed, type Named } from "../article/article.ts";
import type { Memory } from "../base/memory.ts";
import type { Permalink } from "../base/path.ts";
import type { FrontSlots } from "../corpus/front-slots.ts";
import type { Edition } from "./edition.ts";
import type { EditionLists } from "./lists.ts";

/** The articles of a front, in their places; none stands in two. */
export interface FrontPlaces {
  readonly lead: readonly Listed[];
  readonly secondary: readonly Listed[];
  readonly opinion: readonly Listed[];
  /** A running story: the newest of its parts that stand nowhere else on the page. */
  readonly series: { readonly named: Named; readonly articles: readonly Listed[] } | null;
  readonly latest: readonly Listed[];
  readonly sections: readonly { readonly section: Named; readonly articles: readonly Listed[] }[];
}

const SECONDARY = 4;
const OPINION = 4;
const SERIES = 4;
const LATEST = 8;
const IN_SECTION = 4;
/** So many of its newest articles decide what a section is about. */
const NEWEST = 20;

/** A series is a running story as long as its newest part is not older than this, compared with the newest article. */
const RUNNING_MS = 14 * 24 * 60 * 60 * 1000;

const OPINIONS: ReadonlySet<Article["kind"]> = new Set(["opinion", "letters"]);

/**
 * Fills the slots of a front: first what `content/front.yaml` names, then what articles ask for in `front:`, then the
 * newest. Opinion stands in a block of its own, and neither it nor what was paid for is a lead unless an editor says
 * so.
 */
export function toFrontPlaces(
  edition: Edition,
  { sections: sectionLists }: EditionLists,
  { chosen, memory }: { readonly chosen: FrontSlots | null; readonly memory: Memory },
): FrontPlaces {
  const { listed: articles, language, lineup } = edition;
  // An edit of texts changes nothing of this.
  const offers = memory.recall("offers to a front", language, [lineup], () => toOffers(articles));
  const toListed = (places: readonly number[]) => places.map((place) => articles[place] as Listed);
  const taken = chosen === null ? [] : [...chosen.lead, ...chosen.secondary, ...chosen.opinion];
  const shown = new Set(taken.map(({ permalink }) => permalink));
  const fill = (first: readonly Listed[], offers: readonly Iterable<Listed>[], count: number): readonly Listed[] => {
    const filled = [...first];
    for (const candidates of offers) {
      for (const article of candidates) {
        if (filled.length >= count) return filled;
        if (shown.has(article.permalink)) continue;
        shown.add(article.permalink);
        filled.push(article);
      }
    }
    return filled;
  };
  // What an editor chose to stand as a series is not taken from it by its date alone.
  const isFree = ({ series }: Listed): boolean => series === null || series.slug !== chosen?.series;
  // An iterator, since most slots are full after a few of the newest.
  const toReports = () => {
    return articles.values().filter((article) => isReport(article) && isEditorial(article) && isFree(article));
  };
  const withPicture = [...toReports().take(SECONDARY)].filter(({ image }) => image !== null);
  const lead = fill(chosen?.lead ?? [], [toListed(offers.lead), withPicture, toReports(), articles], 1);
  const secondary = fill(chosen?.secondary ?? [], [toListed(offers.secondary), toReports()], SECONDARY);
  const opinion = fill(chosen?.opinion ?? [], [toListed(offers.opinion)], OPINION);
  const running = findRunning(Array.from(offers.series, toListed), { articles, shown, chosen });
  const series = running && { ...running, articles: fill([], [running.articles], SERIES) };
  const latest = fill([], [articles], LATEST);
  const ofSection = new Map<string, readonly Listed[]>(
    sectionLists.map(({ segments: [slug = ""], articles: own }) => [slug, own]),
  );
  const sections = edition.sections
    .filter(({ slug }) => opinion.length === 0 || !isMostlyOpinion(ofSection.get(slug) ?? []))
    .map((section) => ({ section, articles: fill([], [ofSection.get(section.slug) ?? []], IN_SECTION) }))
    .filter(({ articles: own }) => own.length > 0);
  return { lead, secondary, opinion, series, latest, sections };
}

/** Places of articles that ask for a slot or are made for one, newest first. */
interface Offers {
  readonly lead: readonly number[];
  readonly secondary: readonly number[];
  readonly opinion: readonly number[];
  /** The parts of each series. */
  readonly series: readonly (readonly number[])[];
}

function toOffers(articles: readonly Listed[]): Offers {
  const find = (isOne: (article: Listed) => boolean): readonly number[] =>
    articles.flatMap((article, place) => (isOne(article) ? [place] : []));
  const inSeries = find(({ series }) => series !== null);
  const ofSeries = Map.groupBy(inSeries, (place) => articles[place]?.series?.slug);
  return {
    lead: find(({ front }) => front === "lead"),
    secondary: find(({ front }) => front === "secondary"),
    opinion: find((article) => !isReport(article)),
    series: [...ofSeries.values()],
  };
}

function isReport({ kind }: Listed): boolean {
  return !OPINIONS.has(kind);
}

/** Whether a section is mostly opinion: the block of opinion stands for it then. */
function isMostlyOpinion(articles: readonly Listed[]): boolean {
  const newest = articles.slice(0, NEWEST);
  return 2 * newest.filter(({ kind }) => OPINIONS.has(kind)).length > newest.length;
}

/** The series that an editor chose, or the one with the newest part; it needs two parts that are not shown yet. */
function findRunning(
  ofSeries: readonly (readonly Listed[])[],
  { articles, shown, chosen }: Running,
): FrontPlaces["series"] {
  const newest = articles[0]?.date.ms ?? 0;
  for (const parts of ofSeries) {
    const isChosen = chosen !== null && chosen.series !== null;
    const isRunning = newest - (parts[0]?.date.ms ?? 0) <= RUNNING_MS;
    const named = parts[0]?.series;
    if (isChosen ? named?.slug !== chosen.series : !isRunning) continue;
    const left = parts.filter((part) => !shown.has(part.permalink));
    if (named && left.length >= (isChosen ? 1 : 2)) return { named, articles: left };
  }
  return null;
}

interface Running {
  readonly articles: readonly Listed[];
  readonly shown: ReadonlySet<Permalink>;
  readonly chosen: FrontSlots | null;
}
