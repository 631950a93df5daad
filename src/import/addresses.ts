import { type Permalink, parsePermalink } from "../base/path.ts";

/**
 * An old address (full, or from the root) as an alias here: `/2019/01/vote` → `/2019/01/vote/`. Null where it can be
 * none.
 */
export function toAlias(address: string): Permalink | null {
  const url = URL.parse(address, "http://site.invalid/");
  if (url === null || url.search !== "" || !/^https?:$/.test(url.protocol)) return null;
  const path = decodePath(url.pathname)?.replaceAll(/\/{2,}/g, "/") ?? null;
  if (path === null || path === "/") return null;
  const last = path.split("/").at(-1) ?? "";
  const whole = last === "" || /\.[a-z0-9]{1,5}$/i.test(last) ? path : `${path}/`;
  const folder = whole.replace(/\/index\.html?$/, "/");
  return folder === "/" ? null : parsePermalink(folder);
}

export function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
