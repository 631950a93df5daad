import { parseUrlPath } from "../base/path.ts";

/** Where an address leads among built files. What is not built cannot be reached, whatever the address looks like. */
export type Addressed<File> =
  | { readonly kind: "unreadable" }
  /** A folder whose address lacks its last slash; `location` has it, with the query that was asked. */
  | { readonly kind: "folder"; readonly location: string }
  /** `path` is decoded and without its leading slash; `name` is the file's. */
  | { readonly kind: "file"; readonly path: string; readonly name: string; readonly file: File }
  | { readonly kind: "nothing"; readonly path: string; readonly file?: undefined };

/** Looks up the path of a URL among files by their path in the output, with `index.html` for folders. */
export function findAddressed<File>(files: ReadonlyMap<string, File>, url: string): Addressed<File> {
  const { pathname, search = "" } = URL.parse(url, "http://localhost") ?? {};
  const path = pathname === undefined ? null : parseUrlPath(pathname)?.replace(/^\/+/, "");
  if (path === undefined || path === null) return { kind: "unreadable" };
  for (const name of [path, `${path}index.html`]) {
    const file = files.get(name);
    if (file !== undefined) return { kind: "file", path, name, file };
  }
  if (!files.has(`${path}/index.html`)) return { kind: "nothing", path };
  return { kind: "folder", location: `/${path.split("/").map(encodeURIComponent).join("/")}/${search}` };
}
