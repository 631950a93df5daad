import { type Article, type Listed, type Teaser, toTeaser } from "../article/article.ts";
import type { Memory } from "../base/memory.ts";
import type { Permalink } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Target } from "../corpus/links.ts";
import { findCount, toCountLink } from "./comments.ts";
import { type Edition, type NamedLink, toAuthorName } from "./edition.ts";
import { isLongHeadline } from "./headline.ts";
import { toMark } from "./key.ts";
import type { Time } from "./options.ts";
import { type Picture, toPicture } from "./picture.ts";
import { toTargetMark } from "./slots.ts";

/** An article as it is shown on another page. */
export interface Card {
  readonly href: string;
  /** Absolute address. */
  readonly url: string;
  readonly headline: string;
  /** Whether the headline is too long for the largest sizes. */
  readonly isLong: boolean;
  readonly kind: Article["kind"];
  /** The label of this kind of article, "Opinion"; null for news. */
  readonly label: string | null;
  /** What the author wrote above the headline. */
  readonly kicker: string | null;
  readonly dek: string | null;
  /** The names of its authors, joined as the language joins a list; null where it names none. */
  readonly byline: string | null;
  readonly section: NamedLink;
  readonly time: Time;
  readonly picture: Picture | null;
  /** "12 comments", with the address where they stand; null if there are none, or nobody counts them. */
  readonly comments: NamedLink | null;
}

/** The cards of an edition's articles, and their marks; each is made once, when a page first needs it. */
export interface Cards {
  readonly toCard: (article: Listed) => Card;
  /** Mark of all that the cards of these articles show. */
  readonly toMark: (articles: readonly Listed[]) => string;
  /** Mark of all that cards show besides articles. */
  readonly others: string;
}

export function createCards(corpus: Corpus, edition: Edition, memory: Memory): Cards {
  const cards = new Map<Permalink, Card>();
  const marks = new Map<Permalink, string>();
  const toPictureTarget = ({ permalink }: Listed): Target | null => corpus.targets.get(permalink)?.picture ?? null;
  const toOwnMark = (article: Listed): string => {
    const known = marks.get(article.permalink);
    if (known !== undefined) return known;
    const picture = toTargetMark(toPictureTarget(article), edition.pictures);
    const mark = `${article.teaser}${picture}${findCount(article, edition) ?? ""}`;
    marks.set(article.permalink, mark);
    return mark;
  };
  return {
    toCard: (article) => {
      const known = cards.get(article.permalink);
      if (known !== undefined) return known;
      const card = toCard(toTeaser(article), toPictureTarget(article), edition);
      cards.set(article.permalink, card);
      return card;
    },
    toMark: (articles) => toMark(articles.map(toOwnMark).join("\n")),
    others: toOthers(corpus, edition, memory),
  };
}

function toOthers({ targets }: Corpus, { language, pictures, counts }: Edition, memory: Memory): string {
  const { made } = pictures;
  const marks = Array.from(made.values(), ({ mark }) => mark);
  const shown = [...targets].filter(([, { picture }]) => picture !== null);
  const ofArticles = [shown.map(([permalink]) => permalink), shown.map(([, { picture }]) => JSON.stringify(picture))];
  const parts = [...ofArticles, [...made.keys()], marks, [...counts.keys()], [...counts.values()]];
  return memory.recall("cards", language, parts, () => toMark(JSON.stringify(parts)));
}

function toCard(teaser: Teaser, picture: Target | null, edition: Edition): Card {
  return {
    href: edition.toHref(teaser.permalink),
    url: edition.toUrl(teaser.permalink),
    headline: teaser.headline,
    isLong: isLongHeadline(teaser.headline),
    kind: teaser.kind,
    label: toLabel(teaser, edition),
    kicker: teaser.kicker,
    dek: teaser.dek,
    byline: toNames(teaser.authors, edition),
    section: edition.toSection(teaser.section),
    time: edition.toTime(teaser.date),
    picture: toPicture(teaser, picture, edition),
    comments: toCountLink(teaser, edition),
  };
}

/**
 * The label of an article's kind, in the edition's language. News needs none, and a live story that is over is not
 * called live.
 */
export function toLabel({ kind, closed }: Pick<Article, "kind" | "closed">, { words }: Edition): string | null {
  if (kind === "live" && closed) return words.liveClosed;
  return kind === "news" || kind === "page" ? null : words.kinds[kind];
}

function toNames(authors: Teaser["authors"], edition: Edition): string | null {
  return authors.length === 0 ? null : edition.toList(authors.map((author) => toAuthorName(author, edition)));
}
