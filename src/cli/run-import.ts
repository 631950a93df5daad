import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { prepareArticle } from "../article/parse-article.ts";
import { type Diagnostic, isError, toDiagnostic } from "../base/diagnostic.ts";
import { digestOf } from "../base/digest.ts";
import { findNearest } from "../base/nearest.ts";
import type { SourcePath } from "../base/path.ts";
import { loadSite, type Site, toSite } from "../config.ts";
import { configFiles } from "../config-file.ts";
import { type PublicationState, toPublication } from "../corpus/publication.ts";
import { toLikelyName } from "../import/authors.ts";
import { createFieldMapper } from "../import/fields.ts";
import { toTexts } from "../import/foreign-config.ts";
import { type Format, formats } from "../import/import.ts";
import { createFileFinder } from "../import/import-files.ts";
import type { Manuscript } from "../import/manuscript.ts";
import { toNewConfig } from "../import/new-config.ts";
import { createPlacement, type Place } from "../import/place.ts";
import {
  type ImportedLine,
  type ImportReport,
  toImportedLine,
  toImportJson,
  toImportText,
  toSkipped,
} from "../import/report.ts";
import { findOriginals } from "../import/translations.ts";
import { type ImportedArticle, toImportedArticle } from "../import/write-article.ts";
import { readArticle, readSources } from "../source/source.ts";
import { createMemoryWorkshop } from "../workshop.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { type ExitCode, print, reportProblems } from "./console.ts";
import { createListNotes, type ListNotes } from "./import-lists.ts";
import { createImportTarget, type ImportTarget } from "./import-target.ts";
import { type OpenImport, openExport, openFolder } from "./open-import.ts";

/** For a configuration that is there already: nobody writes into it but its owner. */
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
  const done = await importAll(found, site, target);
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

interface Done {
  readonly articles: ImportedLine[];
  readonly files: Set<string>;
  readonly kept: Map<string, number>;
  /** Articles by section; names by slug. */
  readonly sections: Map<string, { name: string; count: number }>;
  readonly authors: Set<string>;
  readonly lists: ListNotes;
  readonly problems: Diagnostic[];
  /** Pictures of articles that readers see now, and of others with where these come from. */
  readonly shownFiles: Set<string>;
  readonly heldFiles: Map<string, string>;
  skipped: number;
  hasHtml: boolean;
  /** Number of articles. */
  withFormulas: number;
}

async function importAll(found: OpenImport, site: Site, target: ImportTarget): Promise<Done> {
  const options = site.article;
  const parse = await prepareArticle({
    ...options,
    markdown: { ...options.markdown, html: "drop", remarkPlugins: [], rehypePlugins: [] },
  });
  const place = createPlacement({
    language: options.language,
    defaultSection: options.defaultSection,
    sections: found.sections,
    ...(await readTaken(site)),
  });
  const places = new Map<string, Place>(found.known.map((manuscript) => [manuscript.origin, place(manuscript)]));
  const references = {
    paths: found.paths,
    pictureFolders: found.pictureFolders,
    pathAliases: found.pathAliases,
    host: URL.parse(found.facts.baseUrl ?? "")?.host ?? null,
    findByFile: createFileFinder(new Map([...places].map(([origin, { permalink }]) => [origin, permalink]))),
  };
  const originals = new Map<string, SourcePath>();
  for (const [origin, original] of findOriginals(found.known)) {
    const file = places.get(original.origin)?.file;
    if (file !== undefined) originals.set(origin, file);
  }
  const tools = { mapFields: createFieldMapper(options), references, originals, hasMath: found.hasMath };
  const done: Done = {
    articles: [],
    files: new Set(),
    kept: new Map(),
    sections: new Map(),
    authors: new Set(),
    problems: [],
    shownFiles: new Set(),
    heldFiles: new Map(),
    lists: createListNotes(options.language),
    skipped: 0,
    hasHtml: false,
    withFormulas: 0,
  };
  const now = Date.now();
  for await (const entry of found.entries) {
    if ("reason" in entry) {
      done.skipped++;
      done.problems.push(toSkipped(entry.origin, entry.reason));
      continue;
    }
    const own = places.get(entry.origin) ?? place(entry);
    const article = toImportedArticle(entry, own, tools);
    const bytes = new TextEncoder().encode(article.text);
    const { value, diagnostics } = parse({ path: article.file, bytes, digest: digestOf(bytes) });
    const errors = diagnostics.filter(isError);
    done.problems.push(...article.problems, ...errors);
    if (errors.length > 0) continue;
    done.hasHtml ||= diagnostics.some(({ code, message }) => code === "html-dropped" && !message.includes("<!--"));
    if (article.formulas > 0) done.withFormulas++;
    write(article, own, entry, { found, target, done });
    if (value === null) continue;
    done.lists.note(value.article, entry);
    noteFiles(article, toPublication(value.article, now).state, done);
  }
  done.problems.push(...findEarlyFiles(done));
  return done;
}

function noteFiles({ copies, origin }: ImportedArticle, state: PublicationState, done: Done): void {
  const isHeld = state === "draft" || state === "embargoed";
  for (const { to } of copies) {
    if (isHeld) done.heldFiles.set(`public/${to}`, origin);
    else done.shownFiles.add(`public/${to}`);
  }
}

/** What lies in `public/` is published by the next build, whatever becomes of the article that shows it. */
function findEarlyFiles({ files, shownFiles, heldFiles }: Done): readonly Diagnostic[] {
  const early = [...heldFiles].filter(([path]) => files.has(path) && !shownFiles.has(path));
  return early.map(([path, file]) => {
    const message = `${path} would be published before the article that shows it`;
    const advice = "move it beside the article, and write its name there, or delete it";
    return toDiagnostic("import-picture-early", { file }, message, advice);
  });
}

interface Writing {
  readonly found: OpenImport;
  readonly target: ImportTarget;
  readonly done: Done;
}

function write(article: ImportedArticle, place: Place, manuscript: Manuscript, { found, target, done }: Writing): void {
  const written = target.writeText(article.file, article.text);
  if (written !== "written") {
    const message =
      written === "exists" ? `${article.file} exists, and was left alone` : `${article.file} leads out of the site`;
    const advice = written === "exists" ? "--force writes over it" : "give a folder without symbolic links";
    done.problems.push(toDiagnostic("import-exists", { file: article.origin }, message, advice));
    return;
  }
  done.articles.push(toImportedLine(article.origin, place));
  const { slug, name } = place.section;
  if (manuscript.isPage !== true) done.sections.set(slug, { name, count: (done.sections.get(slug)?.count ?? 0) + 1 });
  for (const author of toAuthorKeys(manuscript)) done.authors.add(author);
  for (const key of article.kept) done.kept.set(key, (done.kept.get(key) ?? 0) + 1);
  for (const { from, to } of article.copies) {
    const path = `public/${to}`;
    if (done.files.has(path)) continue;
    if (target.copy(found.toDisk(from), path) === "written") done.files.add(path);
  }
}

function toAuthorKeys({ fields }: Manuscript): readonly string[] {
  return toTexts(fields.authors ?? fields.author);
}

/** The articles of the site that is imported into. */
async function readTaken(site: Site): Promise<{ taken: ReadonlyMap<string, string>; existing: ReadonlySet<string> }> {
  const { value } = await readSources(site.root, createMemoryWorkshop().reading);
  const parse = await prepareArticle(site.article);
  const taken = new Map<string, string>();
  for (const file of value.articles) {
    const article = parse(readArticle(site.root, file)).value?.article;
    for (const address of article === undefined ? [] : [article.permalink, ...article.aliases])
      taken.set(address, file.path);
  }
  return { taken, existing: new Set(value.articles.map(({ path }) => path)) };
}

function toConfigFacts(done: Done, found: OpenImport) {
  const bySize = [...done.sections].sort(([, a], [, b]) => b.count - a.count);
  const names = [...done.authors].sort().map((key) => [key, found.findAuthorName(key) ?? toLikelyName(key)] as const);
  return {
    sections: new Map(bySize.map(([slug, { name }]) => [slug, name])),
    authors: new Map(names.filter((entry): entry is [string, string] => entry[1] !== null)),
    hasHtml: done.hasHtml,
    withFormulas: done.withFormulas,
  };
}
