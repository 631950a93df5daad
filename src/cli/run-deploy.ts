import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Site } from "../config.ts";
import { deploySite } from "../deploy/deploy.ts";
import type { DeployPlan } from "../deploy/plan.ts";
import { findTargetFolder, openTarget, resolveTarget, TargetError } from "../deploy/target.ts";
import { checkOutputFolder, OutputError, overlap } from "../output/folder.ts";
import { checkPublishable, readPublishedSite } from "../output/published.ts";
import { CACHE_FOLDER } from "../workshop/tools.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { type ExitCode, print } from "./console.ts";
import { createProgress, findScreen } from "./progress.ts";
import { toPlural } from "./report.ts";

/** Publishes what the last build left. */
export async function runDeploy(site: Site, args: Arguments): Promise<ExitCode> {
  const published = readPublishedSite(site.out);
  const builtAt = checkPublishable(site.out, { notes: join(site.root, CACHE_FOLDER), now: Date.now() });
  const store = await openStore(site, args);
  const progress = createProgress(findScreen());
  const isDry = args.isSet("dry-run");
  try {
    const plan = await deploySite(published, store, {
      deploy: randomUUID(),
      builtAt,
      isForced: args.isSet("force"),
      isDry,
      tell: isDry && !args.isSet("json") ? (planned) => print(toLines(planned)) : () => undefined,
      show: (done, total) => progress.show("deploy", done, total),
    });
    progress.end();
    if (args.isSet("json")) return print(toDocument(plan, store.name, isDry));
    return print(toSummary(plan, store.name, isDry));
  } finally {
    progress.end();
  }
}

async function openStore(site: Site, args: Arguments) {
  try {
    const given = args.text("target");
    const target = resolveTarget(given, site.targets);
    // A path on the command line starts where it was typed, one of the configuration at the site.
    const base = given !== undefined && target.to === given ? process.cwd() : site.root;
    const folder = findTargetFolder(target, base);
    if (folder !== null) await checkTargetFolder(folder, site);
    return openTarget(target, base, process.env, { wait });
  } catch (error) {
    if (error instanceof TargetError) throw new UsageError(error.message);
    throw error;
  }
}

async function checkTargetFolder(folder: string, { root, out }: Site): Promise<void> {
  if (overlap(folder, out)) {
    const message = `the target ${folder} is the output itself, or within it, or above it`;
    throw new OutputError(message, "choose a folder of its own");
  }
  checkOutputFolder(folder, root, "--target");
}

function toLines({ groups, removals }: DeployPlan): string {
  const uploads = groups.flat().map(({ path, why }) => `${why.padEnd(8)}${path}\n`);
  return [...uploads, ...removals.map((path) => `${"delete".padEnd(8)}${path}\n`)].join("");
}

function toSummary({ groups, removals, unchanged }: DeployPlan, name: string, isDry: boolean): string {
  const sent = toPlural(groups.flat().length, "file") ?? "no files";
  const counts = `${sent} sent, ${removals.length} deleted, ${unchanged} unchanged`;
  return isDry ? `${name}: ${counts}, if it were not for --dry-run\n` : `${name}: ${counts}\n`;
}

function toDocument({ groups, removals, unchanged }: DeployPlan, target: string, isDry: boolean): string {
  const uploads = groups.flat().map(({ path, why, headers }) => ({ path, why, ...headers }));
  return `${JSON.stringify({ schemaVersion: 1, target, isDry, uploads, removals, unchanged }, null, 2)}\n`;
}
