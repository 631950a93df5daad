import type { ServerResponse } from "node:http";
import { resolve } from "node:path";
import { watch } from "chokidar";
import { parseUrlPath } from "../base/path.ts";
import { CLIENT_PATH, clientScript, EVENTS_PATH, RELATED_PATH } from "./client.ts";
import { createCollector } from "./collect.ts";
import type { DevBuild } from "./dev-build.ts";
import { createEvents } from "./events.ts";
import { type ListenOptions, type LocalServer, refuse, startLocalServer } from "./local-server.ts";
import { toProblems, toThrownProblem } from "./problems.ts";
import { createQueue } from "./queue.ts";
import { sendAnswer, sendText } from "./serve.ts";
import { createShown } from "./shown.ts";

export interface DevServerOptions extends ListenOptions {
  /** Folders and files whose changes call for a build; asked for whenever all is looked at. */
  readonly findWatched: () => readonly string[];
  /** Paths below those that do not. */
  readonly isIgnored?: (path: string) => boolean;
  /** Whether more changes are certain to come. */
  readonly isBusy?: () => boolean;
  /** Told what kept a file from being made after its build: whether another build mends that. */
  readonly isMended?: (error: unknown) => boolean;
  /** The same build as on the command line; `url` is where this server listens. */
  readonly build: (url: string, touched: Touched) => Promise<DevBuild>;
}

/** Paths of what may have changed since the last build, as far as the file system told. */
export type Touched = ReadonlySet<string> | "anything";

/** What a file system tells is a hint: when it has been quiet for so long after a build, all is looked at. */
const CHECK_AFTER_MS = 2000;

/** Long enough that what waited for the build has been answered. */
const FINISH_AFTER_MS = 300;

const LAST_GOOD = "the site has errors; the last good one is still served";

/** Timers count in 31 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Builds, serves the result from memory, builds again on every change and tells open pages of it. */
export async function startDevServer(options: DevServerOptions): Promise<LocalServer> {
  const events = createEvents();
  const collector = createCollector();
  let url = "";
  let alarm: NodeJS.Timeout | undefined;
  let check: NodeJS.Timeout | undefined;
  let finishing: NodeJS.Timeout | undefined;
  let finished: Promise<void> = Promise.resolve();
  let isCheck = false;
  let touched: Set<string> | "anything" = "anything";

  const touch = (event: string, path: string): void => {
    // A folder may bring files with it.
    if (event.endsWith("Dir")) touched = "anything";
    else if (touched !== "anything") touched.add(resolve(path));
    queue.request();
  };
  const requestCheck = (): void => {
    isCheck = true;
    touched = "anything";
    queue.request();
  };
  const shown = createShown({
    isMended: (error) => {
      const isMended = options.isMended?.(error) === true;
      if (isMended) requestCheck();
      return isMended;
    },
    refused: (problems, hasGood) => {
      options.log(hasGood ? LAST_GOOD : "the site has errors");
      events.tell({ ...events.last(), problems });
    },
  });
  const finish = async (): Promise<void> => {
    if (await shown.finish()) collector.request();
  };
  /** `isQuiet`: of a build that nobody asked for, which is worth a word only where it gives another site. */
  const take = (result: DevBuild, isQuiet: boolean, ms: number): void => {
    const { version, problems: before } = events.last();
    const problems = toProblems(result);
    if (problems.length > 0) {
      // When all is looked at again, it is no news.
      if (JSON.stringify(problems) !== JSON.stringify(before)) options.log(LAST_GOOD);
      shown.keep();
      events.tell({ version, problems });
      return;
    }
    const { hasChanged = true, changesAt = null } = result;
    if (isQuiet && before.length === 0 && !hasChanged) return;
    shown.show(result);
    events.tell({ version: hasChanged ? `${Date.now()}` : version, problems });
    clearTimeout(alarm);
    // A timer that comes too early just builds once more.
    if (changesAt !== null) alarm = setTimeout(queue.request, Math.min(changesAt - Date.now(), LONGEST_TIMER_MS));
    options.log(`built ${result.files().size} files in ${Math.round(ms)} ms`);
  };
  const rebuild = async (): Promise<void> => {
    const start = performance.now();
    const own = touched;
    const isQuiet = isCheck;
    touched = new Set();
    isCheck = false;
    clearTimeout(check);
    clearTimeout(finishing);
    collector.stop();
    shown.begin();
    if (own === "anything") watchNew();
    try {
      const result = await options.build(url, own);
      if (!isQuiet) check = setTimeout(requestCheck, CHECK_AFTER_MS);
      take(result, isQuiet, performance.now() - start);
    } catch (error) {
      touched = "anything";
      const problem = toThrownProblem(error);
      options.log(problem.message);
      shown.keep();
      events.tell({ ...events.last(), problems: [problem] });
    } finally {
      shown.end();
      collector.request();
      finishing = setTimeout(() => {
        finished = finish();
      }, FINISH_AFTER_MS);
    }
  };
  const queue = createQueue({ build: rebuild, isBusy: options.isBusy ?? (() => false) });

  let isReady = (): void => undefined;
  const ready = new Promise<void>((done) => {
    isReady = done;
  });
  const server = await startLocalServer(options, async (request, response) => {
    const { pathname, searchParams } = URL.parse(request.url ?? "/", "http://localhost") ?? new URL("http://localhost");
    response.setHeader("cache-control", "no-store");
    if (pathname === EVENTS_PATH) events.open(request, response);
    else if (pathname === CLIENT_PATH) sendText(response, "text/javascript", clientScript);
    else {
      await ready;
      // Before the page is looked up: if it is of a later build after all, it is just loaded once more.
      const { version } = events.last();
      if (pathname === RELATED_PATH) sendExplanation(response, shown.build(), searchParams.get("path") ?? "");
      else sendAnswer(await shown.find(request.url ?? "/"), version, { request, response });
    }
  });
  url = server.url;
  // The first build of a large site takes a while, and nothing else is said of it before.
  options.log(`building the site, which will be at ${url}`);

  const watched = new Set(options.findWatched());
  const watcher = watch([...watched], {
    ignoreInitial: true,
    followSymlinks: false,
    ...(options.isIgnored === undefined ? {} : { ignored: options.isIgnored }),
  });
  const watchNew = (): void => {
    const found = options.findWatched().filter((path) => !watched.has(path));
    for (const path of found) watched.add(path);
    watcher.add(found);
  };
  // Changes before `ready` are not reported: only a build after it has seen everything.
  await new Promise<void>((done) => watcher.once("ready", () => done()));
  watcher.on("all", touch);
  watcher.on("error", (error) => options.log(`watching failed: ${String(error)}`));
  await queue.build();
  isReady();

  const close = async (): Promise<void> => {
    shown.close();
    // Whoever closes this closes what builds work with next.
    await queue.stop();
    for (const timer of [alarm, check, finishing]) clearTimeout(timer);
    await finished;
    collector.stop();
    await watcher.close();
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
