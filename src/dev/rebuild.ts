import { type Changes, createChanges, type Touched } from "./changes.ts";
import { createCollector } from "./collect.ts";
import type { DevBuild } from "./dev-build.ts";
import type { Events } from "./events.ts";
import { toProblems, toThrownProblem } from "./problems.ts";
import { createQueue } from "./queue.ts";
import { Shown } from "./shown.ts";
import { createTimers } from "./timers.ts";

export interface RebuildOptions {
  /** Whether more changes are certain to come. */
  readonly isBusy?: () => boolean;
  /** Told why a file could not be made after its build. True if another build mends that. */
  readonly isMended?: (error: unknown) => boolean;
  /** The same build as on the command line; `url` is where this server listens. */
  readonly build: (url: string, touched: Touched) => Promise<DevBuild>;
  readonly log: (line: string) => void;
}

/** What the rebuilder works with. */
interface Surroundings {
  readonly url: string;
  readonly events: Events;
  /** Called when everything is looked at: begins to watch what is new. */
  readonly watchNew: () => void;
}

export interface Rebuilder {
  readonly shown: Shown;
  readonly touch: Changes["touch"];
  readonly build: () => Promise<void>;
  /** Resolves when no build is under way and no file is being made. */
  readonly close: () => Promise<void>;
}

/** What the file system says is a hint: when it has been quiet for so long after a build, everything is looked at. */
const CHECK_AFTER_MS = 2000;

/** Long enough for requests to be answered that waited for the build. */
const FINISH_AFTER_MS = 300;

const LAST_GOOD = "the site has errors; the last good one is still served";

/** Builds when something has changed or its time has come, and tells open pages what came of it. */
export function createRebuilder(options: RebuildOptions, { url, events, watchNew }: Surroundings): Rebuilder {
  const { log } = options;
  const changes = createChanges();
  const collector = createCollector();
  const timers = createTimers<"alarm" | "check" | "finish">();
  let finished: Promise<void> = Promise.resolve();

  const requestCheck = (): void => {
    changes.touchAll(true);
    queue.request();
  };
  const shown = new Shown({
    isMended: (error) => {
      const isMended = options.isMended?.(error) === true;
      if (isMended) requestCheck();
      return isMended;
    },
    refused: (problems, hasGood) => {
      log(hasGood ? LAST_GOOD : "the site has errors");
      events.tell({ ...events.last(), problems });
    },
  });
  const audience: Audience = { shown, events, log };
  const finish = async (): Promise<void> => {
    if (await shown.finish()) collector.request();
  };
  const awaitChange = (changesAt: number | null): void => {
    if (changesAt === null) timers.stop("alarm");
    // If it comes too early, there is just one build more.
    else timers.start("alarm", changesAt - Date.now(), queue.request);
  };
  const rebuild = async (): Promise<void> => {
    const start = performance.now();
    const { touched, isCheck } = changes.take();
    timers.stop("check");
    timers.stop("finish");
    collector.stop();
    shown.begin();
    if (touched === "anything") watchNew();
    try {
      const build = await options.build(url, touched);
      if (!isCheck) timers.start("check", CHECK_AFTER_MS, requestCheck);
      const isShown = takeBuild({ build, isQuiet: isCheck, ms: performance.now() - start }, audience);
      if (isShown) awaitChange(build.changesAt ?? null);
    } catch (error) {
      changes.touchAll(false);
      takeFailure(error, audience);
    } finally {
      shown.end();
      collector.request();
      timers.start("finish", FINISH_AFTER_MS, () => {
        finished = finish();
      });
    }
  };
  const queue = createQueue({ build: rebuild, isBusy: options.isBusy ?? (() => false) });

  return {
    shown,
    touch: (event, path) => {
      changes.touch(event, path);
      queue.request();
    },
    build: queue.build,
    close: async () => {
      shown.close();
      await queue.stop();
      timers.stopAll();
      await finished;
      collector.stop();
    },
  };
}

/** Where the result of a build is shown. */
interface Audience extends Pick<Surroundings, "events">, Pick<RebuildOptions, "log"> {
  readonly shown: Shown;
}

interface EndedBuild {
  readonly build: DevBuild;
  /** Whether nobody asked for it, so that it is reported only if it gives another site. */
  readonly isQuiet: boolean;
  readonly ms: number;
}

/** Shows a build unless it has errors, and reports it. False if what was shown before stays. */
function takeBuild({ build, isQuiet, ms }: EndedBuild, { shown, events, log }: Audience): boolean {
  const { version, problems: before } = events.last();
  const problems = toProblems(build);
  if (problems.length > 0) {
    // When everything was looked at again, it is no news.
    if (JSON.stringify(problems) !== JSON.stringify(before)) log(LAST_GOOD);
    shown.keep();
    events.tell({ version, problems });
    return false;
  }
  const { hasChanged = true } = build;
  if (isQuiet && before.length === 0 && !hasChanged) return false;
  shown.show(build);
  events.tell({ version: hasChanged ? `${Date.now()}` : version, problems });
  log(`built ${build.files().size} files in ${Math.round(ms)} ms`);
  return true;
}

/** Reports something thrown, for which there is no diagnostic. */
function takeFailure(error: unknown, { shown, events, log }: Audience): void {
  const problem = toThrownProblem(error);
  log(problem.message);
  shown.keep();
  events.tell({ ...events.last(), problems: [problem] });
}
