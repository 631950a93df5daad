import { posix } from "node:path";
import type { Article } from "../article/article.ts";
import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { byCodeUnit } from "../base/order.ts";

/** A list page that an article stands on. */
interface ListPage {
  readonly kind: "section" | "tag" | "author";
  /** `/es/tags/bridge/` */
  readonly address: string;
}

export interface GoneListsContext {
  readonly ref: string;
  readonly configFile: string;
  /** Addresses that lead somewhere, though they are of no list. */
  readonly others: ReadonlySet<string>;
  /** The article that an earlier one has become. */
  readonly findNow: (earlier: Article) => Article | null;
}

/**
 * Pages of sections, tags and authors that are gone although articles of them are still there: a section that was
 * renamed, a tag that gave way to another. Readers have their addresses, and subscribe to the feeds of sections. A tag
 * of one article was no page that anybody would miss.
 */
export function findGoneLists(
  before: readonly Article[],
  after: readonly Article[],
  { ref, configFile, others, findNow }: GoneListsContext,
): readonly Diagnostic[] {
  const there = toMembers(after);
  const published = new Set(after);
  return [...toMembers(before)].flatMap(([address, { kind, articles }]) => {
    if (there.has(address) || others.has(address) || (kind === "tag" && articles.length === 1)) return [];
    const pairs = articles.map((earlier) => ({ earlier, now: findNow(earlier) }));
    // Where all of them were taken away, that is told of each.
    const kept = pairs.flatMap(({ earlier, now }) => (now !== null && published.has(now) ? [{ earlier, now }] : []));
    if (kept.length === 0) return [];
    const next = findNext(kept, kind);
    const where = next === null ? `no article has this ${kind} any more` : `its articles are in ${quote(next)} now`;
    const message = `${quote(address)} is published at ${ref}, and leads nowhere now: ${where}`;
    return [toDiagnostic("address-gone", { file: configFile }, message, toAdvice(address, next, kind))];
  });
}

function toAdvice(address: string, next: string | null, kind: ListPage["kind"]): string {
  const to = next ?? "/";
  const feed = kind === "section" && next !== null ? `, "${address}feed.xml": "${next}feed.xml"` : "";
  return `write redirects: { "${address}": "${to}"${feed} } into the configuration`;
}

interface Kept {
  readonly earlier: Article;
  readonly now: Article;
}

/** The list of the same kind in which most articles are that were not in it before; null for none. */
function findNext(kept: readonly Kept[], kind: ListPage["kind"]): string | null {
  const fresh = kept.flatMap(({ earlier, now }) => {
    const had = new Set(toLists(earlier).map(({ address }) => address));
    return toLists(now).filter((list) => list.kind === kind && !had.has(list.address));
  });
  const [most] = [...Map.groupBy(fresh, ({ address }) => address)].sort(
    ([a, some], [b, others]) => others.length - some.length || byCodeUnit(a, b),
  );
  return most?.[0] ?? null;
}

function toMembers(articles: readonly Article[]) {
  const members = new Map<string, { readonly kind: ListPage["kind"]; readonly articles: Article[] }>();
  for (const article of articles) {
    for (const { kind, address } of toLists(article)) {
      const list = members.get(address) ?? { kind, articles: [] };
      list.articles.push(article);
      members.set(address, list);
    }
  }
  return members;
}

/** Its section, tags and authors in its edition. */
function toLists({ permalink, kind, tags, authors }: Article): readonly ListPage[] {
  if (kind === "page") return [];
  const section = posix.dirname(permalink.replace(/\/$/, ""));
  const edition = posix.dirname(section).replace(/\/$/, "");
  return [
    { kind: "section", address: `${section}/` },
    ...tags.map(({ slug }) => ({ kind: "tag", address: `${edition}/tags/${slug}/` }) as const),
    ...authors.map(({ slug }) => ({ kind: "author", address: `${edition}/authors/${slug}/` }) as const),
  ];
}
