import type { Resolution } from "../article/slots.ts";
import type { Digest } from "../base/digest.ts";
import type { OutputPath, Permalink } from "../base/path.ts";
import type { NamedLink } from "./edition.ts";
import type { SharedPicture } from "./picture.ts";
import type { JsonLd } from "./structured-data.ts";
import type { Words } from "./words/words.ts";

/** What every template gets as `it.site`: the same for all pages of an edition. */
export interface SiteModel {
  readonly title: string;
  readonly description: string;
  readonly lang: string;
  /** Language and territory as Open Graph writes them: `en_GB`. */
  readonly locale: string;
  readonly dir: "ltr" | "rtl";
  readonly home: string;
  readonly sections: readonly NamedLink[];
  /** Other editions, by the names that their readers call their language. */
  readonly editions: readonly (NamedLink & { readonly lang: string; readonly url: string })[];
  readonly links: {
    readonly archive: string;
    readonly tags: string;
    readonly authors: string;
    readonly corrections: string;
    readonly rss: string;
    readonly atom: string;
    readonly json: string;
  };
  /** Links to archive, tags and authors, as far as these are not empty. */
  readonly lists: readonly NamedLink[];
  /** Null for a site without a search. */
  readonly search: NamedLink | null;
  readonly organization: string;
  readonly logo: string | null;
  /** The picture with which a page is shared that has none of its own: the site's default one, or its logo. */
  readonly picture: SharedPicture | null;
  /** Address of a file of the theme, by its name there: `style.css`, or `npm:` and its name in a package. */
  readonly files: Readonly<Record<string, string>>;
  readonly icon: string | null;
  readonly words: Words;
}

/** A version of a page in another language; `x-default` for readers of any other. */
export interface Alternate {
  readonly lang: string;
  /** Absolute address. */
  readonly url: string;
}

/** What stands in `<head>`. */
export interface Head {
  readonly title: string;
  /** The title without the name of the site, for social networks, which print that next to it. */
  readonly headline: string;
  readonly description: string;
  readonly canonical: string;
  /** The page in all its languages, its own included; empty if it exists in one only. */
  readonly alternates: readonly Alternate[];
  /** `noindex` and the like; null for pages that search engines may show. */
  readonly robots: string | null;
  readonly type: "article" | "website";
  /** What social networks show beside the headline. */
  readonly picture: SharedPicture | null;
  readonly published: string | null;
  readonly modified: string | null;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly jsonLd: JsonLd | null;
}

/** What is the same in the heads of all pages that are no articles. */
export const plainHead = {
  alternates: [],
  robots: null,
  type: "website",
  picture: null,
  published: null,
  modified: null,
  section: null,
  tags: [],
} as const satisfies Partial<Head>;

/**
 * A page as complete, plain data: its template needs nothing else. `slots` fill the body, which is fetched by digest
 * where the page is rendered.
 */
export interface PageModel<Page = unknown> {
  readonly template: string;
  readonly permalink: Permalink;
  readonly output: OutputPath;
  readonly site: SiteModel;
  readonly head: Head;
  readonly page: Page;
  readonly body: Digest | null;
  readonly slots: readonly Resolution[];
}
