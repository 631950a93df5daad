import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { digestOf } from "../base/digest.ts";
import { isText, toMediaType } from "../output/media-type.ts";
import { beginPart } from "./range.ts";

/** A higher quality takes longer than it saves on the way to a browser on this machine. */
const BROTLI_QUALITY = 5;

/** A file of the site; with status 404 it is the page that says so. */
interface Sent {
  readonly path: string;
  readonly body: Buffer;
  readonly status: number;
}

/**
 * Sends a file by the rules of HTTP: not again to a browser that has it, in parts if parts are asked for, compressed
 * where that helps.
 */
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
  if (encoding === null) {
    const part = beginPart({ request, response }, status, body.length);
    if (part !== null) response.end(body.subarray(part.first, part.last + 1));
    return;
  }
  const bytes = compress(body, encoding);
  response.writeHead(status, { "content-encoding": encoding, "content-length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

type Encoding = "br" | "gzip";

function findEncoding({ headers }: IncomingMessage): Encoding | null {
  const accepted = String(headers["accept-encoding"] ?? "").split(/\s*,\s*/);
  return (["br", "gzip"] as const).find((name) => accepted.includes(name)) ?? null;
}

function compress(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === "gzip") return gzipSync(body);
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}

/** RFC 9110 §13.1.2: compared weakly, and `*` for any. */
function isKnown({ headers }: IncomingMessage, etag: string): boolean {
  const tags = headers["if-none-match"]?.split(/\s*,\s*/) ?? [];
  return tags.some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag);
}
