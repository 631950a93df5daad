import type { Article } from "../article/article.ts";
import { type Diagnostic, isError } from "../base/diagnostic.ts";
import { buildStories, readInputs, type StoriesResult, type Workshop } from "../build-stories.ts";
import type { Site } from "../config.ts";
import { toStart } from "../corpus/publication.ts";
import { findChangeProblems, type SiteState } from "../desk/changes.ts";
import type { Arguments } from "./arguments.ts";
import { toBuildOptions } from "./console.ts";
import { runGit } from "./git.ts";
import { withPastSite } from "./past-site.ts";
import { createRenameFinder } from "./renames.ts";

export interface SinceContext {
  readonly ref: string;
  readonly workshop: Workshop;
  readonly built: StoriesResult;
  readonly findText: (file: string) => string | null;
}

/** Finds what has changed since a commit without readers being told. */
export async function findProblemsSince(
  site: Site,
  args: Arguments,
  { ref, workshop, built, findText }: SinceContext,
): Promise<readonly Diagnostic[]> {
  const before = await withPastSite(site, args, { ref, workshop }, async (past) => {
    const options = await toBuildOptions(past.site, args);
    const inputs = await readInputs(past.site, options, past.workshop);
    return buildStories(past.site, options, inputs, past.workshop);
  });
  const { now } = await toBuildOptions(site, args);
  const errors = built.diagnostics.filter(isError);
  const broken = new Set(errors.map(({ file }) => file));
  const findRename = createRenameFinder(site.root);
  const findRenamed = (file: string) => findRename((name) => name === file);
  const { configFile, pages } = site;
  const isUnseen = createUnseen(site.root, ref);
  const context = { ref, now, broken, findText, isUnseen, findRenamed, configFile, redirects: pages.redirects };
  return findChangeProblems(toState(before, workshop), toState(built, workshop), context);
}

function toState({ articles, corpus }: StoriesResult, { blobs }: Workshop): SiteState {
  const fetchBody = ({ body }: Article) => new TextDecoder().decode(blobs.fetch(body));
  return { articles, published: [...corpus.live, ...corpus.withdrawn, ...corpus.pages], fetchBody };
}

/** Tells whether readers have not seen an article. Git is asked only about those that went live after the commit. */
function createUnseen(root: string, ref: string): (earlier: Article) => boolean {
  const findTime = (...args: readonly string[]): number =>
    Number(runGit(root, ["log", "-1", "--format=%ct", ...args])) * 1000;
  const committedAt = findTime(ref);
  return (earlier) => {
    const start = toStart(earlier);
    if (start <= committedAt || runGit(root, ["status", "--porcelain", "--", earlier.file]) !== "") return false;
    const changedAt = findTime(`${ref}..HEAD`, "--", earlier.file);
    return changedAt > 0 && changedAt < start;
  };
}
