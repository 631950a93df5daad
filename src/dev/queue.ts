export interface Queue {
  /** Builds now, and again for what changed meanwhile. */
  readonly build: () => Promise<void>;
  /** Says that something has changed: a build follows that begins after this call. */
  readonly request: () => void;
  /** No build begins any more; resolves when the one under way has ended. */
  readonly stop: () => Promise<void>;
}

export interface QueueOptions {
  readonly build: () => Promise<void>;
  /** Whether more changes are certain to come, such as from a git checkout that is under way. */
  readonly isBusy: () => boolean;
}

/** Quiet time before a build, after a save of one file, which an editor may do in three steps. */
const QUIET_AFTER_FEW_MS = 20;
const FEW = 3;
/** Quiet time after changes of many files, which come as fast as a disk writes them. */
const QUIET_AFTER_MANY_MS = 120;
const BUSY_POLL_MS = 30;
/** The longest wait for git, since one that was killed leaves its lock behind. */
const LONGEST_WAIT_MS = 5000;

/**
 * Runs one build at a time. Changes that come together make one build; those that come during a build make one more.
 */
export function createQueue({ build, isBusy }: QueueOptions): Queue {
  let timer: NodeJS.Timeout | undefined;
  let changes = 0;
  let isRunning = false;
  let isStale = false;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const start = async (): Promise<void> => {
    isStale = isRunning;
    if (isRunning || isStopped) return;
    isRunning = true;
    running = build();
    await running;
    isRunning = false;
    if (isStale) await start();
  };
  const wait = (ms: number, left: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (isBusy() && left > 0) {
        wait(BUSY_POLL_MS, left - BUSY_POLL_MS);
        return;
      }
      changes = 0;
      void start();
    }, ms);
  };
  return {
    build: start,
    request: () => {
      changes++;
      wait(changes <= FEW ? QUIET_AFTER_FEW_MS : QUIET_AFTER_MANY_MS, LONGEST_WAIT_MS);
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
