import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Ask } from "../../src/cli/interview.ts";
import { askForSite } from "../../src/cli/run-init.ts";
import { makeFolder, makeSite, run } from "./command.ts";

const DEFAULTS = { title: "News", baseUrl: "https://news.example", language: "en", timeZone: "UTC" };

test.for(["en", "es", "pt-BR"])(
  "a new site in %s builds and passes every check without a warning",
  async (language) => {
    const folder = makeFolder();
    const made = await run(folder, "init", "courier", "--title", 'The "Courier" $1 </text>', "--language", language);
    expect(made.status).toBe(0);
    const root = join(folder, "courier");
    const files = globSync("**/*", { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(made.stdout.split("\n").length - 1).toBeGreaterThanOrEqual(files.length);
    expect(await run(root, "build", "--strict")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("2 articles,"),
    });
    expect(existsSync(join(root, "dist", "search", "index.html"))).toBe(true);
    expect(await run(root, "check", "--strict")).toMatchObject({ status: 0, stderr: "" });
    expect(await run(root, "new", "A first story", "--section", "news")).toMatchObject({ status: 0 });
  },
);

test("it brings what git, npm, GitHub and an editor want to find", async () => {
  const root = makeFolder();
  const args = [
    "--title",
    "El Ñandú",
    "--base-url",
    "https://nandu.example/",
    "--time-zone",
    "America/Montevideo",
    "--yes",
  ];
  await run(root, "init", ...args);
  const readText = (path: string) => readFileSync(join(root, path), "utf8");
  const { name, scripts, dependencies } = JSON.parse(readText("package.json"));
  expect(name).toBe("el-nandu");
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["dev", "build", "check", "new"]));
  expect(dependencies.broadsheet).toMatch(/^\^\d+\.\d+\.\d+$/);
  const workflow = parse(readText(".github/workflows/publish.yml"));
  const cache = workflow.jobs.publish.steps.find(({ uses }: { uses?: string }) => uses?.startsWith("actions/cache@"));
  expect(cache.with.path).toBe(".broadsheet");
  const config = readText("broadsheet.config.ts");
  expect(config).toContain('baseUrl: "https://nandu.example"');
  expect(config).toContain('timeZone: "America/Montevideo"');
  expect(readText(".gitignore").split("\n")).toEqual(
    expect.arrayContaining(["dist/", ".broadsheet/", "node_modules/"]),
  );
  const { "yaml.schemas": schemas } = JSON.parse(readText(".vscode/settings.json"));
  for (const path of Object.keys(schemas)) expect(existsSync(join(root, path))).toBe(true);
});

test("a folder that holds something is refused, one that git has prepared is not", async () => {
  const full = makeSite({ "notes.txt": "mine" });
  expect(await run(full, "init")).toMatchObject({ status: 2, stderr: expect.stringContaining("it holds notes.txt") });
  expect(await run(full, "init", "notes.txt")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("is a file"),
  });
  expect(readdirSync(full)).toEqual(["notes.txt"]);
  const own = makeSite({ ".vscode/settings.json": "{}\n" });
  expect(await run(own, "init")).toMatchObject({ status: 2, stderr: expect.stringContaining("exists already") });
  expect(readdirSync(own)).toEqual([".vscode"]);
  expect(await run(makeSite({ ".git/HEAD": "ref: refs/heads/main\n" }), "init")).toMatchObject({ status: 0 });
});

test("a folder of npm, git and their hosts gets a site; what is there stays, and what it lacks is said", async () => {
  const theirs = {
    "package.json": '{ "name": "own", "type": "commonjs", "scripts": { "build": "broadsheet build --jobs 1" } }\n',
    "package-lock.json": "{}\n",
    "node_modules/.package-lock.json": "{}\n",
    "README.md": "mine\n",
    LICENSE: "mine\n",
    ".gitignore": "/node_modules\n",
  };
  const root = makeSite(theirs);
  const { status, stdout, stderr } = await run(root, "init", ".");
  expect(status).toBe(0);
  for (const [path, text] of Object.entries(theirs)) expect(readFileSync(join(root, path), "utf8")).toBe(text);
  expect(stdout.split("\n")).toContain("broadsheet.config.ts");
  expect(stdout).not.toMatch(/^(?:package\.json|\.gitignore)$/m);
  expect(stderr).toContain(".gitignore stays as it is; add to it: dist/ .broadsheet/\n");
  expect(stderr).toContain('next: npm pkg set type=module scripts.dev="broadsheet dev" scripts.preview=');
  expect(stderr).not.toContain("scripts.build");
  expect(stderr).toContain("&& npm install broadsheet && npm run dev");
  const broken = makeSite({ "package.json": "{ name: own }" });
  expect(await run(broken, "init")).toMatchObject({ status: 2, stderr: expect.stringContaining("no JSON object") });
  expect(readdirSync(broken)).toEqual(["package.json"]);
});

test("flags with mistakes are all told at once, and nothing is written", async () => {
  const folder = makeFolder();
  const flags = ["--base-url", "courier", "--time-zone", "Mars/Base", "--language", "english please"];
  const { status, stderr } = await run(folder, "init", "x", ...flags);
  expect(status).toBe(2);
  for (const option of ["baseUrl: must be", "language: must be", "timeZone: must be"]) expect(stderr).toContain(option);
  expect(existsSync(join(folder, "x"))).toBe(false);
});

test("without a terminal it asks nothing and says what to set; the folder gives the title", async () => {
  const folder = makeFolder();
  const { stdout, stderr } = await run(folder, "init", "the-estuary_courier");
  expect(stdout).toContain("the-estuary_courier/broadsheet.config.ts\n");
  expect(stderr).toContain("next: cd the-estuary_courier && npm install && npm run dev");
  expect(stderr).toContain("set baseUrl");
  const config = readFileSync(join(folder, "the-estuary_courier/broadsheet.config.ts"), "utf8");
  expect(config).toContain('title: "The Estuary Courier"');
});

test("on a terminal it asks for what no flag says, and again after an answer that cannot be", async () => {
  const answers = ["The Courier", "portuguese", "pt", "Mars/Base", "Lisbon", "Europe/Lisbon"];
  const asked: string[] = [];
  const ask: Ask = async (question, fallback) => {
    asked.push(question);
    return question.startsWith("Its address") ? fallback : (answers.shift() ?? fallback);
  };
  const site = await askForSite(ask, {}, DEFAULTS);
  expect(site).toEqual({
    title: "The Courier",
    baseUrl: "https://news.example",
    language: "pt",
    timeZone: "Europe/Lisbon",
  });
  expect(asked).toEqual([
    "Name of the newspaper",
    "Its address on the web",
    "Its language",
    "Its language must be a BCP 47 language code; write pt",
    "The newsroom's time zone",
    "The newsroom's time zone must be an IANA time zone such as Europe/Madrid",
    "The newsroom's time zone must be an IANA time zone; write Europe/Lisbon",
  ]);
});

const CLI = join(import.meta.dirname, "..", "..", "src", "cli.ts");
const hasTerminal = spawnSync("script", ["--version"]).stdout?.includes("util-linux") ?? false;

/** Runs `init` on a terminal and types each answer when its question shows; gives all that the terminal has shown. */
function initOnTerminal(folder: string, answers: Readonly<Record<string, string>>): Promise<string> {
  const command = `"${process.execPath}" "${CLI}" init courier --time-zone UTC`;
  const child = spawn("script", ["-qefc", command, "/dev/null"], { cwd: folder });
  const waiting = new Map(Object.entries(answers));
  let shown = "";
  child.stdout.on("data", (chunk) => {
    shown += chunk;
    for (const [question, answer] of waiting) {
      if (!shown.includes(question)) continue;
      waiting.delete(question);
      child.stdin.write(answer);
    }
  });
  return new Promise((done) => child.once("exit", () => done(shown)));
}

test.runIf(hasTerminal)(
  "on a real terminal it asks, takes answers and defaults, and Ctrl-C leaves nothing",
  async () => {
    const folder = makeFolder();
    const shown = await initOnTerminal(folder, {
      "Name of the newspaper (Courier): ": "The Night Courier\r",
      "Its address on the web (https://news.example): ": "night\r",
      "must be a full address": "https://night.example\r",
      "Its language (en): ": "\r",
    });
    expect(shown).toContain("next: cd courier");
    expect(shown).not.toContain("The newsroom's time zone");
    const config = readFileSync(join(folder, "courier/broadsheet.config.ts"), "utf8");
    for (const part of ["The Night Courier", "https://night.example", 'language: "en"']) expect(config).toContain(part);
    const other = makeFolder();
    const stopped = await initOnTerminal(other, { "Name of the newspaper": "Half\r", "Its address": "\u0003" });
    expect(stopped).toContain("stopped; nothing was written");
    expect(readdirSync(other)).toEqual([]);
  },
);
