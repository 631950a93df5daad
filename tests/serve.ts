import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { lookup } from "mrmime";
import { readContent } from "../src/output/target.ts";
import type { MemoryBuild } from "./site.ts";

export interface TestServer {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  readonly close: () => Promise<unknown>;
}

/** Serves a site that was built in memory, on any free port. */
export async function serve({ files }: MemoryBuild): Promise<TestServer> {
  const byPath = new Map<string, MemoryBuild["files"][number]>(files.map((file) => [file.path, file]));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).slice(1);
    asked.push(`/${path}`);
    const file = byPath.get(path === "" || path.endsWith("/") ? `${path}index.html` : path);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": lookup(file.path) ?? "" }).end(readContent(file.content));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((done) => server.close(done).closeAllConnections());
  return { url: `http://127.0.0.1:${port}`, asked, close };
}
