import { execFileSync, type StdioOptions } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "./arguments.ts";

/** The repository that a folder lies in, by its `.git`; null where there is none. */
export function findRepository(folder: string): string | null {
  if (existsSync(join(folder, ".git"))) return folder;
  const above = dirname(folder);
  return above === folder ? null : findRepository(above);
}

/** Git may print so much: the whole history of a large site's file names. */
const MOST_BYTES = 256 * 1024 * 1024;

type Environment = Readonly<Record<string, string>>;

/**
 * The environment for git. In a hook of a linked work tree, git is told of its repository but not of the work tree, and
 * takes the folder where it runs for that (githooks(5)). Where folders alone tell the repository, these variables are
 * left out.
 */
function toOwnEnvironment(cwd: string): NodeJS.ProcessEnv {
  if (findRepository(cwd) === null) return process.env;
  const { GIT_DIR, GIT_WORK_TREE, ...own } = process.env;
  return own;
}

/** What git prints; null when it fails. */
export function runGit(cwd: string, args: readonly string[], env: Environment = {}): string | null {
  const answer = askGit(cwd, args, env);
  return "text" in answer ? answer.text : null;
}

/** What git prints or, when it fails, what it says of that. */
export function askGit(
  cwd: string,
  args: readonly string[],
  env: Environment = {},
): { readonly text: string } | { readonly reason: string } {
  try {
    const stdio: StdioOptions = ["ignore", "pipe", "pipe"];
    const text = execFileSync("git", args, {
      cwd,
      env: { ...toOwnEnvironment(cwd), ...env },
      encoding: "utf8",
      stdio,
      maxBuffer: MOST_BYTES,
    }).trim();
    return { text };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new UsageError("git is not installed");
    return { reason: error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "" };
  }
}
