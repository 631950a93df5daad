import { type Fields, findMap, findText, isMap } from "./foreign-config.ts";
import { type ContentFolder, toUsualKeys } from "./hugo-config.ts";
import { type ForeignSite, type KeptBack, splitForeign } from "./manuscript.ts";

/** Keys that keep pages from readers. Nothing else is taken of what a section hands down. */
const GUARDS = ["draft", "publishDate", "expiryDate", "build", "_build"];

const ENDINGS = ["md", "markdown", "html"];

interface Found {
  readonly path: string;
  readonly folder: ContentFolder;
  readonly config: Fields;
}

/**
 * What keeps an article from readers because its site, or a section around it, says so; the nearest counts. Hugo's
 * docs, "Cascade".
 */
export function readHandedDown(site: ForeignSite, { path, folder, config }: Found): Fields {
  const names = path.slice(folder.path.length).split("/").slice(0, -1);
  const folders = ["", ...names.map((_, index) => `${names.slice(0, index + 1).join("/")}/`)];
  const page = `/${path.slice(folder.path.length).replace(/(?:\/index)?\.[a-z]+$/i, "")}`;
  const cascades = [config.cascade, ...folders.map((each) => readCascade(site, `${folder.path}${each}_index`))];
  return Object.assign({}, ...cascades.map((cascade) => toGuards(cascade, page))) as Fields;
}

function readCascade(site: ForeignSite, stem: string): unknown {
  const text = ENDINGS.map((ending) => site.readText(`${stem}.${ending}`)).find((found) => found !== null);
  const head = splitForeign(text ?? "");
  return head === null || typeof head === "string" ? undefined : toUsualKeys(head).fields.cascade;
}

/** A cascade is a map, or a list of maps of which each may be for some pages alone. */
function toGuards(cascade: unknown, page: string): Fields {
  const maps = (Array.isArray(cascade) ? cascade : [cascade]).filter(isMap);
  // Of a list the first that fits counts.
  const fitting = maps
    .filter((map) => isFor({ ...findMap(map, "_target"), ...findMap(map, "target") }, page))
    .reverse();
  const fields = Object.assign({}, ...fitting.flatMap((map) => [findMap(map, "params"), map])) as Fields;
  const usual = toUsualKeys({ fields, body: "", firstBodyLine: 1, toLine: () => 1 }).fields;
  return Object.fromEntries(GUARDS.flatMap((key) => (usual[key] === undefined ? [] : [[key, usual[key]]])));
}

/**
 * Whether a cascade is for a page. Languages and environments are not told apart: what is kept back in one has to be
 * looked at by hand.
 */
function isFor(target: Fields, page: string): boolean {
  const kind = findText(target, "kind");
  const path = findText(target, "path");
  return (kind === null || /page/.test(kind)) && (path === null || toExpression(path).test(page));
}

/** `{/posts/**,/notes/*}` */
function toExpression(glob: string): RegExp {
  const wild: Readonly<Record<string, string>> = {
    "**": ".*",
    "*": "[^/]*",
    "{": "(?:",
    "}": ")",
    ",": "|",
    "?": "[^/]",
  };
  const source = glob.replaceAll(/\*\*|[*{},?]|[.+^$()[\]\\|]/g, (part) => wild[part] ?? `\\${part}`);
  return new RegExp(`^/?${source.replace(/^\//, "")}$`);
}

/** Hugo's docs, "Build options" and "Headless bundles". */
export function findHugoKeptBack(fields: Fields): KeptBack | null {
  if (fields.headless === true) return { field: "headless", reason: "headless kept it from readers" };
  for (const field of ["build", "_build"]) {
    const { render, list } = findMap(fields, field);
    if ([render, list].some((said) => said === "never" || said === false)) {
      const what = render === "never" || render === false ? "readers" : "every list";
      return { field, reason: `${field} kept it from ${what}` };
    }
  }
  return null;
}
