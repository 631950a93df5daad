import { type Dirent, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, toDiagnostic } from "../base/diagnostic.ts";
import { findNearest } from "../base/nearest.ts";

const FOLDERS = ["content", "templates", "public", "data"];

/** What other generators call them. */
const FOREIGN: Readonly<Record<string, string>> = {
  static: "public",
  layouts: "templates",
  _layouts: "templates",
  _includes: "templates",
  _data: "data",
  _posts: "content",
};

/** Hidden files that hosts read. Others belong to editors and are never reported. */
const OF_HOSTS = [".htaccess", ".nojekyll", ".domains"];

/**
 * Reports folders of a site that are links to nothing, and folders at its root that are not read though their name is
 * nearly that of one of ours, or that of such a folder in another generator.
 */
export function findOtherFolders(root: string): readonly Diagnostic[] {
  const entries = findEntries(root);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const lost = entries.filter(
    (entry) => entry.isSymbolicLink() && FOLDERS.includes(entry.name) && !existsSync(join(root, entry.name)),
  );
  const dangling = lost.map(({ name }) =>
    toDiagnostic("file-unreadable", { file: name }, "the link leads nowhere", "mend it, or put the folder itself here"),
  );
  const tell = (file: string, message: string, advice: string) =>
    toDiagnostic("folder-ignored", { file }, message, advice);
  const others = folders.flatMap((name): readonly Diagnostic[] => {
    if (FOLDERS.includes(name)) return [];
    const foreign = FOREIGN[name];
    // If the right folder is there too, the other may be anything.
    const meant = foreign === undefined ? findNearest(name, FOLDERS) : folders.includes(foreign) ? null : foreign;
    if (meant === null || (meant === "data" && folders.includes("data"))) return [];
    return [tell(name, "the folder is not read", `did you mean ${meant}/?`)];
  });
  const hidden = OF_HOSTS.filter((name) => existsSync(join(root, "public", name))).map((name) =>
    tell(
      `public/${name}`,
      "files that begin with a dot are not published",
      "have it put beside the site by what publishes it",
    ),
  );
  const front = entries.find(({ name }) => /^front\.ya?ml$/.test(name));
  const found = [...dangling, ...others, ...hidden];
  return front === undefined
    ? found
    : [...found, tell(front.name, "the file is not read", "move it to content/front.yaml")];
}

/** The entries of a folder; none of one that does not exist yet. */
function findEntries(root: string): readonly Dirent[] {
  try {
    return readdirSync(root, { withFileTypes: true });
  } catch {
    return [];
  }
}
