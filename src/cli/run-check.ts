import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../base/diagnostic.ts";
import { build } from "../build.ts";
import { readInputs, type Workshop } from "../build-stories.ts";
import { configFiles, type Site } from "../config.ts";
import { findDeskProblems } from "../desk/rules.ts";
import type { ConfigText } from "../desk/site-rules.ts";
import { createFindings } from "../findings.ts";
import type { Target } from "../output/target.ts";
import type { Arguments } from "./arguments.ts";
import { type ExitCode, print, reportProblems, toBuildOptions } from "./console.ts";
import { createFrameFinder } from "./frames.ts";
import { toCount, toPlural } from "./report.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { withWorkshop } from "./with-workshop.ts";

/** What a check has found. */
interface Checked {
  /** How many articles could be read, published or not. */
  readonly articles: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Tells everything that a build would, and what an editor would; writes nothing. */
export async function runCheck(site: Site, args: Arguments, stopwatch: Stopwatch): Promise<ExitCode> {
  const { articles, diagnostics } = await withWorkshop(site, args, stopwatch, (workshop) =>
    checkIn({ ...workshop, target: createForgetfulTarget() }, site, args),
  );
  reportProblems(diagnostics, args, createFrameFinder(site.root));
  const isFine = args.isSet("strict")
    ? diagnostics.length === 0
    : diagnostics.every(({ severity }) => severity !== "error");
  if (args.isSet("json"))
    print(`${JSON.stringify({ schemaVersion: 1, ok: isFine, articles, diagnostics }, null, 2)}\n`);
  else print(`${toPlural(articles, "article") ?? "no articles"} checked: ${toCount(diagnostics) ?? "no problems"}\n`);
  return isFine ? 0 : 1;
}

async function checkIn(workshop: Workshop, site: Site, args: Arguments): Promise<Checked> {
  const options = await toBuildOptions(site, args);
  const inputs = await readInputs(site, options, workshop);
  const built = await build(site, options, inputs, workshop);
  const { contentAssets, publicAssets } = inputs.sources.value;
  const { articles } = built;
  const stories = built.toStories();
  const config = readConfigText(site.root);
  const found = createFindings(site);
  found.report(built.diagnostics);
  found.report(
    findDeskProblems({ articles, stories, contentAssets, publicAssets, pages: site.pages, config }, options),
  );
  return { articles: articles.length, diagnostics: found.toJudged() };
}

/** Every page is made, so that a mistake in a template shows, and none is kept. */
function createForgetfulTarget(): Target {
  return {
    keep: () => false,
    put: () => undefined,
    commit: () => ({ written: [], removed: [], unchanged: 0 }),
    discard: () => undefined,
    findKeys: () => ({ before: null, after: null }),
  };
}

function readConfigText(root: string): ConfigText {
  const [first = "broadsheet.config.ts"] = configFiles;
  const file = configFiles.find((name) => existsSync(join(root, name)));
  return { file: file ?? first, text: file === undefined ? "" : readFileSync(join(root, file), "utf8") };
}
