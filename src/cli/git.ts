import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** The repository that a folder lies in, by its `.git`; null where there is none. */
export function findRepository(folder: string): string | null {
  if (existsSync(join(folder, ".git"))) return folder;
  const above = dirname(folder);
  return above === folder ? null : findRepository(above);
}

/** `site/` for a folder below another one; empty where it is that folder, or lies elsewhere. */
export function toFolderIn(outer: string, folder: string): string {
  const path = relative(outer, folder).replaceAll("\\", "/");
  return path === "" || path.startsWith("..") ? "" : `${path}/`;
}
