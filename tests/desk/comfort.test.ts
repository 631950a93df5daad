import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as pictureStages from "../../src/build/picture-stages.ts";
import * as themeStages from "../../src/build/theme-stages.ts";
import { parseCommandLine } from "../../src/cli/arguments.ts";
import { commands } from "../../src/cli/commands.ts";
import { toCompletion } from "../../src/cli/completion.ts";
import { createProgress } from "../../src/cli/progress.ts";
import { collect, createMemoryBlobs, createRun, inlineRunner } from "../../src/engine/stage.ts";
import * as contentStages from "../../src/stages.ts";
import { makeFolder, makeSite, run } from "./command.ts";

test("bash completes commands, their flags and their words", () => {
  const complete = (...words: readonly string[]) => {
    const line = words.map((word) => `'${word}'`).join(" ");
    const script = `${toCompletion("bash")}\nCOMP_WORDS=(broadsheet ${line}); COMP_CWORD=${words.length}; _broadsheet; echo "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect(stderr).toBe("");
    return stdout.trim().split(" ");
  };
  expect(complete("")).toEqual([...Object.keys(commands), "--help", "--version"]);
  expect(complete("ch")).toEqual(["check"]);
  expect(complete("check", "--pa")).toEqual(["--parser-parity"]);
  expect(complete("list", "em")).toEqual(["embargoed"]);
  expect(complete("list", "")).toEqual(["drafts", "embargoed", "live", "expired", "withdrawn"]);
  expect(complete("clean", "")).toEqual(["--root", "--help"]);
  // Nothing of ours: the shell offers files.
  for (const words of [
    ["related", ""],
    ["check", "--root", ""],
    ["init", ""],
  ])
    expect(complete(...words)).toEqual([""]);
});

test.for(["zsh", "fish"])("the script for %s names every command, and its quotes are paired", (shell) => {
  const script = toCompletion(shell);
  for (const name of Object.keys(commands)) expect(script).toContain(name);
  for (const line of script.split("\n")) expect((line.match(/'/g) ?? []).length % 2).toBe(0);
  const file = join(makeSite({ script }), "script");
  const ask = (...args: readonly string[]) => spawnSync(shell, args, { encoding: "utf8" });
  const { error, status, stderr } = ask("-n", file);
  // Where the shell is installed, it reads the script, and fish completes by it.
  if (error !== undefined) return;
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  if (shell === "zsh") expect(ask("-f", file)).toMatchObject({ status: 0, stderr: "" });
  else expect(ask("-N", "-c", `source ${file}; complete -C 'broadsheet list e'`).stdout).toBe("embargoed\nexpired\n");
});

const SLIPS: readonly (readonly [line: string, told: string])[] = [
  ["chekc", "there is no command chekc; did you mean check?"],
  ["help chekc", "did you mean check?"],
  ["--versoin", "did you mean --version?"],
  ["check --since --fix", "--since needs a value"],
  ["check .", "check does not take .; usage: broadsheet check [--root DIR]"],
  ["new Council votes", 'a headline goes into quotes: broadsheet new "Council votes"'],
  ["list drafts --root= ", "--root needs a value"],
  ["build --json=yes", "--json takes no value"],
  ["--root courier build", "the command comes first: broadsheet build --root"],
];

test("a file that cannot be written is told in words", async () => {
  const root = makeSite({ "content/a.md": "---\ndate: 2025-03-04\nheadline: A\nsources: []\n---\nText.\n" });
  const { status, stderr } = await run(root, "check", "--sarif", "/nowhere/check.sarif");
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(/error \/nowhere\/check\.sarif: there is no such file or folder\n$/),
  });
  expect(await run(root, "build", "--jobs", "0")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("at least 1"),
  });
});

test.for(SLIPS)("%s: the command line says what is meant", ([line, told]) => {
  expect(() => parseCommandLine(line.trimEnd().split(" "))).toThrow(told);
});

test("a shell that is none is told with the nearest", async () => {
  const ask = (...args: readonly string[]) => run(makeFolder(), "completion", ...args);
  expect(await ask("fihs")).toMatchObject({ status: 2, stderr: expect.stringContaining("did you mean fish?") });
  expect(await ask()).toMatchObject({ status: 2, stderr: expect.stringContaining("one of bash, zsh, fish") });
  expect(await ask("bash")).toMatchObject({ status: 0, stdout: toCompletion("bash") });
});

test("progress shows how far long work is on one line, takes it away, and is silent of short work", async () => {
  const work = async (msForEach: number) => {
    let [written, time] = ["", 0];
    const now = () => {
      time += msForEach;
      return time;
    };
    const progress = createProgress({ write: (text) => (written += text), now });
    const stage = {
      name: "article",
      isRemembered: false,
      prepare: async () => (value: number) => ({ value, diagnostics: [] }),
    };
    const inputs = Array.from({ length: 300 }, (_, index) => ({
      key: `${index}`,
      name: `${index}`,
      load: () => index,
    }));
    const run = createRun(progress.watch(inlineRunner), createMemoryBlobs(), () => undefined);
    expect(await collect(run.stream(stage, null, inputs))).toHaveLength(300);
    return written;
  };
  expect(await work(1)).toBe("");
  const shown = await work(400);
  expect(shown).toContain("reading articles 300 of 300");
  expect(shown.endsWith("\r\u001b[K")).toBe(true);
});

test("progress has words for the work of every stage", () => {
  const stages = [contentStages, themeStages, pictureStages].flatMap((module) => Object.values(module));
  const names = stages.flatMap((stage) => ("name" in stage ? [stage.name] : []));
  expect(names).toContain("page");
  for (const name of names) {
    let written = "";
    let time = 0;
    const progress = createProgress({ write: (text) => (written += text), now: () => (time += 1000) });
    progress.show(name, 1, 2);
    expect(written).not.toBe(`\r\u001b[K${name} 1 of 2`);
  }
});
