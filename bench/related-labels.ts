/** The labelled sites' answers, and what lists score against them. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { toEdition } from "../src/related/editions.ts";
import type { Story } from "../src/related/story.ts";
import { toTerms } from "../src/related/terms.ts";

export type Grades = ReadonlyMap<string, ReadonlyMap<string, number>>;
export type Lists = ReadonlyMap<string, readonly string[]>;

export const labelledSites = ["digitalgov", "f18", "rust"] as const;

/** Cards that count. */
export const places = 5;

/** FOLDER of the command line, or $RELEVANCE, or ../shared/relevance; ends the process if there is none. */
export function findLabels(given: string | undefined): string {
  const folder = resolve(given ?? process.env["RELEVANCE"] ?? join(import.meta.dirname, "../../shared/relevance"));
  if (existsSync(folder)) return folder;
  console.error(`There are no labelled sites at ${folder}: name their folder, or set RELEVANCE.`);
  process.exit(2);
}

/** Query → relevant → grade. */
export function readGrades(folder: string, set: string): Grades {
  const rows = readFileSync(join(folder, set, "qrels.dev.tsv"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  const byQuery = Map.groupBy(rows, ([query = ""]) => query);
  return new Map(
    Array.from(byQuery, ([query, own]) => [query, new Map(own.map(([, id = "", grade]) => [id, Number(grade)]))]),
  );
}

/** Stories of headlines without text, date or section: what they alone can do. */
export function readHeadlines(folder: string): readonly Story[] {
  return readFileSync(join(folder, "uci", "docs.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map(toHeadlineStory);
}

function toHeadlineStory(line: string): Story {
  const { id, headline } = JSON.parse(line) as { readonly id: string; readonly headline: string };
  const terms = toTerms({ lang: "en", headline, dek: "", text: "" });
  const edition = toEdition(headline, "en");
  const nothing = { tags: [], series: null, sources: [], links: [], pins: [], excludes: [] };
  return { ...nothing, id, lang: "en", edition, section: "", date: 0, off: false, terms };
}

/**
 * Mean nDCG@5 over the queries; a query without a list scores 0. Järvelin & Kekäläinen, "Cumulated gain-based
 * evaluation of IR techniques", 2002; the gain is the grade, as in the folder's score.py.
 */
export function toScore(grades: Grades, lists: Lists): number {
  const scores = Array.from(grades, ([query, relevant]) => {
    const gains = (lists.get(query) ?? []).slice(0, places).map((id) => relevant.get(id) ?? 0);
    return toDiscounted(gains) / toDiscounted([...relevant.values()].sort((a, b) => b - a).slice(0, places));
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function toDiscounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
}
