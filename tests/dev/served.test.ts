import fc from "fast-check";
import { expect, test } from "vitest";
import type { OutputPath } from "../../src/base/path.ts";
import { createServedTarget, type ServedTarget } from "../../src/output/memory.ts";

/** What a build makes: keys by path; a key is what the file holds. */
const build = fc.dictionary(fc.constantFrom("a.html", "b.html", "c.html", "d.html"), fc.constantFrom("1", "2", "3"));

const toShown = (target: ServedTarget) =>
  Array.from(target.files(), ([path, { key, content }]) => ({ path, key, content })).sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );

/** Defers each file that is not kept, and makes those that are asked for. */
function run(target: ServedTarget, files: Readonly<Record<string, string>>, isAsked: (path: string) => boolean): void {
  for (const [path, key] of Object.entries(files)) {
    if (!target.keep(path as OutputPath, key)) target.defer?.(path as OutputPath, key);
  }
  target.commit();
  for (const [path, { key, content }] of target.files()) {
    if (content === null && isAsked(path)) target.fill(path, key, { text: key });
  }
}

test("whatever builds came after the last good one, going back shows what it showed", () => {
  fc.assert(
    fc.property(build, fc.array(fc.tuple(build, fc.boolean())), (good, later) => {
      const target = createServedTarget();
      run(target, good, () => true);
      target.settle();
      const before = toShown(target);
      for (const [files, isAsked] of later) run(target, files, () => isAsked);
      target.revert();
      expect(toShown(target)).toEqual(before);
      // And the next build begins from there.
      run(target, good, () => false);
      expect(toShown(target)).toEqual(before);
    }),
  );
});

test("a file that another build has put meanwhile is not filled with what an earlier one made", () => {
  const target = createServedTarget();
  run(target, { "a.html": "1" }, () => false);
  run(target, { "a.html": "2" }, () => false);
  target.fill("a.html" as OutputPath, "1", { text: "1" });
  expect(toShown(target)).toEqual([{ path: "a.html", key: "2", content: null }]);
});
