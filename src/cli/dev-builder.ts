import type { Article } from "../article/article.ts";
import { type Diagnostic, isError, type Outcome } from "../base/diagnostic.ts";
import type { Memory } from "../base/memory.ts";
import type { OutputPath } from "../base/path.ts";
import { createMakeLate, type MakeLate } from "../build/late-files.ts";
import { type BuildResult, build } from "../build.ts";
import { readInputs } from "../build-stories.ts";
import { type Site, withoutIndex } from "../config.ts";
import { toPreviewNote } from "../desk/schedule.ts";
import type { Touched } from "../dev/changes.ts";
import type { DevBuild, Late } from "../dev/dev-build.ts";
import { loadSite } from "../load-site.ts";
import type { ServedTarget } from "../output/memory.ts";
import type { WriteReport } from "../output/target.ts";
import { explainRelated } from "../related/explain.ts";
import type { Sources } from "../source/source.ts";
import type { DevWorkshop } from "../workshop/dev-workshop.ts";
import type { Arguments } from "./arguments.ts";
import { reportProblems, toBuildOptions } from "./console.ts";
import { toExplanationText } from "./explain.ts";
import { createFrameFinder } from "./frames.ts";
import type { Watched } from "./watched.ts";

/** A configuration may import any file but these. */
const ARTICLE = /^content\/.*\.(md|markdown)$/i;

/** Builds once more, for the server that listens at `url`. */
export type BuildForDev = (workshop: DevWorkshop, url: string, touched: Touched) => Promise<DevBuild>;

export interface DevBuilderOptions extends Pick<Watched, "toLocations"> {
  /** Told of the configuration, whenever it was loaded. */
  readonly tellSite: (site: Site) => void;
}

/** Builds again and again, from what it read last and what was touched since; problems are reported once. */
export function createDevBuilder(
  { root }: Site,
  args: Arguments,
  { toLocations, tellSite }: DevBuilderOptions,
): BuildForDev {
  let before: Outcome<Sources> | null = null;
  let loaded: Site | null = null;
  let notes = "";
  let told = "";
  /** A file that a build had deferred and that could not be made. */
  let failed: FailedFile | null = null;
  const tell = (diagnostics: readonly Diagnostic[], isNews: boolean): void => {
    const text = JSON.stringify(diagnostics);
    // What has been told stands there still, when all is looked at again.
    if (isNews || text !== told) reportProblems(diagnostics, args);
    told = text;
  };
  const hasNews = ({ written, removed }: WriteReport, newNotes: string): boolean => {
    const isOther = newNotes !== notes;
    notes = newNotes;
    return isOther || written.length > 0 || removed.length > 0;
  };
  const toLate = (target: ServedTarget, make: MakeLate): Late => ({
    make: async (name) => {
      const path = name as OutputPath;
      const key = target.files().get(path)?.key ?? "";
      const errors = await make(path);
      if (errors.length > 0) {
        failed = { path, key, errors };
        tell(errors, true);
      }
      return errors;
    },
    accept: target.settle,
    refuse: target.revert,
  });
  return async (workshop, url, touched) => {
    const { target } = workshop;
    const startedAt = Date.now();
    const locations = toLocations(touched);
    const hasOthers = locations === null || [...locations].some((location) => !ARTICLE.test(location));
    // Addresses lead to this server, whatever folder the site will be in once it is published.
    const baseUrl = args.text("base-url") ?? toBaseUrl(url);
    if (hasOthers || loaded === null) {
      loaded = withoutIndex(await loadSite(root, { baseUrl }));
      tellSite(loaded);
    }
    const site = loaded;
    const current = workshop.at(site, startedAt, { before, touched: locations, isCodeTouched: hasOthers });
    const options = { ...(await toBuildOptions(site, args)), showsUnpublished: !args.isSet("published") };
    const inputs = await readInputs(site, options, current);
    before = inputs.sources;
    const built = await build(site, options, inputs, current);
    // Equal keys, equal files: what could not be made once cannot be made now.
    const isStuck = failed !== null && target.findKeys(failed.path).after === failed.key;
    const diagnostics = [...built.diagnostics, ...(isStuck ? (failed?.errors ?? []) : [])];
    const isRefused = diagnostics.some(isError);
    if (isRefused) target.discard();
    const hasChanged = !isRefused && hasNews(target.commit(), toNotes(site, built, workshop.memory));
    tell(diagnostics, locations !== null);
    // A clock that stands still changes nothing.
    const changesAt = args.text("now") === undefined ? built.changesAt : null;
    const late = toLate(target, createMakeLate(site, built.makings, { ...current, target }));
    return { files: target.files, diagnostics, late, changesAt, hasChanged, ...toDevBuild(site, built) };
  };
}

interface FailedFile {
  readonly path: OutputPath;
  readonly key: string;
  readonly errors: readonly Diagnostic[];
}

/** The name that people type: `http://localhost:4000`. */
function toBaseUrl(url: string): string {
  return url.replace("//127.0.0.1:", "//localhost:").replace(/\/$/, "");
}

/** What stands on all ribbons: the same of an article until it, or the first of all, begins or ceases to be live. */
function toNotes(site: Site, { articles, corpus: { now, changesAt } }: BuildResult, memory: Memory): string {
  const { timeZone } = site.article;
  const notes = memory.map("notes", [articles], [changesAt, timeZone], (row) => {
    return toPreviewNote(articles[row] as Article, now, timeZone) ?? "";
  });
  return notes.join("\n");
}

/** What the server says of a build beside its pages. */
function toDevBuild(site: Site, built: BuildResult): Omit<DevBuild, "files" | "diagnostics" | "changesAt"> {
  const find = (permalink: string) => built.articles.find((article) => article.permalink === permalink);
  return {
    findFrame: createFrameFinder(site.root),
    findNote: (permalink) => {
      const article = find(permalink);
      return article === undefined ? null : toPreviewNote(article, Date.now(), site.article.timeZone);
    },
    explainRelated: (permalink) => {
      const article = find(permalink);
      const explanation = explainRelated(built.toStories(), permalink, site.related);
      return article === undefined || explanation === null ? null : toExplanationText(explanation, article, built);
    },
  };
}
