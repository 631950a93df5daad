import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "./config-error.ts";

/** The file that problems of the configuration name, where a stage does not know its real name. */
export const FIRST_CONFIG_FILE = "broadsheet.config.ts";
/** Names that the configuration may have; a site has one of them. */
export const configFiles = [FIRST_CONFIG_FILE, "broadsheet.config.js", "broadsheet.config.mjs"];

/** Names that an author may believe to be those of the configuration. */
const UNREAD_CONFIG = /^\.?broadsheet([.-]conf(ig)?)?\.([cm]?[jt]s|json[c5]?|ya?ml|toml)$/i;

/**
 * Finds the configuration of a site; null for none. Refuses two of them, or one under another name: an author would
 * edit a file that is not read.
 */
export function findConfigFile(root: string): string | null {
  const names = readNames(root);
  const [name, other] = configFiles.filter((file) => names.includes(file));
  if (other !== undefined)
    throw new ConfigError([`there are two configurations, ${name} and ${other}; keep one of them`]);
  const unread = name === undefined ? names.find((file) => UNREAD_CONFIG.test(file)) : undefined;
  if (unread !== undefined)
    throw new ConfigError([`${join(root, unread)} is not read; the configuration is ${FIRST_CONFIG_FILE}`]);
  if (name === undefined) return null;
  const file = join(root, name);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigError([`${file} is a folder; the configuration is a file: rename the folder or move it away`]);
  return file;
}

function readNames(root: string): readonly string[] {
  try {
    return readdirSync(root);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new ConfigError([
      `${root} cannot be listed (${code}), so nobody knows its configuration; let the build read the folder`,
    ]);
  }
}
