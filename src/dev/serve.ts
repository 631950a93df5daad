import { createReadStream, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { toReason } from "../base/thrown.ts";
import { toMediaType } from "../output/media-type.ts";
import type { OutputFile, ServedFile } from "../output/memory.ts";
import { readContent, toContentText } from "../output/target.ts";
import { findAddressed } from "./address.ts";
import { refuse } from "./local-server.ts";
import { toEmptyPage, toShownPage } from "./pages.ts";
import { beginPart, type Exchange } from "./range.ts";

/** What is served: files by path, and by permalink the note above a page that readers do not see. */
export interface Served {
  readonly files: () => ReadonlyMap<string, ServedFile>;
  readonly findNote?: (permalink: string) => string | null;
}

/** What answers a request: a file, or why there is none. */
export type Answer =
  | { readonly kind: "file"; readonly status: 200 | 404; readonly file: ServedFile; readonly note: string | null }
  | { readonly kind: "folder"; readonly location: string }
  | { readonly kind: "refused"; readonly status: 400 | 404 | 500; readonly reason: string }
  | { readonly kind: "empty" };

/** Looks up a path among the built files. What is not built cannot be reached, whatever the path looks like. */
export function findAnswer({ files, findNote }: Served, url: string): Answer {
  const own = files();
  if (own.size === 0) return { kind: "empty" };
  const found = findAddressed(own, url);
  if (found.kind === "unreadable") return { kind: "refused", status: 400, reason: "the address cannot be read" };
  if (found.kind === "folder") return found;
  if (found.kind === "file")
    return { kind: "file", status: 200, file: found.file, note: findNote?.(`/${found.path}`) ?? null };
  const file = own.get("404.html");
  if (file === undefined) return { kind: "refused", status: 404, reason: "not found" };
  return { kind: "file", status: 404, file, note: null };
}

/**
 * Makes the content of an answer that is made whenever somebody asks. A failure is given to `tell`, since another build
 * may mend it.
 */
export async function toWhole(answer: Answer, tell: (error: unknown) => void): Promise<Answer> {
  if (answer.kind !== "file" || answer.file.content === null || !("toBytes" in answer.file.content)) return answer;
  try {
    const bytes = await answer.file.content.toBytes();
    return { ...answer, file: { ...answer.file, content: { bytes } } };
  } catch (error) {
    tell(error);
    return { kind: "refused", status: 500, reason: toReason(error) };
  }
}

/** Sends an answer of a build of this version; a page that could not be made gives way to one that says so. */
export function sendAnswer(answer: Answer, version: string, exchange: Exchange): void {
  const { response } = exchange;
  if (answer.kind === "empty") sendPage(exchange, 503, toEmptyPage("There is no site yet.", version));
  else if (answer.kind === "refused") refuse(response, answer.status, answer.reason);
  else if (answer.kind === "folder") response.writeHead(308, { location: answer.location }).end();
  else {
    const { status, file, note } = answer;
    const { path, content } = file;
    if (content === null || "toBytes" in content)
      sendPage(exchange, 503, toEmptyPage("This page cannot be made.", version));
    else if (!("copyOf" in content) && path.endsWith(".html"))
      sendPage(exchange, status, toShownPage(toContentText(content), note, version));
    else sendFile(exchange, status, { path, content });
  }
}

function sendPage({ request, response }: Exchange, status: number, html: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(request.method === "HEAD" ? undefined : html);
}

function sendFile(exchange: Exchange, status: number, { path, content }: Pick<OutputFile, "path" | "content">): void {
  const { response } = exchange;
  response.setHeader("content-type", toMediaType(path));
  if ("copyOf" in content) {
    const size = statSync(content.copyOf, { throwIfNoEntry: false })?.size;
    if (size === undefined) {
      refuse(response, 404, "the file was removed");
      return;
    }
    const part = beginPart(exchange, status, size);
    if (part === null) return;
    createReadStream(content.copyOf, { start: part.first, end: part.last })
      .on("error", () => response.destroy())
      .pipe(response);
    return;
  }
  const bytes = Buffer.from(readContent(content));
  const part = beginPart(exchange, status, bytes.length);
  if (part !== null) response.end(bytes.subarray(part.first, part.last + 1));
}

export function sendText(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(text);
}
