/**
 * Quality of related stories on labelled sites: nDCG@5 of exactly what `broadsheet related --all --json` prints.
 *
 *     node bench/related.ts [FOLDER]      FOLDER, or $RELEVANCE, or ../shared/relevance
 *
 * Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002; the gain is the grade, as in the folder's score.py.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { relatedDefaults } from "../src/related/options.ts";
import { toRelated } from "../src/related/related.ts";
import type { Story } from "../src/related/story.ts";
import { toTerms } from "../src/related/terms.ts";

type Grades = ReadonlyMap<string, ReadonlyMap<string, number>>;
type Lists = ReadonlyMap<string, readonly string[]>;

const project = resolve(import.meta.dirname, "..");
const folder = resolve(process.argv[2] ?? process.env["RELEVANCE"] ?? join(project, "../shared/relevance"));
const places = 5;

if (!existsSync(folder)) {
  console.error(`There are no labelled sites at ${folder}: name their folder, or set RELEVANCE.`);
  process.exit(2);
}

const sites = ["digitalgov", "f18", "rust"].map((site) => ({ site, score: toScore(readGrades(site), readSite(site)) }));
const mean = sites.reduce((sum, { score }) => sum + score, 0) / sites.length;
for (const { site, score } of sites) console.log(`${site.padEnd(12)} ${score.toFixed(4)}`);
console.log(`${"mean".padEnd(12)} ${mean.toFixed(4)}   (goal 0.48)`);
console.log(`${"uci".padEnd(12)} ${toScore(readGrades("uci"), readHeadlines("uci")).toFixed(4)}   (goal 0.82)`);

/** What the command prints for a site of nothing but these articles and the default configuration. */
function readSite(site: string): Lists {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  try {
    symlinkSync(join(folder, site, "md"), join(root, "content"));
    const command = ["src/cli.ts", "related", "--all", "--json", "--top", "10", "--root", root];
    const printed = execFileSync(process.execPath, command, { cwd: project, maxBuffer: 2 ** 30, encoding: "utf8" });
    const { articles } = JSON.parse(printed) as {
      readonly articles: readonly { readonly file: string; readonly related: readonly { readonly file: string }[] }[];
    };
    return new Map(articles.map(({ file, related }) => [toId(file), related.map((other) => toId(other.file))]));
  } finally {
    rmSync(root, { recursive: true });
  }
}

function toId(file: string): string {
  return basename(file, ".md");
}

/** Headlines without text, date or section: what they alone can do. */
function readHeadlines(set: string): Lists {
  const stories = readFileSync(join(folder, set, "docs.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map(toHeadlineStory);
  const lists = toRelated(stories, { ...relatedDefaults, top: places });
  return new Map(lists.map(({ id, related }) => [id, related.map((pick) => pick.id)]));
}

function toHeadlineStory(line: string): Story {
  const { id, headline } = JSON.parse(line) as { readonly id: string; readonly headline: string };
  const terms = toTerms({ lang: "en", headline, dek: "", text: "" });
  const nothing = { tags: [], series: null, sources: [], authors: [], links: [], outLinks: [], pins: [], excludes: [] };
  return { ...nothing, id, lang: "en", section: "", date: 0, off: false, terms };
}

/** Query → relevant → grade. */
function readGrades(set: string): Grades {
  const rows = readFileSync(join(folder, set, "qrels.dev.tsv"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  const byQuery = Map.groupBy(rows, ([query = ""]) => query);
  return new Map(
    Array.from(byQuery, ([query, own]) => [query, new Map(own.map(([, id = "", grade]) => [id, Number(grade)]))]),
  );
}

/** Mean nDCG@5 over the queries; a query without a list scores 0. */
function toScore(grades: Grades, lists: Lists): number {
  const scores = Array.from(grades, ([query, relevant]) => {
    const gains = (lists.get(query) ?? []).slice(0, places).map((id) => relevant.get(id) ?? 0);
    return toDiscounted(gains) / toDiscounted([...relevant.values()].sort((a, b) => b - a).slice(0, places));
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function toDiscounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
}
