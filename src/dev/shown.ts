import { setImmediate } from "node:timers/promises";
import type { DevProblem } from "./client.ts";
import type { DevBuild } from "./dev-build.ts";
import { findLateProblems } from "./problems.ts";
import { type Answer, findAnswer, toWhole } from "./serve.ts";

export interface ShownOptions {
  /** Told what kept a file from being made: whether another build, which is asked for then, mends that. */
  readonly isMended: (error: unknown) => boolean;
  /** A file of what was shown cannot be made; `hasGood`: whether there is a good site, which is shown instead. */
  readonly refused: (problems: readonly DevProblem[], hasGood: boolean) => void;
}

/** What is shown: the last build, or the last good one where a file of that cannot be made. */
export interface Shown {
  readonly build: () => DevBuild;
  /** Another build begins; what fails meanwhile is judged when it has ended. */
  readonly begin: () => void;
  /** It gave another site. */
  readonly show: (build: DevBuild) => void;
  /** It gave none. */
  readonly keep: () => void;
  readonly end: () => void;
  /** What answers a request; a file is made for it, unless it cannot be. */
  readonly find: (address: string) => Promise<Answer>;
  /** Makes what is deferred, a file at a time; false where one cannot be made, or another build begins. */
  readonly finish: () => Promise<boolean>;
  readonly close: () => void;
}

export function createShown({ isMended, refused }: ShownOptions): Shown {
  let shown: DevBuild = { diagnostics: [], files: () => new Map() };
  /** The last build of which all files have been made. */
  let good: DevBuild | null = null;
  let isBuilding = false;
  /** Whether a file of what is shown could not be made while a build was under way. */
  let isFailing = false;
  let isClosed = false;

  const showGood = (): void => {
    if (good === null) return;
    shown.late?.refuse();
    shown = good;
  };
  /** Makes a deferred file of what is shown; where it cannot be made, the last good site is shown again. */
  const make = async (path: string): Promise<boolean> => {
    const build = shown;
    const problems = await findLateProblems(build, path, isMended);
    if (problems === null) return false;
    if (problems.length === 0) return true;
    if (shown !== build) return false;
    // What a build under way gives is shown instead, unless it is refused too.
    isFailing = isBuilding;
    if (isBuilding) return false;
    showGood();
    refused(problems, good !== null);
    return false;
  };
  return {
    build: () => shown,
    begin: () => {
      isBuilding = true;
      isFailing = false;
    },
    show: (build) => {
      shown = build;
    },
    keep: () => {
      if (isFailing) showGood();
    },
    end: () => {
      isBuilding = false;
    },
    find: async (address) => {
      const answer = findAnswer(shown, address);
      if (answer.kind !== "file" || answer.file.content !== null) return toWhole(answer, isMended);
      await make(answer.file.path);
      return findAnswer(shown, address);
    },
    finish: async () => {
      const build = shown;
      for (const { path, content } of build.files().values()) {
        if (content !== null) continue;
        const isMade = await make(path);
        // Requests and changes have their turn.
        await setImmediate();
        if (!isMade || isBuilding || isClosed || shown !== build) return false;
      }
      good = build;
      build.late?.accept();
      return true;
    },
    close: () => {
      isClosed = true;
    },
  };
}
