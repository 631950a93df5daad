import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { digestOf } from "../base/digest.ts";
import { isText, toMediaType } from "../output/media-type.ts";
import { parseRange } from "./range.ts";

/** More takes longer than it spares on the way to a browser on this machine. */
const BROTLI_QUALITY = 5;

/** A file of the site; with status 404, the page that says so. */
interface Sent {
  readonly path: string;
  readonly body: Buffer;
  readonly status: number;
}

/** Sends a file as HTTP would have it: not again to who has it, in parts to who asks for those, compressed where it helps. */
export function send(request: IncomingMessage, response: ServerResponse, { path, body, status }: Sent): void {
  const type = toMediaType(path);
  const encoding = isText(type) ? findEncoding(request) : null;
  const etag = `"${digestOf(body)}${encoding === null ? "" : `-${encoding}`}"`;
  response.setHeader("content-type", type);
  response.setHeader("etag", etag);
  if (isText(type)) response.setHeader("vary", "Accept-Encoding");
  if (status === 200 && isKnown(request, etag)) {
    response.writeHead(304).end();
    return;
  }
  const range = status === 200 && encoding === null ? parseRange(request.headers.range, body.length) : null;
  if (range === "outside") {
    response.writeHead(416, { "content-range": `bytes */${body.length}` }).end();
    return;
  }
  if (encoding !== null) response.setHeader("content-encoding", encoding);
  else response.setHeader("accept-ranges", "bytes");
  if (range !== null) response.setHeader("content-range", `bytes ${range.first}-${range.last}/${body.length}`);
  const bytes = range === null ? compress(body, encoding) : body.subarray(range.first, range.last + 1);
  response.writeHead(range === null ? status : 206, { "content-length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

type Encoding = "br" | "gzip" | null;

function findEncoding({ headers }: IncomingMessage): Encoding {
  const accepted = String(headers["accept-encoding"] ?? "").split(/\s*,\s*/);
  return (["br", "gzip"] as const).find((name) => accepted.includes(name)) ?? null;
}

function compress(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === "gzip") return gzipSync(body);
  if (encoding === "br")
    return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
  return body;
}

/** RFC 9110 §13.1.2: compared weakly, and `*` for any. */
function isKnown({ headers }: IncomingMessage, etag: string): boolean {
  const tags = headers["if-none-match"]?.split(/\s*,\s*/) ?? [];
  return tags.some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag);
}
