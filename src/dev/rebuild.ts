import { type Changes, createChanges, type Touched } from "./changes.ts";
import { createCollector } from "./collect.ts";
import type { DevBuild } from "./dev-build.ts";
import type { Events } from "./events.ts";
import { toProblems, toThrownProblem } from "./problems.ts";
import { createQueue } from "./queue.ts";
import { createShown, type Shown } from "./shown.ts";

export interface RebuildOptions {
  /** Whether more changes are certain to come. */
  readonly isBusy?: () => boolean;
  /** Told what kept a file from being made after its build: whether another build mends that. */
  readonly isMended?: (error: unknown) => boolean;
  /** The same build as on the command line; `url` is where this server listens. */
  readonly build: (url: string, touched: Touched) => Promise<DevBuild>;
  readonly log: (line: string) => void;
}

/** What builds happen amid. */
interface Surroundings {
  readonly url: string;
  readonly events: Events;
  /** Called when all is looked at. */
  readonly watchNew: () => void;
}

export interface Rebuilder {
  readonly shown: Shown;
  readonly touch: Changes["touch"];
  readonly build: () => Promise<void>;
  /** Ends when no build is under way, and no file is being made. */
  readonly close: () => Promise<void>;
}

/** What a file system tells is a hint: when it has been quiet for so long after a build, all is looked at. */
const CHECK_AFTER_MS = 2000;

/** Long enough that what waited for the build has been answered. */
const FINISH_AFTER_MS = 300;

const LAST_GOOD = "the site has errors; the last good one is still served";

/** Timers count in 31 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Builds when something has changed or its time has come, and tells open pages what came of it. */
export function createRebuilder(options: RebuildOptions, { url, events, watchNew }: Surroundings): Rebuilder {
  const changes = createChanges();
  const collector = createCollector();
  const timers: Partial<Record<"alarm" | "check" | "finishing", NodeJS.Timeout>> = {};
  let finished: Promise<void> = Promise.resolve();

  const requestCheck = (): void => {
    changes.touchAll(true);
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
    clearTimeout(timers.alarm);
    // A timer that comes too early just builds once more.
    if (changesAt !== null)
      timers.alarm = setTimeout(queue.request, Math.min(changesAt - Date.now(), LONGEST_TIMER_MS));
    options.log(`built ${result.files().size} files in ${Math.round(ms)} ms`);
  };
  const rebuild = async (): Promise<void> => {
    const start = performance.now();
    const { touched, isCheck } = changes.take();
    clearTimeout(timers.check);
    clearTimeout(timers.finishing);
    collector.stop();
    shown.begin();
    if (touched === "anything") watchNew();
    try {
      const result = await options.build(url, touched);
      if (!isCheck) timers.check = setTimeout(requestCheck, CHECK_AFTER_MS);
      take(result, isCheck, performance.now() - start);
    } catch (error) {
      changes.touchAll(false);
      const problem = toThrownProblem(error);
      options.log(problem.message);
      shown.keep();
      events.tell({ ...events.last(), problems: [problem] });
    } finally {
      shown.end();
      collector.request();
      timers.finishing = setTimeout(() => {
        finished = finish();
      }, FINISH_AFTER_MS);
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
      for (const timer of Object.values(timers)) clearTimeout(timer);
      await finished;
      collector.stop();
    },
  };
}
