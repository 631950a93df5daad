import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { toSourcePath } from "../base/path.ts";
import { UsageError } from "./arguments.ts";
import { findRepository, runGit } from "./git.ts";

/** New names of files by their old ones. */
type Renames = ReadonlyMap<string, string>;

/**
 * Finds the present name of the one article for which `isMeant` holds of a former name; null for none or several. Git
 * is asked when the first name is looked for.
 */
export function createRenameFinder(root: string): (isMeant: (file: string) => boolean) => string | null {
  let renames: Renames | null = null;
  return (isMeant) => {
    renames ??= findRepository(root) === null ? new Map() : readRenames(root);
    const known = renames;
    const found = new Set([...known.keys()].filter(isMeant).flatMap((file) => findLast(file, known, root) ?? []));
    const [only, ...others] = found;
    return only === undefined || others.length > 0 ? null : only;
  };
}

/** The last name in a chain of renames; null where that file is gone as well. */
function findLast(file: string, renames: Renames, root: string): string | null {
  const seen = new Set<string>();
  let last = file;
  for (let next = renames.get(last); next !== undefined && !seen.has(next); next = renames.get(last)) {
    seen.add(next);
    last = next;
  }
  return last !== file && existsSync(join(root, last)) ? last : null;
}

/** The renames of all commits and of what is not committed. If a name was used twice, the later file counts. */
function readRenames(root: string): Renames {
  try {
    const renames = new Map<string, string>();
    for (const [from, to] of [...readUncommitted(root), ...readCommitted(root)]) {
      if (!renames.has(from)) renames.set(from, to);
    }
    return renames;
  } catch (error) {
    // Without git installed there is nothing to learn from it.
    if (error instanceof UsageError) return new Map();
    throw error;
  }
}

const RENAMES = ["-M", "--diff-filter=R", "--name-status", "-z", "--relative"];

function readCommitted(root: string): readonly (readonly [string, string])[] {
  return parseRenames(runGit(root, ["log", "--format=", ...RENAMES, "--", "content"]));
}

/**
 * Notes new files in a copy of the index: git sees a rename only if it knows the new file, and otherwise a deletion.
 */
function readUncommitted(root: string): readonly (readonly [string, string])[] {
  const index = runGit(root, ["rev-parse", "--git-path", "index"]);
  if (index === null || !existsSync(resolve(root, index))) return [];
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-index-"));
  try {
    const env = { GIT_INDEX_FILE: join(folder, "index") };
    copyFileSync(resolve(root, index), env.GIT_INDEX_FILE);
    runGit(root, ["add", "--intent-to-add", "--", "content"], env);
    return parseRenames(runGit(root, ["diff", ...RENAMES, "HEAD", "--", "content"], env));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `R100`, the old name, the new one, each ended by a null character. */
function parseRenames(text: string | null): readonly (readonly [string, string])[] {
  const [...parts] = (text ?? "").split("\0");
  const pairs: [string, string][] = [];
  for (let at = 0; at + 2 < parts.length; at += 3) {
    pairs.push([toSourcePath(parts[at + 1] ?? ""), toSourcePath(parts[at + 2] ?? "")]);
  }
  return pairs;
}
