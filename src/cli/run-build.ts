import { join } from "node:path";
import { byPlace, type Diagnostic, isError } from "../base/diagnostic.ts";
import type { OutputPath } from "../base/path.ts";
import { readInputs } from "../build-stories.ts";
import type { Site } from "../config.ts";
import type { Tally } from "../engine/cache.ts";
import { type BuildFacts, noteRefusal, removeBuildFacts, writeBuildFacts } from "../output/build-facts.ts";
import { checkOutputFolder, toNames, toOutputError } from "../output/folder.ts";
import { MANIFEST } from "../output/manifest.ts";
import type { Target, WriteReport } from "../output/target.ts";
import { findChangedParts } from "../pages/key.ts";
import type { DiskWorkshop } from "../workshop/disk-workshop.ts";
import type { LastBuild } from "../workshop/last-build.ts";
import { CACHE_FOLDER } from "../workshop/tools.ts";
import type { Arguments } from "./arguments.ts";
import { askIssoCounts } from "./ask-counts.ts";
import { complain, type ExitCode, print, reportProblems, toBuildOptions, toNow } from "./console.ts";
import { type FindFrame, toPlural } from "./report.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { warnOfCache, withWorkshop } from "./with-workshop.ts";

/** What is told when a build has ended. */
interface Summary extends LastBuild {
  /** What was written; null if problems kept the build from writing. */
  readonly report: WriteReport | null;
  readonly tallies: Readonly<Record<string, Tally>>;
  /** For `--explain-rebuild`: why a file was made again, in lines. */
  readonly explanation: string | null;
}

export async function runBuild(site: Site, args: Arguments, stopwatch: Stopwatch): Promise<ExitCode> {
  checkOutputFolder(site.out, site.root);
  const builtAt = await toNow(args);
  const built = await withWorkshop(site, args, stopwatch, (workshop) =>
    buildIn({ ...workshop, askCounts: askIssoCounts }, site, args),
  );
  const { diagnostics, findFrame } = await showPlaces(site.root, built.diagnostics);
  const summary = { ...built, diagnostics };
  const baseUrl = site.hasBaseUrl ? site.pages.baseUrl : null;
  const facts = { builtAt, hasUnpublished: args.isSet("drafts"), baseUrl };
  noteBuild(site, summary.report === null ? null : facts);
  reportProblems(diagnostics, args, findFrame);
  if (args.isSet("json")) print(toDocument(summary, stopwatch));
  else if (summary.report === null) complain(`nothing was written; what is in ${site.out} stays as it was\n`, 1);
  else print(toSummaryText(summary, summary.report, site.out, stopwatch));
  if (summary.explanation !== null) complain(summary.explanation, 0);
  if (summary.report !== null && args.isSet("verbose") && !args.isSet("json"))
    complain(toTimesText(summary, stopwatch), 0);
  return summary.report === null ? 1 : 0;
}

interface Shown {
  readonly diagnostics: readonly Diagnostic[];
  readonly findFrame: FindFrame;
}

/** Loaded here because it reads YAML, which takes a tenth of a build that has nothing to do. */
async function showPlaces(root: string, diagnostics: readonly Diagnostic[]): Promise<Shown> {
  if (diagnostics.length === 0) return { diagnostics, findFrame: () => null };
  const { createFrameFinder, createQuotePlacer } = await import("./frames.ts");
  const placed = diagnostics.map(createQuotePlacer(root)).toSorted(byPlace);
  return { diagnostics: placed, findFrame: createFrameFinder(root) };
}

/** Notes for `deploy` what was built; `facts` are null for a build that was refused. */
function noteBuild({ root, out }: Site, facts: BuildFacts | null): void {
  if (facts !== null) changeFacts(out, () => writeBuildFacts(out, facts));
  try {
    noteRefusal(join(root, CACHE_FOLDER), out, facts === null);
  } catch {
    warnOfCache(`nothing can be written into ${CACHE_FOLDER}/, so deploy will not know of this build`);
  }
}

function changeFacts(out: string, change: () => void): void {
  try {
    change();
  } catch (error) {
    throw toOutputError(error, out);
  }
}

async function buildIn(workshop: DiskWorkshop, site: Site, args: Arguments): Promise<Summary> {
  const { target } = workshop;
  const options = await toBuildOptions(site, args);
  const inputs = await readInputs(site, options, workshop);
  const file = args.text("explain-rebuild");
  // New comments change the site though nobody edits anything.
  const mayBeUnchanged = file === undefined && !asksForCounts(site);
  const last = mayBeUnchanged ? workshop.findUnchanged(inputs, options) : null;
  if (last !== null) {
    const report = isRefused(last.diagnostics, args) ? null : { written: [], removed: [], unchanged: last.files };
    return { ...last, report, tallies: {}, explanation: null };
  }
  const { build } = await import("../build.ts");
  const { corpus, diagnostics, changesAt } = await build(site, options, inputs, workshop);
  const explanation = file === undefined ? null : toExplanation(file, target);
  if (isRefused(diagnostics, args)) {
    target.discard();
    workshop.remember(inputs, options, null, changesAt);
    return {
      articles: corpus.live.length,
      files: 0,
      diagnostics,
      report: null,
      tallies: toTallies(workshop),
      explanation,
    };
  }
  changeFacts(site.out, () => removeBuildFacts(site.out));
  const report = target.commit();
  warnOfUnclear(site.out, target.toUnclear());
  const built = { articles: corpus.live.length, files: report.written.length + report.unchanged, diagnostics };
  workshop.remember(inputs, options, built, changesAt);
  return { ...built, report, tallies: toTallies(workshop), explanation };
}

/** Warns of files that may be left from earlier builds: pages of unpublished stories may be among them. */
function warnOfUnclear(out: string, paths: readonly OutputPath[]): void {
  if (paths.length === 0) return;
  const names = toNames(paths);
  const message = `${join(out, MANIFEST)} was damaged or gone, so nothing tells whether earlier builds wrote ${names}`;
  complain(`warning: ${message}; remove what is not yours, or empty the folder and build again\n`, 0);
}

function asksForCounts({ pages: { comments } }: Site): boolean {
  return comments?.provider === "isso" && comments.counts;
}

function isRefused(diagnostics: readonly Diagnostic[], args: Arguments): boolean {
  const hasErrors = diagnostics.some(isError);
  return hasErrors || (args.isSet("strict") && diagnostics.length > 0);
}

/** Why a file of the output is made again, or not. */
function toExplanation(file: string, target: Target): string {
  const path = file.replace(/^\.?\//, "").replace(/\/$/, "/index.html") as OutputPath;
  const { before, after } = target.findKeys(path);
  if (after === null) return `${path}: no such file belongs to the site; name it as it lies in the output folder\n`;
  if (before === null) return `${path}: made, for nothing is known of an earlier one\n`;
  const parts = findChangedParts(before, after);
  if (parts.length === 0) return `${path}: kept, for nothing that it is made from has changed\n`;
  return `${path}: made again, for this has changed: ${parts.join(", ")}\n`;
}

function toTallies({ tallies }: DiskWorkshop): Readonly<Record<string, Tally>> {
  return Object.fromEntries(tallies);
}

function toDocument(summary: Summary, stopwatch: Stopwatch): string {
  const { report, articles, files, diagnostics, tallies, explanation } = summary;
  const { written, removed, unchanged } = report ?? { written: [], removed: [], unchanged: 0 };
  const document = {
    schemaVersion: 1,
    ok: report !== null,
    articles,
    files,
    written,
    removed,
    unchanged,
    milliseconds: stopwatch.toTimes(),
    stages: tallies,
    ...(explanation === null ? {} : { explanation: explanation.trim() }),
    diagnostics,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function toSummaryText(
  { articles, files }: Summary,
  { written, removed, unchanged }: WriteReport,
  out: string,
  stopwatch: Stopwatch,
): string {
  const seconds = Object.values(stopwatch.toTimes()).reduce((sum, ms) => sum + ms, 0) / 1000;
  const changes = `${written.length} written, ${removed.length} removed, ${unchanged} unchanged`;
  const articleCount = toPlural(articles, "article") ?? "no articles";
  return `${articleCount}, ${toPlural(files, "file")} in ${out}: ${changes} (${seconds.toFixed(2)} s)\n`;
}

/** `source 12 ms, article 80 ms (3 read, 58 known), …` */
function toTimesText({ tallies }: Summary, stopwatch: Stopwatch): string {
  const parts = Object.entries(stopwatch.toTimes()).map(([part, ms]) => {
    const tally = tallies[part];
    const note = tally === undefined ? "" : ` (${tally.misses} new, ${tally.hits} known)`;
    return `${part} ${Math.round(ms)} ms${note}`;
  });
  return `${parts.join(", ")}\n`;
}
