import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Digest, digestOf } from "./base/digest.ts";
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

/**
 * What a module exports. Its digest stands in its address and in those of all that it imports by relative paths, so that a
 * process that lives on sees every edit: Node loads what has one address only once.
 */
export async function importModule({ file, digest }: SiteModule): Promise<Readonly<Record<string, unknown>>> {
  const query = `?${digest}`;
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      const isOurs = specifier.startsWith(".") && context.parentURL?.endsWith(query) === true;
      return isOurs && resolved.url.startsWith("file:") ? { ...resolved, url: resolved.url + query } : resolved;
    },
  });
  try {
    return (await import(pathToFileURL(file).href + query)) as Readonly<Record<string, unknown>>;
  } finally {
    hooks.deregister();
  }
}
