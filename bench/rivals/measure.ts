/** Measures whole processes: what the kernel says that a command and all its threads and children used. */
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface Command {
  readonly command: readonly string[];
  readonly folder: string;
  readonly timeout: number;
}

/** Times in seconds, memory in MB. */
export interface Measure {
  readonly wall: number;
  /** User and system time together. */
  readonly cpu: number;
  /** The most that the largest process held at once. */
  readonly peak: number;
  /** The part of the machine, 0 to 1, that other processes used meanwhile. */
  readonly others: number;
  /** Why the run does not count; null: it does. */
  readonly failure: string | null;
}

/** GNU time: wait4(2) counts the threads of a process, and the children that it waited for. */
const timer = "/usr/bin/time";
const environment = { NODE_ENV: "production", ASTRO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };

export async function measure({ command, folder, timeout }: Command): Promise<Measure> {
  if (!existsSync(timer)) throw new Error(`${timer} is missing: install GNU time`);
  await waitForQuiet();
  const scratch = mkdtempSync(join(tmpdir(), "bench-"));
  const [figures, log] = [join(scratch, "figures"), join(scratch, "log")];
  const output = openSync(log, "w");
  const before = readBusy();
  const start = performance.now();
  const child = spawn(timer, ["-q", "-f", "%U %S %M", "-o", figures, ...command], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", output, output],
    detached: true,
  });
  const stop = (): void => void (child.pid && process.kill(-child.pid, "SIGKILL"));
  const alarm = setTimeout(stop, timeout * 1000);
  process.once("exit", stop);
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const wall = (performance.now() - start) / 1000;
  clearTimeout(alarm);
  process.off("exit", stop);
  closeSync(output);
  const busy = readBusy() - before;
  const failure =
    code === 0 ? null : `exit ${code ?? "after the time limit"}: ${toLastLine(readFileSync(log, "utf8"))}`;
  const [user = 0, system = 0, kilobytes = 0] =
    code === null ? [] : readFileSync(figures, "utf8").trim().split(" ").map(Number);
  rmSync(scratch, { recursive: true });
  const cpu = user + system;
  return { wall, cpu, peak: kilobytes / 1000, others: Math.max(0, busy - cpu) / (wall * cpus().length), failure };
}

/** Waits until others leave the machine alone, 2 seconds at most. */
async function waitForQuiet(): Promise<void> {
  for (let attempt = 0; attempt < 4; attempt++) {
    const before = readBusy();
    await sleep(500);
    if (readBusy() - before < 0.05 * cpus().length) return;
  }
}

/** Seconds for which the processors have worked since the machine started. */
function readBusy(): number {
  return cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0);
}

function toLastLine(text: string): string {
  const lines = text.trim().split("\n").filter(Boolean);
  return (lines.find((line) => /error|unknown|no option|not found/i.test(line)) ?? lines.at(-1) ?? "")
    .trim()
    .slice(0, 200);
}
