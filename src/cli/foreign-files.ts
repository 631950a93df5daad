import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ForeignSite } from "../import/manuscript.ts";

/** Folders that hold no sources, or only what a build has made. */
const NO_SOURCES = /^(\.git|\.cache|node_modules|_site|dist|\.jekyll-cache|\.astro|vendor)$/;

/**
 * Regular files below a folder, `/` between folders; symbolic links are not followed, so nothing outside is ever read.
 */
export function findFiles(root: string): ReadonlySet<string> {
  const found: string[] = [];
  const visit = (relative: string): void => {
    for (const entry of readdirSync(join(root, relative), { withFileTypes: true })) {
      const below = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory() && !NO_SOURCES.test(entry.name)) visit(below);
      else if (entry.isFile()) found.push(below);
    }
  };
  visit("");
  return new Set(found.sort());
}

/** A site of another generator in a folder, with those of the files asked for that are not UTF-8. */
export interface ForeignFolder extends ForeignSite {
  readonly garbled: ReadonlySet<string>;
}

/**
 * Opens a folder. The text of a file that is not UTF-8 is null. A file that may not be read throws: it must not pass
 * for one without a head.
 */
export function openForeignSite(root: string): ForeignFolder {
  const paths = findFiles(root);
  const garbled = new Set<string>();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return {
    paths,
    garbled,
    readText: (path) => {
      if (!paths.has(path)) return null;
      const bytes = readFileSync(join(root, path));
      try {
        return decoder.decode(bytes);
      } catch {
        garbled.add(path);
        return null;
      }
    },
  };
}
