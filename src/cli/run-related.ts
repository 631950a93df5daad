import { type Diagnostic, isError } from "../base/diagnostic.ts";
import { buildStories, readInputs } from "../build-stories.ts";
import type { Site } from "../config.ts";
import { explainRelated } from "../related/explain.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { complain, type ExitCode, print, reportProblems, toBuildOptions } from "./console.ts";
import { toExplanationText } from "./explain.ts";
import { findArticle, toFile, toRelatedDocument, toRelatedText } from "./related.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { withWorkshop } from "./with-workshop.ts";

/** Prints the related stories of one article or of all; renders nothing. */
export async function runRelated(site: Site, args: Arguments, stopwatch: Stopwatch): Promise<ExitCode> {
  const [name] = args.positionals;
  if (name === undefined && !args.isSet("all")) throw new UsageError("related needs a FILE, or --all");
  if (name === undefined && args.isSet("explain")) throw new UsageError("--explain needs a FILE");
  const related = { ...site.related, top: args.number("top") ?? null };
  const options = await toBuildOptions(site, args);
  const { result, stories } = await withWorkshop(site, args, stopwatch, async (workshop) => {
    const inputs = await readInputs(site, options, workshop);
    const built = await buildStories({ ...site, related }, options, inputs, workshop);
    return { result: built, stories: args.isSet("explain") ? built.toStories() : [] };
  });
  const errors = result.diagnostics.filter(isError);
  reportProblems(errors, args);
  const asked = name === undefined ? null : toFile(name, site.root);
  if (errors.some(({ file }) => file === asked) && !result.articles.some(({ file }) => file === asked))
    return complain(`broadsheet: ${asked} has no related stories before its errors are mended\n`, 1);
  const article =
    name === undefined
      ? null
      : findArticle(name, result, { root: site.root, now: options.now, baseUrl: site.pages.baseUrl });
  const isOwnPin = ({ code, severity, file }: Diagnostic): boolean =>
    code.startsWith("pin-") && severity === "warning" && file === article?.file;
  reportProblems(result.diagnostics.filter(isOwnPin), args);
  const code = errors.some(({ file }) => article === null || file === article.file) ? 1 : 0;
  if (article !== null && args.isSet("explain")) {
    const explanation = explainRelated(stories, article.permalink, related);
    if (explanation === null) throw new Error(`there is no story ${article.permalink}`);
    if (!args.isSet("json")) return print(toExplanationText(explanation, article, result), code);
    return print(`${JSON.stringify({ schemaVersion: 1, file: article.file, ...explanation }, null, 1)}\n`, code);
  }
  const document = toRelatedDocument(result, article?.file ?? null);
  return print(args.isSet("json") ? `${JSON.stringify(document, null, 1)}\n` : toRelatedText(document), code);
}
