/** How long each part of the work took, in ms, in the order of the parts. */
export interface Stopwatch {
  /** Ends the part that is timed, and begins another. */
  readonly enter: (part: string) => void;
  readonly toTimes: () => Readonly<Record<string, number>>;
}

export function createStopwatch(first: string): Stopwatch {
  const times = new Map<string, number>([[first, 0]]);
  let current = first;
  let since = performance.now();
  const enter = (part: string): void => {
    const now = performance.now();
    times.set(current, (times.get(current) ?? 0) + now - since);
    current = part;
    since = now;
  };
  return {
    enter,
    toTimes: () => {
      enter(current);
      return Object.fromEntries([...times].map(([part, ms]) => [part, Math.round(ms * 10) / 10]));
    },
  };
}
