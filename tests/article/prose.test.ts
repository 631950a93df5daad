import fc from "fast-check";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import { readAroundProse } from "../../src/article/prose.ts";
import { anyArticle } from "./arbitrary.ts";
import { numRuns } from "./corpus.ts";

const whole = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).freeze();

/** The texts that were given to the parser; the tree must be that of the whole. */
function readAround(text: string): readonly string[] {
  const given: string[] = [];
  const mdast = readAroundProse(text, (rest) => {
    given.push(rest);
    return whole.parse(rest);
  });
  expect(mdast).toEqual(whole.parse(text));
  return given;
}

test("a letter is read in place of paragraphs of prose", () => {
  const text = "One: “two”, 3.\n\nFour\nfive.\n\n\n## Six\n\nSeven, *eight*.\n\nNine (ten).\n";
  expect(readAround(text)).toEqual(["x\n\n\n## Six\n\nSeven, *eight*.\n\nx\n"]);
});

test("what follows prose stands in its place", () => {
  expect(readAround("---\n\n---\nOne\ntwo.\n\n| a |\n| - |\n| b |\n\nThree.\n\n- four")).toEqual([
    "---\n\n---\nx\n\n| a |\n| - |\n| b |\n\nx\n\n- four",
  ]);
});

const read: Readonly<Record<string, string>> = {
  "a mark": "One_two.",
  "an address": "See www.a.example.",
  "a blank at the end of a line": "One \ntwo.",
  "a line that may begin a list": "One\n2. two",
  "an underline": "One\n===",
  "a character that is none to be seen": "One\u0000.",
  "an indented line": "One\n two.",
};

test.for(Object.entries(read))("a paragraph with %s is read", ([, text]) => {
  expect(readAround(text)).toEqual([text]);
});

const blocks: Readonly<Record<string, string>> = {
  "an open fence": "```\n\nOne.\n\n```",
  "raw HTML": "<!--\n\nOne.\n\n-->",
};

test.for(Object.entries(blocks))("prose in %s is read with all of the text", ([, text]) => {
  expect(readAround(text).at(-1)).toBe(text);
});

test("the tree of any text is the one of the whole, positions included", () => {
  fc.assert(
    fc.property(anyArticle, (text) => void readAround(text)),
    { numRuns },
  );
});
