import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import { readApart } from "../../src/article/apart.ts";
import { findAutolinkReason, findGfmReason } from "../../src/article/gfm.ts";

const plain = unified().use(remarkParse).freeze();
const readPlain = (text: string) => plain.parse(text);
const whole = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).freeze();

/** The texts that were read in full; the tree must be that of the whole. */
function readInFull(text: string): readonly string[] {
  const full: string[] = [];
  const cheap = { findTextReason: findGfmReason, findTreeReason: findAutolinkReason, read: readPlain };
  const { mdast } = readApart(text, cheap, (part) => {
    full.push(part);
    return whole.parse(part);
  });
  expect(mdast).toEqual(whole.parse(text));
  return full;
}

test("a plain text is not read in full", () => {
  expect(readInFull("One.\n\n- two\n\n> three\n")).toEqual([]);
});

test("a paragraph, a table and notes are read apart, in their places", () => {
  const text =
    "One.\n\nSee www.a.example.\n\n## Two[^n]\n\n- three\n\n| a |\n| - |\n| b |\n\n\n[^n]: Note\n[^m]: *four*\n\nFive.\n";
  expect(readInFull(text)).toEqual([
    "See www.a.example.\n\n## Two[^n]\n\n| a |\n| - |\n| b |\n\n[^n]: Note\n[^m]: *four*",
  ]);
});

test("an address that only the tree shows is read apart", () => {
  expect(readInFull("One.\n\nTwo (https://a.example).\n\nThree.")).toEqual(["Two (https://a.example)."]);
});

test("what is read apart sees the definitions", () => {
  expect(readInFull("~~a~~ [b]\n\nOne.\n\n[b]: c.md\n")).toEqual(["~~a~~ [b]\n\n[b]: c.md\n"]);
});

const inseparable: Readonly<Record<string, string>> = {
  "a list that goes on": "- ~~a~~\n\n- b",
  "a list that began": "- a\n\n  ~~b~~",
  "an open fence": "```\n\n~~a~~\n\n```",
  "a quote below an open fence in a list": "- ```\n  a\n\n> ~~b~~\n\nc",
  "a note below raw HTML in a list": "b[^c]\n\n- <!--\n  a\n\n[^c]: d",
  "an empty list below indented code": "## a\n    ~~b~~\n\n- ",
  "raw HTML": "<!--\n\n~~a~~\n\n-->",
  "a note of several paragraphs": "a[^b]\n\n[^b]: c\n\n    d\n\ne",
  "a definition among other text": "~~a~~ [b]\n\n> [b]: c.md",
  "a definition in code": "~~a~~ [b]\n\n```\n\n[b]: c.md\n\n```",
  "what looks like a head": "One.\n\n---\n~~a~~\n---",
};

test.for(Object.entries(inseparable))("%s is read with all of its text", ([, text]) => {
  expect(readInFull(text)).toEqual([text]);
});
