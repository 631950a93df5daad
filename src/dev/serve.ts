import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { toMediaType } from "../output/media-type.ts";
import type { OutputFile } from "../output/memory.ts";
import { findAddressed } from "./address.ts";
import { refuse } from "./local-server.ts";
import { emptyPage, toShownPage } from "./pages.ts";

/** What is served: files by path, and what to say above a page that readers do not see, by its permalink. */
export interface Served {
  readonly files: ReadonlyMap<string, OutputFile>;
  readonly findNote?: (permalink: string) => string | null;
}

/** Looks the path up among the built files: what is not built cannot be reached, whatever the path looks like. */
export function serveFile({ files, findNote }: Served, request: IncomingMessage, response: ServerResponse): void {
  const isHead = request.method === "HEAD";
  if (files.size === 0) {
    sendPage(response, 503, emptyPage, isHead);
    return;
  }
  const found = findAddressed(files, request.url ?? "/");
  if (found.kind === "unreadable") {
    refuse(response, 400, "the address cannot be read");
    return;
  }
  if (found.kind === "folder") {
    response.writeHead(308, { location: found.location }).end();
    return;
  }
  const { path, file = null } = found;
  const sent = file ?? files.get("404.html");
  const status = file === null ? 404 : 200;
  if (sent === undefined) refuse(response, 404, "not found");
  else if ("text" in sent.content && sent.path.endsWith(".html")) {
    const note = file === null ? null : (findNote?.(`/${path}`) ?? null);
    sendPage(response, status, toShownPage(sent.content.text, note), isHead);
  } else sendFile(response, status, sent, isHead);
}

function sendPage(response: ServerResponse, status: number, html: string, isHead: boolean): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(isHead ? undefined : html);
}

function sendFile(response: ServerResponse, status: number, { path, content }: OutputFile, isHead: boolean): void {
  response.writeHead(status, { "content-type": toMediaType(path) });
  if (isHead) response.end();
  else if ("copyOf" in content)
    createReadStream(content.copyOf)
      .on("error", () => response.destroy())
      .pipe(response);
  else response.end("bytes" in content ? content.bytes : content.text);
}

export function sendText(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(text);
}
