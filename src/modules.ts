import { readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Digest, digestOf } from "./base/digest.ts";
import { importAddress, isOfPackage } from "./base/import.ts";
import { byCodeUnit } from "./base/order.ts";

/** A module of the site. Its digest covers its own text and that of all it imports by paths. */
export interface SiteModule {
  /** Absolute path. */
  readonly file: string;
  readonly digest: Digest;
}

/** By a relative path, or by a name that `imports` of a package.json gives to one: `#lib/prices.js`. */
const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](\.{1,2}(?:\/[^"']*)?|#[^"']+)["']/g;

export function readModule(file: string): SiteModule {
  return {
    file,
    digest: digestOf(
      findModules([file])
        .map((found) => digestOf(readBytes(found)))
        .join("\n"),
    ),
  };
}

/** The modules themselves, and all that they import by paths; packages are known by their lockfile. */
export function findModules(entries: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = new TextDecoder().decode(readBytes(file));
    const from = findReal(file);
    for (const [, specifier = ""] of text.matchAll(IMPORT)) {
      const imported = findImported(specifier, from);
      if (imported !== null) visit(imported);
    }
  };
  for (const entry of entries) visit(entry);
  return [...found].sort(byCodeUnit);
}

/**
 * The file that a module imports, found as Node finds it. If `from` was reached by a link, the file is looked for
 * beside what the link leads to; `require("./prices")` gets its ending. Null for a package and for a name that stands
 * for nothing. A path that leads nowhere is given all the same, since a file may come to be there.
 */
function findImported(specifier: string, from: string): string | null {
  const file = resolve(dirname(from), specifier);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return file;
  try {
    const resolved = createRequire(from).resolve(specifier);
    return isOfPackage(resolved) ? null : resolved;
  } catch {
    return specifier.startsWith("#") ? null : file;
  }
}

function findReal(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Empty for a file that is not there. */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}

/** What a module exports; an edited one is loaded again. */
export async function importModule(module: SiteModule): Promise<Readonly<Record<string, unknown>>> {
  return await importAddress(toAddress(module));
}

/** Address of a module that changes with it. */
export function toAddress({ file, digest }: SiteModule): string {
  return `${pathToFileURL(file).href}?${digest}`;
}
