import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CREATE, installPackages } from "../installed.ts";

const PROJECT = join(import.meta.dirname, "..", "..");

const readPackage = (folder: string) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

test("what npm create runs has the version of the site generator that it brings", () => {
  const { version } = readPackage(PROJECT);
  expect(readPackage(CREATE)).toMatchObject({ version, dependencies: { broadsheet: `^${version}` } });
});

test("npm create broadsheet makes a site that the installed package builds", { timeout: 300_000 }, async () => {
  const root = await installPackages();
  const npm = (folder: string, ...args: readonly string[]) =>
    execFileSync("npm", args, { cwd: folder, encoding: "utf8", env: { ...process.env, npm_config_offline: "true" } });
  npm(root, "create", "broadsheet", "courier", "--", "--title", "The Courier", "--language", "es", "--yes");
  const site = join(root, "courier");
  expect(readFileSync(join(site, "broadsheet.config.ts"), "utf8")).toContain('title: "The Courier"');
  npm(site, "exec", "--", "broadsheet", "build", "--strict");
  expect(existsSync(join(site, "dist/index.html"))).toBe(true);
});
