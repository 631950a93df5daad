import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { PluginError } from "../article/processor.ts";
import { AdvisedError } from "../base/advised-error.ts";
import { toPlaceText } from "../base/text-place.ts";
import { ConfigError } from "../config/config-error.ts";
import { configFiles } from "../config/config-file.ts";
import type { Site } from "../config.ts";
import { removeStore } from "../engine/store.ts";
import { loadSite } from "../load-site.ts";
import { readBytes } from "../modules.ts";
import { toFileReason } from "../output/folder.ts";
import { readVersion } from "../package.ts";
import { CACHE_FOLDER } from "../workshop/tools.ts";
import { type Arguments, parseCommandLine, toHelp, UsageError } from "./arguments.ts";
import { complain, type ExitCode, fail, print } from "./console.ts";
import { createStopwatch, type Stopwatch } from "./stopwatch.ts";

export async function main(argv: readonly string[]): Promise<ExitCode> {
  try {
    const parsed = parseCommandLine(argv);
    if ("help" in parsed) return print(toHelp(parsed.help));
    if ("version" in parsed) return print(`${readVersion()}\n`);
    return await runCommand(parsed);
  } catch (error) {
    if (error instanceof UsageError) return fail([`broadsheet: ${error.message}`], 2);
    if (error instanceof ConfigError) return fail(error.problems, 2);
    if (error instanceof AdvisedError) return fail([`error ${error.message}\n    ${error.advice}`], 1);
    // Compared by name, since importing the class would load all that it belongs to.
    if (error instanceof Error && error.name === "SearchError") return fail([`error ${error.message}`], 1);
    if (error instanceof Error && error.name === "ParserMissingError") return fail([error.message], 2);
    if (isPluginError(error)) return fail([await toPluginProblem(error)], 2);
    if (error instanceof Error && error.name === "ListenError") return fail([`broadsheet: ${error.message}`], 2);
    if (isOfFile(error)) return fail([`error ${error.path}: ${toFileReason(error)}${toFileAdvice(error)}`], 1);
    throw error;
  }
}

/** Whether a file that somebody named cannot be read or written. Anything else that is thrown is a mistake of ours. */
function isOfFile(error: unknown): error is Error & { readonly path: string } {
  return error instanceof Error && "syscall" in error && "path" in error && typeof error.path === "string";
}

/** What to do about a file, or all of a folder, that somebody else owns. */
function toFileAdvice(error: Error & { readonly code?: unknown }): string {
  const isForbidden = error.code === "EACCES" || error.code === "EPERM";
  return isForbidden
    ? "\n    let who runs this read and write it (ls -ld shows its owner), or name another folder"
    : "";
}

/** Compared by name, since the class is loaded with Markdown only. */
function isPluginError(error: unknown): error is PluginError {
  return error instanceof Error && error.name === "PluginError";
}

async function toPluginProblem({ file, cause }: PluginError): Promise<string> {
  const { findLoadProblem } = await import("../config/config-places.ts");
  const source = new TextDecoder().decode(readBytes(file));
  const { message, place } = await findLoadProblem(source, cause, basename(file));
  return `${toPlaceText(file, place)}: ${message}`;
}

async function runCommand(args: Arguments): Promise<ExitCode> {
  const stopwatch = createStopwatch("start");
  if (args.command === "init") return (await import("./run-init.ts")).runInit(args);
  if (args.command === "schema") return (await import("./run-schema.ts")).runSchema(args);
  if (args.command === "import") return (await import("./run-import.ts")).runImport(args);
  if (args.command === "completion") return print((await import("./completion.ts")).toCompletion(args.positionals[0]));
  const root = resolve(args.text("root") ?? ".");
  checkSiteFolder(root, args);
  if (args.command === "clean") return clean(join(root, CACHE_FOLDER));
  const site = await loadSite(root, { baseUrl: args.text("base-url"), out: args.text("out") });
  if (!args.isSet("profile")) return runForSite(site, args, stopwatch);
  const file = join(root, CACHE_FOLDER, "build.cpuprofile");
  const { withProfile } = await import("./profile.ts");
  const code = await withProfile(file, () => runForSite(site, args, stopwatch));
  complain(`profile written to ${file}\n`, 0);
  return code;
}

function clean(folder: string): ExitCode {
  if (removeStore(folder)) return print(`${folder} holds nothing of earlier builds any more\n`);
  const reason = "it cannot be written to; look who owns it, and whether the disk is read-only";
  return complain(`error ${folder}: ${reason}\n`, 1);
}

/**
 * Checks that the folder is a site. One with nothing but a configuration is: its first article will make the folder
 * content/.
 */
function checkSiteFolder(root: string, { command }: Arguments): void {
  const marks = command === "new" ? ["content", ...configFiles] : ["content"];
  if (marks.some((name) => existsSync(join(root, name)))) return;
  const above = findSiteAbove(root);
  const advice =
    above === null
      ? "give the site's folder with --root DIR, or make a site with broadsheet init"
      : `the site lies in ${above}: go there, or write --root ${relative(process.cwd(), above) || "."}`;
  throw new UsageError(`there is no folder content/ in ${root}; ${advice}`);
}

/** The site that a folder is part of, such as the one whose articles lie there. */
function findSiteAbove(folder: string): string | null {
  for (let [inner, outer] = [folder, dirname(folder)]; outer !== inner; [inner, outer] = [outer, dirname(outer)]) {
    const isSite = basename(inner) === "content" || configFiles.some((name) => existsSync(join(outer, name)));
    if (isSite && existsSync(join(outer, "content"))) return outer;
  }
  return null;
}

/** Loads only what the command needs. */
async function runForSite(site: Site, args: Arguments, stopwatch: Stopwatch): Promise<ExitCode> {
  if (args.isSet("parser-parity")) return (await import("./run-parity.ts")).runParity(site, args);
  if (args.command === "check") return (await import("./run-check.ts")).runCheck(site, args, stopwatch);
  if (args.command === "diff") return (await import("./run-diff.ts")).runDiff(site, args, stopwatch);
  if (args.command === "list") return (await import("./run-list.ts")).runList(site, args, stopwatch);
  if (args.command === "cms") return (await import("./run-cms.ts")).runCms(site, args);
  if (args.command === "new") return (await import("./run-new.ts")).runNew(site, args);
  if (args.command === "dev") return (await import("./run-dev.ts")).runDev(site, args);
  if (args.command === "preview") return (await import("./run-preview.ts")).runPreview(site, args);
  if (args.command === "deploy") return (await import("./run-deploy.ts")).runDeploy(site, args);
  if (args.command === "related") return (await import("./run-related.ts")).runRelated(site, args, stopwatch);
  return (await import("./run-build.ts")).runBuild(site, args, stopwatch);
}
