import { expect, test } from "vitest";
import { type Diagnostic, quote, toDiagnostic } from "../../src/base/diagnostic.ts";
import { toExactPlace } from "../../src/desk/places.ts";
import { toArticle } from "../site.ts";
import { makeSite, run, toConfigFile } from "./command.ts";

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

test("each wrong name of related is told at its own place, however often it is there", async () => {
  const fields =
    "related:\n  exclude: [gone.md, later.md]\n  pin: [news/gone.md, gone.md, gone.md, b.md, b.md, later.md]\n";
  const root = makeSite({
    "broadsheet.config.js": toConfigFile({}),
    "content/a.md": toArticle(fields),
    "content/b.md": toArticle(""),
    "content/later.md": toArticle("draft: true\n"),
    "content/c.md": toArticle('related: ["gone.md", gone.md]\n'),
    "content/d.md": toArticle("related: { exclude: [b.md, c.md], pin: [a.md, c.md, b.md] }\n"),
  });
  for (const command of ["check", "build"]) {
    const { stdout } = await run(root, command, "--json", "--no-cache");
    const told = (JSON.parse(stdout).diagnostics as Diagnostic[]).filter(({ code }) => code.startsWith("pin-"));
    expect(told.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`)).toEqual([
      "content/a.md:6:13 pin-unresolved",
      "content/a.md:7:9 pin-unresolved",
      "content/a.md:7:23 pin-unresolved",
      "content/a.md:7:32 pin-unresolved",
      "content/a.md:7:47 pin-repeated",
      "content/a.md:7:53 pin-not-live",
      "content/c.md:5:12 pin-unresolved",
      "content/c.md:5:22 pin-unresolved",
      "content/d.md:5:47 pin-contradicted",
      "content/d.md:5:53 pin-contradicted",
    ]);
  }
});
