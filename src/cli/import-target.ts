import { copyFileSync, existsSync, lstatSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { makeFolders } from "../output/folder.ts";
import { writeWhole } from "./write.ts";

export type Written = "written" | "exists" | "refused";

/** The folder that an import writes into. */
export interface ImportTarget {
  readonly writeText: (path: string, text: string) => Written;
  readonly copy: (source: string, path: string) => Written;
}

/** Writes below `root` only. It never goes through a symbolic link, and replaces a file only with `force`. */
export function createImportTarget(
  root: string,
  options: { readonly force: boolean; readonly isDry: boolean },
): ImportTarget {
  const base = resolve(root);
  const put = (path: string, write: (file: string) => void): Written => {
    const file = resolve(base, path);
    if (!file.startsWith(base + sep) || leadsAway(base, path)) return "refused";
    if (existsSync(file) && !options.force) return "exists";
    if (options.isDry) return "written";
    makeFolders(dirname(file));
    write(file);
    return "written";
  };
  return {
    writeText: (path, text) => put(path, (file) => writeWhole(file, text)),
    copy: (source, path) => put(path, (file) => copyFileSync(source, file)),
  };
}

function leadsAway(base: string, path: string): boolean {
  const parts = path.split("/");
  return parts.some((_, index) => {
    const each = join(base, ...parts.slice(0, index + 1));
    return lstatSync(each, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  });
}
