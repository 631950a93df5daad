import { isError } from "../base/diagnostic.ts";
import type { Permalink } from "../base/path.ts";
import { build } from "../build.ts";
import { readInputs, type Workshop } from "../build-stories.ts";
import type { Site } from "../config.ts";
import { toDiffMarkdown, toDiffText } from "../desk/diff-text.ts";
import { type BuiltState, toSiteDiff } from "../desk/site-diff.ts";
import { createMemoryTarget, type MemoryTarget } from "../output/memory.ts";
import { toContentDigest } from "../output/target.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { complain, type ExitCode, print, reportProblems, toBuildOptions } from "./console.ts";
import { withPastSite } from "./past-site.ts";
import { toCount } from "./report.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { withWorkshop } from "./with-workshop.ts";

/**
 * Prints what readers would see of all changes since a commit; the site is built twice in memory, and nothing is
 * written.
 */
export async function runDiff(site: Site, args: Arguments, stopwatch: Stopwatch): Promise<ExitCode> {
  const ref = args.positionals[0] ?? "HEAD";
  if (args.isSet("json") && args.isSet("markdown")) throw new UsageError("give --json or --markdown, not both");
  const { diff, hasErrors } = await withWorkshop(site, args, stopwatch, async (workshop) => {
    const before = await withPastSite(site, args, { ref, workshop }, (past) =>
      buildState(past.site, args, past.workshop),
    );
    const after = await buildState(site, args, { ...workshop, target: createMemoryTarget() });
    const past = toCount(before.errors);
    if (past !== null) complain(`${past} at ${ref}: what has errors is not compared\n`, 0);
    reportProblems(after.errors, args);
    return { diff: toSiteDiff(before, after), hasErrors: after.errors.length > 0 };
  });
  if (args.isSet("json")) print(`${JSON.stringify({ schemaVersion: 1, since: ref, ...diff }, null, 2)}\n`);
  else print(args.isSet("markdown") ? toDiffMarkdown(diff, ref) : toDiffText(diff, ref));
  return hasErrors ? 1 : 0;
}

async function buildState(site: Site, args: Arguments, workshop: Workshop & { readonly target: MemoryTarget }) {
  const options = await toBuildOptions(site, args);
  const inputs = await readInputs(site, options, workshop);
  // Pictures are only examined: one that has changed has another name, which pages show.
  const { corpus, related, diagnostics } = await build(site, options, inputs, { ...workshop, encodes: false });
  workshop.target.commit();
  const state: BuiltState = {
    published: [...corpus.live, ...corpus.withdrawn, ...corpus.pages],
    related: new Map(related.map((list) => [list.id, list.related.map(({ id }) => id as Permalink)])),
    files: new Map([...workshop.target.files()].map(([path, { content }]) => [path, toContentDigest(content)])),
  };
  return { ...state, errors: diagnostics.filter(isError) };
}
