import type { Memory, Parts } from "../base/memory.ts";
import { type OutputPath, type Permalink, toOutputPath } from "../base/path.ts";
import type { Cards } from "./card.ts";
import type { Edition } from "./edition.ts";
import { type Key, toKey } from "./key.ts";
import type { EditionLists } from "./lists.ts";
import type { PageModel, SiteModel } from "./model.ts";
import type { TemplateMarks } from "./template-marks.ts";

/** What is known of a page before it is made. It is plain data, which may outlive a build. */
export interface PageFacts extends PageKey {
  readonly template: string;
  readonly permalink: Permalink;
  /** Whether search engines may show it. */
  readonly isIndexed: boolean;
}

/** A page that is known by what it is made from; its model is made only when the page must be rendered. */
export interface PlannedPage extends PageFacts {
  readonly toModel: () => PageModel;
}

/** Pages of one kind: what is known of each, and a function that makes the model of the one in a row. */
export interface PlannedPages {
  readonly pages: readonly PageFacts[];
  readonly toModel: (row: number) => PageModel;
}

export function toPlannedPages(pages: readonly PlannedPage[]): PlannedPages {
  return { pages, toModel: (row) => (pages[row] as PlannedPage).toModel() };
}

/** Those of several groups as one. */
export function joinPages(groups: readonly PlannedPages[]): PlannedPages {
  const pages = groups.flatMap((group) => group.pages);
  const groupOf = new Uint32Array(pages.length);
  const starts: number[] = [];
  let start = 0;
  for (const [index, group] of groups.entries()) {
    starts.push(start);
    groupOf.fill(index, start, start + group.pages.length);
    start += group.pages.length;
  }
  const toModel = (row: number): PageModel => {
    const index = groupOf[row] as number;
    return (groups[index] as PlannedPages).toModel(row - (starts[index] as number));
  };
  return { pages, toModel };
}

/** What all pages of an edition are made from. */
export interface PageContext {
  readonly edition: Edition;
  readonly site: SiteModel;
  /** Mark of the site's model and options, which all pages of an edition share. */
  readonly siteMark: string;
  /** Marks of each template with all that it includes and reads. */
  readonly templates: ReadonlyMap<string, TemplateMarks>;
  /** What keys of pages begin with: marks of the site, and of each template. */
  readonly keyStarts: ReadonlyMap<string, Key>;
  readonly cards: Cards;
  readonly lists: EditionLists;
  readonly memory: Memory;
  /** The edition and the model of the site in the words of an article's language, for its own page. */
  readonly inWordsOf: (lang: string) => Pick<PageContext, "edition" | "site">;
}

/** Marks of all that a page is made from, besides site and template, by their names in its key. */
export type Marks = Readonly<Record<string, string>>;

export type PageIdentity = {
  readonly template: string;
  readonly permalink: Permalink;
  readonly isIndexed: boolean;
} & (
  | { readonly parts: Marks }
  // For pages of which there are many: `from` is what the marks are made of, so that they are made once.
  | { readonly from: Parts; readonly toParts: () => Marks }
);

/** The part of a model that is not in its identity. */
export type PageContent<Page> = Omit<PageModel<Page>, "template" | "permalink" | "output" | "site"> & {
  readonly site?: SiteModel;
};

/** What a page is known by. */
export interface PageKey {
  readonly output: OutputPath;
  readonly key: Key;
}

/**
 * Plans a page. `toContent` may depend on nothing of which the parts have no mark, and the marks on nothing that is not
 * in `from`.
 */
export function toPlannedPage<Page>(
  context: PageContext,
  identity: PageIdentity,
  toContent: () => PageContent<Page>,
): PlannedPage {
  const known = toPageFacts(context, identity);
  return { ...known, toModel: () => toPageModel(context.site, { ...identity, ...known }, toContent()) };
}

export function toPageFacts(context: PageContext, identity: PageIdentity): PageFacts {
  const { siteMark, templates, memory } = context;
  const { template, permalink, isIndexed } = identity;
  const from = "from" in identity ? identity.from : Object.values(identity.parts);
  return memory.recall("page", permalink, [siteMark, templates.get(template), isIndexed, ...from], () => {
    const parts = "parts" in identity ? identity.parts : identity.toParts();
    return { ...toPageKey(context, identity, parts), template, permalink, isIndexed };
  });
}

export function toPageKey(
  { siteMark, keyStarts }: PageContext,
  { template, permalink }: { readonly template: string; readonly permalink: Permalink },
  parts: Marks,
): PageKey {
  const start = keyStarts.get(template) ?? toKey({ site: siteMark, template: "-" });
  return { output: toOutputPath(permalink), key: `${start} ${toKey(parts)}` };
}

export function toPageModel<Page>(
  site: SiteModel,
  { template, permalink, output }: Pick<PageModel, "template" | "permalink" | "output">,
  content: PageContent<Page>,
): PageModel {
  return { template, permalink, output, site, ...content };
}
