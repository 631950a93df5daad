import fc from "fast-check";
import { expect, test } from "vitest";
import { type Columns, fromColumns, toColumns } from "../../src/engine/columns.ts";

const row = fc.record({
  file: fc.string(),
  kind: fc.constantFrom("news", "opinion"),
  closed: fc.constant(false),
  date: fc.record({ ms: fc.integer(), iso: fc.string() }),
  tags: fc.array(fc.record({ slug: fc.string(), name: fc.string() }), { maxLength: 2 }),
  related: fc.constant({ pin: [], off: false }),
  extra: fc.oneof(fc.constant(null), fc.jsonValue()),
});

test("rows of one kind, and values of any, come back from their columns through JSON as they were", () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(row, { maxLength: 9 }), fc.array(fc.jsonValue(), { maxLength: 9 })), (values) => {
      // As JSON has them: it knows no -0.
      const rows = JSON.parse(JSON.stringify(values)) as unknown[];
      const columns = JSON.parse(JSON.stringify(toColumns(rows))) as Columns;
      // In text: the order of keys counts, and `__proto__` is a key like others.
      expect(JSON.stringify(fromColumns(columns, rows.length))).toBe(JSON.stringify(rows));
    }),
  );
});

test("a key that would be set as the prototype stays a key", () => {
  const rows = JSON.parse('[{"__proto__": {"draft": true}}, {"__proto__": {"draft": false}}]') as unknown[];
  const back = fromColumns(toColumns(rows), 2);
  expect(JSON.stringify(back)).toBe(JSON.stringify(rows));
  expect(back.map((value) => Object.getPrototypeOf(value))).toEqual([Object.prototype, Object.prototype]);
});

test("what is the same in all rows stands once, and is shared", () => {
  const rows = ["a", "b", "c"].map((file) => ({ file, kind: "news", related: { pin: [] } }));
  const columns = toColumns(rows);
  expect(JSON.stringify(columns).match(/news|pin/g)).toHaveLength(2);
  const [first, second] = fromColumns(columns, 3) as typeof rows;
  expect(first?.related).toBe(second?.related);
});
