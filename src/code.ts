import { readdirSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Digest, digestOf } from "./base/digest.ts";
import { byCodeUnit } from "./base/order.ts";
import { findModules, readBytes } from "./modules.ts";
import { packageRoot } from "./package.ts";

const LOCKFILES = ["package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/**
 * Digest of all that results depend on beside options and inputs: Broadsheet's own code, the versions of the libraries,
 * Node's major version and its data on languages and time zones, and the plugins that the site names (absolute paths or file URLs) with what they import.
 */
export function readCodeDigest(root: string, plugins: readonly string[]): Digest {
  const ending = extname(import.meta.filename);
  const code = join(packageRoot, ending === ".ts" ? "src" : "lib");
  const modules = readdirSync(code, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending));
  const files = [
    ...modules.sort(byCodeUnit).map((name) => join(code, name)),
    join(packageRoot, "package.json"),
    // Where a package manager notes what it has installed beside this package, and what the site wants.
    ...[packageRoot, root].flatMap((folder) => LOCKFILES.map((name) => join(folder, name))),
    join(dirname(packageRoot), ".package-lock.json"),
    ...findModules(plugins.map((plugin) => (plugin.startsWith("file:") ? fileURLToPath(plugin) : plugin))),
  ];
  const { node, icu, unicode, tz, cldr } = process.versions;
  const [major = ""] = node.split(".");
  return digestOf([major, icu, unicode, tz, cldr, ...files.map((file) => digestOf(readBytes(file)))].join("\n"));
}
