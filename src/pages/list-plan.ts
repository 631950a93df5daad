import type { Listed } from "../article/article.ts";
import type { Outcome } from "../base/diagnostic.ts";
import type { Memory } from "../base/memory.ts";
import type { OutputPath, Permalink } from "../base/path.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { Pictures } from "../pictures/pictures.ts";
import type { Asset } from "../source/source.ts";
import { createCards } from "./card.ts";
import { type Edition, toEditions } from "./edition.ts";
import { toListPagesOfEdition } from "./edition-pages.ts";
import type { FrontInput } from "./front.ts";
import { toKey, toMark, toValueMark } from "./key.ts";
import { toEditionLists } from "./lists.ts";
import type { SiteModel } from "./model.ts";
import type { SiteOptions } from "./options.ts";
import { type OwnPage, planOwnPages } from "./own-pages.ts";
import type { Redirect } from "./plain-files.ts";
import { type PageContext, type PlannedPage, type PlannedPages, toPlannedPages } from "./planned.ts";
import { toSiteModel } from "./site.ts";
import type { TemplateMarks } from "./template-marks.ts";

export interface ListPlanInput {
  readonly corpus: Corpus;
  /** The live articles as lists see them. */
  readonly listed: readonly Listed[];
  readonly pictures: Pictures;
  /** How many comments articles have, as far as a server has said. */
  readonly counts: ReadonlyMap<Permalink, number>;
  /** What the configuration makes up: pages and redirects; and the name of its file. */
  readonly own: { readonly pages: readonly OwnPage[]; readonly redirects: readonly Redirect[]; readonly file: string };
  readonly publicAssets: readonly Asset[];
  /** Files of the theme that are published: name in `templates/` → where they go. */
  readonly themeFiles: ReadonlyMap<string, OutputPath>;
  /** Marks of each template with all that it includes and reads. */
  readonly templates: ReadonlyMap<string, TemplateMarks>;
}

/** All pages except those of articles. They show no related stories, so they can be made while these are looked for. */
export interface ListPlan {
  /** One for each edition. */
  readonly contexts: readonly PageContext[];
  /** Fronts, tags and all others that the configuration does not make up. */
  readonly lists: readonly PlannedPages[];
  /** Pages that the configuration makes up. */
  readonly own: readonly PlannedPage[];
  /** Both. */
  readonly pages: readonly PlannedPages[];
}

export function planLists(input: ListPlanInput, options: SiteOptions, memory: Memory): Outcome<ListPlan> {
  const { corpus, listed, pictures, counts, own, publicAssets, themeFiles } = input;
  const templates = toLastingMarks(input.templates, memory);
  const assets = new Map(publicAssets.map((asset) => [asset.output, asset]));
  const editions = toEditions({ corpus, listed, assets, pictures, counts }, options, memory);
  // Redirects are files of their own.
  const { redirects: _redirects, ...shown } = options;
  const optionsMark = toValueMark(shown);
  const contexts = editions.map((edition): PageContext => {
    const lists = toEditionLists(edition, memory);
    const toSite = (each: Edition): SiteModel => toSiteModel(each, { editions, themeFiles });
    const site = toSite(edition);
    const siteMark = toMark(`${optionsMark} ${toValueMark(site)}`);
    return {
      edition,
      site,
      siteMark,
      templates,
      keyStarts: toKeyStarts(siteMark, templates),
      cards: createCards(corpus, edition, memory),
      lists,
      memory,
      inWordsOf: (lang) => {
        const own = edition.inWordsOf(lang);
        return own === edition ? { edition, site } : { edition: own, site: toSite(own) };
      },
    };
  });
  const ofEditions = contexts.map((context) => toListPagesOfEdition(context, toFrontInput(context, corpus)));
  const { value: made, diagnostics } = planOwnPages(own.pages, contexts, own.file);
  const pages = [...ofEditions, toPlannedPages(made)];
  return { value: { contexts, lists: ofEditions, own: made, pages }, diagnostics };
}

/** The same objects as at the last build, for templates that are what they were. */
function toLastingMarks(
  templates: ReadonlyMap<string, TemplateMarks>,
  memory: Memory,
): ReadonlyMap<string, TemplateMarks> {
  return new Map(
    Array.from(templates, ([name, marks]) => {
      return [name, memory.recall("template", name, Object.entries(marks).flat(), () => marks)] as const;
    }),
  );
}

function toKeyStarts(site: string, templates: ListPlanInput["templates"]): PageContext["keyStarts"] {
  return new Map(Array.from(templates, ([name, marks]) => [name, toKey({ site, ...marks })]));
}

function toFrontInput({ edition }: PageContext, { now, fronts }: Corpus): FrontInput {
  return { now, slots: fronts.get(edition.language) ?? null };
}
