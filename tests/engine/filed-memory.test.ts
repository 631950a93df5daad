import { expect, test } from "vitest";
import { digestOf } from "../../src/base/digest.ts";
import { createFiledMemory } from "../../src/engine/filed-memory.ts";
import { createMemoryRecords } from "../../src/engine/recall.ts";

test("rows are filed for the next build, and made anew from anything else, or by other code", () => {
  const records = createMemoryRecords();
  const rows = [
    { path: "a/index.html", isIndexed: true },
    { path: "b/index.html", isIndexed: true },
    { path: "c/index.html", isIndexed: false },
  ];
  let made = 0;
  const keep = (code: string, mark: string, now: readonly object[] = rows) =>
    createFiledMemory(records, digestOf(code)).keepRows("lists", mark, () => {
      made++;
      return now;
    });
  expect(keep("code", "mark")).toBe(rows);
  expect(keep("code", "mark")).toEqual(rows);
  expect(made).toBe(1);
  expect(keep("code", "other", [])).toEqual([]);
  expect(keep("code", "other")).toEqual([]);
  expect(made).toBe(2);
  expect(keep("other code", "other")).toBe(rows);
});
