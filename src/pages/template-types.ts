import type { TextPart } from "../article/byline.ts";
import type { ArticlePage } from "./article-page.ts";
import type { Card } from "./card.ts";
import type { NamedLink } from "./edition.ts";
import type { FrontPage } from "./front.ts";
import type { Helpers } from "./helpers.ts";
import type { CorrectionsPage, IndexPage, MessagePage } from "./index-pages.ts";
import type { ListPage } from "./list-page.ts";
import type { Coverage, LatestEntries, LiveEntry } from "./live-page.ts";
import type { PageModel } from "./model.ts";
import type { OwnPageModel } from "./own-pages.ts";
import type { Picture } from "./picture.ts";
import type { SearchPage } from "./search-page.ts";

/** HTML that is safe to print as it is, by `it.raw(…)`; templates cannot make it from the text of authors. */
export interface SafeHtml {
  readonly html: string;
}

/**
 * What a template sees as `it`. Everything that comes from authors hangs below `page`, `head` or `site`: at the top
 * level eta would print a key named `__blocks` without escaping it.
 */
export interface TemplateData<Page = unknown> {
  readonly site: PageModel["site"];
  readonly head: PageModel["head"];
  readonly page: Page;
  /** Files of `data/` by name, of which only those are there that the template's text names. */
  // biome-ignore lint/suspicious/noExplicitAny: what is in them is the site's own business.
  readonly data: Readonly<Record<string, any>>;
  /** Functions of the configuration; for templates that call some. */
  readonly helpers: Helpers;
  /** The rendered body, `null` for pages that have none. Print it with `<%~ it.raw(it.body) %>`. */
  readonly body: SafeHtml | null;
  /** The body of a live story in pieces, see `splitEntries`; on any other page one piece or none. */
  readonly pieces: readonly SafeHtml[];
  /** HTML that is safe already; anything else throws. */
  readonly raw: (html: unknown) => string;
  /** A value as JSON for a script element. */
  readonly json: (value: unknown) => string;
}

/** `it` of a page that the configuration makes up: `OwnTemplate["page"]["data"]` is what that gave. */
export type OwnTemplate = TemplateData<OwnPageModel>;

/** `it` of each page's template, by its name. */
export interface Templates {
  readonly article: TemplateData<ArticlePage>;
  readonly corrections: TemplateData<CorrectionsPage>;
  readonly front: TemplateData<FrontPage>;
  readonly index: TemplateData<IndexPage>;
  readonly "latest-entries": TemplateData<LatestEntries>;
  readonly list: TemplateData<ListPage>;
  readonly message: TemplateData<MessagePage>;
  readonly search: TemplateData<SearchPage> & { readonly site: { readonly search: NamedLink } };
}

type Part<Own> = TemplateData<unknown> & Own;
/** `it` after a page's template has checked that a part of the page is there. */
type With<Name extends keyof ArticlePage> = TemplateData<
  ArticlePage & { [Key in Name]: NonNullable<ArticlePage[Key]> }
>;

/** `it` of each partial and of the layout: that of the page, and what the including template hands over. */
export interface Partials {
  readonly layout: Omit<TemplateData, "body"> & { readonly body: string };
  readonly "partials/article-foot": Templates["article"];
  readonly "partials/article-head": Templates["article"];
  readonly "partials/card": Part<Handed["partials/card"]>;
  readonly "partials/comments": With<"comments">;
  readonly "partials/embeds": Templates["article"];
  readonly "partials/entry": Part<Handed["partials/entry"]>;
  readonly "partials/footer": TemplateData;
  readonly "partials/head": TemplateData;
  readonly "partials/key-points": Part<Handed["partials/key-points"]>;
  readonly "partials/kicker": Part<Handed["partials/kicker"]>;
  readonly "partials/live": With<"live">;
  readonly "partials/masthead": TemplateData<Pick<FrontPage, "date">> & {
    readonly isFront?: boolean;
    /** Address of the section that an article belongs to. */
    readonly section?: string;
  };
  readonly "partials/pager": TemplateData<{ readonly newer?: string | null; readonly older: string | null }>;
  readonly "partials/parts": Part<Handed["partials/parts"]>;
  readonly "partials/picture": Part<Handed["partials/picture"]>;
}

/** What an including template hands over: `include("partials/card", { card, level: 2, … })`. */
export interface Handed {
  readonly "partials/card": {
    readonly card: Card;
    /** Of its heading. */
    readonly level: number;
    /** How it looks, see `styles/cards.css`. */
    readonly shape: string;
    /** Of its picture, if not its shape, see `partials/picture.eta`. */
    readonly role?: string;
    /** As many of "section picture dek byline time first" as fit the place; "own" where its section is said already. */
    readonly shows: string;
  };
  readonly "partials/entry": { readonly entry: LiveEntry };
  readonly "partials/key-points": { readonly keys: Coverage["keys"] };
  readonly "partials/kicker": { readonly label: string | null; readonly kicker: string | null };
  readonly "partials/parts": { readonly parts: readonly TextPart[] };
  readonly "partials/picture": { readonly picture: Picture; readonly role: string; readonly isFirst: boolean };
}
