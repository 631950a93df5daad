import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { buildClean, buildOnDisk, createLastingBuilds, createMemo, type Seen } from "./builds.ts";
import { EditedSite } from "./edited-site.ts";
import { anyEdit, apply } from "./edits.ts";

/** `npm test` tries some sequences; `npm run test:long` some hundreds. */
const RUNS = Number(process.env.BROADSHEET_RUNS ?? 200);

test("after any sequence of edits an incremental build equals a clean one, and so does one of a process that has built before", {
  timeout: 3_600_000,
}, async () => {
  const memo = createMemo();
  const begun = new EditedSite(60);
  onTestFinished(() => begun.dispose());
  begun.configure(0);
  // With errors nothing would be published, and nothing compared.
  expect((await buildOnDisk(begun)).hasErrors).toBe(false);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyEdit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      // Some are built by one process too, as `dev` does.
      fc.constantFrom(false, false, true),
      async (steps, isLasting) => {
        const site = new EditedSite(begun);
        try {
          const buildAgain = isLasting ? createLastingBuilds(site, memo) : null;
          await buildOnDisk(site);
          await buildAgain?.();
          let lastGood: Seen["files"] | null = null;
          for (const edits of steps) {
            for (const edit of edits) apply(site, edit);
            const incremental = await buildOnDisk(site);
            const clean = await buildClean(site, memo);
            if (!clean.hasErrors) lastGood = clean.files;
            const lasting = await buildAgain?.();
            for (const seen of [incremental, ...(lasting === undefined ? [] : [lasting])]) {
              expect(seen.problems).toEqual(clean.problems);
              if (lastGood !== null) expectSame(seen.files, lastGood);
            }
          }
        } finally {
          site.dispose();
        }
      },
    ),
    { numRuns: RUNS },
  );
});

test("after two articles have claimed one address for a while, a process that has built before gives what a clean build gives", async () => {
  const site = new EditedSite(12);
  onTestFinished(() => site.dispose());
  const memo = createMemo();
  const buildAgain = createLastingBuilds(site, memo);
  for (const [file, story] of [...site.articles].slice(0, 2)) {
    const [, section = "", slug = ""] = /^content\/(\w+)\/(.+)\.md$/.exec(file) ?? [];
    const [rival, own] =
      [...site.articles].findLast(([other]) => other.startsWith(`content/${section}/`) && other !== file) ?? [];
    if (rival === undefined || own === undefined) continue;
    site.save(rival, { ...own, fields: { ...own.fields, slug } });
    expect((await buildAgain()).hasErrors).toBe(true);
    site.save(rival, own);
    expectSame((await buildAgain()).files, (await buildClean(site, memo)).files);
    site.save(file, story);
  }
});

/** Tells which files differ before how: two whole sites are hard to read. */
function expectSame(actual: Seen["files"], expected: Seen["files"]): void {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [path, text] of Object.entries(expected)) {
    if (actual[path] !== text) expect({ path, text: actual[path] }).toEqual({ path, text });
  }
}
