import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { makeOnce } from "./once.ts";

const PROJECT = join(import.meta.dirname, "..");
export const CREATE = join(PROJECT, "packages", "create-broadsheet");

/**
 * A folder where both packages are installed as npm packs them, compiled and bundled; what they depend on is that of
 * the project.
 */
export function installPackages(): Promise<string> {
  return makeOnce("installed", install);
}

/** The command line as users have it: `node findCommand() build`. */
export async function findCommand(): Promise<string> {
  return join(await installPackages(), "node_modules", "broadsheet", "lib", "cli.js");
}

function install(root: string): void {
  const modules = join(root, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  for (const name of readdirSync(join(PROJECT, "node_modules"))) {
    if (!name.startsWith(".")) symlinkSync(join(PROJECT, "node_modules", name), join(modules, name));
  }
  for (const folder of [PROJECT, CREATE]) {
    const { name, bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const args = ["pack", folder, "--pack-destination", root, "--json", "--loglevel", "error"];
    execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    const tarball = readdirSync(root).find((file) => file.startsWith(`${name}-`)) ?? "";
    mkdirSync(join(modules, name));
    execFileSync("tar", ["-xzf", join(root, tarball), "-C", join(modules, name), "--strip-components=1"]);
    symlinkSync(join(modules, name, bin[name]), join(modules, ".bin", name));
  }
}
