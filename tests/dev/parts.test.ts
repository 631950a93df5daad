import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { createChanges } from "../../src/dev/changes.ts";
import { createQueue } from "../../src/dev/queue.ts";
import { createTimers } from "../../src/dev/timers.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("a build that is asked for while another is under way begins when that has ended", async () => {
  const log: string[] = [];
  const build = async () => {
    log.push("begins");
    await wait(5);
    log.push("ends");
  };
  const queue = createQueue({ build, isBusy: () => false });
  await Promise.all([queue.build(), queue.build(), queue.build()]);
  expect(log).toEqual(["begins", "ends", "begins", "ends"]);
});

test("a git that seems to be at work for ever is waited for five seconds", () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let builds = 0;
  const build = async () => {
    builds++;
  };
  createQueue({ build, isBusy: () => true }).request();
  vi.advanceTimersByTime(4900);
  expect(builds).toBe(0);
  vi.advanceTimersByTime(300);
  expect(builds).toBe(1);
});

test("a timer takes the place of the one of its name, and one for many weeks does not ring at once", async () => {
  const timers = createTimers<"alarm" | "check">();
  const rung: string[] = [];
  timers.start("check", 1, () => rung.push("first"));
  timers.start("check", 1, () => rung.push("second"));
  timers.start("alarm", 2 ** 32, () => rung.push("alarm"));
  await wait(30);
  timers.stopAll();
  expect(rung).toEqual(["second"]);
});

test("a folder that comes or goes may bring files along: then anything may have changed", () => {
  const changes = createChanges();
  expect(changes.take().touched).toBe("anything");
  changes.touch("change", "/site/content/a.md");
  expect(changes.take().touched).toEqual(new Set(["/site/content/a.md"]));
  changes.touch("addDir", "/site/content/city");
  expect(changes.take().touched).toBe("anything");
});
