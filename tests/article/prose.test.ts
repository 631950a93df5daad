import fc from "fast-check";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import { readAroundProse } from "../../src/article/prose.ts";
import { readSkeleton } from "../../src/article/skeleton.ts";
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
  const text = "One: “two”, 3.\n\nFour\nfive.\n\n\n- [ ] six\n\nSeven, ~~eight~~.\n\nNine (ten).\n";
  expect(readAround(text)).toEqual(["x\n\n\n- [ ] six\n\nSeven, ~~eight~~.\n\nx\n"]);
});

const phrasing: Readonly<Record<string, string>> = {
  "a link": 'See [the\nplan](/city/plan/?a=1&b=2#c_d "The plan").',
  emphasis: "*One*, **two** and _three\nfour_ — __five__.",
  "what nests": "“One **[two *three*](a.md)** `four`”, and *five **six**.*",
  "an address":
    "The report is at https://reports.example/a-b/c.html.\nhttps://d.example/, and *see http://e.example it*",
  code: "Call `a_b[*]`.",
  "an escape": "One\\*, **two\\_** and [three\\]](a.md)\nfour \\#5\\.",
  "an ampersand": "Research & development at R&D",
  "a line that begins with a mark": "**One:** two\n[three](b.md)\n_four_",
  "a line that begins with a number": "9:30 a.m.\n1,800 people, 2.5 million euros",
};

test.for(Object.entries(phrasing))("paragraphs with %s are prose", ([, text]) => {
  expect(readAround(text)).toEqual(["x"]);
});

test("headings and quotes of one line are prose", () => {
  expect(readAround("## One *two*\n\n> “Three”, [four](a.md).\n\n#### 5. six\n")).toEqual(["x\n"]);
});

test("lists whose items are a line each are prose", () => {
  expect(readAround("- One *two*\n- three\n\nFour:\n\n1. five\n1. [six](a.md)\n\n## Seven\n\n+ eight\n")).toEqual([
    "x\n",
  ]);
});

test("tables from pipe to pipe are prose", () => {
  const table = "| One | *two* | |\n|:-|:-:|-|\n| three | [four](a.md), five |\n||\n|  six | | | seven |";
  expect(readAround(`Eight:\n\n${table}\n\n| nine |\n| -: |\n`)).toEqual(["x\n"]);
});

test("notes of a line each, and references to them, are prose", () => {
  const notes = "[^b]: Three\n[^C-1]: *Four*[^a]\n\n[^a]: five\n";
  expect(readAround(`One[^a], *two*[^c-1].\n\n- three[^B]\n\n${notes}`)).toEqual(["x\n"]);
});

test("where a note is read, all references and notes are", () => {
  const text = "One[^a].\n\nTwo.\n\n[^a]: three\n\n[^b]: four\n\n    five";
  expect(readAround(text)).toEqual(["One[^a].\n\nx\n\n[^a]: three\n\n[^b]: four\n\n    five"]);
});

test("what follows prose stands in its place", () => {
  expect(readAround("---\n\n---\nOne\ntwo.\n\n~~a~~\n~~b~~\n\nThree.\n\n- four\n\n  five")).toEqual([
    "---\n\n---\nx\n\n~~a~~\n~~b~~\n\nx\n\n- four\n\n  five",
  ]);
});

const read: Readonly<Record<string, string>> = {
  "a mark within a word": "One_two.",
  "a mark that is not closed": "*One",
  "marks that cross": "*One _two* three_",
  "marks of unequal length": "**One*",
  "a mark between blanks": "2 * 3 * 4",
  "a mark beside a character of two units": "*🗞 one*",
  "a picture": "One ![two](three.jpg)",
  "a link by reference": "[One][two] and [three]",
  "a link within a link": "[one [two](a.md)](b.md)",
  "an address with brackets": "[one](a_(b))",
  "a backslash": "One\\a",
  "a backslash at the end of a line": "One\\\ntwo",
  "an escape that makes an address": "www\\.a.example",
  "a reference to a character": "One &amp; [two](a?b&amp;c)",
  "two marks of code": "``one``",
  "a note that is not defined": "One[^two]",
  "a note below a line": "One\n[^two]: three",
  "what may be a note or a link": "One[^two](three)\n\n[^two]: four",
  "a note of several blocks": "[^one]: two\n\n    three",
  "a row without a pipe at its end": "| one | two\n| - | - |",
  "a head of another width": "| one |\n| - | - |",
  "a pipe that is escaped": "| one \\| |\n| - |",
  "a task": "[ ] one",
  "a definition": "[one]: two",
  "an address without its scheme": "See www.a.example.",
  "an address that may go on": "See https://a.example/b_(c)?d=1",
  "an address in the text of a link": "[See https://a.example it](b)",
  "a blank at the end of a line": "One \ntwo.",
  "a line that may begin a list": "One\n2. two",
  "an underline": "One\n===",
  "a character that is none to be seen": "One\u0000.",
  "an indented line": "One\n two.",
  "a heading that is closed": "## One ##",
  "a line under a heading": "## One\ntwo",
  "a quote of two lines": "> One\n> two",
  "a list in a quote": "> - one",
  "items with blank lines between": "- one\n\n- two",
  "items of two lists": "- one\n* two",
  "an item that goes on": "- one\n  two",
  "a list in an item": "- 1. one",
  "a list that does not begin with 1": "2. one",
  "a list after lines that may be its own": "[^1]\n- one\n\n- two",
};

test.for(Object.entries(read))("what has %s is read", ([, text]) => {
  expect(readAround(text)).toEqual([text]);
});

test("quotes, lists and notes below what is read are read, for a fence above them may be open", () => {
  for (const block of ["> one", "- one", "1. one", "[^1]: one"]) {
    const text = `- ~~~\n  two\n\n${block}\n\n## three`;
    expect(readAround(text)[0]).toContain(block);
    readAround(`> ~~~\n> two\n\n${block}`);
  }
});

const blocks: Readonly<Record<string, string>> = {
  "an open fence": "```\n\nOne.\n\n```",
  "raw HTML": "<!--\n\nOne.\n\n-->",
};

test.for(Object.entries(blocks))("prose in %s is read with all of the text", ([, text]) => {
  expect(readAround(text).at(-1)).toBe(text);
});

const pieces = [
  ..."a|bc| | | |*|**|_|__|[|]|(|)|](a.md)|](u 't')|](b?c&d)|`|é|🗞|\u0301|\u00a0|&|&amp|;|!|^|-|1.|9:30|.|,|\"|“|—|\n|\n|\n\n".split(
    "|",
  ),
  ...[
    "[d](e)",
    "https://s.example/t-u. ",
    "\n\n## ",
    "\n\n> ",
    "\n\n- ",
    "\n- ",
    "\n\n1. ",
    "\n2. ",
    '[f](g "h i")',
    "*j*",
    "**k**",
    "_l_",
    "`m`",
    "`*n`",
    "[**o**](p)",
    "*[q](r)*",
    ...["\\*", "\\_", "\\[", "\\\\", "\\.", "\\|", "\\\n"],
    ...["[^n]", "[^N]", "[^o-1]", "\n\n[^n]: ", "\n[^o-1]: ", "\n\n[^p_q]: r\n"],
    ...["\n\n| ", " |\n| - |\n| ", " | ", " |\n|:-|-: |\n|", " |\n", "\n\n| s | *t* |\n| - | :-: |\n| u | [v](w) |"],
  ],
];

test("the tree of paragraphs of any marks is the one of the whole, positions included", () => {
  const anyPhrasing = fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(anyPhrasing, (text) => void readAround(text)),
    { numRuns: 5 * numRuns },
  );
});

test("the tree of any text is the one of the whole, positions included", () => {
  fc.assert(
    fc.property(anyArticle, (text) => void readAround(text)),
    { numRuns },
  );
});

const withHead = whole().use(remarkFrontmatter, ["yaml"]).freeze();

test.for(["x", "x\n", "\nx", "\n\nx\n"])("what is left of prose alone needs no parser: %j", (letter) => {
  for (const head of ["", "---\n---\n", "---\n\n---\n", "---\n\n\n\n---\n"]) {
    expect(readSkeleton(head + letter)).toEqual(withHead.parse(head + letter));
  }
});

test.for(["y", "x.", "x\n\n", " x", "---\nx"])("where something else is left a parser is needed: %j", (text) => {
  expect(readSkeleton(text)).toBeNull();
});
