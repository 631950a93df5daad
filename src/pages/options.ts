import { toLanguage } from "../base/language.ts";

/** One text for all languages, or one for each: `{ en: "Politics", es: "Política" }`. */
export type Localised = string | Readonly<Record<string, string>>;

export interface AuthorProfile {
  readonly name: string;
  readonly role?: Localised | undefined;
  readonly bio?: Localised | undefined;
  /** Path below `public/`. */
  readonly image?: string | undefined;
  readonly url?: string | undefined;
  readonly email?: string | undefined;
  readonly sameAs?: readonly string[] | undefined;
}

export interface SectionProfile {
  readonly title: Localised;
  readonly description?: Localised | undefined;
}

/** What pages need to know of the site, complete. */
export interface SiteOptions {
  readonly title: Localised;
  readonly description: Localised;
  /** Absolute, without a trailing slash: `https://example.org` or `https://example.org/paper`. */
  readonly baseUrl: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly organization: { readonly name: string; readonly logo: string | null; readonly sameAs: readonly string[] };
  /** Path below `public/` of the picture that stands for an article that has none, or null. */
  readonly defaultPicture: string | null;
  /** In the order of the navigation; sections that are not listed come after these, by name. */
  readonly sections: Readonly<Record<string, SectionProfile>>;
  readonly authors: Readonly<Record<string, AuthorProfile>>;
  readonly callToAction: {
    readonly title: Localised;
    readonly text: Localised;
    readonly label: Localised;
    readonly url: string;
  } | null;
  /** Cards on a list page. */
  readonly pageSize: number;
  /** Articles in each feed. */
  readonly feedSize: number;
  /** Old addresses that belong to no article, and where they lead. */
  readonly redirects: Readonly<Record<string, string>>;
  /** Whether apps find the related stories of all articles in one file. */
  readonly relatedFile: boolean;
  /** Whether readers can search. `unindexed`: the search page exists, and says that there is no index. */
  readonly search: "indexed" | "unindexed" | "off";
  /** Who keeps the comments of readers; null for a site without any. */
  readonly comments: CommentsOptions | null;
}

export type CommentsOptions = GiscusOptions | IssoOptions;

/** Comments as discussions of a repository on GitHub; the names are those of giscus. */
export interface GiscusOptions {
  readonly provider: "giscus";
  /** Whether articles have a place for comments unless they say otherwise. */
  readonly open: boolean;
  /** `owner/name` */
  readonly repo: string;
  readonly repoId: string;
  readonly category: string;
  readonly categoryId: string;
  /** The part of a page by which its discussion is named. */
  readonly mapping: "pathname" | "url" | "title" | "og:title";
  /** Whether that must be the whole name of a discussion, and not only some of its words. */
  readonly strict: boolean;
}

/** Comments kept by a server of the site's own. */
export interface IssoOptions {
  readonly provider: "isso";
  readonly open: boolean;
  /** Address of the server, without a trailing slash. */
  readonly url: string;
  /** Whether a build asks it how many comments there are. */
  readonly counts: boolean;
}

/** The text in a language, as spoken anywhere; else in the site's; else whichever comes first. */
export function toLocal(text: Localised, language: string, fallback: string): string {
  if (typeof text === "string") return text;
  const find = (own: string): string | undefined =>
    text[own] ?? Object.entries(text).find(([code]) => toLanguage(code) === own)?.[1];
  return find(language) ?? find(fallback) ?? Object.values(text)[0] ?? "";
}

/** A moment as templates print it: machine-readable and for people. */
export interface Time {
  readonly iso: string;
  /** With the time of day where the author gave one. */
  readonly text: string;
  /** The day alone, short enough for cards. */
  readonly day: string;
}
