import type { ServerResponse } from "node:http";
import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { watch } from "chokidar";
import type { Diagnostic } from "../base/diagnostic.ts";
import { parseUrlPath } from "../base/path.ts";
import { CLIENT_PATH, clientScript, type DevEvent, EVENTS_PATH, RELATED_PATH } from "./client.ts";
import { createCollector } from "./collect.ts";
import { type ListenOptions, type LocalServer, refuse, startLocalServer } from "./local-server.ts";
import { findLateProblems, toProblems, toThrownProblem } from "./problems.ts";
import { createQueue } from "./queue.ts";
import { type Answer, findAnswer, type Served, sendAnswer, sendText, toWhole } from "./serve.ts";

export interface DevServerOptions extends ListenOptions {
  /** Folders and files whose changes call for a build. */
  readonly watched: readonly string[];
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

/** A build; its files are those of the last good one. */
export interface DevBuild extends Served {
  readonly diagnostics: readonly Diagnostic[];
  /** Who makes the files that it has deferred; nobody where it has none. */
  readonly late?: Late;
  /** Whether it shows anything that the last good one did not; true unless it says otherwise. */
  readonly hasChanged?: boolean;
  /** The line of a problem, to be shown. */
  readonly findFrame?: (diagnostic: Diagnostic) => string | null;
  /** Why the stories below an article are the ones they are, by its permalink. */
  readonly explainRelated?: (permalink: string) => string | null;
  /** When another build of the same files gives another site, in ms since 1970; null for never. */
  readonly changesAt?: number | null;
}

/** Files of a build that are made after it: while nobody waits, or when somebody asks for them. */
export interface Late {
  /** Makes a deferred file, or tells what is wrong with it. */
  readonly make: (path: string) => Promise<readonly Diagnostic[]>;
  /** All have been made: the build is good. */
  readonly accept: () => void;
  /** One cannot be made: the files are those again that were accepted last. */
  readonly refuse: () => void;
}

/** What a file system tells is a hint: when it has been quiet for so long after a build, all is looked at. */
const CHECK_AFTER_MS = 2000;

/** Long enough that what waited for the build has been answered. */
const FINISH_AFTER_MS = 300;

const LAST_GOOD = "the site has errors; the last good one is still served";

/** Timers count in 31 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Builds, serves the result from memory, builds again on every change and tells open pages of it. */
export async function startDevServer(options: DevServerOptions): Promise<LocalServer> {
  const listeners = new Set<ServerResponse>();
  const collector = createCollector();
  let shown: DevBuild = { diagnostics: [], files: () => new Map() };
  /** The last build of which all files have been made. */
  let good: DevBuild | null = null;
  let isBuilding = false;
  /** Whether a file of what is shown could not be made while a build was under way. */
  let isFailing = false;
  let isClosed = false;
  let event: DevEvent = { version: "none", problems: [] };
  let url = "";
  let alarm: NodeJS.Timeout | undefined;
  let check: NodeJS.Timeout | undefined;
  let finishing: NodeJS.Timeout | undefined;
  let isCheck = false;
  let touched: Set<string> | "anything" = "anything";

  const tell = (next: DevEvent): void => {
    event = next;
    for (const response of listeners) response.write(toMessage(event));
  };
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
  /** Whether another build, for which this asks, mends what kept a file from being made. */
  const askForAnother = (error: unknown): boolean => {
    const isMended = options.isMended?.(error) === true;
    if (isMended) requestCheck();
    return isMended;
  };
  const showGood = (): void => {
    if (good === null) return;
    shown.late?.refuse();
    shown = good;
  };
  /** Makes a deferred file of what is shown; where it cannot be made, the last good site is shown again. */
  const makeLate = async (path: string): Promise<boolean> => {
    const build = shown;
    const problems = await findLateProblems(build, path, askForAnother);
    if (problems === null) return false;
    if (problems.length === 0) return true;
    if (shown !== build) return false;
    // What a build under way gives is shown instead, unless it is refused too.
    isFailing = isBuilding;
    if (isBuilding) return false;
    showGood();
    options.log(good === null ? "the site has errors" : LAST_GOOD);
    tell({ ...event, problems });
    return false;
  };
  /** Makes what is deferred, a file at a time, until all is made or another build begins. */
  const finish = async (): Promise<void> => {
    const build = shown;
    for (const { path, content } of build.files().values()) {
      if (content !== null) continue;
      const isMade = await makeLate(path);
      // Requests and changes have their turn.
      await setImmediate();
      if (!isMade || isBuilding || isClosed || shown !== build) return;
    }
    good = build;
    build.late?.accept();
    collector.request();
  };
  const rebuild = async (): Promise<void> => {
    isBuilding = true;
    const start = performance.now();
    const own = touched;
    const isQuiet = isCheck;
    touched = new Set();
    isCheck = false;
    isFailing = false;
    clearTimeout(check);
    clearTimeout(finishing);
    collector.stop();
    try {
      const result = await options.build(url, own);
      if (!isQuiet) check = setTimeout(requestCheck, CHECK_AFTER_MS);
      const problems = toProblems(result);
      const isCalm = problems.length === 0 && event.problems.length === 0;
      if (isQuiet && isCalm && result.hasChanged === false) return;
      if (problems.length > 0) {
        // When all is looked at again, it is no news.
        if (JSON.stringify(problems) !== JSON.stringify(event.problems)) options.log(LAST_GOOD);
        if (isFailing) showGood();
        tell({ ...event, problems });
        return;
      }
      shown = result;
      tell({ version: result.hasChanged === false ? event.version : `${Date.now()}`, problems });
      clearTimeout(alarm);
      const { changesAt = null } = result;
      // A timer that comes too early just builds once more.
      if (changesAt !== null) alarm = setTimeout(queue.request, Math.min(changesAt - Date.now(), LONGEST_TIMER_MS));
      options.log(`built ${shown.files().size} files in ${Math.round(performance.now() - start)} ms`);
    } catch (error) {
      touched = "anything";
      const problem = toThrownProblem(error);
      options.log(problem.message);
      if (isFailing) showGood();
      tell({ ...event, problems: [problem] });
    } finally {
      isBuilding = false;
      collector.request();
      finishing = setTimeout(() => void finish(), FINISH_AFTER_MS);
    }
  };
  const queue = createQueue({ build: rebuild, isBusy: options.isBusy ?? (() => false) });

  /** An answer whose file is made, unless it cannot be. */
  const findMade = async (address: string): Promise<Answer> => {
    const answer = findAnswer(shown, address);
    if (answer.kind !== "file" || answer.file.content !== null) return toWhole(answer, askForAnother);
    await makeLate(answer.file.path);
    return findAnswer(shown, address);
  };

  let isReady = (): void => undefined;
  const ready = new Promise<void>((done) => {
    isReady = done;
  });
  const server = await startLocalServer(options, async (request, response) => {
    const { pathname, searchParams } = URL.parse(request.url ?? "/", "http://localhost") ?? new URL("http://localhost");
    response.setHeader("cache-control", "no-store");
    if (pathname === EVENTS_PATH) openEvents(response, event, listeners);
    else if (pathname === CLIENT_PATH) sendText(response, "text/javascript", clientScript);
    else {
      await ready;
      if (pathname === RELATED_PATH) sendExplanation(response, shown, searchParams.get("path") ?? "");
      else sendAnswer(await findMade(request.url ?? "/"), request, response);
    }
  });
  url = server.url;

  const watcher = watch([...options.watched], {
    ignoreInitial: true,
    followSymlinks: false,
    ...(options.isIgnored === undefined ? {} : { ignored: options.isIgnored }),
  });
  // Changes before `ready` are not reported: only a build after it has seen everything.
  await new Promise<void>((done) => watcher.once("ready", () => done()));
  watcher.on("all", touch);
  watcher.on("error", (error) => options.log(`watching failed: ${String(error)}`));
  await queue.build();
  isReady();

  const close = async (): Promise<void> => {
    isClosed = true;
    queue.stop();
    collector.stop();
    clearTimeout(alarm);
    clearTimeout(check);
    clearTimeout(finishing);
    await watcher.close();
    for (const response of listeners) response.end();
    await server.close();
  };
  return { url, close };
}

function toMessage(event: DevEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

function openEvents(response: ServerResponse, event: DevEvent, listeners: Set<ServerResponse>): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(toMessage(event));
  listeners.add(response);
  response.on("close", () => listeners.delete(response));
}

function sendExplanation(response: ServerResponse, { explainRelated }: DevBuild, path: string): void {
  const permalink = parseUrlPath(path);
  const text = permalink === null ? null : (explainRelated?.(permalink) ?? null);
  if (text === null) refuse(response, 404, "there is no article at this address");
  else sendText(response, "text/plain", text);
}
