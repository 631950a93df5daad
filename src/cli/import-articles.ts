import { prepareArticle } from "../article/parse-article.ts";
import { type Diagnostic, isError, toDiagnostic } from "../base/diagnostic.ts";
import { digestOf } from "../base/digest.ts";
import type { SourcePath } from "../base/path.ts";
import type { Site } from "../config.ts";
import { type PublicationState, toPublication } from "../corpus/publication.ts";
import { createFieldMapper, IN_ARTICLE } from "../import/fields.ts";
import { toTexts } from "../import/foreign-config.ts";
import { createFileFinder } from "../import/import-files.ts";
import type { Manuscript } from "../import/manuscript.ts";
import { createPlacement, type Place } from "../import/place.ts";
import { type ImportedLine, toImportedLine, toSkipped } from "../import/report.ts";
import { findOriginals } from "../import/translations.ts";
import { type ImportedArticle, type Tools, toImportedArticle } from "../import/write-article.ts";
import { readSource, readSources } from "../source/source.ts";
import { createMemoryWorkshop } from "../workshop/memory-workshop.ts";
import { createListNotes, type ListNotes } from "./import-lists.ts";
import type { ImportTarget } from "./import-target.ts";
import type { OpenImport } from "./open-import.ts";

/** What has become of the articles of an import. */
export interface Imported {
  readonly articles: ImportedLine[];
  readonly files: Set<string>;
  readonly kept: Map<string, number>;
  /** Articles by section; names by slug. */
  readonly sections: Map<string, { name: string; count: number }>;
  readonly authors: Set<string>;
  readonly lists: ListNotes;
  readonly problems: Diagnostic[];
  /** Pictures of articles that readers see now; and those of other articles, with where they come from. */
  readonly shownFiles: Set<string>;
  readonly heldFiles: Map<string, string>;
  skipped: number;
  hasHtml: boolean;
  /** Number of articles. */
  withFormulas: number;
}

/** Makes an article of each manuscript, writes it with its pictures, and notes what the new site needs of it. */
export async function importArticles(found: OpenImport, site: Site, target: ImportTarget): Promise<Imported> {
  const { article: options } = site;
  const parse = await prepareArticle({
    ...options,
    markdown: { ...options.markdown, html: "drop", remarkPlugins: [], rehypePlugins: [] },
  });
  const { known, resolvePlace } = await createPlaces(found, site);
  const tools = toTools(found, known, site);
  const done = createImported(options.language);
  const now = Date.now();
  for await (const entry of found.entries) {
    if ("reason" in entry) {
      done.skipped++;
      done.problems.push(toSkipped(entry));
      continue;
    }
    const place = resolvePlace(entry);
    const article = toImportedArticle(entry, place, tools);
    const bytes = new TextEncoder().encode(article.text);
    const { value, diagnostics } = parse({ path: article.file, bytes, digest: digestOf(bytes) });
    const errors = diagnostics.filter(isError);
    if (errors.length > 0) {
      done.skipped++;
      done.problems.push(...toRefused(entry, article, errors));
      continue;
    }
    done.problems.push(...article.problems);
    done.hasHtml ||= diagnostics.some(({ code, message }) => code === "html-dropped" && !message.includes("<!--"));
    if (article.formulas > 0) done.withFormulas++;
    write(article, place, entry, { found, target, done });
    if (value === null) continue;
    done.lists.note(value.article, entry);
    noteFiles(article, toPublication(value.article, now).state, done);
  }
  done.problems.push(...findEarlyFiles(done));
  return done;
}

/**
 * Why an article cannot be imported, at its place in the old site. If a field was left out for what it holds, that is
 * said too.
 */
function toRefused(
  { origin, toLine, firstLine }: Manuscript,
  { problems, text }: ImportedArticle,
  errors: readonly Diagnostic[],
): readonly Diagnostic[] {
  const dropped = problems.filter(({ code }) => code === "import-field-dropped");
  const bodyLine = text.split("\n").indexOf("---", 1) + 3;
  return errors.map(({ code, severity, line, message, advice }) => {
    const field = code.replace(/-\w+$/, "");
    const cause = /-missing$/.test(code) ? dropped.find((one) => one.message.startsWith(field)) : undefined;
    const ownLine = line < bodyLine ? toLine(field) : firstLine + line - bodyLine;
    const why = cause?.message.replace(/ was left out: .* is /, " is ") ?? message;
    const diagnostic = toDiagnostic(
      code,
      { file: origin, line: cause?.line ?? ownLine },
      `${why}; it is not imported`,
      "",
    );
    return {
      ...diagnostic,
      severity,
      advice: `${(cause?.advice ?? advice).replace(IN_ARTICLE, "")}, and import once more`,
    };
  });
}

interface Places {
  /** By origin: the places of articles that are known before anything is written. */
  readonly known: ReadonlyMap<string, Place>;
  readonly resolvePlace: (manuscript: Manuscript) => Place;
}

async function createPlaces(found: OpenImport, site: Site): Promise<Places> {
  const { language, defaultSection } = site.article;
  const place = createPlacement({ language, defaultSection, sections: found.sections, ...(await readTaken(site)) });
  const known = new Map(found.known.map((manuscript) => [manuscript.origin, place(manuscript)]));
  return { known, resolvePlace: (manuscript) => known.get(manuscript.origin) ?? place(manuscript) };
}

function toTools(found: OpenImport, places: Places["known"], site: Site): Tools {
  const { facts, known, paths, pictureFolders, pathAliases, hasMath } = found;
  const originals = new Map<string, SourcePath>();
  for (const [origin, original] of findOriginals(known)) {
    const file = places.get(original.origin)?.file;
    if (file !== undefined) originals.set(origin, file);
  }
  const host = URL.parse(facts.baseUrl ?? "")?.host ?? null;
  const findByFile = createFileFinder(new Map([...places].map(([origin, { permalink }]) => [origin, permalink])));
  const references = { paths, pictureFolders, pathAliases, host, findByFile };
  return { mapFields: createFieldMapper(site.article), references, originals, hasMath };
}

function createImported(language: string): Imported {
  return {
    articles: [],
    files: new Set(),
    kept: new Map(),
    sections: new Map(),
    authors: new Set(),
    problems: [],
    shownFiles: new Set(),
    heldFiles: new Map(),
    lists: createListNotes(language),
    skipped: 0,
    hasHtml: false,
    withFormulas: 0,
  };
}

function noteFiles({ copies, origin }: ImportedArticle, state: PublicationState, done: Imported): void {
  const isHeld = state === "draft" || state === "embargoed";
  for (const { to } of copies) {
    if (isHeld) done.heldFiles.set(`public/${to}`, origin);
    else done.shownFiles.add(`public/${to}`);
  }
}

/**
 * Files of unpublished articles that would be published: what lies in `public/` is published by the next build,
 * whatever becomes of the article that shows it.
 */
function findEarlyFiles({ files, shownFiles, heldFiles }: Imported): readonly Diagnostic[] {
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
  readonly done: Imported;
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
  for (const author of toTexts(manuscript.fields.authors ?? manuscript.fields.author)) done.authors.add(author);
  for (const key of article.kept) done.kept.set(key, (done.kept.get(key) ?? 0) + 1);
  for (const { from, to } of article.copies) {
    const path = `public/${to}`;
    if (done.files.has(path)) continue;
    if (target.copy(found.toDisk(from), path) === "written") done.files.add(path);
  }
}

/** The articles of the site that is imported into. */
async function readTaken(site: Site): Promise<{ taken: ReadonlyMap<string, string>; existing: ReadonlySet<string> }> {
  const { value } = await readSources(site.root, createMemoryWorkshop().reading);
  const parse = await prepareArticle(site.article);
  const taken = new Map<string, string>();
  for (const file of value.articles) {
    const article = parse(readSource(site.root, file)).value?.article;
    for (const address of article === undefined ? [] : [article.permalink, ...article.aliases])
      taken.set(address, file.path);
  }
  return { taken, existing: new Set(value.articles.map(({ path }) => path)) };
}
