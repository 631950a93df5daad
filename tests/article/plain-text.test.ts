import fc from "fast-check";
import { expect, test } from "vitest";
import { splitParts } from "../../src/article/parts.ts";
import { toPlainText } from "../../src/article/plain-text.ts";

test("a block has no marks, and a blank for all space that is more or another", () => {
  const piece = fc.constantFrom(
    ..."a1é“ \n\t\u00a0\u2003\u3000\ufeff",
    "\u00011\u0001",
    "\u0001",
    "\u0002",
    "\u00032\u0003",
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((all) => all.join("")),
      (value) => {
        const unmarked = value.replaceAll(/[\u0001\u0003]\d+[\u0001\u0003]|\u0002/g, "").trim();
        const clean = unmarked.replaceAll(/\s+/g, (space) => (space.includes("\n\n") ? "\n\n" : " "));
        expect(toPlainText({ type: "root", children: [{ type: "text", value }] })).toBe(clean);
      },
    ),
  );
});

test("parts are what stands between blank lines that a line at the margin follows", () => {
  const piece = fc.constantFrom("a", " ", "\n", "\n\n", "é", "😀");
  fc.assert(
    fc.property(
      fc.array(piece).map((all) => all.join("")),
      fc.constantFrom("", "---\n\n---\n"),
      (body, head) => {
        const text = head + body;
        const gaps = Array.from(text.matchAll(/(?<!\n)\n\n+(?=\S)/g)).filter(({ index }) => index >= head.length);
        const starts = [head.length, ...gaps.map(({ index, 0: gap }) => index + gap.length)];
        const ends = [...gaps.map(({ index }) => index), text.length];
        expect(splitParts(text)).toEqual(starts.map((start, index) => ({ start, end: ends[index] })));
      },
    ),
  );
});
