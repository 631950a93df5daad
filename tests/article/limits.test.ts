import { expect, test } from "vitest";
import { createFrontmatterParser } from "../../src/article/frontmatter.ts";
import { splitHead } from "../../src/article/head.ts";
import { findLimitProblem } from "../../src/article/limits.ts";
import { findStrayFields } from "../../src/article/stray-fields.ts";
import { toSourcePath } from "../../src/base/path.ts";

const refused: Readonly<Record<string, readonly [text: string, line: number, message: string]>> = {
  "quotes within quotes": [`One.\n\n${">".repeat(51)} two`, 3, "quotes, lists or notes are nested 51 deep in one line"],
  "notes within notes": ["[^a]: - ".repeat(26), 1, "quotes, lists or notes are nested 52 deep"],
  "notes one after the other": ["[^a]: b\n    [^a]: c\n".repeat(1001), 2001, "changes between lists, quotes, notes"],
  "lists within lists": [
    Array.from({ length: 51 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n"),
    51,
    "lists are nested more than 50 deep",
  ],
  "quotes one after the other": ["> a\n\n".repeat(2001), 4001, "changes between lists, quotes, notes"],
  "lists one after the other": ["1. a\n   b\n\nc\n\n".repeat(1001), 5001, "changes between lists, quotes, notes"],
  "lists that are indented": ["   - a\n\n  b\n\n".repeat(1001), 4001, "changes between lists, quotes, notes"],
  directives: ["One.\n".concat(":::note\n".repeat(51)), 52, "51 directives such as :::note are open"],
  "lines below headings": ["a\n===\nb\n---\n".repeat(1001), 4002, "too many lines of === or ---"],
  "remarks that do not end": ["a <!-- ".repeat(2001), 1, "one paragraph holds too many beginnings of remarks"],
  "marks of emphasis": ["*a ".repeat(1001), 1, "one paragraph holds too many * and _ marks"],
  pictures: ["![a](b) ".repeat(1001), 1, "one paragraph holds too many images"],
  "signs behind an address": [
    `One.\n\nSee http://a.test/${"'!".repeat(501)}b.`,
    3,
    "one paragraph holds too many signs such as ! and ' behind an address",
  ],
  "runs of backticks": [
    Array.from({ length: 61 }, (_, length) => "`".repeat(length + 1)).join(" "),
    1,
    "one paragraph holds too many runs of backticks",
  ],
};

test.for(Object.entries(refused))("too many %s are refused, with their line", ([, [text, line, message]]) => {
  expect(findLimitProblem(text)).toMatchObject({ line, message: expect.stringContaining(message) });
});

const accepted: Readonly<Record<string, string>> = {
  "a long list whose items go on": "- a\n  b\n\n  c\n".repeat(3000),
  "a long quote": "> a\n>\n> b\n".repeat(3000),
  "some hundred lists and quotes": "- a\n\nb\n\n> c\n\n".repeat(300),
  "many directives that end": ":::note\na\n\n:::pullquote\nb\n:::\n:::\n".repeat(300),
  "many hyphens": "a-b - c ".repeat(3000),
  "a line of dots below an address": `See https://a.test/.\n\n${".".repeat(3000)}\n`,
  "marks in many paragraphs": "*a* ![b](c)\n\n".repeat(3000),
};

test.for(Object.entries(accepted))("%s is not refused", ([, text]) => {
  expect(findLimitProblem(text)).toBeNull();
});

const blanks = " ".repeat(60_000);
const long: Readonly<Record<string, string>> = {
  "blanks in a headline": `---\nheadline: a${blanks}b\n---\n`,
  "blanks in a headline in quotes": `---\nheadline: "a${blanks}b"\n---\n`,
  "blanks in an item": `---\ntags:\n- a${blanks}b\n---\n`,
  "blanks in a date": `---\ndate: "2026${blanks}b"\n---\n`,
  "blanks in text that cannot be read": `---\ndek: "a${blanks}b" c\n---\n`,
  "tabs behind a key": `---\nkicker:${"\t".repeat(60_000)}b\ndek: {{ date }}\n---\n`,
  "letters in a date": `---\ndate: ${"A".repeat(60_000)}\n---\n`,
  "slashes in a slug": `---\nslug: a${"/".repeat(60_000)}b\n---\n`,
  "blanks in a field below the head": `---\nheadline: A\n---\ndraft: a${blanks}b\n`,
  "dashes in a first line": `${"‐".repeat(60_000)}x\n`,
};

test("a head, and what of it stands in the text, is read in a time that grows with its length, whatever it holds a great many of", () => {
  const parse = createFrontmatterParser({ timeZone: "Europe/Madrid" });
  const file = toSourcePath("content/a.md");
  for (const [name, text] of Object.entries(long)) {
    const before = process.cpuUsage();
    const split = splitHead(file, text);
    if ("head" in split) {
      parse(file, split.head);
      findStrayFields(file, split.head);
    }
    expect(process.cpuUsage(before).user, name).toBeLessThan(1_000_000);
  }
});
