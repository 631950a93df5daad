import { execFile, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { loadSite } from "../src/load-site.ts";
import { findCommand } from "./installed.ts";
import { toArticle } from "./site.ts";

const CLI = await findCommand();

const toOptions = (cwd: string) => ({
  cwd,
  encoding: "utf8" as const,
  env: { ...process.env, NO_COLOR: "1", GITHUB_ACTIONS: "" },
});

function run(root: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], toOptions(root));
  return { status, stdout, stderr };
}

/** The same for a command that waits, while other tests need not. */
async function runLong(root: string, ...args: readonly string[]) {
  const running = promisify(execFile)(process.execPath, [CLI, ...args], toOptions(root));
  const { stdout, stderr } = await running;
  return { status: running.child.exitCode, stdout, stderr };
}

function toSite(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-cli-"));
  mkdirSync(join(root, "content"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return root;
}

test("a folder without content, an unknown command or flag are usage errors with a hint", () => {
  const empty = mkdtempSync(join(tmpdir(), "broadsheet-empty-"));
  expect(run(empty, "build")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("there is no folder content/"),
  });
  expect(run(empty, "biuld")).toMatchObject({ status: 2, stderr: expect.stringContaining("did you mean build?") });
  expect(run(empty, "build", "--draft")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("did you mean --drafts?"),
  });
  expect(run(empty, "build", "--now", "tomorrow")).toMatchObject({ status: 2 });
});

test("in a folder of a site, it says where the site is", () => {
  const root = toSite({});
  expect(run(join(root, "content"), "check")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(`the site lies in ${realpathSync(root)}: go there, or write --root ..`),
  });
});

test.skipIf(!existsSync("/dev/full"))(
  "a reader who leaves is no failure, a disk without room for results is one",
  () => {
    const shell = (line: string) => {
      const { status, stderr } = spawnSync(
        "bash",
        ["-o", "pipefail", "-c", line, process.execPath, CLI],
        toOptions("."),
      );
      return { status, stderr };
    };
    expect(shell('"$0" "$1" schema config | head -c 1 >/dev/null')).toEqual({ status: 0, stderr: "" });
    expect(shell('"$0" "$1" schema config | true')).toEqual({ status: 0, stderr: "" });
    expect(shell('"$0" "$1" schema config >/dev/full')).toEqual({
      status: 1,
      stderr: "broadsheet: what it printed could not be written: there is no space left on the disk\n",
    });
  },
);

test("an address at which nothing can be served is a usage error", () => {
  const root = toSite({ "content/a.md": "---\ndate: 2026-01-01\nheadline: A\nsources: []\n---\nText.\n" });
  const result = run(root, "dev", "--host", "nowhere.invalid", "--port", "0");
  expect(result).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("--host nowhere.invalid: it is no address"),
  });
  expect(result.stderr).not.toContain("    at ");
});

test.skipIf(process.platform === "win32")("an article that cannot be written whole is not left half", () => {
  const root = toSite({});
  // As on a full disk, a write fails after the file was made.
  const command = `trap "" XFSZ; ulimit -f 0; exec "${process.execPath}" "${CLI}" new "The vote"`;
  const result = spawnSync("bash", ["-c", command], { cwd: root, encoding: "utf8" });
  expect(result).toMatchObject({ status: 1, stderr: expect.stringMatching(/^error .*the-vote\.md: /) });
  expect(readdirSync(join(root, "content"), { recursive: true }).map(String)).toEqual(["news"]);
});

test("an address that no other can begin with is refused as a flag too", () => {
  for (const url of ["https://news.test?x", "https://news.test/index.html", "news.test"])
    expect(run(toSite({}), "build", "--base-url", url)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("must "),
    });
});

test("a configuration with mistakes is an error of its own kind that tells them all", () => {
  const config = "export default { tilte: 'x', timeZone: 'Mars/Base', rules: { 'sources-mising': 'off' } };\n";
  const result = run(toSite({ "broadsheet.config.ts": config }), "build");
  expect(result.status).toBe(2);
  expect(result.stderr).toContain('broadsheet.config.ts:1:18: there is no option "tilte"; did you mean title?');
  expect(result.stderr).toContain("broadsheet.config.ts:1:30: timeZone: must be an IANA time zone");
  expect(result.stderr).toContain("broadsheet.config.ts:1:62: rules: there is no rule");
  expect(result.stderr).toContain("did you mean sources-missing?");
});

test.each([
  ['{\n  // title: "x"\n  search: "yes",\n}', "3:3: search: must be true or false, without quotes"],
  [
    '{ sections: {\n "News Desk": { title: "News" } } }',
    "2:2: sections.News Desk: the name must be a slug: lower case letters, digits and hyphens; write news-desk",
  ],
  ["{ pageSize: 0 }", "1:18: pageSize: must be at least 1"],
  ['{ markdown: { parser: "fast" } }', "1:30: markdown.parser: must be one of remark, satteri"],
])("a wrong option of a configuration has its place: %s", async (config, told) => {
  const root = toSite({ "broadsheet.config.ts": `export default ${config}\n` });
  await expect(loadSite(root, {})).rejects.toThrow(told);
});

test.each([
  ['{\n  title: "x"\n  search: true,\n}', '3:3: Expected "}" but found "search"; a comma may be missing before it'],
  ['{};\nimport x from "nowhere-at-all"; console.log(x)', "2:16: nowhere-at-all is not there; run npm install"],
])("a configuration that cannot be loaded has its place: %s", (config, told) => {
  const result = run(toSite({ "broadsheet.config.ts": `export default ${config}\n` }), "build");
  expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining(told) });
});

test("two configurations in one folder are an error that names both: which one is read would be a guess", () => {
  const config = "export default {};\n";
  const root = toSite({
    "broadsheet.config.ts": config,
    "broadsheet.config.mjs": config,
    "content/a.md": toArticle(""),
  });
  const told = "there are two configurations, broadsheet.config.ts and broadsheet.config.mjs; keep one of them";
  expect(run(root, "build")).toMatchObject({ status: 2, stderr: expect.stringContaining(told) });
});

test("a folder that is called as the configuration is an error that says so", () => {
  const told = "broadsheet.config.js is a folder; the configuration is a file";
  const root = toSite({ "content/a.md": toArticle("") });
  mkdirSync(join(root, "broadsheet.config.js"));
  expect(run(root, "build")).toMatchObject({ status: 2, stderr: expect.stringContaining(told) });
});

test("a build with errors exits 1, tells every file's problems and leaves the last good output", () => {
  const root = toSite({ "content/a.md": toArticle("") });
  expect(run(root, "build")).toMatchObject({ status: 0, stdout: expect.stringContaining("1 article,") });
  const page = join(root, "dist/news/a/index.html");
  const before = readFileSync(page);
  writeFileSync(join(root, "content/a.md"), toArticle("kind: nwes\n", "Changed."));
  writeFileSync(join(root, "content/b.md"), "no head");
  const result = run(root, "build");
  expect(result.status).toBe(1);
  expect(result.stderr).toContain("content/a.md:5:7 kind-invalid");
  expect(result.stderr).not.toContain("kind: nwes");
  expect(run(root, "build", "--verbose").stderr).toContain("5 | kind: nwes\n      |       ^\n");
  expect(result.stderr).toContain("content/b.md:1:1 frontmatter-missing");
  expect(readFileSync(page)).toEqual(before);
  expect(existsSync(join(root, "dist/news/b"))).toBe(false);
});

/** What a line like `0.103 words and tags + 0.017 time (1 day apart, × 1.17) − 0.016 near …` adds up to. */
function toSum(line: string): string {
  const summands = line.replaceAll(/\(.*?\)/g, "").matchAll(/([+−]?) ?(\d\.\d{3})/g);
  return [...summands].reduce((sum, [, sign, points]) => sum + (sign === "−" ? -1 : 1) * Number(points), 0).toFixed(3);
}

test("related prints one JSON document for machines and the reasons for people", () => {
  const root = toSite({
    "content/a.md": toArticle("", "The harbour crane lifts containers at night."),
    "content/b.md": toArticle("", "A crane in the harbour: containers by night, again."),
    "content/c.md": toArticle("", "The goalkeeper scored in the derby."),
    "content/d.md": toArticle("related: {off: true, exclude: [nobody]}\n", "Leeks."),
    "content/e.md": toArticle("lang: es\n", "El portero."),
    "content/f.md": "---\ndate: 20250304\nheadline: F\nsources: []\nlang: pt\n---\nA bola.\n",
    "content/g.md": toArticle("lang: pt\n", "::youtube{id=x}"),
  });
  // What is asked about, and nothing else, decides whether there is an error.
  const faulty = ["f", "g", "a"].map((name) => run(root, "related", `content/${name}.md`));
  expect(faulty.map(({ status }) => status)).toEqual([1, 1, 0]);
  expect(faulty[0]?.stderr).toContain("write date: 2025-03-04\n");
  expect(faulty[0]?.stderr).toContain("content/f.md has no related stories before its errors are mended");
  const document = JSON.parse(run(root, "related", "--all", "--json").stdout);
  expect(document.schemaVersion).toBe(1);
  expect(document.articles.map(({ file }: { file: string }) => file)).toEqual([
    "content/a.md",
    "content/b.md",
    "content/c.md",
    "content/d.md",
    "content/e.md",
    "content/g.md",
  ]);
  expect(document.articles[0].related[0]).toMatchObject({
    file: "content/b.md",
    permalink: "/news/b/",
    reason: "similar",
  });
  expect(document.articles[2].related[0]).toMatchObject({ score: 0, reason: "fallback" });
  expect(document.articles[3]).toEqual({ file: "content/d.md", permalink: "/news/d/", off: true, related: [] });
  // As a browser shows it, and by its slug, as in related of another.
  expect(run(root, "related", "d.md").stderr).toContain('pin-unresolved warning: related: "nobody" names no article');
  for (const name of ["http://localhost:4000/news/d/", "d"]) {
    expect(run(root, "related", name).stdout).toBe("content/d.md\n  no related stories: switched off in the article\n");
  }
  expect(run(root, "related", "d.dm").stderr).toContain('"d.dm" is no live article; did you mean content/d.md?');
  expect(run(root, "related", "http://localhost:4000/d%E0").stderr).toContain("is no live article");
  expect(run(root, "related", "e", "--explain").stdout).toContain("None: it is the only story in its language.");
  const text = run(root, "related", "content/a.md", "--explain").stdout;
  const scores = [...text.matchAll(/ {2}score (\S+) = (.*)/g)];
  expect(scores.length).toBeGreaterThan(0);
  for (const [, score, sum] of scores) expect(toSum(sum ?? "")).toBe(score);
  expect(text).toContain("chosen: similar");
  expect(text).toContain("crane");
  // Nothing is like the derby, so others of its section stand in.
  expect(run(root, "related", "content/c.md", "--explain").stdout).toMatch(
    /^chosen +\S.* – +– +\(one of the newest\)$/m,
  );
  const later = toSite({ "content/a.md": toArticle("embargo: 2199-01-01\n", "Later."), "content/b.md": toArticle("") });
  expect(run(later, "related", "content/a.md").stderr).toContain("content/a.md is embargoed; --drafts takes it too");
});

// Two wait, for seconds; the others make use of that.
test.concurrent("a cache that another process keeps to itself is left alone, and done without", async () => {
  const root = toSite({ "content/a.md": toArticle("", "First.") });
  expect(run(root, "build").status).toBe(0);
  const cache = join(root, ".broadsheet", "cache.db");
  const { ino } = statSync(cache);
  const other = new DatabaseSync(cache);
  other.exec("BEGIN IMMEDIATE");
  writeFileSync(join(root, "content/a.md"), toArticle("", "Second."));
  const { status, stderr } = await runLong(root, "build");
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining("another process is writing") });
  expect(stderr).not.toContain("damaged");
  other.exec("ROLLBACK");
  other.close();
  expect(statSync(cache).ino).toBe(ino);
  expect(readFileSync(join(root, "dist/news/a/index.html"), "utf8")).toContain("Second");
});

test.concurrent("files that were too new to be known by their times are known by them once a build has nothing else to do", async () => {
  const root = toSite({ "content/a.md": toArticle("") });
  const article = join(root, "content/a.md");
  // However long a command takes to start.
  utimesSync(article, Date.now() / 1000 + 3600, Date.now() / 1000 + 3600);
  const findKnown = () => {
    const database = new DatabaseSync(join(root, ".broadsheet/cache.db"), { readOnly: true });
    const record = database.prepare("SELECT bytes FROM record WHERE name = 'sources'").get();
    database.close();
    return new TextDecoder().decode(record?.["bytes"] as Uint8Array | undefined);
  };
  run(root, "build");
  expect(findKnown()).not.toContain("content/a.md");
  utimesSync(article, 1, 1);
  await new Promise((done) => setTimeout(done, 2100));
  expect(run(root, "build").stdout).toContain("0 written");
  expect(findKnown()).toContain("content/a.md");
});

test.concurrent("a second build knows all articles, says what it did and why, and clean makes it forget", () => {
  const root = toSite({
    "content/a.md": toArticle("", "The harbour crane lifts containers at night."),
    "content/b.md": toArticle("", "The goalkeeper scored in the derby."),
  });
  const build = (...flags: readonly string[]) => JSON.parse(run(root, "build", "--json", ...flags).stdout);
  expect(build().stages.article).toEqual({ hits: 0, misses: 2 });
  writeFileSync(join(root, "content/b.md"), toArticle("", "The goalkeeper missed."));
  const second = build("--explain-rebuild", "news/b/");
  expect(second.stages.article).toEqual({ hits: 1, misses: 1 });
  expect(second.written).toContain("news/b/index.html");
  expect(second.written).not.toContain("robots.txt");
  expect(second.explanation).toBe("news/b/index.html: made again, for this has changed: article");
  expect(Object.keys(second.milliseconds)).toEqual(expect.arrayContaining(["start", "source", "article", "page"]));
  expect(build("--explain-rebuild", "news/b/").explanation).toContain("kept, for nothing that it is made from");
  expect(build("--no-cache").stages.article).toEqual({ hits: 0, misses: 2 });
  expect(run(root, "clean")).toMatchObject({ status: 0 });
  expect(build().stages.article).toEqual({ hits: 0, misses: 2 });
});

test.concurrent("a flipped bit anywhere in the cache costs a warning, and is mended", () => {
  const root = toSite({ "content/a.md": toArticle("", "The first text.") });
  expect(run(root, "build").status).toBe(0);
  const cache = join(root, ".broadsheet", "cache.db");
  const whole = readFileSync(cache);
  // What a file was made from, what the last build was made from, and what is known of an article.
  for (const part of ["site=", '"inputs":', '"headline":"A story"']) {
    const bytes = Buffer.from(whole);
    expect(bytes.includes(part)).toBe(true);
    // SQLite may have left an older copy behind, which nobody reads.
    for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at)) bytes[at] = (bytes[at] as number) ^ 1;
    writeFileSync(cache, bytes);
    writeFileSync(join(root, "content/b.md"), toArticle("", `Text beside ${part}`));
    const { status, stderr } = run(root, "build");
    expect(stderr).toContain("warning: the cache is damaged");
    expect(status).toBe(0);
  }
});

test("a profile is written where it was promised", () => {
  const root = toSite({ "content/a.md": toArticle("") });
  const { status, stderr } = run(root, "build", "--profile");
  expect(status).toBe(0);
  const [, file = ""] = /profile written to (\S+)/.exec(stderr) ?? [];
  expect(JSON.parse(readFileSync(file, "utf8")).nodes.length).toBeGreaterThan(10);
});

test("a warning of the last build is told again by one that has nothing to do", () => {
  const root = toSite({ "content/a.md": toArticle("kicker2: x\n") });
  const first = run(root, "build");
  expect(first.stderr).toContain("key-unknown");
  const second = run(root, "build");
  expect(second.stdout).toContain("0 written");
  const toWarnings = (text: string) => text.split("\n").filter((line) => line.includes("warning"));
  expect(toWarnings(second.stderr)).toEqual(toWarnings(first.stderr));
  expect(run(root, "build", "--strict").status).toBe(1);
});

test("a warning names the configuration as it is called now", () => {
  const root = toSite({
    "content/a.md": toArticle(""),
    "broadsheet.config.js": 'export default { title: "Paper" };\n',
  });
  expect(run(root, "build").stderr).toContain("broadsheet.config.js:1:1 base-url-missing");
  renameSync(join(root, "broadsheet.config.js"), join(root, "broadsheet.config.mjs"));
  expect(run(root, "build").stderr).toContain("broadsheet.config.mjs:1:1 base-url-missing");
});

test("an output folder that another build has left behind is brought up to date", () => {
  const root = toSite({ "content/a.md": toArticle("", "The first text.") });
  expect(run(root, "build").status).toBe(0);
  writeFileSync(join(root, "content/a.md"), toArticle("", "The second text."));
  expect(run(root, "build", "--out", "preview").status).toBe(0);
  expect(run(root, "build").status).toBe(0);
  for (const out of ["dist", "preview"]) {
    expect(readFileSync(join(root, out, "news/a/index.html"), "utf8")).toContain("The second text.");
  }
  renameSync(join(root, "content/a.md"), join(root, "content/b.md"));
  writeFileSync(join(root, "dist/.broadsheet.json"), "");
  expect(run(root, "build", "--no-cache").stderr).toMatch(
    /dist\/\.broadsheet\.json was damaged or gone, so nothing tells whether earlier builds wrote .*news\/a\/index\.html; remove/,
  );
});

test("a Node that is too old is told what is needed, and nothing else", () => {
  const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
  const [major = 0, minor = 0] = engines.node.replace(">=", "").split(".").map(Number);
  const runAs = (version: string) => {
    const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
    const args = ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`, CLI, "--version"];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    return { status, stderr };
  };
  const old = `${major}.${minor - 1}.9`;
  const needed = `broadsheet needs Node ${major}.${minor} or newer; this is ${old}\n`;
  expect(runAs(old)).toEqual({ status: 2, stderr: needed });
  expect(runAs(`${major}.${minor}.0`)).toEqual({ status: 0, stderr: "" });
});
