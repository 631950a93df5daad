import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { buildClean, buildOnDisk, createMemo, readTree } from "./builds.ts";
import { EditedSite } from "./edited-site.ts";
import { anyEdit, apply } from "./edits.ts";

const CLI = join(import.meta.dirname, "..", "..", "src", "cli.ts");
/** `npm test` kills some builds; `npm run test:long` more. */
const KILLS = Math.ceil(Number(process.env.BROADSHEET_RUNS ?? 200) / 50);

/** Builds in a process of its own and kills that after some ms, or lets it end. */
async function buildAndKill(site: EditedSite, afterMs: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [CLI, "build", "--root", site.root, "--now", new Date(site.now).toISOString()],
    {
      stdio: "ignore",
    },
  );
  const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
  await new Promise((done) => child.once("exit", done));
  clearTimeout(timer);
}

test("a build that was killed at any moment is repaired by the next", { timeout: 3_600_000 }, async () => {
  const memo = createMemo();
  const begun = new EditedSite(150);
  onTestFinished(() => begun.dispose());
  await buildOnDisk(begun);
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEdit, { minLength: 5, maxLength: 15 }),
      fc.nat(900),
      fc.boolean(),
      async (edits, afterMs, isNew) => {
        const site = new EditedSite(begun);
        try {
          if (isNew) rmSync(join(site.root, "dist"), { recursive: true });
          for (const edit of edits) apply(site, edit);
          const clean = await buildClean(site, memo);
          if (clean.hasErrors) return;
          await buildAndKill(site, afterMs);
          const shown = existsSync(join(site.root, "dist")) ? readTree(join(site.root, "dist")) : {};
          for (const [path, text] of Object.entries(shown)) {
            if (path.endsWith(".html")) expect(text).toMatch(/<\/html>\s*$/);
          }
          expect((await buildOnDisk(site)).files).toEqual(clean.files);
          expect(existsSync(join(site.root, "dist", ".broadsheet-tmp"))).toBe(false);
        } finally {
          site.dispose();
        }
      },
    ),
    { numRuns: KILLS },
  );
});

test("two workers give what one thread gives", async () => {
  const site = new EditedSite(300);
  const one = await buildClean(site, createMemo());
  expect((await buildOnDisk(site, 2)).files).toEqual(one.files);
  site.dispose();
});

test("a cache whose files hold junk costs time and a warning, never a page", async () => {
  const site = new EditedSite(30);
  const { files } = await buildOnDisk(site);
  const folder = join(site.root, ".broadsheet");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  expect(names).toContain(join("long", "settled%20en"));
  for (const name of names.filter((own) => statSync(join(folder, own)).isFile())) {
    const bytes = readFileSync(join(folder, name));
    for (let index = 0; index < bytes.length; index += 97) bytes[index] = 0x55;
    writeFileSync(join(folder, name), bytes);
    await buildAndKill(site, 60_000);
    expect(readTree(join(site.root, "dist"))).toEqual(files);
  }
  site.dispose();
});
