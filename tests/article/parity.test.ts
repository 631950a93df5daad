import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createParityCheck, type Parity } from "../../src/article/parser-parity.ts";
import { findTextReason } from "../../src/article/satteri-guards.ts";
import type { SourcePath } from "../../src/base/path.ts";
import { anyArticle, anyMarkdown, plainMarkdown } from "./arbitrary.ts";
import { commonMarkExamples, gfmSamples, markdownOptions, numRuns, readRealArticles } from "./corpus.ts";

const hasSatteri = await import("satteri").then(
  () => true,
  () => false,
);

/** What docs/markdown.md says is for remark, each with a text. */
const guarded: Readonly<Record<string, string>> = {
  "a directive": "> ::map",
  "GFM (strikethrough)": "a*~*",
  "GFM (table)": "one\n:-",
  "a bare address": "(http://…)",
  "a backslash": "\\**The**",
  "a tab": "- a\n    \n      ## b\n    \n    \t\n    c",
  "a line of spaces": "-     \n    a\n        \n#",
  "an empty list item": "[a]: b\n#\n 2)\n```\nc\n```",
  "emphasis of both kinds side by side": "*__a__*b",
  "emphasis beside an unusual character": "**🗞*[* a",
  "a quote without a blank line before it": "- a\n> 2) b\n> \n> 1. c\n> d",
  "a quote or a list below code in a list": "- ```\n  two\n\n> b",
  "a definition among other text": "[a]: b\n```\nc\n```\n- 2) d",
  "a label of more than one line": "- [a\n  b]\n\n[a b]: c\n",
  "raw HTML in a list or a quote": "1. <!-- a -->\n- - -",
  "a list in a quote": "> 1. a\n> \n> \n> b",
  "a quote in a list or a quote": "> > a",
  "raw HTML in the description of a picture": '![<a\n   href="b">](c)',
};

describe.runIf(hasSatteri)("with satteri an article's HTML, facts and diagnostics are remark's", () => {
  let compare: (text: string) => Parity;
  beforeAll(async () => {
    const check = await createParityCheck(markdownOptions);
    compare = (text) => check({ file: "content/a.md" as SourcePath, text, lang: "en" });
  });

  test("emphasis is the same beside every character that is called usual", () => {
    const toTexts = (c: string) => [
      ...[`a**${c}b**c`, `a **${c}b** c`, `a*${c}b*c`, `a_${c}b_c`, `a **b${c}** c`, `a **b${c}**c`, `a${c}**b** c`],
      ...[`a${c}**b**${c}c`, `**b**${c} c`, `_b_${c}c`, `${c}_b_`, `a *b${c}*`, `*${c}*`, `a_b${c}_ c`, `a${c}*b*c`],
    ];
    for (let code = 0xa0; code < 0x2300; code++) {
      const character = String.fromCharCode(code);
      if (/\p{L}/u.test(character)) continue;
      const text = toTexts(character).join("\n\n");
      if (findTextReason(text) === null) expect({ code, ...compare(text) }).toMatchObject({ code, differences: [] });
    }
  });

  test("in the CommonMark specification", () => {
    for (const text of commonMarkExamples) expect(compare(text).differences, text).toEqual([]);
  });

  test("in GFM, which remark reads", () => {
    for (const text of gfmSamples) expect(compare(text).differences, text).toEqual([]);
  });

  test("in real articles", ({ skip }) => {
    const articles = readRealArticles(100);
    if (articles.length === 0) skip("there is no ../shared/relevance here");
    for (const text of articles) expect(compare(text).differences).toEqual([]);
  });

  test("in any text", () => {
    fc.assert(
      fc.property(
        fc.oneof({ arbitrary: plainMarkdown, weight: 4 }, { arbitrary: anyArticle, weight: 3 }, anyMarkdown),
        (text) => {
          expect(compare(text).differences).toEqual([]);
        },
      ),
      { numRuns },
    );
  });

  test.for(Object.entries(guarded))("because remark reads %s", ([reason, text]) => {
    expect(compare(text).remarkReason).toBe(reason);
  });

  test("and plain articles are read by satteri", () => {
    const text =
      "---\n\n---\n\nA *plain* [article](https://a.example).\n\n- One\n- **Two**\n\n> Said he.\n\n<div>\n\n```js\nx\n```\n";
    expect(compare(text)).toEqual({ remarkReason: null, differences: [] });
  });
});

test.runIf(hasSatteri)("a plugin that extends the syntax sends every article to remark", async () => {
  const check = await createParityCheck({ ...markdownOptions, remarkPlugins: [join(import.meta.dirname, "shout.ts")] });
  const { remarkReason } = check({ file: "content/a.md" as SourcePath, text: "Plain.", lang: "en" });
  expect(remarkReason).toBe("a plugin that extends the syntax");
});
