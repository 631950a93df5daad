import { readdirSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Digest, digestOf } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import type { Site } from "../config.ts";
import { findModules, readBytes } from "../modules.ts";
import { packageRoot } from "../package.ts";
import type { DigestReader } from "../source/known.ts";

const LOCKFILES = ["package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/**
 * Digest of all that results depend on besides options and inputs: Broadsheet's own code, the versions of the
 * libraries, Node's major version with its data on languages and time zones, and the site's plugins (absolute paths)
 * with what they import.
 */
export function readCodeDigest(
  root: string,
  plugins: readonly string[],
  read: DigestReader["read"] = (file) => digestOf(readBytes(file)),
): Digest {
  const files = new Set([
    // Lockfiles, by which a package manager notes what is installed beside this package and what the site wants.
    ...[packageRoot, root].flatMap((folder) => LOCKFILES.map((name) => join(folder, name))),
    join(dirname(packageRoot), ".package-lock.json"),
    ...findModules(plugins),
  ]);
  const { node, icu, unicode, tz, cldr } = process.versions;
  const [major = ""] = node.split(".");
  return digestOf([major, icu, unicode, tz, cldr, toOwnDigest(read), ...[...files].map(read)].join("\n"));
}

let own: Digest | null = null;

/** Digest of Broadsheet's own code, which stays the same as long as the process runs. */
function toOwnDigest(read: DigestReader["read"]): Digest {
  const ending = extname(import.meta.filename);
  const folder = join(packageRoot, ending === ".ts" ? "src" : "lib");
  own ??= digestOf(
    [
      ...readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(ending))
        .sort(byCodeUnit)
        .map((name) => join(folder, name)),
      join(packageRoot, "package.json"),
    ]
      .map(read)
      .join("\n"),
  );
  return own;
}

/** Absolute paths of the plugins that a site names, its own and those of packages. */
export function toPluginFiles({ article: { markdown } }: Site): readonly string[] {
  return [...markdown.remarkPlugins, ...markdown.rehypePlugins].map((plugin) => {
    const address = typeof plugin === "string" ? plugin : plugin[0];
    return address.startsWith("file:") ? fileURLToPath(address) : address;
  });
}
