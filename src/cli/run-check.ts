import { resolve } from "node:path";
import { type Diagnostic, isError } from "../base/diagnostic.ts";
import type { Site } from "../config.ts";
import { toSarif } from "../desk/sarif.ts";
import { readVersion } from "../package.ts";
import type { Arguments } from "./arguments.ts";
import { type Checked, checkIn } from "./check.ts";
import { complain, type ExitCode, print, reportProblems } from "./console.ts";
import { fixFiles } from "./fix.ts";
import { createFrameFinder } from "./frames.ts";
import { findRepository } from "./git.ts";
import { toCount, toFolderIn, toPlural } from "./report.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { withWorkshop } from "./with-workshop.ts";
import { writeWhole } from "./write.ts";

/** How often `--fix` looks again: what was mended can have hidden other problems, as an open fence hides all fields. */
const MOST_PASSES = 10;

/**
 * Reports everything that a build would, and what an editor would object to. It writes nothing, except with `--fix`
 * what is safe to write.
 */
export async function runCheck(site: Site, args: Arguments, stopwatch: Stopwatch): Promise<ExitCode> {
  const { articles, diagnostics, fixed } = await withWorkshop(site, args, stopwatch, async (workshop) => {
    const mended: Diagnostic[] = [];
    for (let pass = 1; ; pass++) {
      const checked: Checked = await checkIn(workshop, site, args);
      const done = args.isSet("fix") && pass <= MOST_PASSES ? fixFiles(site.root, checked.diagnostics) : [];
      mended.push(...done);
      if (done.length === 0) return { ...checked, fixed: mended };
    }
  });
  for (const { file, line, column, code, fix } of fixed) {
    complain(`${file}:${line}:${column} ${code} fixed: ${toChange(fix)}\n`, 0);
  }
  reportProblems(diagnostics, args, createFrameFinder(site.root));
  writeSarif(site, args, diagnostics);
  const isFine = args.isSet("strict") ? diagnostics.length === 0 : !diagnostics.some(isError);
  if (args.isSet("json")) {
    print(`${JSON.stringify({ schemaVersion: 1, ok: isFine, articles, fixed, diagnostics }, null, 2)}\n`);
  } else {
    const mended = fixed.length === 0 ? "" : `, ${fixed.length} fixed`;
    print(
      `${toPlural(articles, "article") ?? "no articles"} checked: ${toCount(diagnostics) ?? "no problems"}${mended}\n`,
    );
  }
  return isFine ? 0 : 1;
}

/** `title → headline`, or what was only added or taken away. */
function toChange(fix: Diagnostic["fix"]): string {
  const { remove = "", insert = "" } = fix ?? {};
  if (remove === "") return `added ${insert.trim()}`;
  const toShown = (text: string) => (text.trim() === text ? text : JSON.stringify(text));
  return insert === "" ? `removed ${JSON.stringify(remove)}` : `${toShown(remove)} → ${toShown(insert)}`;
}

/** A report for machines, which cannot read our text; places are those of the repository. */
function writeSarif(site: Site, args: Arguments, diagnostics: readonly Diagnostic[]): void {
  const file = args.text("sarif");
  if (file === undefined) return;
  const folder = toFolderIn(findRepository(site.root) ?? site.root, site.root);
  const document = toSarif(diagnostics, { version: readVersion(), folder });
  writeWhole(resolve(file), `${JSON.stringify(document, null, 1)}\n`);
}
