import { createRequire, registerHooks } from "node:module";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

/** What a module imports by a path, or by a name that stands for one in its package. */
const OWN = /^[.#]/;

/**
 * What the module at an address exports. Node loads each address once, so the query of a file's address is passed on to
 * all that it imports by paths: a process that lives on sees every edit.
 */
export async function importAddress(address: string): Promise<Readonly<Record<string, unknown>>> {
  const query = URL.parse(address)?.search ?? "";
  if (query === "") return (await import(address)) as Readonly<Record<string, unknown>>;
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      if (specifier === address) forgetRequired(resolved.url);
      const isOurs = OWN.test(specifier) && context.parentURL?.endsWith(query) === true;
      if (!isOurs || !resolved.url.startsWith("file:")) return resolved;
      forgetRequired(resolved.url);
      return { ...resolved, url: resolved.url + query };
    },
  });
  try {
    return (await import(address)) as Readonly<Record<string, unknown>>;
  } finally {
    hooks.deregister();
  }
}

/** Whether a file belongs to a package that was installed. */
export function isOfPackage(file: string): boolean {
  return file.split(sep).includes("node_modules");
}

/**
 * Node knows a CommonJS module by its file, whatever the query. So modules of the site are forgotten, with all that
 * they require, and loaded again; those of packages stay.
 */
function forgetRequired(url: string): void {
  const { cache } = createRequire(import.meta.url);
  const forget = (file: string): void => {
    const module = cache[file];
    if (module === undefined || isOfPackage(file)) return;
    delete cache[file];
    for (const { filename } of module.children) forget(filename);
  };
  forget(fileURLToPath(url));
}
