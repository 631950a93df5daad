import { posix } from "node:path";
import type { Article } from "../article/article.ts";
import { parseUrlPath } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { findShownAssets } from "../corpus/shown-assets.ts";
import type { Asset } from "../source/source.ts";
import { feedNames } from "./feeds.ts";

type Addressed = Pick<Article, "permalink" | "aliases" | "kind" | "tags" | "authors">;

/** All articles, published or not, and those that are published. */
export interface Known {
  readonly articles: readonly Addressed[];
  readonly corpus: Pick<Corpus, "live" | "withdrawn" | "pages" | "targets">;
  /** Files of `content/`, published or not. */
  readonly contentAssets: readonly Pick<Asset, "output">[];
}

/**
 * Tells whether an address, from the root of the site, would tell of something unpublished: an article that has no page
 * now, a list that there would be for such articles only, or a file beside them that nothing published shows.
 */
export function createIsHidden(known: Known): (address: string) => boolean {
  let isHidden: ReturnType<typeof createIsHidden> | null = null;
  // Worked out at the first question, since on most sites nobody asks.
  return (address) => {
    isHidden ??= findHidden(known);
    return isHidden(address);
  };
}

function findHidden({ articles, corpus, contentAssets }: Known): (address: string) => boolean {
  const { live, withdrawn, pages } = corpus;
  const published = [...live, ...withdrawn, ...pages];
  const shown = new Set<string>(published.map(({ permalink }) => permalink));
  const gone = articles.filter(({ permalink }) => !shown.has(permalink));
  const files = findUnshown(contentAssets, corpus);
  if (gone.length + withdrawn.length + files.length === 0) return () => false;
  const toUnknown = (addresses: readonly string[], known: readonly string[]): ReadonlySet<string> => {
    const others = new Set(known);
    return new Set(addresses.filter((address) => !others.has(address)));
  };
  const hidden = toUnknown([...gone.flatMap(toAddresses), ...files], published.flatMap(toAddresses));
  // An empty list has no page. A file of `public/` may lie below its address.
  const lists = toUnknown([...gone, ...withdrawn].flatMap(toLists), live.flatMap(toLists));
  if (hidden.size + lists.size === 0) return () => false;
  return (address) => {
    const path = toPath(address);
    return toParts(path).some((part) => hidden.has(part)) || lists.has(path.replace(FEED, ""));
  };
}

/** Addresses of files that are not published. */
function findUnshown(assets: Known["contentAssets"], corpus: Known["corpus"]): readonly string[] {
  if (assets.length === 0) return [];
  const shown: ReadonlySet<string> = findShownAssets(corpus);
  return assets.flatMap(({ output }) => (shown.has(output) ? [] : [`/${output}`]));
}

const FEED = new RegExp(`/(?:${Object.values(feedNames).join("|")})$`);

function toAddresses({ permalink, aliases }: Addressed): readonly string[] {
  return [permalink, ...aliases].map(toPath);
}

/** Its section, tags and authors, in its edition: `/es/news`, `/es/tags/bridge`. */
function toLists({ permalink, kind, tags, authors }: Addressed): readonly string[] {
  if (kind === "page") return [];
  const section = posix.dirname(toPath(permalink));
  const edition = posix.dirname(section).replace(/\/$/, "");
  const ofTags = tags.map(({ slug }) => `${edition}/tags/${slug}`);
  return [section, ...ofTags, ...authors.map(({ slug }) => `${edition}/authors/${slug}`)];
}

/** `/news/vote/#part` → `/news/vote` */
function toPath(address: string): string {
  const [path = ""] = address.split(/[?#]/);
  return (parseUrlPath(path) ?? path).replace(/\/$/, "");
}

/** `/news/vote` lies in `/news` and the home page. */
function toParts(path: string): readonly string[] {
  const names = path.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
