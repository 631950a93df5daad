import { type OutputPath, type Permalink, toOutputPath } from "../base/path.ts";
import type { Cards } from "./card.ts";
import type { Edition } from "./edition.ts";
import { type Key, toKey } from "./key.ts";
import type { PageModel, SiteModel } from "./model.ts";
import type { TemplateMarks } from "./template-marks.ts";

/** A page that is known by what it is made from; its model is made only when the page must be rendered. */
export interface PlannedPage {
  readonly permalink: Permalink;
  readonly output: OutputPath;
  readonly key: Key;
  /** Whether search engines may show it. */
  readonly isIndexed: boolean;
  readonly toModel: () => PageModel;
}

/** What all pages of an edition are made from. */
export interface PageContext {
  readonly edition: Edition;
  readonly site: SiteModel;
  /** Mark of the site's model and options: all that pages of an edition have in common. */
  readonly siteMark: string;
  /** Marks of each template with all that it includes and reads. */
  readonly templates: ReadonlyMap<string, TemplateMarks>;
  readonly cards: Cards;
}

export interface PageIdentity {
  readonly template: string;
  readonly permalink: Permalink;
  readonly isIndexed: boolean;
  /** Marks of all that the page is made from beside site and template. */
  readonly parts: Readonly<Record<string, string>>;
}

/** The part of a model that is not in its identity. */
export type PageContent<Page> = Omit<PageModel<Page>, "template" | "permalink" | "output" | "site"> & {
  readonly site?: SiteModel;
};

/** Plans a page; `toContent` may depend on nothing that the parts have no mark of. */
export function toPlannedPage<Page>(
  { site, siteMark, templates }: PageContext,
  { template, permalink, isIndexed, parts }: PageIdentity,
  toContent: () => PageContent<Page>,
): PlannedPage {
  const output = toOutputPath(permalink);
  return {
    permalink,
    output,
    isIndexed,
    key: toKey({ site: siteMark, ...(templates.get(template) ?? { template: "-" }), ...parts }),
    toModel: () => ({ template, permalink, output, site, ...toContent() }),
  };
}
