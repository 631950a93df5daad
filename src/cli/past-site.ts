import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { quote } from "../base/diagnostic.ts";
import type { Workshop } from "../build-stories.ts";
import type { Site } from "../config.ts";
import { createMemoryRecords } from "../engine/recall.ts";
import { loadSite } from "../load-site.ts";
import { createMemoryTarget, type MemoryTarget } from "../output/memory.ts";
import { noKnownFiles } from "../source/known.ts";
import { CACHE_FOLDER } from "../workshop/tools.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { askGit, findRepository, runGit } from "./git.ts";

/** A past state of a site, in a folder of its own for as long as somebody works with it. */
export interface PastSite {
  readonly site: Site;
  /** A workshop that reads the site's own cache, and leaves no trace in what is remembered of the last build. */
  readonly workshop: Workshop & { readonly target: MemoryTarget };
}

/**
 * Works with the site as a commit has it. The folder lies within the site's own, so that its configuration finds the
 * packages that it imports. UsageError where there is no repository, no such commit, or no site in it.
 */
export async function withPastSite<Result>(
  site: Site,
  args: Arguments,
  { ref, workshop }: { readonly ref: string; readonly workshop: Workshop },
  work: (past: PastSite) => Promise<Result>,
): Promise<Result> {
  const tree = findTree(site.root, ref);
  mkdirSync(join(site.root, CACHE_FOLDER), { recursive: true });
  const folder = mkdtempSync(join(site.root, CACHE_FOLDER, "past-"));
  try {
    checkOut(site.root, tree, folder);
    const root = join(folder, "site");
    if (!existsSync(join(root, "content"))) throw new UsageError(`${ref} holds no folder content/ here`);
    const past = await loadSite(root, { baseUrl: args.text("base-url") });
    const reading = { known: noKnownFiles, settledBefore: Number.NEGATIVE_INFINITY };
    const apart = { ...workshop, records: createMemoryRecords(), target: createMemoryTarget(), reading };
    return await work({ site: past, workshop: apart });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The mode that `git ls-tree` begins the line of another repository with. */
const SUBMODULE = "160000 ";

/** The tree of the site's folder in a commit. */
function findTree(root: string, ref: string): string {
  const inside = askGit(root, ["rev-parse", "--is-inside-work-tree"]);
  if ("reason" in inside) {
    // For one, a repository that belongs to another user, as in a container of CI.
    throw new UsageError(
      findRepository(root) === null
        ? `${root} is in no git repository, so there is nothing to compare with`
        : `git does not read the repository that ${root} lies in; it says: ${inside.reason}`,
    );
  }
  const isName = !ref.startsWith("-");
  const commit = isName ? runGit(root, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]) : null;
  if (commit === null) {
    const advice = "git log names commits; in CI, fetch it first (actions/checkout with fetch-depth: 0)";
    throw new UsageError(`git knows no commit ${quote(ref)}; ${advice}`);
  }
  const tree = runGit(root, ["rev-parse", "--verify", "--quiet", `${commit}:./`]);
  if (tree === null) throw new UsageError(`${ref} does not have the folder ${root} yet`);
  if (runGit(root, ["ls-tree", "--full-tree", tree, "content"])?.startsWith(SUBMODULE) === true) {
    const advice = "put the site's configuration beside the articles, or compare where both are in one repository";
    throw new UsageError(`content/ is a submodule, whose articles ${ref} does not hold; ${advice}`);
  }
  return tree;
}

/** Uses an index of its own, so that neither the author's index nor the work tree is touched. */
function checkOut(root: string, tree: string, folder: string): void {
  // From a folder below, git would take only what lies below it in the tree as well.
  const top = runGit(root, ["rev-parse", "--show-toplevel"]) ?? root;
  const env = { GIT_INDEX_FILE: join(folder, "index") };
  for (const args of [
    ["read-tree", tree],
    ["checkout-index", "--all", "--quiet", `--prefix=${join(folder, "site")}/`],
  ]) {
    const answer = askGit(top, args, env);
    if ("reason" in answer) throw new UsageError(`git ${args[0]} failed in ${top}; it says: ${answer.reason}`);
  }
}
