import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Article } from "../article/article.ts";
import type { Diagnostic, Outcome } from "../base/diagnostic.ts";
import type { Memory } from "../base/memory.ts";
import type { OutputPath } from "../base/path.ts";
import { type BuildResult, build } from "../build.ts";
import { readInputs } from "../build-stories.ts";
import { configFiles, loadSite, type Site, withoutIndex } from "../config.ts";
import { toPreviewNote } from "../desk/schedule.ts";
import type { DevBuild, Late } from "../dev/dev-build.ts";
import { untilStopped } from "../dev/local-server.ts";
import { startDevServer, type Touched } from "../dev/server.ts";
import { StoreBusyError, StoreError } from "../engine/database.ts";
import { createMakeLate, type MakeLate } from "../late-files.ts";
import type { ServedTarget } from "../output/memory.ts";
import type { WriteReport } from "../output/target.ts";
import { explainRelated } from "../related/explain.ts";
import { SourceChangedError, type Sources } from "../source/source.ts";
import { isDropping } from "../source/walk.ts";
import { openDevWorkshop } from "../workshop.ts";
import type { Arguments } from "./arguments.ts";
import { complain, type ExitCode, print, reportProblems, toBuildOptions, toTemplateFolders } from "./console.ts";
import { toExplanationText } from "./explain.ts";
import { createFrameFinder } from "./frames.ts";
import { findRepository } from "./git.ts";
import { closeWorkshop, dropCache, warnOfCache } from "./with-workshop.ts";

/** Names in a site's folder of what it is made from; those that are not there yet are waited for. */
const WATCHED: ReadonlySet<string> = new Set(["content", "public", "templates", "data", "plugins", ...configFiles]);
/** A configuration may import any file but these. */
const ARTICLE = /^content\/.*\.(md|markdown)$/i;
const MOST_ATTEMPTS = 3;

/** Serves the site until the process is told to stop. Drafts and embargoed articles are shown, unless with `--published`. */
export async function runDev(site: Site, args: Arguments): Promise<ExitCode> {
  /** How often the cache was found damaged. */
  let losses = 0;
  const open = () =>
    openDevWorkshop(site.root, {
      jobs: args.number("jobs") ?? null,
      // Should the disk itself be at fault, it is done without.
      isCached: !args.isSet("no-cache") && losses < MOST_ATTEMPTS,
      startedAt: Date.now(),
      warn: warnOfCache,
      enter: () => undefined,
    });
  let workshop = await open();
  let before: Outcome<Sources> | null = null;
  let loaded: Site | null = null;
  let notes = "";
  let told = "";
  /** A file that a build had deferred and that could not be made. */
  let failed: FailedFile | null = null;
  /** What went wrong with the cache when a file was made after its build. */
  let damage: StoreError | null = null;
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
  const buildOnce = async (url: string, touched: Touched): Promise<DevBuild> => {
    const { target } = workshop;
    const startedAt = Date.now();
    const locations = toLocations(site.root, touched);
    const hasOthers = locations === null || [...locations].some((location) => !ARTICLE.test(location));
    // Addresses lead to this server, whatever folder the site will be in once it is published.
    const baseUrl = args.text("base-url") ?? toBaseUrl(url);
    if (hasOthers || loaded === null) loaded = withoutIndex(await loadSite(site.root, { baseUrl }));
    const fresh = loaded;
    const current = workshop.at(fresh, startedAt, { before, touched: locations, isCodeTouched: hasOthers });
    const options = { ...(await toBuildOptions(fresh, args)), showsUnpublished: !args.isSet("published") };
    const inputs = await readInputs(fresh, options, current);
    before = inputs.sources;
    const built = await build(fresh, options, inputs, current);
    // Equal keys, equal files: what could not be made once cannot be made now.
    const isStuck = failed !== null && target.findKeys(failed.path).after === failed.key;
    const diagnostics = [...built.diagnostics, ...(isStuck ? (failed?.errors ?? []) : [])];
    const isRefused = diagnostics.some(({ severity }) => severity === "error");
    if (isRefused) target.discard();
    const hasChanged = !isRefused && hasNews(target.commit(), toNotes(fresh, built, workshop.memory));
    tell(diagnostics, locations !== null);
    // A clock that stands still changes nothing.
    const changesAt = args.text("now") === undefined ? built.changesAt : null;
    const late = toLate(target, createMakeLate(fresh, built.makings, { ...current, target }));
    return { files: target.files, diagnostics, late, changesAt, hasChanged, ...toDevBuild(fresh, built) };
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
  const isMended = (error: unknown): boolean => {
    if (!(error instanceof StoreError)) return false;
    // One that another process is writing to is left alone.
    if (!(error instanceof StoreBusyError)) damage = error;
    return true;
  };
  const reopen = async (found: StoreError): Promise<void> => {
    damage = null;
    losses++;
    dropCache(site.root, found);
    await closeWorkshop(workshop);
    workshop = await open();
  };
  const rebuild = async (url: string, touched: Touched): Promise<DevBuild> => {
    if (damage !== null) await reopen(damage);
    for (let attempt = 1; ; attempt++) {
      try {
        const built = await buildOnce(url, attempt === 1 ? touched : "anything");
        workshop.rest();
        return built;
      } catch (error) {
        workshop.target.discard();
        if (!(error instanceof StoreError)) workshop.rest();
        const isTriedAgain = error instanceof StoreError || error instanceof SourceChangedError;
        if (!isTriedAgain || attempt === MOST_ATTEMPTS) throw error;
        if (!(error instanceof StoreError) || error instanceof StoreBusyError) continue;
        await reopen(error);
      }
    }
  };
  const repository = findRepository(site.root);
  const server = await startDevServer({
    watched: [site.root, ...toTemplateFolders(site)],
    isIgnored: (path) => isIgnored(site.root, path),
    isBusy: () => repository !== null && existsSync(join(repository, ".git", "index.lock")),
    port: args.number("port") ?? 4000,
    host: args.text("host") ?? "127.0.0.1",
    isMended,
    build: rebuild,
    log: (line) => complain(`${line}\n`, 0),
  });
  print(`listening on ${server.url}\n`);
  await untilStopped();
  await server.close();
  await closeWorkshop(workshop);
  return 0;
}

interface FailedFile {
  readonly path: OutputPath;
  readonly key: string;
  readonly errors: readonly Diagnostic[];
}

/** What was touched, as paths from the root with `/` between folders; null where it may be anything. */
function toLocations(root: string, touched: Touched): ReadonlySet<string> | null {
  if (touched === "anything") return null;
  return new Set(Array.from(touched, (path) => relative(root, path).split(sep).join("/")));
}

/** The name that people type: `http://localhost:4000`. */
function toBaseUrl(url: string): string {
  return url.replace("//127.0.0.1:", "//localhost:").replace(/\/$/, "");
}

/** Everything in the site's folder that pages are not made from: packages, the output, what tools keep there. */
function isIgnored(root: string, path: string): boolean {
  const segments = relative(root, path).split(sep);
  const [first = ""] = segments;
  // The default theme lies elsewhere.
  if (first === "" || first === "..") return false;
  return !WATCHED.has(first) || segments.some((segment) => isDropping(segment));
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
