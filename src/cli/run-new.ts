import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { prepareArticle } from "../article/parse-article.ts";
import { type Diagnostic, isError, quote } from "../base/diagnostic.ts";
import { digestOf } from "../base/digest.ts";
import { findMeantLanguage, parseLanguage } from "../base/language.ts";
import { findNearest } from "../base/nearest.ts";
import { type SourcePath, toSlug, toSourcePath } from "../base/path.ts";
import type { Site } from "../config.ts";
import { archetypeFile, defaultArchetype, fillArchetype, type NewArticle } from "../desk/archetype.ts";
import { toLocalMinute } from "../desk/clock.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { complain, type ExitCode, print, reportProblems, toNow } from "./console.ts";
import { writeNew } from "./write.ts";

/** Longer headlines make file names of their first words. */
const LONGEST_NAME = 80;

/** Writes a new article and prints its path. */
export async function runNew(site: Site, args: Arguments): Promise<ExitCode> {
  const headline = (args.positionals[0] ?? "").trim();
  const name = toFileName(headline);
  if (name === null) throw new UsageError('new needs a headline: broadsheet new "Council votes to mend the bridge"');
  const article: NewArticle = {
    headline,
    date: toLocalMinute(await toNow(args), site.article.timeZone),
    section: findSection(site, args.text("section")),
    lang: findLanguage(args.text("lang")),
    isDraft: args.isSet("draft"),
  };
  const path = toSourcePath("content", article.section, `${name}.md`);
  const own = join(site.root, archetypeFile);
  const filled = fillArchetype(existsSync(own) ? readFileSync(own, "utf8") : defaultArchetype, article);
  const text = filled.value ?? "";
  const problems = filled.value === null ? filled.diagnostics : await findErrors(site, path, text);
  if (problems.length > 0) {
    reportProblems(problems, args);
    return complain(`nothing was written; mend ${archetypeFile} first\n`, 1);
  }
  const file = join(site.root, path);
  const note = args.text("section") === undefined ? "" : toSectionNote(site, article.section);
  writeArticle(file, text, path);
  complain(note, 0);
  return print(`${relative(process.cwd(), file)}\n`);
}

function toFileName(headline: string): string | null {
  const slug = toSlug(headline);
  if (slug === null || slug.length <= LONGEST_NAME) return slug;
  const end = slug.lastIndexOf("-", LONGEST_NAME);
  return end > 0 ? slug.slice(0, end) : toSlug(slug.slice(0, LONGEST_NAME));
}

/** The section of a new article. A new one is fine, but one with nearly the name of another is a slip. */
function findSection(site: Site, name: string | undefined): string {
  if (name === undefined) return toSlug(site.article.defaultSection) ?? "news";
  const folders = readFolders(join(site.root, "content"));
  const slug = toSlug(name);
  if (folders.includes(name)) return name;
  if (slug === null || slug !== name) {
    const hint = slug === null ? "use letters and digits" : `did you mean ${slug}?`;
    throw new UsageError(`--section ${quote(name)} cannot be the name of a folder; ${hint}`);
  }
  const known = [...Object.keys(site.pages.sections), ...folders];
  const nearest = known.includes(slug) ? null : findNearest(slug, known);
  if (nearest === null) return slug;
  throw new UsageError(
    `there is no section ${slug}; did you mean ${nearest}? Else make the folder content/${slug} first`,
  );
}

/** What to say with the first article of a section, on a site that lists its sections; else nothing. */
function toSectionNote({ root, pages }: Site, section: string): string {
  const listed = Object.keys(pages.sections);
  if (listed.length === 0 || listed.includes(section) || existsSync(join(root, "content", section))) return "";
  return `${section} is a new section, and comes last; for a title and another place, add it to sections in the configuration\n`;
}

function readFolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}

function findLanguage(code: string | undefined): string | null {
  if (code === undefined) return null;
  const lang = parseLanguage(code);
  if (lang !== null) return lang;
  const advice = findMeantLanguage(code) ?? "one such as es or pt-BR";
  throw new UsageError(`--lang ${quote(code)} is not a language code; write ${advice}`);
}

/** The errors that a build would find in the new article; they come from the archetype. */
async function findErrors(site: Site, path: SourcePath, text: string): Promise<readonly Diagnostic[]> {
  const parse = await prepareArticle(site.article);
  const bytes = new TextEncoder().encode(text);
  const { diagnostics } = parse({ path, bytes, digest: digestOf(bytes) });
  const errors = diagnostics.filter(isError);
  return errors.map((error) => ({ ...error, file: archetypeFile }));
}

function writeArticle(file: string, text: string, path: SourcePath): void {
  try {
    writeNew(file, text);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new UsageError(`${path} exists already, and is left alone; give another headline or section`);
  }
}
