import type { Article } from "../article/article.ts";
import type { Permalink } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Edition, NamedLink } from "./edition.ts";
import type { Time } from "./options.ts";
import { type Picture, toPicture } from "./picture.ts";

/** An article as it is shown on another page. */
export interface Card {
  readonly href: string;
  /** Absolute address. */
  readonly url: string;
  readonly headline: string;
  readonly kind: Article["kind"];
  /** The label above the headline: the kicker, or what kind of article it is. */
  readonly kicker: string | null;
  readonly dek: string | null;
  readonly section: NamedLink;
  readonly time: Time;
  readonly picture: Picture | null;
  /** Key under which a comment provider counts; null where comments are closed. */
  readonly commentsKey: Permalink | null;
}

export function toCard(article: Article, corpus: Corpus, edition: Edition): Card {
  return {
    href: edition.toHref(article.permalink),
    url: edition.toUrl(article.permalink),
    headline: article.headline,
    kind: article.kind,
    kicker: toKicker(article, edition),
    dek: article.dek ?? (article.lede === "" ? null : article.lede),
    section: edition.toSection(article.section),
    time: edition.toTime(article.date),
    picture: toPicture(article, corpus.targets.get(article.permalink)?.picture ?? null, edition),
    commentsKey: (article.comments ?? edition.options.comments) ? article.permalink : null,
  };
}

export function toKicker(article: Article, edition: Edition): string | null {
  return article.kicker ?? (article.kind === "news" ? null : edition.words.kinds[article.kind]);
}
