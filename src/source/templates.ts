import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, extname, join } from "node:path";
import { type Digest, digestOf, digestOfValue } from "../base/digest.ts";
import { byCodeUnit } from "../base/order.ts";
import { type OutputPath, toAssetPath } from "../base/path.ts";
import { TEMPLATE_CODE } from "./template-code.ts";

/** A template with everything it can include: what a page's look depends on. */
export interface TemplateClosure {
  /** Name without folder and ending of the page's template: `article`. */
  readonly name: string;
  /** Text by name, the template's own included: `partials/card` → `<article>…`. */
  readonly texts: Readonly<Record<string, string>>;
  readonly digest: Digest;
  /** Names of data files that it reads, as they stand directly below `it.data`; "all" where its text does not say. */
  readonly dataNames: readonly string[] | "all";
  /** Whether it mentions helpers of the site. */
  readonly callsHelpers: boolean;
}

/** A file of the theme that is published under a name that changes with its content. */
export interface ThemeFile {
  /** Name below `templates/`: `style.css`; of a file from a package `npm:` and its name there. */
  readonly name: string;
  readonly output: OutputPath;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** A theme as it was written: its stylesheets and scripts are not bundled yet. */
export interface ThemeSources {
  /** Text of every template by name, also of those that no page comes to. */
  readonly texts: ReadonlyMap<string, string>;
  /**
   * Names below `templates/`: of files of the default theme, which is the first folder, and of files that later folders
   * add.
   */
  readonly names: { readonly known: readonly string[]; readonly added: readonly string[] };
  /** By template name. */
  readonly closures: ReadonlyMap<string, TemplateClosure>;
  /** Files that are published as they are: pictures, and fonts that a stylesheet takes from a package. */
  readonly files: readonly ThemeFile[];
  /** Stylesheets by name. Those at the top of `templates/` are published; those in folders are parts of them. */
  readonly styles: ReadonlyMap<string, string>;
  /** Scripts by name, likewise. */
  readonly scripts: ReadonlyMap<string, string>;
}

/** A theme that is ready for pages. */
export interface Theme {
  readonly closures: ReadonlyMap<string, TemplateClosure>;
  readonly files: readonly ThemeFile[];
}

const INCLUDE = /(?<=\b(?:include|layout)\(\s*["'`])[^"'`]+(?=["'`])/g;
/** `it.data.results`, `it.data["results"]`; any other mention of `data` but `it.page.data` may read any file. */
const DATA =
  /\bit\??\.data(?:\??\.([\w$]+)|(?:\?\.)?\[(?:"([^"]+)"|'([^']+)')\])|(?<![\w$-]|\bpage\??\.)data(?![\w$-])/g;
/** A file of a package, in a stylesheet: `url("npm:@fontsource/figtree/files/….woff2")`. */
const PACKAGE_FILE = /\burl\(\s*["']?(npm:[^"')\s]+)/g;

/**
 * Reads a theme: the folders in order, a file of a later folder replacing the one of the same name in an earlier.
 * A folder that does not exist is empty.
 */
export function readTheme(folders: readonly string[]): ThemeSources {
  const found = new Map<string, Uint8Array>();
  const [known = [], ...others] = folders.map(listFiles);
  for (const [index, names] of [known, ...others].entries()) {
    for (const name of names) found.set(name, readFileSync(join(folders[index] ?? "", name)));
  }
  const added = [...new Set(others.flat())].filter((name) => !known.includes(name)).sort(byCodeUnit);
  const texts = new Map<string, string>();
  const styles = new Map<string, string>();
  const scripts = new Map<string, string>();
  const files: ThemeFile[] = [];
  for (const [name, bytes] of [...found].sort(([a], [b]) => byCodeUnit(a, b))) {
    if (name.endsWith(".eta")) texts.set(name.slice(0, -".eta".length), new TextDecoder().decode(bytes));
    else if (name.endsWith(".css")) styles.set(name, new TextDecoder().decode(bytes));
    else if (name.endsWith(".js")) scripts.set(name, new TextDecoder().decode(bytes));
    else files.push(toThemeFile(name, bytes));
  }
  const closures = [...texts.keys()].filter(isAtTop).map((name) => [name, toClosure(name, texts)] as const);
  const packed = readPackageFiles([...styles.values()], folders);
  const names = { known, added };
  return { closures: new Map(closures), files: [...files, ...packed], styles, scripts, texts, names };
}

/** Whether a file of a theme stands for itself; those in folders are parts of others. */
export function isAtTop(name: string): boolean {
  return !name.includes("/");
}

/** The file under the name by which it is published. */
export function toThemeFile(name: string, bytes: Uint8Array): ThemeFile {
  const digest = digestOf(bytes);
  const path = name.startsWith("npm:") ? basename(name) : name;
  const ending = extname(path);
  // Base64url may begin with a hyphen or differ only in case, which not every file system keeps apart.
  const mark = Buffer.from(digest, "base64url").toString("hex").slice(0, 10);
  const output = toAssetPath(`assets/${path.slice(0, path.length - ending.length)}-${mark}${ending}`);
  return { name, output, bytes, digest };
}

/** Digest of all that a theme is made from. */
export function toThemeDigest({ closures, files, styles, scripts, names, texts }: ThemeSources): Digest {
  return digestOfValue([
    // Templates that no page uses count too, since they are reported.
    names.added.map((name) => `${name} ${texts.get(name.replace(/\.eta$/, "")) ?? ""}`),
    [...closures.values()].map(({ name, digest }) => `${name} ${digest}`),
    files.map(({ output, digest }) => `${output} ${digest}`),
    [...styles, ...scripts],
  ]);
}

/**
 * Reads the files of packages that stylesheets name. A package is looked for from the site's own folder of templates,
 * then from the other folders, then from Broadsheet.
 */
function readPackageFiles(styles: readonly string[], folders: readonly string[]): readonly ThemeFile[] {
  const names = new Set(styles.flatMap((text) => Array.from(text.matchAll(PACKAGE_FILE), ([, name = ""]) => name)));
  const files: ThemeFile[] = [];
  for (const name of [...names].sort(byCodeUnit)) {
    const path = findPackageFile(name.slice("npm:".length), folders);
    if (path !== null) files.push(toThemeFile(name, readFileSync(path)));
  }
  return files;
}

function findPackageFile(name: string, folders: readonly string[]): string | null {
  // A site may have copied the theme: what that names is installed with Broadsheet.
  for (const from of [...folders.toReversed().map((folder) => join(folder, "style.css")), import.meta.filename]) {
    try {
      return createRequire(from).resolve(name);
    } catch {
      // Not installed there; the next folder may know it.
    }
  }
  return null;
}

/** Follows `include("…")` and `layout("…")` as far as they go. */
function toClosure(name: string, texts: ReadonlyMap<string, string>): TemplateClosure {
  const reached = new Map<string, string>();
  const visit = (current: string): void => {
    const text = texts.get(current);
    if (text === undefined || reached.has(current)) return;
    reached.set(current, text);
    for (const { name: included } of findIncluded(text)) visit(included);
  };
  visit(name);
  const sorted = Object.fromEntries([...reached].sort(([a], [b]) => byCodeUnit(a, b)));
  const code = [...reached.values()].flatMap((text) => text.match(TEMPLATE_CODE) ?? []).join("\n");
  const callsHelpers = /\bhelpers\b/.test(code);
  return { name, texts: sorted, digest: digestOfValue(sorted), dataNames: toDataNames(code), callsHelpers };
}

/** The names in `include("…")` and `layout("…")`, and where they stand in the text. */
export function findIncluded(text: string): readonly { readonly name: string; readonly at: number }[] {
  return Array.from(text.matchAll(INCLUDE), ({ 0: name, index }) => ({ name, at: index }));
}

function toDataNames(code: string): TemplateClosure["dataNames"] {
  const names = new Set<string>();
  for (const [, plain, double, single] of code.matchAll(DATA)) {
    const name = plain ?? double ?? single;
    if (name === undefined) return "all";
    names.add(name);
  }
  return [...names].sort(byCodeUnit);
}

function listFiles(folder: string): readonly string[] {
  const names: string[] = [];
  const visit = (relative: string): void => {
    for (const entry of readdirSync(join(folder, relative), { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name.endsWith("~")) continue;
      const below = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) visit(below);
      else if (entry.isFile()) names.push(below);
    }
  };
  try {
    visit("");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  return names;
}
