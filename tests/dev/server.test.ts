import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
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
      return { diagnostics: [], files: new Map() };
    },
  });
  await expect.poll(() => builds, { timeout: 5000 }).toBeGreaterThan(1);
  await server.close();
  rmSync(root, { recursive: true });
  expect(most).toBe(1);
});
