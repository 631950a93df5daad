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
  expect(toTold("Signed, the mayor\n--")).toEqual([`2:1 ${rule}`]);
  const fine = [
    "Text.\n\n--",
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
  expect(toTold("CO~2~ on 5 km^2^ for the 1^st^ time")).toEqual(["1:3 write CO₂", "1:14 write km²"]);
  expect(toTold("The 1^st^ and H~2~O")).toEqual(["1:16 write H₂O", "1:6 write 1st"]);
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

test.for([
  ["[a](http:/a.test/x)", "1:5 write http://a.test/x"],
  ["[a](https:///a.test)", "1:5 write https://a.test"],
  ["[a](http://https://a.test/)", "1:5 write https://a.test/"],
  ["[a](https://)", "1:5 write the whole address, such as https://example.org/page"],
  ["[a](http://guides)", "1:5 write the whole address, such as https://example.org/page"],
  ["[a](https://report,test/b)", "1:5 write the whole address, such as https://example.org/page"],
  ["[a](mailto:ana.report.test)", "1:5 write mailto:name@example.org"],
  ["[a](<>)", "1:1 write the address between the parentheses"],
  ['[a](b.md "The vote)', '1:1 write [a](b.md "The vote")'],
  ["[a](b.md){.external}", "1:10 leave it out"],
  ["![A](b.jpg){: .big width=50%}", "1:12 leave it out"],
  ["![A](b.jpg =400x300)", "1:1 write ![A](b.jpg), for the page gives it its width"],
  [
    "[a][b] and ![c][D e]",
    "1:1 write [b]: and the address on a line of its own",
    "1:12 write [D e]: and the address on a line of its own",
  ],
  ["[a][b]\n\n[b]: /c/\n[B]: /d/", "4:1 remove one of the two, or give it a name of its own"],
  ["A[^1].\n\n[^1]: One.\n[^1]: Two.", "4:1 give it a name of its own"],
  ["A[^1].\n\n[^1]:\n\nMore.", "3:1 write its text after [^1]:"],
  ["A[^ 1].", "1:2 write [^1]"],
] as const)("addresses, references and notes that are none are told: %j", ([text, ...told]) => {
  expect(toTold(text)).toEqual(told);
});

test.for([
  "[a](https://a.test/b,c), [b](https://user@a.test:80/?x=http:/b), [c](mailto:?subject=x), [d](https://[2001:db8::1]:80/)",
  "[a](https://web.test/2020/http://a.test/) and [b](https://192.168.0.1/x)",
  "x[1][2], a[i][j], [a](b)[c][d] and `[a][b]`",
  "[a][b] and [b][] and [b]\n\n[b]: /c/\n[B]: /C/",
  "A[^1] and[^1].\n\n[^1]:\n    One.",
  '[a](b.md "The vote") and [c](d.md \'e "f"\') {see}',
])("addresses, references and notes that are right are left alone: %j", (text) => {
  expect(toTold(text)).toEqual([]);
});

test.for([
  ["#\u00a0Heading", "1:1 write # Heading"],
  ["-\u00a0One\n-\u00a0Two", "1:1 write - One", "2:1 write - Two"],
  ["## \n\nText.", "1:1 write them, or remove the line"],
  ["-One\n-Two\n-Three", "1:1 write - One"],
  ["*One\n*Two", "1:1 write * One"],
  ["1.One\n2.Two", "1:1 write 1. One"],
  ["– One\n– Two", "1:1 write - One"],
  ["Text.\n\n\tThe council voted to mend the bridge at once.", "3:1 remove the blanks before it"],
  ["> [!NOTE]\n> Text.", "1:1 write :::note above the text, and ::: below it, in place of the signs before it"],
  ['!!! note "Counted"\n    Text.', "1:1 write :::note[Heading] above the text, and ::: below it"],
  ["::: {.callout-note}\nText.\n:::", "1:1 write :::note[Heading] above the text, and ::: below it"],
  ["Text^[as it was].", "1:5 write [^1], and on a line of its own [^1]: as it was"],
  ["[TOC]\n\nText.", "1:1 leave it out"],
  ["Name\tVotes\nAna\t12", "1:1 write | Name | Votes |, below it | --- | --- |, and the rows so too"],
  ["o\tOne", "1:1 write - One"],
  ["See Error! Reference source not found.", "1:5 write what stood there, or remove it"],
  ["**EMBARGOED UNTIL 6 AM**\n\nText.", "1:1 write embargo: and the hour into the frontmatter, and remove the line"],
  ["[a](https://www.google.com/url?q=https://ap.test/a&sa=D)", "1:5 write https://ap.test/a"],
  [
    "[a](https://eu1.safelinks.protection.outlook.com/?url=https%3A%2F%2Fap.test%2Fa&data=x)",
    "1:5 write https://ap.test/a",
  ],
  ["*[HTML]: A language", "1:1 say in the text what it stands for, and remove the line"],
  ["Term\n: What it means", "2:1 write **the word**: What it means"],
  ["! [A bridge](bridge.jpg)", "1:1 write ![A bridge](bridge.jpg)"],
  ["| a | b |\n\n|---|---|\n| 1 | 2 |", "3:1 write the head in the line right above it"],
  ["![A vote](https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=4)", '1:1 write ::youtube{id=dQw4w9WgXcQ title="A vote"}'],
] as const)("blocks that are none are told: %j", ([text, ...told]) => {
  expect(toTold(text)).toEqual(told);
});

test.for([
  "-Ana Ruiz",
  "*One* and\n*two*",
  "**One**\n**Two**",
  "1.5 million\n2.5 million",
  "— Ana Ruiz\n\n— Luis Vega",
  "- One\n\n      The council voted to mend the bridge at once.",
  "[^1]: One\n\n    The council voted to mend the bridge at once.\n\nA[^1].",
  "Text\n\n    const answer = await ask(the, mayor, about, it, all, now);",
  "| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n| c |\n|---|\n| 1 |",
  "-5 degrees\n\n- - -",
])("blocks that are right are left alone: %j", (text) => {
  expect(toTold(text)).toEqual([]);
});

test("a line is looked at in a time that grows with its length, whatever it holds a great many of", () => {
  const before = process.cpuUsage();
  toTold(`[the vote](vote.md){a=.b.c${" d=.e.f.g".repeat(40)}`);
  toTold(`The ${"`".repeat(60_000)} vote`);
  toTold("[caption ".repeat(15_000));
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
});

test("a blank before the address of a file or a picture is told", () => {
  expect(toTold("See [the vote] (vote.md#part).\n\n![The bridge] (img/bridge.JPG)")).toEqual([
    "1:5 write [the vote](vote.md#part)",
    "3:1 write ![The bridge](img/bridge.JPG)",
  ]);
  expect(toTold("The [sic] (md) and [it] (see below) stay.")).toEqual([]);
});

test("a remark within words that nothing ends is told", () => {
  expect(toTold("It voted. <!-- Ask\n\nMore.")).toEqual(["1:11 write --> where it ends"]);
  expect(toTold("It voted. <!-- Ask\nwhom --> More. `<!--`\n\n<!-- Open\n\nMore.")).toEqual([]);
});

test("links of which a bracket, a parenthesis or a blank is wrong are told, and lines of colons that end nothing", () => {
  expect(toTold("See [the vote](vote.md")).toEqual(["1:5 write [the vote](vote.md)"]);
  expect(toTold("![The bridge](bridge.jpg and so on")).toEqual(["1:1 write ![The bridge](bridge.jpg)"]);
  expect(toTold("See [the vote(vote.md#part) now")).toEqual(["1:5 write [the vote](vote.md#part)"]);
  expect(toTold("See [the vote]vote.md), [it]{https://a.test/}")).toEqual(["1:5 write [the vote](vote.md)"]);
  expect(toTold("See [it]{https://a.test/}")).toEqual(["1:5 write [it](https://a.test/)"]);
  expect(toTold("[the vote](vote .md), then")).toEqual(["1:1 write [the vote](vote.md)"]);
  expect(toTold("[the vote](vote.md #part)")).toEqual(["1:1 write [the vote](vote.md#part)"]);
  expect(toTold(":::note\nA\n:::\n:::\n\nText.\n\n::::")).toEqual(["4:1 remove the line", "8:1 remove the line"]);
  const fine = [
    '[a](b.md) [c](d.md#e "F") ![j](k.png)',
    "[the vote\n(vote.md)](a.md) and [x (y.md)](z.md)",
    "::::note\n:::aside\nA\n:::\n::::\n\n> :::note\n> A\n> :::\n\n- :::note\n  A\n  :::",
    "See vote.md) and (vote.md), [1]{.c}",
  ];
  for (const text of fine) expect(toTold(text)).toEqual([]);
});

test("Markdown that is indented like code is told, code is not", () => {
  const remove = "1:1 remove the blanks before it";
  const marks = [
    "\t## Part",
    "    - One\n    - Two",
    "\t> He said",
    "    ![A](a.png)",
    "    ::youtube{id=dQw4w9WgXcQ}",
  ];
  for (const text of marks) expect(toTold(text)).toEqual([remove]);
  const fine = [
    "    # comment",
    "    - a",
    "- One\n\n    - Two",
    "    ::std",
    "Text\n    - One",
    "    > 3",
    "\t#include <a>",
  ];
  for (const text of fine) expect(toTold(text)).toEqual([]);
});

test("fields that the text begins with are told, sentences with a colon are not", () => {
  const move = "move it into the frontmatter, above";
  expect(toTold("\ntags: [bridge]\nwithdrawn: false\nText.")).toEqual([`2:1 ${move}`, `3:1 ${move}`]);
  for (const text of ["Tags: these", "note: this", "draft: true", "Text.\n\nkicker: this"])
    expect(toTold(text)).toEqual([]);
});
