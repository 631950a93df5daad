import type { Organization, Person } from "schema-dts";
import type { Article, Named } from "../article/article.ts";
import { type Edition, toAuthorName } from "./edition.ts";
import { type SharedPicture, toLogo } from "./picture.ts";

// Parts that several documents of structured data share.

/** The picture that a page is shared with, or a logo. */
export function toImage(picture: SharedPicture) {
  return {
    "@type": "ImageObject" as const,
    url: picture.url,
    ...(picture.width === null || picture.height === null
      ? {}
      : { width: `${picture.width}`, height: `${picture.height}` }),
    ...(picture.caption === null ? {} : { caption: picture.caption }),
    ...(picture.credit === null ? {} : { creditText: picture.credit }),
  };
}

/** The authors of an article; what has none is by the newsroom. */
export function toAuthors({ authors }: Article, edition: Edition): readonly (Person | Organization)[] {
  return authors.length === 0 ? [toPublisher(edition)] : authors.map((author) => toPerson(author, edition));
}

export function toPerson(author: Named, edition: Edition): Exclude<Person, string> {
  const profile = edition.options.authors[author.slug];
  return {
    "@type": "Person",
    name: toAuthorName(author, edition),
    url: edition.toUrl(edition.toAddress("authors", author.slug)),
    ...(profile?.role === undefined ? {} : { jobTitle: edition.toText(profile.role) }),
    ...(profile?.sameAs === undefined || profile.sameAs.length === 0 ? {} : { sameAs: [...profile.sameAs] }),
  };
}

/** Who publishes the site; of an edition, at its front page. */
export function toPublisher(edition: Edition): Organization {
  const { name, sameAs } = edition.options.organization;
  const logo = toLogo(edition);
  return {
    "@type": "NewsMediaOrganization",
    name,
    url: edition.toUrl(edition.home),
    ...(logo === null ? {} : { logo: toImage(logo) }),
    ...(sameAs.length === 0 ? {} : { sameAs: [...sameAs] }),
  };
}
