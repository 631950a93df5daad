import type { ServerResponse } from "node:http";
import { parseUrlPath } from "../base/path.ts";
import { CLIENT_PATH, clientScript, EVENTS_PATH, RELATED_PATH } from "./client.ts";
import type { DevBuild } from "./dev-build.ts";
import { createEvents } from "./events.ts";
import { type ListenOptions, type LocalServer, refuse, startLocalServer } from "./local-server.ts";
import { createRebuilder, type Rebuilder, type RebuildOptions } from "./rebuild.ts";
import { sendAnswer, sendText } from "./serve.ts";
import { type WatchOptions, watchFiles } from "./watch.ts";

export interface DevServerOptions extends ListenOptions, WatchOptions, RebuildOptions {}

/** Builds, serves the result from memory, builds again on every change and tells open pages of it. */
export async function startDevServer(options: DevServerOptions): Promise<LocalServer> {
  const events = createEvents();
  const { promise: built, resolve: begin } = Promise.withResolvers<Rebuilder>();
  const server = await startLocalServer(options, async (request, response) => {
    const { pathname, searchParams } = URL.parse(request.url ?? "/", "http://localhost") ?? new URL("http://localhost");
    response.setHeader("cache-control", "no-store");
    if (pathname === EVENTS_PATH) events.open(request, response);
    else if (pathname === CLIENT_PATH) sendText(response, "text/javascript", clientScript);
    else {
      const { shown } = await built;
      // Taken before the page is looked up: if the page is of a later build after all, it is loaded once more.
      const { version } = events.last();
      if (pathname === RELATED_PATH) sendExplanation(response, shown.build, searchParams.get("path") ?? "");
      else sendAnswer(await shown.find(request.url ?? "/"), version, { request, response });
    }
  });
  const { url } = server;
  // The first build of a large site takes a while, and nothing else is printed before.
  options.log(`building the site, which will be at ${url}`);

  const { tell, watchNew, close: closeWatcher } = await watchFiles(options);
  const rebuilder = createRebuilder(options, { url, events, watchNew });
  tell(rebuilder.touch);
  await rebuilder.build();
  begin(rebuilder);

  const close = async (): Promise<void> => {
    // Whoever closes this server closes next what builds work with.
    await rebuilder.close();
    await closeWatcher();
    events.close();
    await server.close();
  };
  return { url, close };
}

function sendExplanation(response: ServerResponse, { explainRelated }: DevBuild, path: string): void {
  const permalink = parseUrlPath(path);
  const text = permalink === null ? null : (explainRelated?.(permalink) ?? null);
  if (text === null) refuse(response, 404, "there is no article at this address");
  else sendText(response, "text/plain", text);
}
