import { join } from "node:path";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { BuildOptions } from "../build.ts";
import type { Site } from "../config.ts";
import { packageRoot } from "../package.ts";
import { type Arguments, parseNow } from "./arguments.ts";
import { type ReportStyle, toCount, toReport } from "./report.ts";

/** 0 fine, 1 content or build errors, 2 usage or configuration. */
export type ExitCode = 0 | 1 | 2;

const DEFAULT_TEMPLATES = join(packageRoot, "templates");

/** Results go to stdout. */
export function print(text: string): ExitCode {
  process.stdout.write(text);
  return 0;
}

/** Problems and progress go to stderr. */
export function complain(text: string, code: ExitCode): ExitCode {
  process.stderr.write(text);
  return code;
}

export function reportProblems(problems: readonly Diagnostic[], args: Arguments): void {
  const style: ReportStyle = {
    color: process.stderr.isTTY === true && !process.env.NO_COLOR && !process.env.CI,
    annotations: process.env.GITHUB_ACTIONS === "true",
    verbose: args.isSet("verbose"),
  };
  const count = toCount(problems);
  if (count !== null) complain(`${toReport(problems, style)}${count}\n`, 0);
}

export async function toBuildOptions(site: Site, args: Arguments): Promise<BuildOptions> {
  const now = args.text("now");
  return {
    now: now === undefined ? Date.now() : await parseNow(now),
    showsUnpublished: args.isSet("drafts"),
    templateFolders: toTemplateFolders(site),
  };
}

/** The default theme, and above it that of the site. */
export function toTemplateFolders(site: Site): readonly string[] {
  return [...new Set([DEFAULT_TEMPLATES, join(site.root, "templates")])];
}
