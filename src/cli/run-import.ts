import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { isError } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";
import { configFiles } from "../config/config-file.ts";
import { toSite } from "../config.ts";
import { toLikelyName } from "../import/authors.ts";
import { type Format, formats } from "../import/import.ts";
import { toNewConfig } from "../import/new-config.ts";
import { type ImportReport, toImportJson, toImportText } from "../import/report.ts";
import { loadSite } from "../load-site.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { type ExitCode, print, reportProblems } from "./console.ts";
import { type Imported, importArticles } from "./import-articles.ts";
import { createImportTarget } from "./import-target.ts";
import { type OpenImport, openExport, openFolder } from "./open-import.ts";

/** Old addresses go here if there is a configuration already, which only its owner edits. */
const REDIRECTS = "redirects.json";

/** Makes articles of another generator's, and tells what it could not carry over. */
export async function runImport(args: Arguments): Promise<ExitCode> {
  const { format, source } = toSource(args);
  const root = resolve(args.text("root") ?? ".");
  const isDry = args.isSet("dry-run");
  const found = format === "wordpress" ? await openExport(source, args) : openFolder(format, source, args);
  const hasConfig = configFiles.some((name) => existsSync(join(root, name)));
  const { language, timeZone } = found.facts;
  const facts = { ...(language === null ? {} : { language }), ...(timeZone === null ? {} : { timeZone }) };
  const site = hasConfig ? await loadSite(root, {}) : toSite(root, facts, {});
  const target = createImportTarget(root, { force: args.isSet("force"), isDry });
  const done = await importArticles(found, site, target);
  const config = hasConfig ? null : "broadsheet.config.ts";
  const { redirects, problems } = done.lists.toRedirects(done.articles, found.feeds);
  if (config !== null) {
    target.writeText(config, toNewConfig({ ...found.facts, ...toConfigFacts(done, found), redirects }));
  } else if (redirects.size > 0) {
    target.writeText(REDIRECTS, `${JSON.stringify(Object.fromEntries(redirects), null, 2)}\n`);
  }
  const report: ImportReport = {
    format,
    isDry,
    config,
    redirects: Object.fromEntries(redirects),
    articles: done.articles,
    files: [...done.files].sort(),
    kept: Object.fromEntries(done.kept),
    skipped: done.skipped,
    withFormulas: done.withFormulas,
    problems: [...done.problems, ...problems],
  };
  reportProblems(report.problems, args);
  print(args.isSet("json") ? toImportJson(report) : toImportText(report));
  return report.problems.some(isError) ? 1 : 0;
}

function toSource(args: Arguments): { readonly format: Format; readonly source: string } {
  const [name = "", given] = args.positionals;
  const format = formats.find((each) => each === name);
  if (format === undefined) {
    const nearest = findNearest(name, formats);
    throw new UsageError(
      `import needs one of ${formats.join(", ")}${nearest === null ? "" : `; did you mean ${nearest}?`}`,
    );
  }
  const what = format === "wordpress" ? "an export file" : "a folder";
  if (given === undefined) throw new UsageError(`import ${format} needs ${what}: broadsheet import ${format} SOURCE`);
  const source = resolve(given);
  const stats = statSync(source, { throwIfNoEntry: false });
  const isFitting = format === "wordpress" ? stats?.isFile() : stats?.isDirectory();
  if (isFitting !== true) throw new UsageError(`${source} is not ${what}`);
  return { format, source };
}

/**
 * What the articles say for a new configuration: sections, the largest first, authors by name, and how the site writes.
 */
function toConfigFacts(done: Imported, found: OpenImport) {
  const bySize = [...done.sections].sort(([, a], [, b]) => b.count - a.count);
  const names = [...done.authors].sort().map((key) => [key, found.findAuthorName(key) ?? toLikelyName(key)] as const);
  return {
    sections: new Map(bySize.map(([slug, { name }]) => [slug, name])),
    authors: new Map(names.filter((entry): entry is [string, string] => entry[1] !== null)),
    hasHtml: done.hasHtml,
    withFormulas: done.withFormulas,
  };
}
