import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { lookup } from "mrmime";
import { loadSite } from "../../src/load-site.ts";
import { readContent } from "../../src/output/target.ts";
import { buildInMemory } from "../site.ts";

const ROOT = join(import.meta.dirname, "..", "..");

export interface DemoServer {
  /** Address with a slash at its end. */
  readonly url: string;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly close: () => void;
}

/** Serves the demo newspaper from memory, as a host of files would; and `tools`, which are no part of it. */
export async function startDemoServer(tools: Readonly<Record<string, Buffer>> = {}): Promise<DemoServer> {
  const site = await loadSite(ROOT, {});
  const now = Date.UTC(2026, 10, 24, 12);
  const built = await buildInMemory(site, { now, showsUnpublished: false, templateFolders: [join(ROOT, "templates")] });
  const files = new Map<string, Buffer>(
    built.files.map(({ path, content }) => [path, Buffer.from(readContent(content))]),
  );
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname).slice(1);
    const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const bytes = files.get(name) ?? tools[name];
    const type = lookup(name) ?? "application/octet-stream";
    if (bytes === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": type, "cache-control": "max-age=600" }).end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, files, close: () => server.close() };
}
