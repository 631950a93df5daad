import type { Listed, Named } from "../article/article.ts";
import type { Memory } from "../base/memory.ts";
import type { Moment } from "../base/moment.ts";
import { byCodeUnit } from "../base/order.ts";
import type { Permalink, Segment, Slug } from "../base/path.ts";
import { type Edition, toAuthorName } from "./edition.ts";
import { type Picture, toPortrait } from "./picture.ts";

export interface AuthorCard {
  readonly role: string | null;
  readonly bio: string | null;
  readonly portrait: Picture | null;
  readonly links: readonly string[];
}

/** A list before it is cut into pages. */
export interface List {
  readonly segments: readonly Segment[];
  readonly heading: string;
  readonly intro: string | null;
  readonly profile: AuthorCard | null;
  /** Whether its newest page is a front, with a lead. */
  readonly isFront?: boolean;
  /** Newest first. */
  readonly articles: readonly Listed[];
}

/** Lists of an edition's articles, newest first. */
export interface EditionLists {
  /** The front of each section. */
  readonly sections: readonly List[];
  readonly tags: readonly List[];
  readonly authors: readonly List[];
  /** In the site's time zone, newest month first. */
  readonly months: readonly List[];
}

/** Each kind of list is made when it is asked for: if no page of a list is planned anew, only sections are. */
export function toEditionLists(edition: Edition, memory: Memory): EditionLists {
  const made = new Map<keyof EditionLists, readonly List[]>();
  const recall = (kind: keyof EditionLists, make: typeof toTagLists): readonly List[] => {
    const lists = made.get(kind) ?? make(edition, memory);
    made.set(kind, lists);
    return lists;
  };
  return {
    get sections() {
      return recall("sections", toSectionLists);
    },
    get tags() {
      return recall("tags", toTagLists);
    },
    get authors() {
      return recall("authors", toAuthorLists);
    },
    get months() {
      return recall("months", toMonthLists);
    },
  };
}

function toSectionLists(edition: Edition, memory: Memory): readonly List[] {
  const groups = toGroups(edition, "section", ({ section }) => [section], memory);
  const ofSection = new Map(groups.map(({ named, articles }) => [named.slug, articles]));
  return edition.sections.map((section) => {
    const description = edition.options.sections[section.slug]?.description;
    return {
      segments: [section.slug],
      heading: edition.toSection(section).name,
      intro: description === undefined ? null : edition.toText(description),
      profile: null,
      isFront: true,
      articles: ofSection.get(section.slug) ?? [],
    };
  });
}

function toTagLists(edition: Edition, memory: Memory): readonly List[] {
  return toGroups(edition, "tag", ({ tags }) => tags, memory).map(({ named, articles }) => ({
    segments: ["tags", named.slug],
    heading: named.name,
    intro: null,
    profile: null,
    articles,
  }));
}

function toAuthorLists(edition: Edition, memory: Memory): readonly List[] {
  return toGroups(edition, "author", ({ authors }) => authors, memory).map(({ named, articles }) => ({
    segments: ["authors", named.slug],
    heading: toAuthorName(named, edition),
    intro: null,
    profile: toAuthorCard(named.slug, edition),
    articles,
  }));
}

function toMonthLists(edition: Edition, memory: Memory): readonly List[] {
  const { timeZone } = edition.options;
  const toMonth = ({ date }: Listed): Named => {
    const month = date.iso.slice(0, "2026-01".length);
    return { slug: month as Slug, name: month };
  };
  const months = toGroups(edition, "month", (article) => [toMonth(article)], memory).toReversed();
  const format = new Intl.DateTimeFormat(edition.lang, { month: "long", year: "numeric", timeZone });
  return months.map(({ named, articles }) => ({
    segments: ["archive", ...(named.name.split("-") as `${number}`[])],
    heading: format.format(articles[0]?.date.ms),
    intro: null,
    profile: null,
    articles,
  }));
}

/** Every correction of the edition, newest first. */
export function toCorrections(
  edition: Edition,
): readonly { article: Listed; date: Moment; text: string; key: Permalink }[] {
  return edition.listed
    .filter(({ corrections }) => corrections.length > 0)
    .flatMap((article) => article.corrections.map((correction) => ({ ...correction, article, key: article.permalink })))
    .sort((a, b) => b.date.ms - a.date.ms || byCodeUnit(a.key, b.key) || byCodeUnit(a.text, b.text));
}

/**
 * A group of articles by their places in the list of all, which stay the same after an edit that leaves their names
 * alone.
 */
interface Group {
  readonly named: Named;
  readonly places: readonly number[];
  readonly articles: readonly Listed[];
}

interface Grouped {
  readonly listed: readonly Listed[];
  readonly groups: readonly Group[];
}

type ToNames = (article: Listed) => readonly Named[];

/** Articles by a name they carry, names by slug. */
function toGroups({ language, listed }: Edition, by: string, toNames: ToNames, memory: Memory): readonly Group[] {
  const { groups } = memory.revise<Grouped>(`${by} ${language}`, (before) => {
    if (before?.listed === listed) return before;
    const renamed = before === null ? null : findRenamed(before.listed, listed, toNames);
    const places =
      before === null || renamed === null
        ? toPlaces(listed, toNames)
        : toRegrouped(before.groups, { renamed, listed }, toNames);
    const own = places.map((group): Group => {
      return { ...group, articles: group.places.map((place) => listed[place] as Listed) };
    });
    return { listed, groups: own };
  });
  return groups;
}

/** After more changes than this, all are grouped anew. */
const MOST_RENAMED = 16;

/** Places of articles that carry other names than before; null if articles have moved, or too many have changed. */
function findRenamed(before: readonly Listed[], now: readonly Listed[], toNames: ToNames): readonly number[] | null {
  if (before.length !== now.length) return null;
  const renamed: number[] = [];
  for (const [place, article] of now.entries()) {
    const was = before[place] as Listed;
    if (was === article || JSON.stringify(toNames(was)) === JSON.stringify(toNames(article))) continue;
    renamed.push(place);
    if (renamed.length > MOST_RENAMED) return null;
  }
  return renamed;
}

type Places = Omit<Group, "articles">;

interface Renamed {
  readonly renamed: readonly number[];
  readonly listed: readonly Listed[];
}

/**
 * The groups that `toPlaces` would give. Only groups that an article has left or joined are made anew; the others are
 * those of before.
 */
function toRegrouped(before: readonly Places[], { renamed, listed }: Renamed, toNames: ToNames): readonly Places[] {
  if (renamed.length === 0) return before;
  const slugs = new Set(renamed.flatMap((place) => toNames(listed[place] as Listed).map(({ slug }) => slug)));
  const isTouched = ({ named, places }: Places): boolean =>
    slugs.has(named.slug) || renamed.some((place) => places.includes(place));
  const touched = before.filter(isTouched);
  for (const { named } of touched) slugs.add(named.slug);
  const places = [...new Set([...touched.flatMap((group) => group.places), ...renamed])].sort((a, b) => a - b);
  const made = toPlaces(listed, (article) => toNames(article).filter(({ slug }) => slugs.has(slug)), places);
  return [...before.filter((group) => !isTouched(group)), ...made].sort(bySlug);
}

/** Groups by name. Of several spellings, that of the oldest article counts. */
function toPlaces(
  articles: readonly Listed[],
  toNames: ToNames,
  among: Iterable<number> = articles.keys(),
): readonly Places[] {
  const groups = new Map<Slug, { named: Named; places: number[] }>();
  for (const place of among) {
    for (const named of toNames(articles[place] as Listed)) {
      const group = groups.get(named.slug);
      if (group === undefined) groups.set(named.slug, { named, places: [place] });
      else {
        group.places.push(place);
        group.named = named;
      }
    }
  }
  return [...groups.values()].sort(bySlug);
}

function bySlug(a: Places, b: Places): number {
  return byCodeUnit(a.named.slug, b.named.slug);
}

function toAuthorCard(slug: Slug, edition: Edition): AuthorCard | null {
  const profile = edition.options.authors[slug];
  if (profile === undefined) return null;
  const { role, bio, image, url, email, sameAs = [] } = profile;
  return {
    role: role === undefined ? null : edition.toText(role),
    bio: bio === undefined ? null : edition.toText(bio),
    portrait: image === undefined ? null : toPortrait(image, edition),
    links: [...(url === undefined ? [] : [url]), ...(email === undefined ? [] : [`mailto:${email}`]), ...sameAs],
  };
}
