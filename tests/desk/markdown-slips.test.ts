import { expect, test } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { findMarkdownSlips } from "../../src/desk/markdown-slips.ts";

/** What is told of a text, as `line:column advice`. */
function toTold(body: string): readonly string[] {
  const article = { file: "content/news/a.md", headline: "A" } as Article;
  const slips = findMarkdownSlips(article, `---\ndate: 2025-03-04\n---\n${body}\n`);
  return slips.map(({ line, column, advice }) => `${line - 3}:${column} ${advice}`);
}

test("a rule that makes a heading of the text above it is told, a heading is not", () => {
  const rule = "leave a line blank above it, if a rule was meant";
  expect(toTold("The council voted to mend it.\n---\nMore.")).toEqual([`2:1 ${rule}`]);
  expect(toTold("The council voted\nto mend the bridge\n---\nMore.")).toEqual([`3:1 ${rule}`]);
  expect(toTold("He said: “It is done.”\n-----")).toEqual([`2:1 ${rule}`]);
  expect(toTold("It voted.\n===")).toEqual(["2:1 write --- and leave a line blank above it, if a rule was meant"]);
  expect(toTold("They are:\n-\n- One")).toEqual(["2:1 leave a line blank above it, if a list was meant"]);
  const fine = [
    "The council\n---",
    "What now?\n---",
    "We share our screens frequently.\n--------------------------------",
    "- One.\n---",
    "> He said.\n---",
    "## Heading.\n---",
    "Text.\n\n---\n\nMore.",
    "a | b.\n---|---",
    "```\nText.\n---\n```",
    "    Text.\n---",
    "Text.\n***",
  ];
  for (const text of fine) expect(toTold(text)).toEqual([]);
});

test("tasks and items that are none are told", () => {
  expect(toTold("[ ] Ask the mayor\n[x] Ask the council")).toEqual([
    "1:1 write - [ ] Ask the mayor",
    "2:1 write - [x] Ask the council",
  ]);
  expect(toTold("- [] Ask\n* [] Vote\n\n-[x] Ask")).toEqual([
    "1:1 write - [ ] Ask",
    "2:1 write * [ ] Vote",
    "4:1 write - [x] Ask",
  ]);
  expect(toTold("- [ ] Ask\n- [x] Ask\n\n[x]: /news/b/\n\n[x](/a/) and [x] b")).toEqual([]);
});

test("signs of other dialects are told", () => {
  expect(toTold("Done :tada: and :+1:")).toEqual(["1:6 put the emoji itself in its place, or `:tada:`"]);
  expect(toTold("CO~2~ on 5 km^2^ for the 1^st^ time")).toEqual(["1:1 write CO₂", "1:12 write km²"]);
  expect(toTold("The 1^st^ and H~2~O")).toEqual(["1:15 write H₂O", "1:5 write 1st"]);
  expect(toTold("It was ++added++.")).toEqual(["1:8 write added, or **added**"]);
  const fine = [
    "At 10:30:15 and a:b:c, std::vec::Vec, [:alpha:] and `:tada:`, https://a.test/:id:/b",
    '[a](/x/:id:/ "b")',
    "As seen[^1] and[^2].\n\n[^1]: One.\n[^2]: Two.",
    "~~gone~~ and ~5 or ~6, 2^3 and 4^5, C++ and g++, ^_^",
    "[a](https://b.test/~c/~d~e), https://b.test/a~b~c and a^b^c in `a^b^`",
  ];
  for (const text of fine) expect(toTold(text)).toEqual([]);
});

test("blanks behind mailto: and tel: are told", () => {
  expect(toTold("[Write](mailto: ana@report.test)")).toEqual(["1:1 write [Write](mailto:ana@report.test)"]);
  expect(toTold("[Write](mailto:ana@report.test?subject=The vote)")).toEqual([
    "1:1 write [Write](mailto:ana@report.test?subject=The%20vote)",
  ]);
  expect(toTold("[Call](tel:+351 21 000)")).toEqual(["1:1 write [Call](tel:+35121000)"]);
});
