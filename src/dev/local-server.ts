import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isIP } from "node:net";
import { networkInterfaces } from "node:os";

const PORTS_TO_TRY = 20;

/** Nothing can be served at the host and the port that were given. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

export interface ListenOptions {
  /** The first port to try; 0 for any. */
  readonly port: number;
  readonly host: string;
  readonly log: (line: string) => void;
}

export interface LocalServer {
  /** Where it listens, with a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/**
 * Listens on the port asked for, or the next that is free. It answers only this machine's browsers, only for its own
 * pages, and only requests to read; `answer` is called for no other.
 */
export async function startLocalServer(options: ListenOptions, answer: Answer): Promise<LocalServer> {
  const { host } = options;
  const server = createServer(async (request, response) => {
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("cross-origin-resource-policy", "same-origin");
    if (!isOwnName(request.headers.host ?? "", host)) refuse(response, 403, NAMES);
    else if (!isOwnOrigin(request)) refuse(response, 403, "this server answers its own pages only");
    else if (request.method !== "GET" && request.method !== "HEAD") refuse(response, 405, "only GET and HEAD");
    else await answer(request, response);
  });
  const port = await listen(server, options);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  const toUrl = (name: string): string => `http://${name.includes(":") ? `[${name}]` : name}:${port}/`;
  const isEverywhere = EVERYWHERE.includes(host);
  if (!OWN_HOST.test(host)) {
    const urls = (isEverywhere ? findOwnNumbers() : [host]).map(toUrl);
    options.log(`other machines can read this too: ${urls.join(" ")}`);
  }
  return { url: toUrl(isEverywhere ? "127.0.0.1" : host), close };
}

/** Hosts at which only this machine can reach itself. */
const OWN_HOST = /^(?:localhost|127(?:\.\d+){3}|::1)$/i;

/** Hosts that stand for every address of this machine; a browser cannot open them. */
const EVERYWHERE: readonly string[] = ["0.0.0.0", "::"];

const NAMES = "this server answers to localhost, to numbers and to the name given with --host, not to other names";

/** Addresses at which other machines find this one. */
function findOwnNumbers(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return all.filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address);
}

/** Resolves when the process is told to stop. */
export async function untilStopped(): Promise<void> {
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
}

export function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${message}\n`);
}

/** The port asked for or the next that is free. */
async function listen(server: Server, { host, port, log }: ListenOptions): Promise<number> {
  for (let candidate = port; candidate < port + PORTS_TO_TRY; candidate++) {
    const error = await new Promise<NodeJS.ErrnoException | null>((done) => {
      server.once("error", done);
      server.listen(candidate, host, () => {
        server.off("error", done);
        done(null);
      });
    });
    const address = server.address();
    if (error === null) return typeof address === "object" && address !== null ? address.port : candidate;
    if (error.code !== "EADDRINUSE") throw toListenError(error, host, candidate);
    log(`port ${candidate} is taken, trying ${candidate + 1}`);
  }
  throw new ListenError(`ports ${port} to ${port + PORTS_TO_TRY - 1} are all taken; give another --port`);
}

function toListenError({ code, message }: NodeJS.ErrnoException, host: string, port: number): ListenError {
  if (code === "EACCES") return new ListenError(`port ${port} may not be used here; give --port a number from 1024 on`);
  const isNoAddress = code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN";
  const problem = isNoAddress ? "it is no address of this machine" : message;
  return new ListenError(`--host ${host}: ${problem}; leave it out, or write 0.0.0.0 for every address`);
}

/**
 * Whether a request names this machine. A page of another site must not read drafts by DNS rebinding, so only names of
 * this machine are taken. A number is what the browser was told, and no DNS answered it.
 */
function isOwnName(authority: string, host: string): boolean {
  const name = toName(authority);
  return name === host.toLowerCase() || name === "localhost" || name.endsWith(".localhost") || isIP(name) !== 0;
}

/**
 * Whether a request comes from a page of this server: a page of another site must not learn when an author saves, nor
 * read what is not published.
 */
function isOwnOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  const { host: from = "" } = URL.parse(headers.origin) ?? {};
  return from === headers.host || ["localhost", "127.0.0.1", "::1"].includes(toName(from));
}

function toName(authority: string): string {
  return authority
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "")
    .toLowerCase();
}
