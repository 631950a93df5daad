import type { Article } from "../article/article.ts";
import type { Digest } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import { findRewritten } from "./rewritten.ts";

/** A built site at one of two points of its history. */
export interface BuiltState {
  readonly published: readonly Article[];
  /** Permalinks of the stories below each article, by its permalink. */
  readonly related: ReadonlyMap<string, readonly string[]>;
  readonly files: ReadonlyMap<string, Digest>;
}

interface Told {
  readonly permalink: string;
  readonly headline: string;
}

/** What readers would see of a change, article by article; pages by their addresses, all in order. */
export interface SiteDiff {
  readonly pages: FileChanges;
  /** Feeds, sitemaps, pictures, styles. */
  readonly otherFiles: FileChanges;
  readonly headlines: readonly { readonly permalink: string; readonly before: string; readonly after: string }[];
  readonly moved: readonly { readonly from: string; readonly to: string; readonly headline: string }[];
  readonly related: readonly (Told & { readonly added: readonly Told[]; readonly removed: readonly Told[] })[];
}

interface FileChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export function toSiteDiff(before: BuiltState, after: BuiltState): SiteDiff {
  const earlier = new Map<string, Article>(before.published.map((article) => [article.permalink, article]));
  const later = new Map<string, Article>(after.published.map((article) => [article.permalink, article]));
  const findEarlier = createEarlierFinder(before.published, later);
  const toTold = (permalink: string): Told => {
    return { permalink, headline: (later.get(permalink) ?? earlier.get(permalink))?.headline ?? permalink };
  };
  const movedTo = new Map<string, string>(
    after.published.map((article) => [findEarlier(article)?.permalink ?? article.permalink, article.permalink]),
  );
  const toNow = (permalink: string): string => movedTo.get(permalink) ?? permalink;
  const inOrder = [...after.published].sort((a, b) => byCodeUnit(a.permalink, b.permalink));
  return {
    pages: toFileChanges(before, after, true),
    otherFiles: toFileChanges(before, after, false),
    headlines: inOrder.flatMap((article) => {
      const { permalink, headline } = article;
      const old = findEarlier(article)?.headline ?? headline;
      return old === headline ? [] : [{ permalink, before: old, after: headline }];
    }),
    moved: inOrder.flatMap((article) => {
      const { permalink, headline } = article;
      const from = findEarlier(article)?.permalink ?? permalink;
      return from === permalink ? [] : [{ from, to: permalink, headline }];
    }),
    related: inOrder.flatMap((article) => {
      const { permalink } = article;
      const old = before.related.get(findEarlier(article)?.permalink ?? permalink)?.map(toNow);
      const own = after.related.get(permalink) ?? [];
      if (old === undefined || JSON.stringify(old) === JSON.stringify(own)) return [];
      const added = own.filter((id) => !old.includes(id)).map(toTold);
      return [{ ...toTold(permalink), added, removed: old.filter((id) => !own.includes(id)).map(toTold) }];
    }),
  };
}

/**
 * What an article was before: at the same address, in the same file, at what is its alias now, with the same text or
 * hour.
 */
function createEarlierFinder(
  before: readonly Article[],
  later: ReadonlyMap<string, Article>,
): (article: Article) => Article | undefined {
  const earlier = new Map<string, Article>(before.map((article) => [article.permalink, article]));
  const gone = before.filter(({ permalink }) => !later.has(permalink));
  const byFile = new Map<string, Article>(gone.map((article) => [article.file, article]));
  const byBody = new Map<string, Article>(gone.map((article) => [article.body, article]));
  const goneAddresses = new Map<string, Article>(gone.map((article) => [article.permalink, article]));
  const fresh = [...later.values()].filter(({ permalink }) => !earlier.has(permalink));
  const rewritten = new Map(gone.map((article) => [findRewritten(article, fresh, before), article]));
  return (article) =>
    earlier.get(article.permalink) ??
    byFile.get(article.file) ??
    article.aliases.map((alias) => goneAddresses.get(alias)).find((found) => found !== undefined) ??
    byBody.get(article.body) ??
    rewritten.get(article);
}

const PAGE = /(?:^|\/)index\.html$|\.html$/;

function toFileChanges(before: BuiltState, after: BuiltState, isAboutPages: boolean): FileChanges {
  const toNames = (paths: Iterable<string>): readonly string[] =>
    [...paths]
      .filter((path) => PAGE.test(path) === isAboutPages)
      .map((path) => `/${path.replace(/(^|\/)index\.html$/, "$1")}`)
      .sort(byCodeUnit);
  const own = [...after.files];
  return {
    added: toNames(own.filter(([path]) => !before.files.has(path)).map(([path]) => path)),
    changed: toNames(
      own.filter(([path, digest]) => before.files.has(path) && before.files.get(path) !== digest).map(([path]) => path),
    ),
    removed: toNames([...before.files.keys()].filter((path) => !after.files.has(path))),
  };
}
