import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Article } from "../article/article.ts";
import { parseParts } from "../article/parse-article.ts";
import { catalogue } from "../base/catalogue.ts";
import { byPlace, type Code, type Diagnostic } from "../base/diagnostic.ts";
import type { OutputPath } from "../base/path.ts";
import { createFindings } from "../build/findings.ts";
import { type BuildResult, build } from "../build.ts";
import { type Inputs, readInputs, type Workshop } from "../build-stories.ts";
import { type Site, withoutIndex } from "../config.ts";
import { findExternalProblems, toExternalLinks } from "../desk/external-links.ts";
import { createMarkdownInputs } from "../desk/markdown-input.ts";
import { findMarkdownSlips } from "../desk/markdown-slips.ts";
import { createMovedFinder } from "../desk/moved-names.ts";
import { findRepetition, findRepetitionProblems, type Repetition } from "../desk/page-rules.ts";
import { createPlacer } from "../desk/places.ts";
import { findDeskProblems } from "../desk/rules.ts";
import { type Target, toContentText } from "../output/target.ts";
import { readVersion } from "../package.ts";
import { readSource } from "../source/source.ts";
import { CACHE_FOLDER } from "../workshop/tools.ts";
import type { Arguments } from "./arguments.ts";
import { askAddresses } from "./ask-addresses.ts";
import { toBuildOptions } from "./console.ts";
import { createTextFinder } from "./frames.ts";
import { findPointers } from "./pointers.ts";
import { createProgress, findScreen } from "./progress.ts";
import { createRenameFinder } from "./renames.ts";
import { findProblemsSince } from "./since.ts";

/** What a check has found. */
export interface Checked {
  /** How many articles could be read, published or not. */
  readonly articles: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The rules of remark-lint, which are applied only if the site or the command line asks for them. */
const styleCodes = Object.keys(catalogue).filter((code): code is Code => code.startsWith("style-"));

/** Time for one request to another host, and pause between two requests to the same host, in ms. */
const TIME_LIMIT = 15_000;
const PAUSE = 500;

/** At most so many repetitions on pages are reported; the others follow when these are mended. */
const MOST_REPETITIONS = 500;

/** Finds all that a build would report, and what an editor would object to. Nothing is written. */
export async function checkIn(workshop: Workshop, site: Site, args: Arguments): Promise<Checked> {
  const options = await toBuildOptions(site, args);
  const inputs = await readInputs(site, options, workshop);
  const own = findOwnTemplates(site, inputs);
  // A mistake of a layout is on all pages: it is reported for one of them.
  const repetitions = new Map<string, Repetition>();
  const outputs = new Set<OutputPath>();
  const look = (output: OutputPath, toText: () => string): void => {
    outputs.add(output);
    if (own.size === 0 || repetitions.size >= MOST_REPETITIONS || !output.endsWith(".html")) return;
    const repetition = findRepetition(output, toText());
    if (repetition !== null) repetitions.set(`${repetition.heading} ${repetition.ids.join(" ")}`, repetition);
  };
  const unwritten = { ...workshop, encodes: false, target: createForgetfulTarget(look) };
  const built = await build(withoutIndex(site), options, inputs, unwritten);
  const { contentAssets, publicAssets } = inputs.sources.value;
  const { articles } = built;
  const found = createFindings(site);
  found.report(built.diagnostics);
  const findText = createTextFinder(site.root);
  const desk = {
    findText,
    articles,
    stories: built.toStories(),
    blocks: { lists: built.related, count: site.related.count },
    contentAssets,
    publicAssets,
    pages: site.pages,
    configFile: site.configFile,
    outputs,
  };
  const isTold = createToldFinder(built.diagnostics);
  found.report(findDeskProblems(desk, options).filter((problem) => !isTold(problem)));
  found.report(findSlipsOfRefused(site, inputs, articles));
  found.report(findPointers(site.root, [...contentAssets, ...publicAssets]));
  found.report(findRepetitionProblems([...repetitions.values()], createOwnTextFinder(built, inputs, own)));
  if (looksAtStyle(site, args)) found.report(await findStyleProblems(site, inputs));
  if (args.isSet("external")) found.report(await findProblemsOfLinks(site, args, { built, findText }));
  const ref = args.text("since");
  if (ref !== undefined) found.report(await findProblemsSince(site, args, { ref, workshop, built, findText }));
  const toPlaced = createPlacer(findText);
  const toAdvised = createMovedFinder({ articles, findText, findRenamed: createRenameFinder(site.root) });
  return { articles: articles.length, diagnostics: found.toJudged().map(toPlaced).toSorted(byPlace).map(toAdvised) };
}

/** Slips of Markdown in articles that a build refuses for their heads, so that their authors see everything at once. */
function findSlipsOfRefused(site: Site, inputs: Inputs, read: readonly Article[]): readonly Diagnostic[] {
  const files = new Set<string>(read.map(({ file }) => file));
  return inputs.sources.value.articles.flatMap((file) => {
    if (files.has(file.path)) return [];
    const source = readSource(site.root, file);
    if (parseParts(source).value === null) return [];
    return findMarkdownSlips({ file: file.path, headline: "" }, new TextDecoder().decode(source.bytes));
  });
}

/**
 * Tells whether a build has reported the cause of a problem already: a dek that is missing because its field is
 * misspelt, or an address that no browser can read.
 */
function createToldFinder(diagnostics: readonly Diagnostic[]): (problem: Diagnostic) => boolean {
  const files = new Set(diagnostics.flatMap(({ file, fix }) => (fix?.insert === "dek" ? [file] : [])));
  const toLine = ({ file, line, message }: Diagnostic): string => `${file}:${line} ${/"[^"]*"/.exec(message)?.[0]}`;
  const dropped = new Set(diagnostics.filter(({ code }) => code === "url-unsafe").map(toLine));
  return (problem) =>
    problem.code === "dek-missing"
      ? files.has(problem.file)
      : problem.code === "markdown-slip" && dropped.has(toLine(problem));
}

/** Whether the command line asks for style, or the configuration names one of its rules. */
function looksAtStyle({ rules }: Site, args: Arguments): boolean {
  return args.isSet("style") || styleCodes.some((code) => (rules[code] ?? "off") !== "off");
}

async function findStyleProblems(site: Site, inputs: Inputs): Promise<readonly Diagnostic[]> {
  const { createStyleCheck } = await import("../article/style.ts");
  const check = createStyleCheck();
  const toInput = createMarkdownInputs(site.article);
  const asked = styleCodes.filter((code) => (site.rules[code] ?? "off") !== "off");
  return inputs.sources.value.articles.flatMap((file) => {
    const input = toInput(readSource(site.root, file));
    const problems = input === null ? [] : check(input);
    return asked.length === 0 ? problems : problems.filter(({ code }) => asked.includes(code));
  });
}

interface LinkContext {
  readonly built: BuildResult;
  readonly findText: (file: string) => string | null;
}

async function findProblemsOfLinks(
  site: Site,
  args: Arguments,
  { built, findText }: LinkContext,
): Promise<readonly Diagnostic[]> {
  const links = toExternalLinks([...built.corpus.live, ...built.corpus.pages]);
  const progress = createProgress(findScreen());
  const about = site.hasBaseUrl ? `; +${site.pages.baseUrl}` : "";
  const answers = await askAddresses([...links.keys()], {
    userAgent: `Broadsheet/${readVersion()} (link check${about})`,
    asksPrivate: args.isSet("private"),
    timeLimit: TIME_LIMIT,
    pause: PAUSE,
    file: join(site.root, CACHE_FOLDER, "external-links.json"),
    now: Date.now(),
    show: (done, total) => progress.show("external", done, total),
  });
  progress.end();
  return findExternalProblems(links, answers, findText);
}

/** Names of the templates that the site itself has. */
function findOwnTemplates({ root }: Site, { theme }: Inputs): ReadonlySet<string> {
  return new Set([...theme.texts.keys()].filter((name) => existsSync(join(root, "templates", `${name}.eta`))));
}

/** Finds the texts of the site's own templates that a page is made of. */
function createOwnTextFinder(
  { makings }: BuildResult,
  { theme }: Inputs,
  own: ReadonlySet<string>,
): (output: string) => ReadonlyMap<string, string> {
  const templates = new Map<string, string | undefined>(
    makings.flatMap(({ planned }) => planned.map(({ output, template }) => [output, template])),
  );
  return (output) => {
    const texts = theme.closures.get(templates.get(output) ?? "")?.texts ?? {};
    return new Map(Object.entries(texts).filter(([name]) => own.has(name)));
  };
}

/** A target that keeps nothing: every page is made, so that mistakes in templates show, and is handed to `look`. */
function createForgetfulTarget(look: (output: OutputPath, toText: () => string) => void): Target {
  return {
    aside: null,
    keep: () => false,
    put: (output, _key, content) => look(output, () => toContentText(content)),
    defer: null,
    commit: () => ({ written: [], removed: [], unchanged: 0 }),
    discard: () => undefined,
    findKeys: () => ({ before: null, after: null }),
  };
}
