import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Diagnostic, toDiagnostic } from "../../src/base/diagnostic.ts";
import { startDevServer } from "../../src/dev/server.ts";

test("what changes during the first build is built after it, not beside it", async () => {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-dev-server-"));
  let underWay = 0;
  let most = 0;
  let builds = 0;
  const server = await startDevServer({
    watched: [root],
    port: 0,
    host: "127.0.0.1",
    log: () => undefined,
    build: async () => {
      most = Math.max(most, ++underWay);
      // Longer than the queue waits for a second save.
      for (let save = 0; save < 3 && builds === 0; save++) {
        writeFileSync(join(root, `story-${save}.md`), "");
        await wait(150);
      }
      underWay--;
      builds++;
      return { diagnostics: [], files: () => new Map() };
    },
  });
  await expect.poll(() => builds, { timeout: 5000 }).toBeGreaterThan(1);
  await server.close();
  rmSync(root, { recursive: true });
  expect(most).toBe(1);
});

test("an error that has gone without a word is taken back when all is looked at again", async () => {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-dev-server-"));
  const error = { ...toDiagnostic("date-missing", { file: "content/a.md" }, "date is missing", ""), severity: "error" };
  const told: string[] = [];
  const server = await startDevServer({
    watched: [root],
    port: 0,
    host: "127.0.0.1",
    log: () => undefined,
    build: async (_url, touched) => {
      // The second build fails; what mended it is told by nobody.
      const fails = touched !== "anything";
      const diagnostics = fails ? [error as Diagnostic] : [];
      return { diagnostics, files: () => new Map(), hasChanged: false };
    },
  });
  const response = await fetch(new URL("/__broadsheet/events", server.url));
  const reading = (async () => {
    for await (const chunk of response.body ?? []) told.push(new TextDecoder().decode(chunk));
  })().catch(() => undefined);
  writeFileSync(join(root, "a.md"), "");
  await expect.poll(() => told.at(-1), { timeout: 5000 }).toContain("date is missing");
  await expect.poll(() => told.at(-1), { timeout: 5000 }).toContain('"problems":[]');
  await server.close();
  await reading;
  rmSync(root, { recursive: true });
});
