#!/usr/bin/env node
import { access, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Diagnostic } from "./base/diagnostic.ts";
import { build } from "./build.ts";
import { type Arguments, parseCommandLine, parseNow, toHelp, UsageError } from "./cli/arguments.ts";
import { toExplanationText } from "./cli/explain.ts";
import { findArticle, toRelatedDocument, toRelatedText } from "./cli/related.ts";
import { type ReportStyle, toCount, toPlural, toReport } from "./cli/report.ts";
import { configFiles, loadSite, type Site } from "./config.ts";
import { ConfigError } from "./config-schema.ts";
import { startDevServer } from "./dev/server.ts";
import { checkOutputFolder, OutputError, writeOutput } from "./output/disk.ts";
import { explainRelated } from "./related/explain.ts";

/** 0 fine, 1 content or build errors, 2 usage or configuration. */
type ExitCode = 0 | 1 | 2;

const DEFAULT_TEMPLATES = join(import.meta.dirname, "..", "templates");

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<ExitCode> {
  try {
    const parsed = parseCommandLine(argv);
    if ("help" in parsed) return print(toHelp(parsed.help));
    if ("version" in parsed) return print(`${await readVersion()}\n`);
    return await runCommand(parsed);
  } catch (error) {
    if (error instanceof UsageError) return complain(`broadsheet: ${error.message}\n`, 2);
    if (error instanceof ConfigError) return complain(error.problems.map((problem) => `${problem}\n`).join(""), 2);
    if (error instanceof OutputError) return complain(`error ${error.message}\n    ${error.advice}\n`, 1);
    throw error;
  }
}

async function runCommand(args: Arguments): Promise<ExitCode> {
  const root = resolve(args.text("root") ?? ".");
  await checkRoot(root);
  const site = await loadSite(root, { baseUrl: args.text("base-url"), out: args.text("out") });
  if (args.command === "dev") return runDev(site, args);
  if (args.command === "related") return runRelated(site, args);
  return runBuild(site, args);
}

async function runBuild(site: Site, args: Arguments): Promise<ExitCode> {
  const start = performance.now();
  await checkOutputFolder(site.out, site.root);
  const result = await build(site, toBuildOptions(site, args));
  const problems = result.diagnostics;
  reportProblems(problems, args);
  const hasErrors = problems.some(({ severity }) => severity === "error");
  const isRefused = hasErrors || (args.isSet("strict") && problems.length > 0);
  const report = isRefused ? null : await writeOutput(site.out, result.files);
  const counts = { articles: result.corpus.live.length, files: result.files.length };
  const written = { written: report?.written ?? [], removed: report?.removed ?? [], unchanged: report?.unchanged ?? 0 };
  if (args.isSet("json")) {
    print(
      `${JSON.stringify({ schemaVersion: 1, ok: report !== null, ...counts, ...written, diagnostics: problems }, null, 2)}\n`,
    );
  } else if (report !== null) {
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    const changes = `${written.written.length} written, ${written.removed.length} removed, ${written.unchanged} unchanged`;
    print(
      `${toPlural(counts.articles, "article") ?? "no articles"}, ${toPlural(counts.files, "file")} in ${site.out}: ${changes} (${seconds} s)\n`,
    );
  } else {
    complain(`nothing was written; what is in ${site.out} stays as it was\n`, 1);
  }
  return isRefused ? 1 : 0;
}

async function runRelated(site: Site, args: Arguments): Promise<ExitCode> {
  const [name] = args.positionals;
  if (name === undefined && !args.isSet("all")) throw new UsageError("related needs a FILE, or --all");
  const related = { ...site.related, top: args.number("top") ?? null };
  const result = await build({ ...site, related }, toBuildOptions(site, args));
  reportProblems(
    result.diagnostics.filter(({ severity }) => severity === "error"),
    args,
  );
  const article = name === undefined ? null : findArticle(name, result, site.root);
  if (args.isSet("explain")) {
    if (article === null) throw new UsageError("--explain needs a FILE");
    const explanation = explainRelated(result.stories, article.permalink, related);
    if (explanation === null) throw new Error(`there is no story ${article.permalink}`);
    if (!args.isSet("json")) return print(toExplanationText(explanation, article, result));
    return print(`${JSON.stringify({ schemaVersion: 1, file: article.file, ...explanation }, null, 1)}\n`);
  }
  const document = toRelatedDocument(result, article?.file ?? null);
  return print(args.isSet("json") ? `${JSON.stringify(document, null, 1)}\n` : toRelatedText(document));
}

async function runDev(site: Site, args: Arguments): Promise<ExitCode> {
  const port = args.number("port") ?? 4000;
  // Addresses lead to this server, whatever folder the site will be in once it is published.
  const baseUrl = args.text("base-url") ?? `http://localhost:${port}`;
  const server = await startDevServer({
    watched: [
      ...["content", "public", ...configFiles].map((name) => join(site.root, name)),
      ...toTemplateFolders(site),
    ],
    port,
    host: args.text("host") ?? "127.0.0.1",
    build: async () => {
      const fresh = await loadSite(site.root, { baseUrl });
      const result = await build(fresh, toBuildOptions(fresh, args));
      reportProblems(result.diagnostics, args);
      return result;
    },
    log: (line) => complain(`${line}\n`, 0),
  });
  print(`listening on ${server.url}\n`);
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => server.close().then(done));
  });
  return 0;
}

function toBuildOptions(site: Site, args: Arguments) {
  const now = args.text("now");
  return {
    now: now === undefined ? Date.now() : parseNow(now),
    showsUnpublished: args.isSet("drafts"),
    templateFolders: toTemplateFolders(site),
  };
}

function toTemplateFolders(site: Site): readonly string[] {
  return [...new Set([DEFAULT_TEMPLATES, join(site.root, "templates")])];
}

async function checkRoot(root: string): Promise<void> {
  const hasContent = await access(join(root, "content")).then(
    () => true,
    () => false,
  );
  if (!hasContent)
    throw new UsageError(`there is no folder content/ in ${root}; give the site's folder with --root DIR`);
}

function reportProblems(problems: readonly Diagnostic[], args: Arguments): void {
  const style: ReportStyle = {
    color: process.stderr.isTTY === true && !process.env.NO_COLOR && !process.env.CI,
    annotations: process.env.GITHUB_ACTIONS === "true",
    verbose: args.isSet("verbose"),
  };
  const count = toCount(problems);
  if (count !== null) complain(`${toReport(problems, style)}${count}\n`, 0);
}

async function readVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, "..", "package.json"), "utf8");
  return String((JSON.parse(text) as { version: string }).version);
}

function print(text: string): ExitCode {
  process.stdout.write(text);
  return 0;
}

function complain(text: string, code: ExitCode): ExitCode {
  process.stderr.write(text);
  return code;
}
