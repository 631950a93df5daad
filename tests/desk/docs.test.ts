import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { catalogue } from "../../src/base/catalogue.ts";

import { parseCommandLine, toHelp } from "../../src/cli/arguments.ts";
import { type CommandName, commands } from "../../src/cli/commands.ts";
import { makeSite, run } from "./command.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "docs");
const DOCS = readFileSync(join(FOLDER, "desk.md"), "utf8");

/** `broadsheet new "A story" > file` → new, A story: what follows a > is for the shell. */
function toWords(line: string): readonly string[] {
  const [command = ""] = line.replace(/ {3,}.*$/, "").split(" > ");
  return (command.match(/"[^"]*"|\S+/g) ?? []).slice(1).map((word) => word.replaceAll('"', ""));
}

const PAGES = ["desk.md", "tutorial.md", ...readdirSync(join(FOLDER, "guides")).map((name) => `guides/${name}`)];

/** An old site, for the guide that imports one. */
const OLD_SITE = { "old-site/_posts/2021-02-03-vote.md": "---\ntitle: Vote\n---\nYes.\n" };

test.for(PAGES)("every command of docs/%s does what it should, one after the other", async (page) => {
  const text = readFileSync(join(FOLDER, page), "utf8");
  const lines = [...text.matchAll(/^```sh\n(.*?)```$/gms)].flatMap(([, block = ""]) => block.trim().split("\n"));
  let folder = makeSite(OLD_SITE);
  for (const line of lines) {
    if (line.startsWith("cd ")) {
      folder = join(folder, line.slice(3));
      continue;
    }
    if (line.startsWith("git ")) {
      const identity = ["-c", "user.name=A", "-c", "user.email=a@news.test", "-c", "commit.gpgsign=false"];
      execFileSync("git", [...identity, ...toWords(line)], { cwd: folder, stdio: "ignore" });
      continue;
    }
    const { status, stderr } = await run(folder, ...toWords(line));
    expect({ line, status, stderr: status === 0 ? "" : stderr }).toEqual({ line, status: 0, stderr: "" });
  }
});

test("links between the pages of docs lead somewhere", () => {
  const links = PAGES.flatMap((page) => {
    const text = readFileSync(join(FOLDER, page), "utf8");
    return Array.from(text.matchAll(/\]\(([^)#:]+)\)/g), ([, link = ""]) => ({ page, link }));
  });
  expect(links.length).toBeGreaterThan(PAGES.length);
  for (const { page, link } of links) {
    expect(existsSync(join(FOLDER, dirname(page), link)), `${page}: ${link}`).toBe(true);
  }
});

test("every rule of docs/desk.md is in the catalogue", () => {
  const cells = Array.from(DOCS.matchAll(/^\| (`[a-z]+-[a-z-]+`[^|]*) \|/gm), ([, cell = ""]) => cell);
  const rules = cells.flatMap((cell) => cell.match(/[a-z]+-[a-z-]+/g) ?? []);
  expect(rules.length).toBeGreaterThan(20);
  expect(Object.keys(catalogue)).toEqual(expect.arrayContaining(rules));
});

test.for(Object.keys(commands) as CommandName[])("the help of %s has examples that the command line takes", (name) => {
  expect(toHelp(name)).toContain("\nExamples\n");
  for (const example of commands[name].examples) {
    expect(parseCommandLine(toWords(example))).toMatchObject({ command: name });
  }
});

test("what the text of README.md and docs calls a command is one that the command line takes", () => {
  const folder = join(FOLDER, "..");
  const pages = ["README.md", ...PAGES.map((page) => `docs/${page}`), "docs/search.md", "docs/markdown.md"];
  const found = pages.flatMap((page) =>
    Array.from(
      readFileSync(join(folder, page), "utf8").matchAll(/`(broadsheet [a-z][^`…]*)`/g),
      ([, line = ""]) => line,
    ),
  );
  expect(found.length).toBeGreaterThan(5);
  for (const line of found) expect(() => parseCommandLine(toWords(line)), line).not.toThrow();
});

/** The rows of a table of Markdown, cell by cell. */
function toRows(text: string): readonly (readonly string[])[] {
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

test("the seconds in README.md are those of the bench's last report", () => {
  const read = (name: string) => readFileSync(join(FOLDER, "..", name), "utf8");
  const [, table = ""] = /^Seconds to build .*?\n\n(.*?)\n\n/ms.exec(read("README.md")) ?? [];
  const [[, ...tools] = [], , ...rows] = toRows(table);
  const cases = {
    edit: "the text of one article has changed",
    unchanged: "nothing has changed",
    cold: "no cache, no output",
  };
  for (const [name, label] of Object.entries(cases)) {
    const [, medians = ""] =
      new RegExp(`^### ${name}\\n(.*?)(?=^### |$(?![^]))`, "ms").exec(read("bench/RESULTS.md")) ?? [];
    const seconds = new Map(toRows(medians).map(([tool = "", wall]) => [tool, wall]));
    const told = rows.find(([first]) => first === label)?.slice(1);
    expect(told, label).toEqual(tools.map((tool) => seconds.get(tool.toLowerCase())));
  }
});
