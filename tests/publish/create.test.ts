import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../desk/command.ts";

const PROJECT = join(import.meta.dirname, "..", "..");
const CREATE = join(PROJECT, "packages", "create-broadsheet");

const readPackage = (folder: string) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

test("what npm create runs has the version of the site generator that it brings", () => {
  const { version } = readPackage(PROJECT);
  expect(readPackage(CREATE)).toMatchObject({ version, dependencies: { broadsheet: `^${version}` } });
});

/** Installs both packages as npm packs them; what they depend on is that of the project. */
function installPacked(): string {
  const root = makeFolder();
  const modules = join(root, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  for (const name of readdirSync(join(PROJECT, "node_modules"))) {
    if (!name.startsWith(".")) symlinkSync(join(PROJECT, "node_modules", name), join(modules, name));
  }
  for (const folder of [PROJECT, CREATE]) {
    const { name, bin } = readPackage(folder);
    const args = ["pack", folder, "--pack-destination", root, "--json", "--loglevel", "error"];
    execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    const tarball = readdirSync(root).find((file) => file.startsWith(`${name}-`)) ?? "";
    mkdirSync(join(modules, name));
    execFileSync("tar", ["-xzf", join(root, tarball), "-C", join(modules, name), "--strip-components=1"]);
    symlinkSync(join(modules, name, bin[name]), join(modules, ".bin", name));
  }
  return root;
}

test("npm create broadsheet makes a site that the installed package builds", { timeout: 300_000 }, () => {
  const root = installPacked();
  const npm = (folder: string, ...args: readonly string[]) =>
    execFileSync("npm", args, { cwd: folder, encoding: "utf8", env: { ...process.env, npm_config_offline: "true" } });
  npm(root, "create", "broadsheet", "courier", "--", "--title", "The Courier", "--language", "es", "--yes");
  const site = join(root, "courier");
  expect(readFileSync(join(site, "broadsheet.config.ts"), "utf8")).toContain('title: "The Courier"');
  npm(site, "exec", "--", "broadsheet", "build", "--strict");
  expect(existsSync(join(site, "dist/index.html"))).toBe(true);
});
