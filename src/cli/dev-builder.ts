import type { Article } from "../article/article.ts";
import { type Diagnostic, isError, type Outcome } from "../base/diagnostic.ts";
import type { Memory } from "../base/memory.ts";
import type { OutputPath } from "../base/path.ts";
import { createMakeLate, type MakeLate } from "../build/late-files.ts";
import { type BuildResult, build } from "../build.ts";
import { readInputs, type Workshop } from "../build-stories.ts";
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

/** Articles. Any other file may be imported by the configuration. */
const ARTICLE = /^content\/.*\.(md|markdown)$/i;

export interface DevBuilderOptions extends Pick<Watched, "toLocations"> {
  /** Told of the configuration, whenever it was loaded. */
  readonly tellSite: (site: Site) => void;
}

/** Builds again and again, from what it read last and what was touched since. Problems are reported once. */
export class DevBuilder {
  private readonly root: string;
  private readonly args: Arguments;
  private readonly options: DevBuilderOptions;
  /** What was read for the last build. */
  private sources: Outcome<Sources> | null = null;
  /** The site as its configuration was last loaded. */
  private site: Site | null = null;
  /** What stood on the ribbons of the last good build. */
  private notes = "";
  /** The problems that were told last, as JSON. */
  private told = "";
  /** A file that a build had deferred and that could not be made. */
  private failed: FailedFile | null = null;

  constructor({ root }: Site, args: Arguments, options: DevBuilderOptions) {
    this.root = root;
    this.args = args;
    this.options = options;
  }

  /** Builds once more, for the server that listens at `url`. */
  async build(workshop: DevWorkshop, url: string, touched: Touched): Promise<DevBuild> {
    const { target, memory } = workshop;
    const startedAt = Date.now();
    const locations = this.options.toLocations(touched);
    const isCodeTouched = locations === null || [...locations].some((location) => !ARTICLE.test(location));
    const site = await this.loadSite(url, isCodeTouched);
    const current = workshop.at(site, startedAt, { before: this.sources, touched: locations, isCodeTouched });
    const built = await this.buildSite(site, current);
    const diagnostics = [...built.diagnostics, ...this.findStuck(target)];
    const isRefused = diagnostics.some(isError);
    if (isRefused) target.discard();
    const hasChanged = !isRefused && this.isNews(target.commit(), toNotes(site, built, memory));
    // What was told before still stands on the terminal, when all is looked at again.
    this.tell(diagnostics, locations !== null);
    // A clock that stands still changes nothing.
    const changesAt = this.args.text("now") === undefined ? built.changesAt : null;
    const late = this.toLate(target, createMakeLate(site, built.makings, { ...current, target }));
    return { files: target.files, diagnostics, late, changesAt, hasChanged, ...toDevBuild(site, built) };
  }

  private async loadSite(url: string, isCodeTouched: boolean): Promise<Site> {
    if (this.site !== null && !isCodeTouched) return this.site;
    // Addresses lead to this server, whatever folder the site will be in once it is published.
    const baseUrl = this.args.text("base-url") ?? toBaseUrl(url);
    this.site = withoutIndex(await loadSite(this.root, { baseUrl }));
    this.options.tellSite(this.site);
    return this.site;
  }

  private async buildSite(site: Site, workshop: Workshop): Promise<BuildResult> {
    const showsUnpublished = !this.args.isSet("published");
    const options = { ...(await toBuildOptions(site, this.args)), showsUnpublished };
    const inputs = await readInputs(site, options, workshop);
    this.sources = inputs.sources;
    return await build(site, options, inputs, workshop);
  }

  /**
   * Why a deferred file could not be made, as long as it would be made from the same again: equal keys, equal files.
   */
  private findStuck(target: ServedTarget): readonly Diagnostic[] {
    if (this.failed === null) return [];
    return target.findKeys(this.failed.path).after === this.failed.key ? this.failed.errors : [];
  }

  /** Whether a build shows anything that the last good one did not. */
  private isNews({ written, removed }: WriteReport, notes: string): boolean {
    const isOther = notes !== this.notes;
    this.notes = notes;
    return isOther || written.length > 0 || removed.length > 0;
  }

  /** Reports problems; where nobody has touched anything, only if they are others than before. */
  private tell(diagnostics: readonly Diagnostic[], isTouched: boolean): void {
    const text = JSON.stringify(diagnostics);
    if (isTouched || text !== this.told) reportProblems(diagnostics, this.args);
    this.told = text;
  }

  private toLate(target: ServedTarget, make: MakeLate): Late {
    return {
      make: async (name) => {
        const path = name as OutputPath;
        const key = target.files().get(path)?.key ?? "";
        const errors = await make(path);
        if (errors.length > 0) {
          this.failed = { path, key, errors };
          this.tell(errors, true);
        }
        return errors;
      },
      accept: target.settle,
      refuse: target.revert,
    };
  }
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

/**
 * The texts of all ribbons. A ribbon stays the same until its article, or the first of all, begins or ceases to be
 * live.
 */
function toNotes(site: Site, { articles, corpus: { now, changesAt } }: BuildResult, memory: Memory): string {
  const { timeZone } = site.article;
  const notes = memory.map("notes", [articles], [changesAt, timeZone], (row) => {
    return toPreviewNote(articles[row] as Article, now, timeZone) ?? "";
  });
  return notes.join("\n");
}

/** What the server can say about a build, besides its pages. */
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
