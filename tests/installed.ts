import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROJECT = join(import.meta.dirname, "..");
export const CREATE = join(PROJECT, "packages", "create-broadsheet");
/** ms that another file of tests may take to install. */
const PATIENCE = 110_000;

/**
 * A folder where both packages are installed as npm packs them, compiled and bundled; what they depend on is that of the project.
 * The first file of tests that asks makes it, for all of this run.
 */
export function installPackages(): string {
  const root = join(tmpdir(), "broadsheet-installed");
  const done = join(root, "done");
  try {
    mkdirSync(root);
  } catch {
    waitFor(done);
    return root;
  }
  try {
    install(root);
  } finally {
    writeFileSync(done, "");
  }
  return root;
}

/** The command line as users have it: `node findCommand() build`. */
export function findCommand(): string {
  return join(installPackages(), "node_modules", "broadsheet", "lib", "cli.js");
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

function waitFor(file: string): void {
  const until = Date.now() + PATIENCE;
  const sleeping = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(file)) {
    if (Date.now() > until) throw new Error(`${file} was not made`);
    Atomics.wait(sleeping, 0, 0, 50);
  }
}
