import type { Article, Named } from "../article/article.ts";
import type { Moment } from "../base/moment.ts";
import { byCodeUnit } from "../base/order.ts";
import type { Permalink, Slug } from "../base/path.ts";
import type { Edition } from "./edition.ts";
import type { AuthorCard, List } from "./list-page.ts";
import { toPortrait } from "./picture.ts";

/** The front of each section. */
export function toSectionLists(edition: Edition): readonly List[] {
  const ofSection = Map.groupBy(edition.articles, ({ section }) => section.slug);
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

export function toTagLists(edition: Edition): readonly List[] {
  return toNamedLists(edition.articles, ({ tags }) => tags).map(({ named, articles }) => ({
    segments: ["tags", named.slug],
    heading: named.name,
    intro: null,
    profile: null,
    articles,
  }));
}

export function toAuthorLists(edition: Edition): readonly List[] {
  return toNamedLists(edition.articles, ({ authors }) => authors).map(({ named, articles }) => ({
    segments: ["authors", named.slug],
    heading: edition.options.authors[named.slug]?.name ?? named.name,
    intro: null,
    profile: toAuthorCard(named.slug, edition),
    articles,
  }));
}

/** One list a month, in the site's time zone, newest month first. */
export function toMonthLists(edition: Edition): readonly List[] {
  const { timeZone } = edition.options;
  const months = Map.groupBy(edition.articles, ({ date }) => date.iso.slice(0, "2026-01".length));
  const format = new Intl.DateTimeFormat(edition.lang, { month: "long", year: "numeric", timeZone });
  return [...months].map(([key, articles]) => ({
    segments: ["archive", ...(key.split("-") as `${number}`[])],
    heading: format.format(articles[0]?.date.ms),
    intro: null,
    profile: null,
    articles,
  }));
}

/** Every correction of the edition, newest first. */
export function toCorrections(
  edition: Edition,
): readonly { article: Article; date: Moment; text: string; key: Permalink }[] {
  return edition.articles
    .flatMap((article) => article.corrections.map((correction) => ({ ...correction, article, key: article.permalink })))
    .sort((a, b) => b.date.ms - a.date.ms || byCodeUnit(a.key, b.key) || byCodeUnit(a.text, b.text));
}

/** Articles by a name they carry, names by slug. Of several spellings the one of the oldest article counts. */
function toNamedLists(
  articles: readonly Article[],
  toNames: (article: Article) => readonly Named[],
): readonly { named: Named; articles: readonly Article[] }[] {
  const lists = new Map<Slug, { named: Named; articles: Article[] }>();
  for (const article of articles) {
    for (const named of toNames(article)) {
      const list = lists.get(named.slug);
      if (list === undefined) lists.set(named.slug, { named, articles: [article] });
      else {
        list.articles.push(article);
        list.named = named;
      }
    }
  }
  return [...lists.values()].sort((a, b) => byCodeUnit(a.named.slug, b.named.slug));
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
