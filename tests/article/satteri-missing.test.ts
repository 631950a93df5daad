import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { makeSite, toConfigFile } from "../desk/command.ts";
import { findCommand } from "../installed.ts";
import { toArticle } from "../site.ts";

/** The command line on a machine to which npm could not bring satteri. */
const WITHOUT_SATTERI = `import { registerHooks } from "node:module";
registerHooks({
  resolve: (name, context, next) => {
    if (name === "satteri") throw new Error("Cannot find package 'satteri'");
    return next(name, context);
  },
});`;

const CLI = await findCommand();

function runWithout(config: object, ...args: readonly string[]) {
  const root = makeSite({ "content/a.md": toArticle(""), "broadsheet.config.ts": toConfigFile(config) });
  const hooks = `data:text/javascript,${encodeURIComponent(WITHOUT_SATTERI)}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", hooks, CLI, ...args], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("a site that asks for satteri where it is not installed is told what to do", () => {
  const { status, stderr } = runWithout({ markdown: { parser: "satteri" } }, "build");
  expect(status).not.toBe(0);
  expect(stderr).toMatch(
    /the Markdown parser satteri cannot be loaded here .*run npm install satteri, or set markdown: \{ parser: "remark" \}/,
  );
});

test("a site with remark never asks for it", () => {
  const { status, stdout } = runWithout({}, "build");
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining("1 article,") });
});

test("where satteri is not installed, check --parser-parity says what to install", () => {
  const { status, stderr } = runWithout({}, "check", "--parser-parity");
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/the Markdown parser satteri cannot be loaded here .*run npm install satteri/);
});
