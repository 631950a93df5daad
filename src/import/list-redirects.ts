import { type Diagnostic, quote, toDiagnostic } from "../base/diagnostic.ts";
import { toLanguage } from "../base/language.ts";
import { byCodeUnit } from "../base/order.ts";
import { type Permalink, parsePermalink, toSlug } from "../base/path.ts";
import { toAlias } from "./addresses.ts";
import type { OldList } from "./manuscript.ts";

/** Slugs of lists; in an edition of another language than the site's they stand behind its code: `es/city`. */
export interface NewLists {
  readonly sections: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly authors: ReadonlySet<string>;
  /** Languages that have an edition of their own. */
  readonly editions: ReadonlySet<string>;
  /** Addresses that lead somewhere already. */
  readonly taken: ReadonlySet<string>;
}

export interface ListRedirects {
  /** Old address → address here. */
  readonly redirects: ReadonlyMap<Permalink, Permalink>;
  readonly problems: readonly Diagnostic[];
}

/** Whether a feed is there: the front has three, each section one. */
function isOwnFeed(address: string, sections: ReadonlySet<string>): boolean {
  const [, folder = "", name] = /^\/(?:(.+)\/)?(feed\.xml|atom\.xml|feed\.json)$/.exec(address) ?? [];
  return name !== undefined && (folder === "" || sections.has(folder));
}

/** Where old lists of tags, categories and authors lead now. A category has become a section, or a tag. */
export function toListRedirects(lists: readonly OldList[], known: NewLists): ListRedirects {
  const redirects = new Map<Permalink, Permalink>();
  const problems: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const list of lists) {
    if (seen.has(list.address)) continue;
    seen.add(list.address);
    const from = toAlias(list.address);
    const to = findNew(list, known);
    // Two spellings of one address are one file on some file systems.
    if (from !== null && (from.toLowerCase() === to || isOwnFeed(from.toLowerCase(), known.sections))) continue;
    if (from !== null && to !== null && !known.taken.has(from)) redirects.set(from, to);
    else {
      const message = `the old list ${quote(list.address)} leads nowhere`;
      const advice = "see where readers of it shall go, and write it into redirects of the configuration";
      problems.push(toDiagnostic("import-address-lost", { file: `${list.kind} ${list.name}` }, message, advice));
    }
  }
  return { redirects: new Map([...redirects].sort(([a], [b]) => byCodeUnit(a, b))), problems };
}

function findNew({ kind, name, address }: OldList, { sections, tags, authors, editions }: NewLists): Permalink | null {
  const code = toLanguage(/^\/([^/]+)\//.exec(address)?.[1] ?? "");
  const edition = editions.has(code) ? `${code}/` : "";
  if (kind === "feed") return parsePermalink(`/${edition}${name === "json" ? "feed.json" : "feed.xml"}`);
  const slug = toSlug(name);
  if (slug === null) return null;
  const lists: Readonly<Record<typeof kind, readonly List[]>> = {
    author: [{ slugs: authors, folder: "authors/" }],
    tag: [{ slugs: tags, folder: "tags/" }],
    category: [
      { slugs: sections, folder: "" },
      { slugs: tags, folder: "tags/" },
    ],
  };
  // The list of another language is nearer to it than none.
  for (const language of new Set([edition, "", ...Array.from(editions, (other) => `${other}/`)])) {
    const list = lists[kind].find(({ slugs }) => slugs.has(language + slug));
    if (list !== undefined) return parsePermalink(`/${language}${list.folder}${slug}/`);
  }
  return null;
}

interface List {
  readonly slugs: ReadonlySet<string>;
  readonly folder: string;
}
