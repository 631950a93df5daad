/** What the bench knows about a generator: how its site is written, how it is run, and where its pages are. */
import { accessSync, constants, readFileSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Article } from "../corpus.ts";

export interface Tool {
  readonly name: string;
  /** What its related stories are computed from, for the report; null: it has none. */
  readonly related: string | null;
  /** What `findProgram` looks for; Broadsheet itself is `--cli`. */
  readonly executable: "broadsheet" | "hugo" | "zola" | "eleventy" | "astro";
  /** Arguments that build the site in the current folder, and those that print the version. */
  readonly build: readonly string[];
  readonly version: readonly string[];
  readonly output: string;
  /** Everything else that a build leaves behind: a cold build has none of it. */
  readonly caches: readonly string[];
  /** The site without its articles: path → text. */
  readonly toFiles: (wording: Wording) => Readonly<Record<string, string>>;
  /** Which of these files an edit of the template, or of the configuration, writes again. */
  readonly template: string;
  readonly config: string;
  readonly toSource: (article: Article) => SourceFile;
  /**
   * The site needs the `node_modules` in which the tool lies: as one link, or as a folder of links where it writes
   * there.
   */
  readonly modules?: "link" | "folder";
}

/** Text that shows on every article page: `title` comes from the configuration, `note` from the template. */
export interface Wording {
  readonly title: string;
  readonly note: string;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** An installed generator. */
export interface Program {
  /** Command and first arguments; JavaScript runs on the same Node for all. */
  readonly command: readonly string[];
  /** The `node_modules` folder that it lies in; null for a native program. */
  readonly modules: string | null;
}

/** Where every generator puts the page of an article. */
export function toPagePath({ section, slug }: Pick<Article, "section" | "slug">): string {
  return `${section}/${slug}/index.html`;
}

/** Finds an executable in the folders of `$BENCH_RIVALS`, then of `$PATH`; null if it is nowhere. */
export function findProgram(name: string): Program | null {
  const folders = `${process.env.BENCH_RIVALS ?? ""}${delimiter}${process.env.PATH ?? ""}`.split(delimiter);
  const file = folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
  return file === undefined ? null : toProgram(file);
}

export function toProgram(file: string): Program {
  const target = realpathSync(file);
  const isJavaScript =
    /\.[cm]?[jt]s$/.test(target) || /^#!.*\bnode\b/.test(readFileSync(target, "latin1").slice(0, 80));
  const [, modules = null] = /^(.*\/node_modules)\//.exec(target) ?? [];
  return isJavaScript ? { command: [process.execPath, target], modules } : { command: [target], modules: null };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
