import { expect, test } from "vitest";
import { quote, toDiagnostic } from "../../src/base/diagnostic.ts";
import { toExactPlace } from "../../src/desk/places.ts";

const TEXT = `---
headline: A line
tags: [aid, "said", paid]
related:
  - one.md # first
  - two.md
image: picture.png
---
`;

const place = (line: number, message: string) => {
  const found = toExactPlace(toDiagnostic("tag-single", { file: "a.md", line }, message, ""), TEXT);
  return `${found.line}:${found.column}`;
};

test("a problem of a field stands under the words that it quotes, and not under a part of others", () => {
  expect(place(3, `no other article has the tag ${quote("aid")}`)).toBe("3:8");
  expect(place(3, `no other article has the tag ${quote("said")}`)).toBe("3:14");
  expect(place(4, `related: ${quote("two.md")} names no article`)).toBe("6:5");
});

test("it stands under the value where nothing is quoted, or the quoted is not there", () => {
  expect(place(2, "the article has no dek")).toBe("2:11");
  expect(place(7, `the picture ${quote("other.png")} is not described`)).toBe("7:8");
  expect(place(4, `related: ${quote("picture.png")} names no article`)).toBe("4:1");
  expect(place(1, "nothing to see")).toBe("1:1");
});
