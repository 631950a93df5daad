import { basename } from "node:path";
import { toPlaceText } from "./base/text-place.ts";
import { ConfigError } from "./config/config-error.ts";
import { findConfigFile } from "./config/config-file.ts";
import { type Overrides, type Site, toSite } from "./config.ts";
import { importModule, readBytes, readModule, type SiteModule } from "./modules.ts";

/**
 * Loads the configuration of the site in a folder; a folder without one is a site with the defaults. Throws
 * ConfigError with all that is wrong.
 */
export async function loadSite(root: string, overrides: Overrides): Promise<Site> {
  const file = findConfigFile(root);
  if (file === null) return toSite(root, {}, overrides);
  // It is known by its content, so a running server loads an edited configuration again.
  const module = readModule(file);
  const raw = await importConfig(module);
  const { findRepeatedKeys } = await import("./config/config-repeats.ts");
  const repeated = await findRepeatedKeys(file);
  if (repeated.length > 0) throw new ConfigError(repeated);
  const { parseConfig } = await import("./config/parse-config.ts");
  return toSite(
    root,
    parseConfig(raw, file, () => readText(file)),
    overrides,
    module,
  );
}

async function importConfig(module: SiteModule): Promise<unknown> {
  const { file } = module;
  try {
    const { default: exported } = await importModule(module);
    if (exported instanceof Promise) throw new Error("the default export is a promise; write export default await …");
    if (exported !== undefined) return exported;
  } catch (error) {
    const { findLoadProblem } = await import("./config/config-places.ts");
    const { message, place } = await findLoadProblem(readText(file), error, basename(file));
    throw new ConfigError([`${toPlaceText(file, place)}: ${message}`]);
  }
  throw new ConfigError([`${file}: there is no default export; write export default defineConfig({ … })`]);
}

function readText(file: string): string {
  return new TextDecoder().decode(readBytes(file));
}
