/** Timers by name, one of each at a time. */
export interface Timers<Name extends string> {
  /** Starts a timer; one that runs under the same name is stopped. */
  readonly start: (name: Name, ms: number, end: () => void) => void;
  readonly stop: (name: Name) => void;
  readonly stopAll: () => void;
}

/** Timers of Node count in 31 bits. */
const LONGEST_MS = 2 ** 31 - 1;

/** A timer for longer than Node can count ends too early. */
export function createTimers<Name extends string>(): Timers<Name> {
  const running = new Map<Name, NodeJS.Timeout>();
  const stop = (name: Name): void => clearTimeout(running.get(name));
  return {
    start: (name, ms, end) => {
      stop(name);
      running.set(name, setTimeout(end, Math.min(ms, LONGEST_MS)));
    },
    stop,
    stopAll: () => {
      for (const name of running.keys()) stop(name);
    },
  };
}
