import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { watch } from "chokidar";
import { lookup } from "mrmime";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { OutputFile } from "../output/memory.ts";

export interface DevServerOptions {
  /** Folders and files whose changes call for a build. */
  readonly watched: readonly string[];
  /** The first port to try; the next ones follow when it is taken. */
  readonly port: number;
  readonly host: string;
  /** The same build as on the command line. */
  readonly build: () => Promise<DevBuild>;
  readonly log: (line: string) => void;
}

export interface DevBuild {
  readonly diagnostics: readonly Diagnostic[];
  readonly files: ReadonlyMap<string, OutputFile>;
}

export interface DevServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Saves come in bursts: editors write and rename, git checks out many files. */
const QUIET_MS = 60;
const PORTS_TO_TRY = 20;
const EVENTS_PATH = "/__broadsheet/events";

/** Reloads the page when a build has finished, and after the server itself was started again. */
const RELOAD_SCRIPT = `<script>new EventSource(${JSON.stringify(EVENTS_PATH)}).onmessage=(e)=>{if(self.__built&&self.__built!==e.data)location.reload();self.__built=e.data}</script>`;

/** Builds, serves the result from memory, builds again on every change and tells open pages to reload. */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  let files: ReadonlyMap<string, OutputFile> = new Map();
  let version = "none";
  const listeners = new Set<ServerResponse>();

  const rebuild = async (): Promise<void> => {
    const start = performance.now();
    try {
      const result = await options.build();
      if (result.diagnostics.some(({ severity }) => severity === "error")) {
        options.log("the site has errors; the last good one is still served");
        return;
      }
      files = result.files;
      version = `${Date.now()}`;
      for (const response of listeners) response.write(`data: ${version}\n\n`);
      options.log(`built ${files.size} files in ${Math.round(performance.now() - start)} ms`);
    } catch (error) {
      options.log(error instanceof Error ? error.message : String(error));
    }
  };

  const watcher = watch([...options.watched], { ignoreInitial: true, followSymlinks: false });
  // Changes before `ready` are not reported: only a build after it has seen everything.
  await new Promise<void>((done) => watcher.once("ready", () => done()));
  await rebuild();
  const queue = createQueue(rebuild);
  watcher.on("all", queue.request);
  watcher.on("error", (error) => options.log(`watching failed: ${String(error)}`));

  const server = createServer((request, response) => {
    if (!isOwnHost(request, options.host)) refuse(response, 403, "this server answers to localhost only");
    else if (!isOwnOrigin(request, options.host)) refuse(response, 403, "this server answers its own pages only");
    else if (request.method !== "GET" && request.method !== "HEAD") refuse(response, 405, "only GET and HEAD");
    else if (request.url === EVENTS_PATH) openEvents(response, version, listeners);
    else serveFile(files, request, response);
  });
  const port = await listen(server, options);
  const close = async (): Promise<void> => {
    queue.stop();
    await watcher.close();
    for (const response of listeners) response.end();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { url: `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}/`, close };
}

/** Runs one build at a time, and one more when something changed meanwhile. */
function createQueue(rebuild: () => Promise<void>): { request: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isStale = false;
  const start = (): void => {
    if (running !== null) {
      isStale = true;
      return;
    }
    running = rebuild().finally(() => {
      running = null;
      if (isStale) start();
    });
    isStale = false;
  };
  const request = (): void => {
    clearTimeout(timer);
    timer = setTimeout(start, QUIET_MS);
  };
  return { request, stop: () => clearTimeout(timer) };
}

/** A page of another site must not read drafts by way of DNS rebinding. */
function isOwnHost(request: IncomingMessage, host: string): boolean {
  return isOwnName(request.headers.host ?? "", host);
}

/** A page of another site must not listen to when an author saves. */
function isOwnOrigin(request: IncomingMessage, host: string): boolean {
  const { origin } = request.headers;
  return origin === undefined || isOwnName(URL.parse(origin)?.host ?? "", host);
}

function isOwnName(authority: string, host: string): boolean {
  const name = authority
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "")
    .toLowerCase();
  return name === host || name === "localhost" || name.endsWith(".localhost") || name === "127.0.0.1" || name === "::1";
}

function openEvents(response: ServerResponse, version: string, listeners: Set<ServerResponse>): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(`data: ${version}\n\n`);
  listeners.add(response);
  response.on("close", () => listeners.delete(response));
}

/** Looks the path up among the built files: what is not built cannot be reached, whatever the path looks like. */
function serveFile(files: ReadonlyMap<string, OutputFile>, request: IncomingMessage, response: ServerResponse): void {
  const path = toPath(request.url ?? "/");
  if (path === null) {
    refuse(response, 400, "the address cannot be read");
    return;
  }
  const file = [path, `${path}index.html`, `${path}/index.html`].map((name) => files.get(name)).find((found) => found);
  if (file !== undefined && file.path === `${path}/index.html`) {
    response.writeHead(308, { location: `/${path.split("/").map(encodeURIComponent).join("/")}/` }).end();
    return;
  }
  const shown = file ?? files.get("404.html");
  if (shown === undefined) refuse(response, 404, "not found");
  else send(response, file === undefined ? 404 : 200, shown, request.method === "HEAD");
}

function toPath(url: string): string | null {
  try {
    const { pathname } = new URL(url, "http://localhost");
    return decodeURIComponent(pathname).replace(/^\/+/, "").normalize("NFC");
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, file: OutputFile, isHead: boolean): void {
  const type = lookup(file.path) ?? "application/octet-stream";
  const charset = /^text\/|json|xml/.test(type) && !type.includes("charset") ? "; charset=utf-8" : "";
  const isPage = type.startsWith("text/html");
  response.writeHead(status, {
    "content-type": `${type}${charset}`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if (isHead) response.end();
  else if ("copyOf" in file.content)
    createReadStream(file.content.copyOf)
      .on("error", () => response.destroy())
      .pipe(response);
  else if ("bytes" in file.content) response.end(file.content.bytes);
  else response.end(isPage ? file.content.text.replace("</body>", `${RELOAD_SCRIPT}</body>`) : file.content.text);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response
    .writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" })
    .end(`${message}\n`);
}

/** The port asked for or the next that is free. */
async function listen(server: Server, { host, port, log }: DevServerOptions): Promise<number> {
  for (let candidate = port; candidate < port + PORTS_TO_TRY; candidate++) {
    const error = await new Promise<NodeJS.ErrnoException | null>((done) => {
      server.once("error", done);
      server.listen(candidate, host, () => {
        server.off("error", done);
        done(null);
      });
    });
    if (error === null) return candidate;
    if (error.code !== "EADDRINUSE") throw error;
    log(`port ${candidate} is taken`);
  }
  throw new Error(`ports ${port} to ${port + PORTS_TO_TRY - 1} are all taken`);
}
