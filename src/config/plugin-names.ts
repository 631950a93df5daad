import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { isAbsolute, join, relative, resolve } from "node:path";
import type { PluginName } from "../article/processor.ts";
import { quote } from "../base/diagnostic.ts";
import { readModule, toAddress } from "../modules.ts";
import { ConfigError } from "./config-error.ts";
import { FIRST_CONFIG_FILE } from "./config-file.ts";

/**
 * The address from which a Markdown plugin is imported. `./plugins/x.ts` starts at the site's root; a bare name is a
 * package, looked for from the site. Throws ConfigError where there is none.
 */
export function toPluginName(plugin: PluginName, root: string): PluginName {
  const [name, ...options] = typeof plugin === "string" ? [plugin] : plugin;
  const isOwn = name.startsWith(".") || isAbsolute(name);
  const url = isOwn ? toOwnAddress(resolve(root, name), root) : resolvePackage(name, root);
  return options.length === 0 ? url : [url, options[0]];
}

function toOwnAddress(file: string, root: string): string {
  if (existsSync(file)) return toAddress(readModule(file));
  throw new ConfigError([`markdown: there is no plugin ${relative(root, file)}; check how its name is written`]);
}

/** Finds a package as the site's own files would, or else as Broadsheet would. */
function resolvePackage(name: string, root: string): string {
  try {
    return createRequire(join(root, FIRST_CONFIG_FILE)).resolve(name);
  } catch {
    try {
      return import.meta.resolve(name);
    } catch {
      throw new ConfigError([`markdown: the plugin ${quote(name)} is not installed; run npm install ${name}`]);
    }
  }
}
