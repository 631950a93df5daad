import { expect, test } from "vitest";
import { findOpenEmphasis } from "../../src/desk/emphasis-slips.ts";

const find = (text: string) =>
  findOpenEmphasis(text.split("\n").map((own, index) => ({ text: own, line: index + 1 }))).map(
    ({ line, column, message, advice }) => `${line}:${column} ${message.split(" ")[3]} ${advice}`,
  );

test.for([
  ["The **vote was lost.", "1:5 ** write ** where it ends, or \\*\\* for the sign itself"],
  ["**Late news\nfrom the *harbour*.", "1:1 ** write ** where it ends, or \\*\\* for the sign itself"],
  ["- one **two\n- three** four **five** six", null],
  ["A __bold word and more.", "1:3 __ write __ where it ends, or \\_\\_ for the sign itself"],
  ["She *never said so.", "1:5 * write * where it ends, or \\* for the sign itself"],
  ["A **bold word* here.", "1:3 ** write ** at its end, too"],
  ["**Update:**Der Rat stimmt ab.", "1:1 ** write a blank behind the ** that was to end it, at 1:10"],
  ["The price is ~~nine euros, now.", "1:14 ~~ write ~~ where it ends, or \\~\\~ for the sign itself"],
  ["**a** and **b** and **c", "1:21 ** write ** where it ends, or \\*\\* for the sign itself"],
] as const)("emphasis that nothing ends is told: %s", ([text, told]) => {
  expect(find(text)).toEqual(told === null ? [] : [told]);
});

test.for([
  "**bold** and *slanted* and __bold__ and **bold\nover lines**.",
  "**Bold:** text, (**bold**), „**bold**“, **“bold”** and foo**bar**baz, **2024** and **a *b* c**.",
  "The price** is high.\n\n**Without tax.",
  "*All times are local.",
  "The price* is high, and *this is so.",
  "2 ** 3, 2**3, 5 * 3, a*b, Leser*innen, *1950 in Bern, **kwargs",
  "***Both*** and ***both at once",
  "An \\*\\*escape and [a link](https://a.test/**x) and https://a.test/*y and <b title='**x'>.",
  "snake_case and __init__ and __proto and _one",
  "| **a | b |\n| --- | --- |",
  "~~Nine~~ ten, ~~of\neleven~~ and ~ 5, ~five and \\~~six, about ~~7, a~~b.",
  "* * *\n\n    **code\n\n<p>**raw\n\n:::note{title=**x}",
  "* one\n* two **three**\n\n* four",
  "- one **two\n    three** four\n\nA **b\nc | d** e\n\n**One** *two.*<br>three **four:**<br>",
  "「**彼女**」は**強い**。",
])("emphasis that ends, and signs that mean something else, are left alone: %s", (text) => {
  expect(find(text)).toEqual([]);
});

test("signs are looked at in a time that grows with their number, and with the length of their line", () => {
  const before = process.cpuUsage();
  for (const part of ["**a ", "~~a ", "a **b**c ", "*a **b ", "__a "]) find(part.repeat(10_000));
  find("**a\n".repeat(10_000));
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
});
