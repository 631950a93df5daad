import { join, resolve } from "node:path";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { BuildOptions } from "../build-stories.ts";
import type { Site } from "../config.ts";
import { toFileReason } from "../output/folder.ts";
import { packageRoot } from "../package.ts";
import { type Arguments, parseNow } from "./arguments.ts";
import { type FindFrame, type ReportStyle, toCount, toFailureAnnotation, toFolderIn, toReport } from "./report.ts";

/** 0 fine, 1 content or build errors, 2 usage or configuration. */
export type ExitCode = 0 | 1 | 2;

const DEFAULT_TEMPLATES = join(packageRoot, "templates");

/** Results go to stdout. */
export function print(text: string, code: ExitCode = 0): ExitCode {
  process.stdout.write(text);
  return code;
}

/** Problems and progress go to stderr. */
export function complain(text: string, code: ExitCode): ExitCode {
  process.stderr.write(text);
  return code;
}

/** Ends a command that could not do its work, with a line for each reason. In GitHub Actions these are annotations. */
export function fail(reasons: readonly string[], code: ExitCode): ExitCode {
  const folder = process.env.GITHUB_WORKSPACE || process.cwd();
  const isAnnotated = process.env.GITHUB_ACTIONS === "true";
  const lines = reasons.map((reason) => (isAnnotated ? toFailureAnnotation(reason, folder) : reason));
  return complain(lines.map((line) => `${line}\n`).join(""), code);
}

/**
 * Decides what happens when output cannot be written. If the reader has left, as `head` does, the command ends as if
 * all had been read; any other reason is reported as a failure.
 */
export function watchOutput(): void {
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    complain(`broadsheet: what it printed could not be written: ${toFileReason(error)}\n`, 1);
    process.once("exit", () => {
      process.exitCode = 1;
    });
  });
}

/**
 * Reports problems and their number; with the lines that they are in, if `findFrame` is given and output goes to a
 * terminal.
 */
export function reportProblems(
  problems: readonly Diagnostic[],
  args: Arguments,
  findFrame: FindFrame = () => null,
): void {
  const isTerminal = process.stderr.isTTY === true;
  const style: ReportStyle = {
    color: isTerminal && !process.env.NO_COLOR && !process.env.CI,
    annotations: process.env.GITHUB_ACTIONS === "true",
    folder: toFolderIn(process.env.GITHUB_WORKSPACE || process.cwd(), resolve(args.text("root") ?? ".")),
    verbose: args.isSet("verbose"),
    findFrame: isTerminal || args.isSet("verbose") ? findFrame : () => null,
  };
  const count = toCount(problems);
  if (count !== null) complain(`${toReport(problems, style)}${count}\n`, 0);
}

/** The instant of `--now`, or of the clock, in ms since 1970. */
export async function toNow(args: Arguments): Promise<number> {
  const now = args.text("now");
  return now === undefined ? Date.now() : parseNow(now);
}

export async function toBuildOptions(site: Site, args: Arguments): Promise<BuildOptions> {
  return {
    now: await toNow(args),
    showsUnpublished: args.isSet("drafts"),
    templateFolders: toTemplateFolders(site),
  };
}

/** The folders of templates: the default theme, then the site's own, which overrides it. */
export function toTemplateFolders(site: Site): readonly string[] {
  return [...new Set([DEFAULT_TEMPLATES, join(site.root, "templates")])];
}
