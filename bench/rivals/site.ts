/** A tool's site on disk: made from the corpus, changed as each case wants it, and built. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Article, toArticles } from "../corpus.ts";
import { writeText } from "./files.ts";
import { type Measure, measure } from "./measure.ts";
import { type Program, type Tool, toPagePath } from "./tool.ts";

/** What has changed since the build before. */
export const cases = {
  cold: "everything: there is no output and no cache",
  unchanged: "nothing",
  edit: "the text of one article",
  add: "one article more, the newest",
  template: "the template of articles",
  config: "the site's title, in the configuration",
} as const;

export type Case = keyof typeof cases;

export interface SiteOptions {
  readonly tool: Tool;
  readonly program: Program;
  readonly folder: string;
  /** Articles. */
  readonly count: number;
  /** Seconds after which a build is given up. */
  readonly timeout: number;
}

export interface Site extends SiteOptions {
  /** Makes the change of a case, builds, and looks for the change in the output. */
  readonly build: (what: Case) => Promise<Measure>;
}

/** A page of the output → what the build must show there. */
type Expected = Readonly<Record<string, string>>;

export function createSite(options: SiteOptions): Site {
  const { tool, program, folder, count, timeout } = options;
  const edited = writeArticles(options);
  linkModules(options);
  let wording = { title: "Daily News", note: "Printed daily" };
  writeFiles(Object.keys(tool.toFiles(wording)));
  /** Makes every edit a new one. */
  let edits = 0;

  return { ...options, build };

  async function build(what: Case): Promise<Measure> {
    const command = { command: [...program.command, ...tool.build], folder, timeout };
    if (what !== "cold" && !existsSync(join(folder, tool.output))) await measure(command);
    const expected = change(what);
    const result = await measure(command);
    const missing = findMissing(expected);
    return result.failure !== null || missing === null ? result : { ...result, failure: missing };
  }

  function change(what: Case): Expected {
    const mark = `Edition ${++edits}`;
    const page = toPagePath(edited);
    if (what === "unchanged") return { [page]: wording.note };
    if (what === "cold") {
      for (const path of [tool.output, ...tool.caches]) rmSync(join(folder, path), { recursive: true, force: true });
      return { [page]: wording.note, "index.html": wording.title };
    }
    if (what === "edit") {
      writeArticle(options, { ...edited, body: `${edited.body}\n${mark} came out.\n` });
      return { [page]: mark };
    }
    if (what === "add") {
      const date = `2026-06-30T12:${String(edits % 60).padStart(2, "0")}:00Z`;
      const added = { ...edited, slug: `added-${edits}`, date, headline: mark };
      writeArticle(options, added);
      return { [toPagePath(added)]: mark, "index.html": mark, [`${added.section}/index.html`]: mark };
    }
    wording = what === "template" ? { ...wording, note: mark } : { ...wording, title: mark };
    writeFiles([what === "template" ? tool.template : tool.config]);
    return { [page]: mark };
  }

  function writeFiles(names: readonly string[]): void {
    const files = tool.toFiles(wording);
    for (const name of names) writeText(join(folder, name), files[name] ?? "");
  }

  function findMissing(expected: Expected): string | null {
    for (const [page, mark] of Object.entries(expected)) {
      const file = join(folder, tool.output, page);
      if (!existsSync(file)) return `there is no ${page}`;
      if (!readFileSync(file, "utf8").includes(mark)) return `${page} does not show the change`;
    }
    const pages = readdirSync(join(folder, tool.output), { recursive: true, encoding: "utf8" });
    const made = pages.filter((name) => name.endsWith("index.html")).length;
    return made >= count ? null : `there are only ${made} pages`;
  }
}

/** Writes the corpus, and returns the article that edits are made to: the middle one. */
function writeArticles(options: SiteOptions): Article {
  let middle: Article | null = null;
  let number = 0;
  for (const article of toArticles(options.count)) {
    writeArticle(options, article);
    if (number++ === Math.floor(options.count / 2)) middle = article;
  }
  if (middle === null) throw new Error("a site needs at least one article");
  return middle;
}

function writeArticle({ tool, folder }: SiteOptions, article: Article): void {
  const { path, text } = tool.toSource(article);
  writeText(join(folder, path), text);
}

/**
 * What a site's own configuration imports lies beside the tool. A tool that keeps its cache there gets a folder of
 * links.
 */
function linkModules({ tool, program, folder }: SiteOptions): void {
  const target = join(folder, "node_modules");
  if (program.modules === null || tool.modules === undefined) return;
  if (tool.modules === "link") {
    symlinkSync(program.modules, target);
    return;
  }
  mkdirSync(target);
  for (const name of readdirSync(program.modules).filter((name) => !name.startsWith("."))) {
    symlinkSync(join(program.modules, name), join(target, name));
  }
}
