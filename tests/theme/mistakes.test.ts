import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite, toArticle } from "../site.ts";

const CARD = readFileSync(join(import.meta.dirname, "../../templates/partials/card.eta"), "utf8");
const STORY = { "content/news/a.md": toArticle("") };

/** A template of which only the second line is of interest. */
const page = (line: string) => ({ "templates/article.eta": `<% layout("layout") %>\n${line}\n<p>all else</p>\n` });
const part = (text: string) => ({ ...page('<%~ include("partials/own") %>'), "templates/partials/own.eta": text });

test.for([
  [
    "a tag without an end",
    page("<p><%= it.page.headline </p>\n<%= it.page.dek %>"),
    "article.eta:2:4",
    "a tag has no end",
  ],
  ["quotes without an end", page('<p><%= "x %></p>\n<p class="a"><%= 1 %>'), "article.eta:2:4", "a tag has no end"],
  ["a comment without an end", page("<p><% /* note %>"), "article.eta:2:7", "an unclosed comment in a tag"],
  ["a brace without its other", page("<% if (it.page) { %><p>x</p>"), "article.eta:2:17", "this { is never closed"],
  ["a brace too many", page("<p><% } %>"), "article.eta:2:7", 'Unexpected "}"'],
  ["a statement in place of a value", page("<%= if (it.page) { %>x<% } %>"), "article.eta:2:5", 'Unexpected "if"'],
  ["a name that is taken", page("<% const x = 1 %><% const x = 2 %>"), "article.eta:2:27", '"x" has already been'],
  ["await", page("<%= await it.page %>"), "article.eta:2:5", "a template cannot wait"],
  ["a mistake in a part", part("<p>\n<% if (it.x { %>x<% } %>"), "partials/own.eta:2:13", 'but found "{"'],
  ["code of several lines", page("<%\nconst a = [1, 2;\n%>"), "article.eta:3:16", 'Expected "]"'],
  [
    "a part that there is not",
    page('<%~ include("partials/crad") %>'),
    "article.eta:2:14",
    'no template "partials/crad"',
  ],
  [
    "a layout that there is not",
    { "templates/article.eta": '\n<% layout("layuot") %>' },
    "article.eta:2:12",
    '"layuot"',
  ],
  ["a name that nothing has", page("<p><%= headline %>"), "article.eta:2:8", "headline is not defined"],
  ["a value in a part", part("<p><%= it.page.headline %> <%= it.page.a.b %>"), "partials/own.eta:1:42", "reading 'b'"],
  ["a value within code", page("<%\nconst a = 1;\nconst b = it.page.dek.length;\n%>"), "article.eta:4:23", "'length'"],
  ["a part that includes itself", part('<p>\n<%~ include("partials/own") %>'), "partials/own.eta:2:5", "call stack"],
  ["what a template throws", page('<p><% throw "enough" %>'), "article.eta:2:1", "enough"],
] as const)("%s is told once, at its place", async ([, files, place, message]) => {
  const { diagnostics } = await buildSite({ ...STORY, "content/news/b.md": toArticle(""), ...files });
  expect(diagnostics.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([`templates/${place}`]);
  expect(diagnostics[0]?.message).toContain(message);
});

test("a mistake in a part that every page has is told once", async () => {
  const broken = CARD.replace("<% } %>", "");
  const { diagnostics } = await buildSite({ ...STORY, "templates/partials/card.eta": broken });
  expect(diagnostics).toEqual([expect.objectContaining({ file: "templates/partials/card.eta" })]);
});

test.for([
  ["partials/crad", 'did you mean "partials/card"?'],
  ["./partials/card.eta", 'did you mean "partials/card"?'],
  ["weather", "write templates/NAME.eta; parts are named by their path below templates/, without the ending"],
] as const)("of the part %s that there is not, the advice is: %s", async ([name, advice]) => {
  const { diagnostics } = await buildSite({ ...STORY, ...page(`<%~ include("${name}") %>`) });
  expect(diagnostics[0]?.advice).toBe(advice);
});

test("a part whose name is made up is told how to name it", async () => {
  const { diagnostics } = await buildSite({ ...STORY, ...page('<%~ include("partials/" + "kicker") %>') });
  expect(diagnostics[0]).toMatchObject({ line: 2, advice: expect.stringContaining('include("partials/kicker")') });
});

test.for([
  [".a {\n  color: red;\n\n.b { color: blue; }\n", "1:4", "this { is never closed"],
  [".a { color: red }\n/* note\n.b { color: blue }\n", "2:1", "this comment has no end"],
  ['.a::before {\n  content: "oh;\n}\n', "2:12", "Unexpected token"],
] as const)("a stylesheet that takes in what follows is an error: %j", async ([css, place, message]) => {
  const { diagnostics } = await buildSite({ ...STORY, "templates/styles/own.css": css });
  expect(diagnostics.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
    `templates/styles/own.css:${place}`,
  ]);
  expect(diagnostics[0]?.message).toContain(message);
});

test("braces in strings, addresses, comments and escapes of a stylesheet are none", async () => {
  const css = '.a::before { content: "{"; background: url(data:x,{) } /* { */ .b\\{ { color: red }';
  expect((await buildSite({ ...STORY, "templates/styles/own.css": css })).diagnostics).toEqual([]);
});
