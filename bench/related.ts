/**
 * Quality of related stories on labelled sites: nDCG@5 of exactly what `broadsheet related --all --json` prints.
 *
 *     node bench/related.ts [FOLDER]      FOLDER, or $RELEVANCE, or ../shared/relevance
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { relatedDefaults } from "../src/related/options.ts";
import { toRelated } from "../src/related/related.ts";
import { findLabels, type Lists, labelledSites, places, readGrades, readHeadlines, toScore } from "./related-labels.ts";

const project = resolve(import.meta.dirname, "..");
const folder = findLabels(process.argv[2]);

const sites = labelledSites.map((site) => ({ site, score: toScore(readGrades(folder, site), readSite(site)) }));
const mean = sites.reduce((sum, { score }) => sum + score, 0) / sites.length;
for (const { site, score } of sites) console.log(`${site.padEnd(12)} ${score.toFixed(4)}`);
console.log(`${"mean".padEnd(12)} ${mean.toFixed(4)}   (goal 0.48)`);
const headlines = toRelated(readHeadlines(folder), { ...relatedDefaults, top: places });
const uci = new Map(headlines.map(({ id, related }) => [id, related.map((pick) => pick.id)]));
console.log(`${"uci".padEnd(12)} ${toScore(readGrades(folder, "uci"), uci).toFixed(4)}   (goal 0.82)`);

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
