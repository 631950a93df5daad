import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { type Digest, digestOf, digestOfValue } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import { type OutputPath, toAssetPath } from "../base/path.ts";

/** A template with everything it can include: what a page's look depends on. */
export interface TemplateClosure {
  /** Name without folder and ending of the page's template: `article`. */
  readonly name: string;
  /** Text by name, the template's own included: `partials/card` → `<article>…`. */
  readonly texts: Readonly<Record<string, string>>;
  readonly digest: Digest;
}

/** A file of the theme that is published as it is, under a name that changes with its content. */
export interface ThemeFile {
  /** Name below `templates/`: `style.css`. */
  readonly name: string;
  readonly output: OutputPath;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

export interface Theme {
  /** By template name. */
  readonly closures: ReadonlyMap<string, TemplateClosure>;
  readonly files: readonly ThemeFile[];
}

const INCLUDE = /\b(?:include|layout)\(\s*["'`]([^"'`]+)["'`]/g;

/**
 * Reads a theme: the folders in order, a file of a later folder replacing the one of the same name in an earlier.
 * A folder that does not exist is empty.
 */
export async function readTheme(folders: readonly string[]): Promise<Theme> {
  const found = new Map<string, Uint8Array>();
  for (const folder of folders) {
    for (const name of await listFiles(folder)) found.set(name, await readFile(join(folder, name)));
  }
  const texts = new Map<string, string>();
  const files: ThemeFile[] = [];
  for (const [name, bytes] of [...found].sort(([a], [b]) => byCodeUnit(a, b))) {
    if (name.endsWith(".eta")) texts.set(name.slice(0, -".eta".length), new TextDecoder().decode(bytes));
    else files.push(toThemeFile(name, bytes));
  }
  const closures = [...texts.keys()]
    .filter((name) => !name.includes("/"))
    .map((name) => [name, toClosure(name, texts)] as const);
  return { closures: new Map(closures), files };
}

function toThemeFile(name: string, bytes: Uint8Array): ThemeFile {
  const digest = digestOf(bytes);
  const ending = extname(name);
  // Base64url may begin with a hyphen or differ only in case, which not every file system keeps apart.
  const mark = Buffer.from(digest, "base64url").toString("hex").slice(0, 10);
  const output = toAssetPath(`assets/${name.slice(0, name.length - ending.length)}-${mark}${ending}`);
  return { name, output, bytes, digest };
}

/** Follows `include("…")` and `layout("…")` as far as they go. */
function toClosure(name: string, texts: ReadonlyMap<string, string>): TemplateClosure {
  const reached = new Map<string, string>();
  const visit = (current: string): void => {
    const text = texts.get(current);
    if (text === undefined || reached.has(current)) return;
    reached.set(current, text);
    for (const [, included = ""] of text.matchAll(INCLUDE)) visit(included);
  };
  visit(name);
  const sorted = Object.fromEntries([...reached].sort(([a], [b]) => byCodeUnit(a, b)));
  return { name, texts: sorted, digest: digestOfValue(sorted) };
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  const visit = async (relative: string): Promise<void> => {
    for (const entry of await readdir(join(folder, relative), { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name.endsWith("~")) continue;
      const below = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) await visit(below);
      else if (entry.isFile()) names.push(below);
    }
  };
  try {
    await visit("");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  return names;
}
