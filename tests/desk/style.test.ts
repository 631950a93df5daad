import { expect, test } from "vitest";
import { createStyleCheck } from "../../src/article/style.ts";
import { catalogue } from "../../src/base/catalogue.ts";

import { toSourcePath } from "../../src/base/path.ts";
import { makeSite, run, toConfigFile } from "./command.ts";

const FAULTY = `A [name][nobody] and [this](thing), [empty]().

[thing]: https://a.example
[thing]: https://b.example
[unused]: https://c.example

## One

#### Three

**All of it strong**

####### Seven

Three blanks${"   "}
and more.

> A quote
that goes on.
`;

test("each rule finds what it is for, at its place, and advises", () => {
  const found = createStyleCheck()({ file: toSourcePath("a.md"), text: FAULTY, lang: "en" });
  expect([...new Set(found.map(({ code }) => code))].sort()).toEqual(
    Object.keys(catalogue).filter((code) => code.startsWith("style-")),
  );
  expect(found.find(({ code }) => code === "style-heading-skipped")).toMatchObject({ line: 9, column: 1 });
  expect(found.every(({ advice, message }) => advice !== "" && message !== "")).toBe(true);
});

test("what newsrooms write every day is fine", () => {
  const text =
    "He said “it [sic] was […] fine”.[^1]\n\n[^1]: A note.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n- one\n* two\n\n~~gone~~ https://a.example\n";
  expect(createStyleCheck()({ file: toSourcePath("a.md"), text, lang: "en" })).toEqual([]);
});

test("style is looked at when the command line or the configuration asks for it", async () => {
  const article =
    "---\ndate: 2025-03-04\nheadline: A\nsources: []\ndek: x\n---\nText.\n\n[unused]: https://c.example\n\n**Strong**\n\nMore.\n";
  const makeWith = (rules: object) =>
    makeSite({ "broadsheet.config.ts": toConfigFile({ rules }), "content/news/a.md": article });
  const toCodes = async (root: string, ...flags: readonly string[]) =>
    JSON.parse((await run(root, "check", "--json", ...flags)).stdout).diagnostics.map(
      ({ code, severity, line }: Record<string, unknown>) => `${line} ${code} ${severity}`,
    );
  expect(await toCodes(makeWith({}))).toEqual([]);
  expect(await toCodes(makeWith({}), "--style")).toEqual([
    "9 style-definition-unused warning",
    "11 style-emphasis-as-heading warning",
  ]);
  expect(await toCodes(makeWith({ "style-definition-unused": "error" }))).toEqual(["9 style-definition-unused error"]);
  expect(await toCodes(makeWith({ "style-definition-unused": "off" }), "--style")).toEqual([
    "11 style-emphasis-as-heading warning",
  ]);
});
