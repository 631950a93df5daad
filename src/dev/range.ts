import type { IncomingMessage, ServerResponse } from "node:http";

/** A request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The range of bytes that a request asks for, as players of sound and film do (RFC 9110 §14.1.2); null for the whole
 * file, and for more than one range.
 */
function parseRange(header: string | undefined, size: number): ByteRange | "outside" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  const isSuffix = from === "";
  const first = isSuffix ? Math.max(size - Number(to), 0) : Number(from);
  const last = isSuffix || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (first >= size) return "outside";
  return first <= last ? { first, last } : null;
}

/**
 * Writes the head of an answer with a file of this size, or with the part of it that is asked for. Gives the bytes to
 * send, or null for none.
 */
export function beginPart({ request, response }: Exchange, status: number, size: number): ByteRange | null {
  const range = status === 200 ? parseRange(request.headers.range, size) : null;
  if (range === "outside") {
    response.writeHead(416, { "content-range": `bytes */${size}` }).end();
    return null;
  }
  const { first, last } = range ?? { first: 0, last: size - 1 };
  response.setHeader("accept-ranges", "bytes");
  if (range !== null) response.setHeader("content-range", `bytes ${first}-${last}/${size}`);
  response.writeHead(range === null ? status : 206, { "content-length": last + 1 - first });
  if (request.method !== "HEAD" && size > 0) return { first, last };
  response.end();
  return null;
}
