import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import type { z } from "zod";
import { configSchema } from "../config/config-schema.ts";
import { parseConfig } from "../config/parse-config.ts";
import { configDefaults } from "../config.ts";
import { isHarmless, KEPT, toMissingLines, toPackageCommands } from "../desk/kept-files.ts";
import { type SiteAnswers, toSiteFiles } from "../desk/new-site.ts";
import { readVersion } from "../package.ts";
import { type Arguments, UsageError } from "./arguments.ts";
import { complain, type ExitCode, print, toNow } from "./console.ts";
import { type Ask, withTerminal } from "./interview.ts";
import { writeNew } from "./write.ts";

/** Makes a new site in an empty folder, or in one that npm or git has prepared, and prints the files that it wrote. */
export async function runInit(args: Arguments): Promise<ExitCode> {
  const folder = resolve(args.positionals[0] ?? ".");
  checkFolder(folder);
  const given = toGiven(args);
  const fallbacks = toFallbacks(folder);
  const isAsking = process.stdin.isTTY === true && process.stderr.isTTY === true && !args.isSet("yes");
  const answers = isAsking
    ? await withTerminal((ask) => askForSite(ask, given, fallbacks))
    : { ...fallbacks, ...given };
  const files = toSiteFiles(answers, { now: await toNow(args), version: readVersion() });
  const { commands, notes, kept } = readKept(folder, files);
  const written = [...files].filter(([path]) => !kept.has(path));
  checkCollisions(
    folder,
    written.map(([path]) => path),
  );
  for (const [path, text] of written) {
    writeNew(join(folder, path), text);
  }
  print(written.map(([path]) => `${relative(process.cwd(), join(folder, path))}\n`).join(""));
  const enter = relative(process.cwd(), folder);
  const advice =
    answers.baseUrl === fallbacks.baseUrl ? "; before you publish, set baseUrl in broadsheet.config.ts" : "";
  const next = [...(enter === "" ? [] : [`cd ${enter}`]), ...commands, "npm run dev"].join(" && ");
  return complain(`${notes.map((note) => `${note}\n`).join("")}next: ${next}${advice}\n`, 0);
}

interface KeptFiles {
  readonly kept: ReadonlySet<string>;
  /** What to do about these files, and how to run the site. */
  readonly notes: readonly string[];
  readonly commands: readonly string[];
}

/** What files that a site shares with others hold already, and what they lack. */
function readKept(folder: string, files: ReadonlyMap<string, string>): KeptFiles {
  const kept = new Set(KEPT.filter((path) => existsSync(join(folder, path))));
  const read = (path: string): string => readFileSync(join(folder, path), "utf8");
  const commands = kept.has("package.json")
    ? toPackageCommands(read("package.json"), files.get("package.json") ?? "")
    : ["npm install"];
  if (commands === null) throw new UsageError(`${join(folder, "package.json")} is no JSON object; mend it first`);
  const lines = kept.has(".gitignore") ? toMissingLines(read(".gitignore"), files.get(".gitignore") ?? "") : [];
  const notes = [
    ...(kept.has("package.json") ? ["package.json stays as it is"] : []),
    ...(lines.length > 0 ? [`.gitignore stays as it is; add to it: ${lines.join(" ")}`] : []),
  ];
  return { kept, notes, commands };
}

/** Asks for each answer that no flag gives, again until the configuration's schema accepts it. */
export async function askForSite(ask: Ask, given: Partial<SiteAnswers>, fallbacks: SiteAnswers): Promise<SiteAnswers> {
  const { title, baseUrl, language, timeZone } = configSchema.shape;
  const askFor = async (question: string, schema: z.ZodType, fallback: string): Promise<string> => {
    for (let asked = question; ; ) {
      const answer = await ask(asked, fallback);
      const problem = schema.safeParse(answer).error?.issues[0];
      if (problem === undefined) return answer;
      asked = `${question} ${problem.message}`;
    }
  };
  return {
    title: given.title ?? (await askFor("Name of the newspaper", title, fallbacks.title)),
    baseUrl: given.baseUrl ?? (await askFor("Its address on the web", baseUrl, fallbacks.baseUrl)),
    language: given.language ?? (await askFor("Its language", language, fallbacks.language)),
    timeZone: given.timeZone ?? (await askFor("The newsroom's time zone", timeZone, fallbacks.timeZone)),
  };
}

/** What flags say, checked as the configuration will be. */
function toGiven(args: Arguments): Partial<SiteAnswers> {
  const flags = {
    title: args.text("title"),
    baseUrl: args.text("base-url"),
    language: args.text("language"),
    timeZone: args.text("time-zone"),
  };
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return parseConfig(given, "broadsheet init") as Partial<SiteAnswers>;
}

/** `my-paper` → My Paper. The address is one that can never be somebody else's (RFC 2606). */
function toFallbacks(folder: string): SiteAnswers {
  const words = basename(folder)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const title = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(" ") || configDefaults.title;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { title, baseUrl: "https://news.example", language: configDefaults.language, timeZone };
}

/** Refuses a folder that holds more than what git, npm or an editor puts there. */
function checkFolder(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new UsageError(`${folder} is a file; give a folder that is empty or new`);
  const first = readdirSync(folder).find((name) => !isHarmless(name));
  if (first === undefined) return;
  throw new UsageError(`${folder} is not empty (it holds ${first}); give a folder that is empty or new`);
}

/** Other dotfiles may be there, but none with a name that we write. */
function checkCollisions(folder: string, paths: readonly string[]): void {
  const taken = paths.find((path) => existsSync(join(folder, path)));
  if (taken !== undefined) throw new UsageError(`${join(folder, taken)} exists already; move it away first`);
}
