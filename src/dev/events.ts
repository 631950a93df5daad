import type { IncomingMessage, ServerResponse } from "node:http";
import type { DevEvent } from "./client.ts";

/** Tells open pages what has been built, and what is wrong. */
export interface Events {
  readonly last: () => DevEvent;
  readonly tell: (event: DevEvent) => void;
  /** A page begins to listen; it gets the last event at once. */
  readonly open: (request: IncomingMessage, response: ServerResponse) => void;
  readonly close: () => void;
}

/** Server-sent events (WHATWG HTML, §9.2). */
export function createEvents(): Events {
  const listeners = new Set<ServerResponse>();
  let last: DevEvent = { version: "none", problems: [] };
  return {
    last: () => last,
    tell: (event) => {
      last = event;
      for (const response of listeners) response.write(toMessage(event));
    },
    open: (request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      if (request.method === "HEAD") {
        response.end();
        return;
      }
      response.write(toMessage(last));
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
    },
    close: () => {
      for (const response of listeners) response.end();
    },
  };
}

function toMessage(event: DevEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
