import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Digest, digestOf } from "./base/digest.ts";
import { importAddress } from "./base/import.ts";
import { byCodeUnit } from "./base/order.ts";

/** A module of the site, known by its own text and that of all it imports by relative paths. */
export interface SiteModule {
  /** Absolute path. */
  readonly file: string;
  readonly digest: Digest;
}

const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

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

/** The modules themselves, and all that they import by relative paths; packages are known by their lockfile. */
export function findModules(entries: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = new TextDecoder().decode(readBytes(file));
    for (const [, specifier = ""] of text.matchAll(IMPORT)) visit(resolve(dirname(file), specifier));
  };
  for (const entry of entries) visit(entry);
  return [...found].sort(byCodeUnit);
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
