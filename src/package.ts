import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";

/** The folder of this package: sources and bundles lie at different depths below it. */
export const packageRoot = findPackageRoot(import.meta.dirname);

/** Where a module lies that is started on its own: `findModule("engine/worker")`. */
export function findModule(name: string): string {
  const ending = extname(import.meta.filename);
  return join(packageRoot, ending === ".ts" ? "src" : "lib", name + ending);
}

export function readVersion(): string {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function findPackageRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : findPackageRoot(dirname(folder));
}
