import { setFlagsFromString } from "node:v8";

/** Since this version V8 has a compiler between its first and its last, so that code is fast without the last. */
const MAJOR_WITH_MAGLEV = 24;

/** CPU time in µs: who has worked for so long will work for longer. */
const SHORT = 2_000_000;
const LOOK_MS = 250;

/**
 * Does without V8's last compiler until work turns out to be long: where one article of ten thousand was edited, it
 * took a seventh of all CPU time, on other threads, and gave nothing back before the build had ended.
 */
export function compileBriefly(): void {
  if (Number.parseInt(process.versions.node, 10) < MAJOR_WITH_MAGLEV) return;
  setFlagsFromString("--battery-saver-mode");
  const looking = setInterval(() => {
    if (process.cpuUsage().user < SHORT) return;
    compileFully();
    clearInterval(looking);
  }, LOOK_MS);
  looking.unref();
}

/** For work that is long. */
export function compileFully(): void {
  setFlagsFromString("--no-battery-saver-mode");
}
