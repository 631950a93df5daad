import { realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { isOfPackage } from "../base/import.ts";
import { configFiles } from "../config/config-file.ts";
import type { Touched } from "../dev/changes.ts";
import { findModules } from "../modules.ts";
import { holds } from "../output/folder.ts";
import { isDropping } from "../source/walk.ts";

/** Names in a site's folder that a site is made from. Those that do not exist yet are watched for. */
const NAMES = ["content", "public", "templates", "data", "plugins", ...configFiles];

/**
 * All that a site is made from, wherever it lies: each of its folders may be a link, and the configuration may import
 * from elsewhere.
 */
export interface Watched {
  /** The files and folders to watch; they change when links and imports do. */
  readonly find: () => readonly string[];
  /** Whether a path below these is no part of a site: packages, the output, what tools keep there. */
  readonly isIgnored: (path: string) => boolean;
  /** Turns touched files into paths from the site's folder with `/` between folders; null if it may be anything. */
  readonly toLocations: (touched: Touched) => ReadonlySet<string> | null;
}

/** `templateFolders`: those of the site and of the default theme; `findPlugins` tells which the site has by now. */
export function createWatched(
  root: string,
  templateFolders: readonly string[],
  findPlugins: () => readonly string[],
): Watched {
  const own = toReal(root);
  const themes = templateFolders.map(toReal);
  let places: ReadonlyMap<string, string> = new Map();
  let imported: ReadonlySet<string> = new Set();
  const toLocation = (path: string): string | null => {
    for (const [name, place] of places) {
      if (holds(place, path)) return join(name, relative(place, path)).split(sep).join("/");
    }
    return null;
  };
  return {
    find: () => {
      places = new Map(NAMES.map((name) => [name, toReal(join(own, name))]));
      const plugins = findPlugins().filter((path) => !isOfPackage(path));
      const modules = findModules([...configFiles.map((name) => join(own, name)), ...plugins]).map(toReal);
      // The folder too: editors put another file in the place of the one that is watched.
      imported = new Set(modules.filter((path) => toLocation(path) === null).flatMap((path) => [dirname(path), path]));
      const linked = [...places.values()].filter((place) => dirname(place) !== own);
      return [own, ...linked, ...imported, ...themes];
    },
    isIgnored: (path) => {
      if (path === own || imported.has(path)) return false;
      const location = toLocation(path);
      if (location !== null) return location.split("/").some(isDropping);
      return !themes.some((folder) => holds(folder, path));
    },
    toLocations: (touched) => {
      if (touched === "anything") return null;
      const locations = new Set<string>();
      for (const path of touched) {
        const location = toLocation(path);
        if (location === null) return null;
        locations.add(location);
      }
      return locations;
    },
  };
}

/** Where a path leads; itself where nothing is there. */
function toReal(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
