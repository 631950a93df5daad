import { registerHooks } from "node:module";

/**
 * What the module at an address exports. The query of a file's address is passed on to all that it imports by relative
 * paths, so that a process that lives on sees every edit: Node loads what has one address only once.
 */
export async function importAddress(address: string): Promise<Readonly<Record<string, unknown>>> {
  const query = URL.parse(address)?.search ?? "";
  if (query === "") return (await import(address)) as Readonly<Record<string, unknown>>;
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      const isOurs = specifier.startsWith(".") && context.parentURL?.endsWith(query) === true;
      return isOurs && resolved.url.startsWith("file:") ? { ...resolved, url: resolved.url + query } : resolved;
    },
  });
  try {
    return (await import(address)) as Readonly<Record<string, unknown>>;
  } finally {
    hooks.deregister();
  }
}
