import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalogue } from "../../src/base/diagnostic.ts";
import { parseCommandLine, toHelp } from "../../src/cli/arguments.ts";
import { type CommandName, commands } from "../../src/cli/commands.ts";
import { makeFolder, run } from "./command.ts";

const DOCS = readFileSync(join(import.meta.dirname, "..", "..", "docs", "desk.md"), "utf8");

/** `broadsheet new "A story" > file` → new, A story: what follows a > is for the shell. */
function toWords(line: string): readonly string[] {
  const [command = ""] = line.replace(/ {3,}.*$/, "").split(" > ");
  return (command.match(/"[^"]*"|\S+/g) ?? []).slice(1).map((word) => word.replaceAll('"', ""));
}

test("every command of docs/desk.md does what it should, one after the other", async () => {
  const lines = [...DOCS.matchAll(/^```sh\n(.*?)```$/gms)].flatMap(([, block = ""]) => block.trim().split("\n"));
  expect(lines.length).toBeGreaterThan(10);
  let folder = makeFolder();
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
  expect(existsSync(join(folder, "content/news/council-votes-to-mend-the-bridge.md"))).toBe(true);
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
