import type { Article } from "../article/article.ts";
import type { Digest } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";

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
  const earlierByFile = new Map(before.published.map((article) => [article.file, article]));
  const toTold = (permalink: string): Told => {
    return { permalink, headline: (later.get(permalink) ?? earlier.get(permalink))?.headline ?? permalink };
  };
  const inOrder = [...after.published].sort((a, b) => byCodeUnit(a.permalink, b.permalink));
  return {
    pages: toFileChanges(before, after, true),
    otherFiles: toFileChanges(before, after, false),
    headlines: inOrder.flatMap(({ permalink, headline }) => {
      const old = earlier.get(permalink)?.headline ?? headline;
      return old === headline ? [] : [{ permalink, before: old, after: headline }];
    }),
    moved: inOrder.flatMap(({ file, permalink, headline }) => {
      const from = earlierByFile.get(file)?.permalink ?? permalink;
      return from === permalink ? [] : [{ from, to: permalink, headline }];
    }),
    related: inOrder.flatMap(({ permalink }) => {
      const [old, own] = [before.related.get(permalink), after.related.get(permalink) ?? []];
      if (old === undefined || JSON.stringify(old) === JSON.stringify(own)) return [];
      const added = own.filter((id) => !old.includes(id)).map(toTold);
      return [{ ...toTold(permalink), added, removed: old.filter((id) => !own.includes(id)).map(toTold) }];
    }),
  };
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
