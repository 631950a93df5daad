/**
 * Times Broadsheet and the generators that are installed on equivalent sites of the same articles, as whole processes
 * by turns.
 *
 *     npm run bench -- [--articles 10000] [--reps 3] [--cases cold,edit] [--tools broadsheet,hugo,floors] [--scale 10]
 *                      [--cli FILE] [--hugo FILE] [--zola FILE] [--eleventy FILE] [--astro FILE]
 *                      [--folder DIR] [--out FILE] [--timeout SECONDS] [--keep]
 *
 * README.md beside this file says what is measured, how rivals are found, and what is equal and what is not.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { astro } from "./rivals/astro.ts";
import { broadsheet, broadsheetNative } from "./rivals/broadsheet.ts";
import { eleventy } from "./rivals/eleventy.ts";
import { hugo } from "./rivals/hugo.ts";
import { type Measure, measure } from "./rivals/measure.ts";
import { type Report, type ToolRow, toReport } from "./rivals/report.ts";
import { type Case, cases, createSite, type Site } from "./rivals/site.ts";
import { findProgram, type Program, type Tool, toProgram } from "./rivals/tool.ts";
import { zola } from "./rivals/zola.ts";

/** Whatever takes turns: a name in the report, the cases it takes part in, and one run. */
interface Runner {
  readonly name: string;
  readonly cases: readonly Case[];
  readonly run: (what: Case) => Promise<Measure>;
}

interface Turns {
  readonly runners: readonly Runner[];
  /** From 1. */
  readonly repetition: number;
  /** `case name` → its runs; grows. */
  readonly runs: Map<string, Measure[]>;
}

const tools = [broadsheet, broadsheetNative, hugo, zola, eleventy, astro];
const project = resolve(import.meta.dirname, "..");
const { values: flags } = parseArgs({
  options: {
    articles: { type: "string", default: "10000" },
    reps: { type: "string", default: "3" },
    cases: { type: "string", default: Object.keys(cases).join() },
    tools: { type: "string", default: [...tools.map(({ name }) => name), "floors"].join() },
    scale: { type: "string" },
    cli: { type: "string", default: join(project, "lib/cli.js") },
    hugo: { type: "string" },
    zola: { type: "string" },
    eleventy: { type: "string" },
    astro: { type: "string" },
    folder: { type: "string", default: existsSync("/dev/shm") ? "/dev/shm" : tmpdir() },
    out: { type: "string", default: join(project, "bench/RESULTS.md") },
    timeout: { type: "string", default: "900" },
    keep: { type: "boolean", default: false },
  },
});
const wantedTools = toWanted(flags.tools, [...tools.map(({ name }) => name), "floors"]);
const wantedCases = toWanted(flags.cases, Object.keys(cases)) as readonly Case[];
const count = Number(flags.articles);
const repetitions = Number(flags.reps);

const folder = mkdtempSync(join(flags.folder, "broadsheet-bench-"));
process.once("SIGINT", () => process.exit(130));
process.once("exit", () => {
  if (flags.keep) console.error(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
});
await main();

async function main(): Promise<void> {
  const sites: Site[] = [];
  const skipped: string[] = [];
  for (const tool of tools.filter(({ name }) => wantedTools.includes(name))) {
    const program = findChosenProgram(tool);
    const problem = program === null ? "it is not installed" : await findProblem(tool, program);
    if (program !== null && problem === null) sites.push(toSite({ tool, program, name: tool.name, count }));
    else skipped.push(`${tool.name}: ${problem}`);
  }
  for (const line of skipped) console.error(`skipped ${line}`);
  const runners = [...sites.map(toRunner), ...toFloors(sites), ...toLarge(sites)];
  if (runners.length === 0) {
    process.exitCode = 1;
    return;
  }
  const runs = new Map<string, Measure[]>();
  for (let repetition = 1; repetition <= repetitions; repetition++) {
    for (const what of wantedCases) {
      await runByTurns({ runners, repetition, runs }, what);
      // Written each time: what a long run has measured is not lost with it.
      const results = wantedCases.flatMap((what) =>
        runners.map(({ name }) => ({ name, case: what, runs: runs.get(`${what} ${name}`) ?? [] })),
      );
      writeFileSync(flags.out, toReport({ ...toHead(sites, skipped), repetitions: repetition, results }));
    }
  }
  console.log(readFileSync(flags.out, "utf8"));
}

/** One run of each runner. Each repetition begins with another runner, so that none always follows the same one. */
async function runByTurns({ runners, repetition, runs }: Turns, what: Case): Promise<void> {
  const first = (repetition - 1) % runners.length;
  const turns = [...runners.slice(first), ...runners.slice(0, first)];
  for (const { name, run } of turns.filter((runner) => runner.cases.includes(what))) {
    const result = await run(what);
    const key = `${what} ${name}`;
    runs.set(key, [...(runs.get(key) ?? []), result]);
    const { wall, cpu, peak, failure } = result;
    const text = `wall ${wall.toFixed(2)} s, CPU ${cpu.toFixed(2)} s, ${peak.toFixed(0)} MB`;
    console.error(`${repetition}  ${key.padEnd(28)} ${failure === null ? text : `void: ${failure}`}`);
  }
}

function toHead(sites: readonly Site[], skipped: readonly string[]): Omit<Report, "repetitions" | "results"> {
  return {
    articles: count,
    command: ["npm run bench --", ...process.argv.slice(2)].join(" ").replace(/ --$/, ""),
    date: `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`,
    folder,
    tools: sites.map(toToolRow),
    skipped,
  };
}

/** Why a tool cannot take part: it must build a small site first. */
async function findProblem(tool: Tool, program: Program): Promise<string | null> {
  const trial = toSite({ tool, program, name: "trial", count: 40 });
  const { failure } = await trial.build("cold");
  rmSync(trial.folder, { recursive: true });
  return failure;
}

function findChosenProgram({ executable }: Tool): Program | null {
  const chosen = executable === "broadsheet" ? flags.cli : flags[executable];
  if (chosen === undefined) return findProgram(executable);
  return existsSync(chosen) ? toProgram(resolve(chosen)) : null;
}

function toSite({ name, ...plan }: Pick<Site, "tool" | "program" | "count"> & { readonly name: string }): Site {
  return createSite({ ...plan, folder: join(folder, name), timeout: Number(flags.timeout) });
}

function toRunner({ tool, build }: Site): Runner {
  return { name: tool.name, cases: wantedCases, run: build };
}

/** What no program in Node can beat where nothing has changed: to start, and to look at every source. */
function toFloors(sites: readonly Site[]): readonly Runner[] {
  const site = sites.find(({ tool }) => tool === broadsheet);
  if (site === undefined || !wantedTools.includes("floors")) return [];
  const walk = `const fs = require("node:fs"); for (const name of fs.readdirSync("content", { recursive: true })) fs.statSync("content/" + name)`;
  return Object.entries({ "node-start": "0", "node-stat": walk }).map(([name, code]) => ({
    name,
    cases: ["unchanged"],
    run: () => measure({ command: [process.execPath, "-e", code], folder: site.folder, timeout: 60 }),
  }));
}

/** Broadsheet alone with `--scale` times as many articles. */
function toLarge(sites: readonly Site[]): readonly Runner[] {
  const site = sites.find(({ tool }) => tool === broadsheet);
  if (site === undefined || flags.scale === undefined) return [];
  const name = `broadsheet-x${flags.scale}`;
  const { build } = toSite({ tool: broadsheet, program: site.program, name, count: count * Number(flags.scale) });
  return [{ name, cases: ["cold"], run: build }];
}

function toToolRow({ tool, program }: Site): ToolRow {
  const [file = "", ...first] = program.command;
  const printed = execFileSync(file, [...first, ...tool.version], { encoding: "utf8", cwd: folder });
  const version = /\d+\.\d+[\w.+-]*/.exec(printed)?.[0] ?? "unknown";
  return {
    name: tool.name,
    version,
    related: tool.related ?? "none",
    command: [tool.executable, ...tool.build].join(" "),
  };
}

function toWanted(list: string, known: readonly string[]): readonly string[] {
  const names = list.split(",");
  const stranger = names.find((name) => !known.includes(name));
  if (stranger === undefined) return known.filter((name) => names.includes(name));
  console.error(`there is no ${stranger}; there are ${known.join(", ")}`);
  process.exit(2);
}
