/** The report of a run: whether the figures are reached, and the medians and ratios of each case. */
import { execFileSync } from "node:child_process";
import { cpus, release, totalmem, type } from "node:os";
import type { Measure } from "./measure.ts";
import { type Case, cases } from "./site.ts";

/** One tool's runs of one case, in the order of the repetitions. */
export interface Result {
  readonly name: string;
  readonly case: Case;
  readonly runs: readonly Measure[];
}

export interface ToolRow {
  readonly name: string;
  readonly version: string;
  readonly related: string;
  readonly command: string;
}

export interface Report {
  readonly articles: number;
  readonly repetitions: number;
  readonly command: string;
  readonly date: string;
  readonly folder: string;
  readonly tools: readonly ToolRow[];
  readonly skipped: readonly string[];
  readonly results: readonly Result[];
}

interface Goal {
  readonly case: Case;
  readonly of: string;
  readonly to: string;
  readonly limit: number;
}

/** What Broadsheet must reach with 10,000 articles: its median divided by another's in the same run. */
const goals: readonly Goal[] = [
  { case: "edit", of: "broadsheet", to: "hugo", limit: 0.08 },
  { case: "edit", of: "broadsheet", to: "zola", limit: 0.12 },
  { case: "unchanged", of: "broadsheet", to: "node-stat", limit: 4 },
  { case: "cold", of: "broadsheet-native", to: "hugo", limit: 0.7 },
  { case: "cold", of: "broadsheet-native", to: "zola", limit: 1 },
  { case: "cold", of: "broadsheet", to: "hugo", limit: 1.5 },
  { case: "cold", of: "broadsheet", to: "eleventy", limit: 0.5 },
  { case: "cold", of: "broadsheet-x10", to: "broadsheet", limit: 11 },
];

export function toReport(report: Report): string {
  const { articles, repetitions, command, date, folder, tools, skipped, results } = report;
  const size = articles === 10_000 ? "" : " The limits are meant for 10,000.";
  const lines = [
    "# Results",
    "",
    `${articles.toLocaleString("en")} articles, ${repetitions} repetitions, the tools by turns. README.md says what is compared.`,
    "",
    `- ${date}: \`${command}\``,
    `- ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 1e9)} GB, ${type()} ${release()}, ${toFileSystem(folder)}, Node ${process.version}`,
    ...skipped.map((line) => `- skipped ${line}`),
    "",
    ...toTable(
      ["tool", "version", "related stories by", "command"],
      tools.map(({ name, version, related, command }) => [name, version, related, `\`${command}\``]),
    ),
    "",
    "## Figures",
    "",
    `Ratios of medians.${size}`,
    "",
    ...toTable(
      ["case", "ratio", "wall", "CPU", "limit", "reached"],
      goals.map((goal) => toGoalRow(goal, results)),
    ),
    "",
    "## Medians",
    "",
    "Seconds and MB; CPU is user and system time. Below 1, a ratio says that Broadsheet needs less than the tool. Others: the part of the",
    "machine that other processes used meanwhile, at worst.",
    ...Object.entries(cases).flatMap(([name, meaning]) => toCaseLines(name as Case, meaning, results)),
  ];
  return `${lines.join("\n")}\n`;
}

function toGoalRow(goal: Goal, results: readonly Result[]): readonly string[] {
  const [own, other] = [goal.of, goal.to].map((name) => findResult(results, name, goal.case));
  const [wall, cpu] = [toRatio(own, other, "wall"), toRatio(own, other, "cpu")];
  const isReached = (ratio: number | null): boolean => ratio !== null && ratio <= goal.limit;
  const verdict = isReached(wall) ? (isReached(cpu) ? "yes" : "wall only") : isReached(cpu) ? "CPU only" : "no";
  const ratio = `${goal.of} / ${goal.to}`;
  return [
    goal.case,
    ratio,
    toText(wall, 3),
    toText(cpu, 3),
    `≤ ${goal.limit}`,
    wall === null ? "not measured" : verdict,
  ];
}

function toCaseLines(name: Case, meaning: string, results: readonly Result[]): readonly string[] {
  const own = results.filter((result) => result.case === name && result.runs.length > 0);
  if (own.length === 0) return [];
  const header = ["tool", "wall", "from – to", "CPU", "peak memory", "ratio wall", "ratio CPU", "others", "void"];
  const rows = own.map((result) => toRow(result, findResult(results, "broadsheet", name)));
  return ["", `### ${name}`, "", `Changed: ${meaning}.`, "", ...toTable(header, rows)];
}

function toRow(result: Result, own: Result | undefined): readonly string[] {
  const runs = toCounted(result);
  const walls = runs.map(({ wall }) => wall);
  const failed = result.runs.find(({ failure }) => failure !== null);
  return [
    result.name,
    toText(toMedian(walls), 2),
    runs.length === 0 ? "" : `${Math.min(...walls).toFixed(2)} – ${Math.max(...walls).toFixed(2)}`,
    toText(toMedian(runs.map(({ cpu }) => cpu)), 2),
    toText(toMedian(runs.map(({ peak }) => peak)), 0),
    toText(toRatio(own, result, "wall"), 3),
    toText(toRatio(own, result, "cpu"), 3),
    runs.length === 0 ? "" : `${Math.round(Math.max(...runs.map(({ others }) => others)) * 100)} %`,
    failed === undefined ? "" : `${result.runs.length - runs.length}: ${failed.failure}`,
  ];
}

function findResult(results: readonly Result[], name: string, what: Case): Result | undefined {
  return results.find((result) => result.name === name && result.case === what);
}

function toCounted(result: Result | undefined): readonly Measure[] {
  return result?.runs.filter(({ failure }) => failure === null) ?? [];
}

/** The ratio of two medians; null where one of them is missing. */
function toRatio(own: Result | undefined, other: Result | undefined, key: "wall" | "cpu"): number | null {
  const [above, below] = [own, other].map((result) => toMedian(toCounted(result).map((run) => run[key])));
  return above == null || below == null || below === 0 ? null : above / below;
}

function toMedian(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function toText(value: number | null, digits: number): string {
  return value === null ? "" : value.toFixed(digits);
}

function toTable(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
}

function toFileSystem(folder: string): string {
  return execFileSync("stat", ["-f", "-c", "%T", folder], { encoding: "utf8" }).trim();
}
