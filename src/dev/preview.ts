import { readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { OutputPath } from "../base/path.ts";
import { type HeaderRules, parseHeaderRules, toHeaders } from "../output/header-rules.ts";
import { MANIFEST } from "../output/manifest.ts";
import { type PublishedSite, readPublishedSite } from "../output/published.ts";
import { parseRedirectRules, type RedirectRule } from "../output/redirect-rules.ts";
import { findAddressed } from "./address.ts";
import { type ListenOptions, type LocalServer, refuse, startLocalServer } from "./local-server.ts";
import { send } from "./respond.ts";

export interface PreviewOptions extends ListenOptions {
  /** The output folder. */
  readonly folder: string;
  /** The folder of the site's address, such as `/paper`; empty for a site at the root. */
  readonly basePath: string;
}

/** Files that hosts read and send to nobody. */
const FOR_HOSTS: ReadonlySet<string> = new Set(["_headers", "_redirects"]);
const NOT_FOUND = "404.html";

interface Shown {
  readonly site: PublishedSite;
  readonly headers: HeaderRules;
  readonly redirects: ReadonlyMap<string, RedirectRule>;
}

/**
 * Serves the last build as a CDN does that reads `_headers` and `_redirects`: with the site's 404 page, redirects,
 * cache headers, conditional and partial requests and compression. The next build is served as soon as it is there.
 */
export async function startPreview(options: PreviewOptions): Promise<LocalServer> {
  const { folder, basePath } = options;
  const find = createShownFinder(folder);
  const server = await startLocalServer(options, (request, response) => {
    const url = request.url ?? "/";
    const path = url.replace(/\?.*$/s, "");
    if (path === basePath || (path === "/" && basePath !== "")) redirect(response, 302, `${basePath}/`);
    else if (!path.startsWith(`${basePath}/`)) refuse(response, 404, `the site is below ${basePath}/`);
    else answer(find(), { request, response, url: url.slice(basePath.length), basePath });
  });
  return { ...server, url: `${server.url.replace(/\/$/, "")}${basePath}/` };
}

/** Finds what is shown now. The list of files is read again when a build has written another. */
function createShownFinder(folder: string): () => Shown {
  let shown = readShown(folder);
  let stamp = toStamp(folder);
  return () => {
    const now = toStamp(folder);
    if (now !== stamp) shown = readShown(folder);
    stamp = now;
    return shown;
  };
}

function toStamp(folder: string): string {
  const stats = statSync(join(folder, MANIFEST), { throwIfNoEntry: false });
  return `${stats?.mtimeMs} ${stats?.ino} ${stats?.size}`;
}

function readShown(folder: string): Shown {
  const site = readPublishedSite(folder);
  const files = new Map([...site.files].filter(([path]) => !FOR_HOSTS.has(path)));
  const read = (name: string) => readFileIn(site, name)?.toString("utf8") ?? "";
  return {
    site: { folder, files },
    headers: parseHeaderRules(read("_headers")),
    redirects: parseRedirectRules(read("_redirects")),
  };
}

function readFileIn({ folder }: PublishedSite, path: string): Buffer | null {
  try {
    return readFileSync(join(folder, path));
  } catch {
    return null;
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The address without the folder of the site's own address. */
  readonly url: string;
  readonly basePath: string;
}

function answer({ site, headers, redirects }: Shown, { request, response, url, basePath }: Exchange): void {
  const found = findAddressed(site.files, url);
  if (found.kind === "unreadable") refuse(response, 400, "the address cannot be read");
  else if (found.kind === "folder") redirect(response, 308, `${basePath}${found.location}`);
  else {
    const { path } = found;
    const rule = redirects.get(`/${path}`);
    const name = found.kind === "file" ? found.name : NOT_FOUND;
    const body = site.files.has(name as OutputPath) ? readFileIn(site, name) : null;
    for (const header of toHeaders(headers, `/${path}`)) response.setHeader(...header);
    if (rule !== undefined) redirect(response, rule.status, rule.to);
    else if (body === null) refuse(response, 404, "not found");
    else send(request, response, { path: name, body, status: found.kind === "file" ? 200 : 404 });
  }
}

function redirect(response: ServerResponse, status: number, location: string): void {
  response.writeHead(status, { location }).end();
}
