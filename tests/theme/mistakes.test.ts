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
  [
    "a value in a part",
    part("<p><%= it.page.headline %> <%= it.page.dek.b %>"),
    "partials/own.eta:1:44",
    "reading 'b'",
  ],
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

test("a file that the theme does not know and no page comes to is told with the one that was meant", async () => {
  const { diagnostics } = await buildSite({
    ...STORY,
    "templates/artcle.eta": "<p>mine</p>",
    "templates/partials/kard.eta": "<p>mine</p>",
    "templates/card.eta": "<p>mine</p>",
    "templates/partials/used.eta": "<p>mine</p>",
    "templates/partials/footer.eta": '<%~ include("partials/used") %>',
    "templates/weather.eta": "<p>mine</p>",
    "templates/list.html": "<p>mine</p>",
    "templates/favicon.ico": "x",
    "templates/styel.css": "p { margin: 0 }",
    "templates/chart.css": "p { margin: 0 }",
  });
  expect(diagnostics.map(({ file, code, advice }) => `${file} ${code} ${advice.slice(0, 50)}`)).toEqual([
    "templates/artcle.eta template-unused did you mean templates/article.eta?",
    "templates/card.eta template-unused did you mean templates/partials/card.eta?",
    "templates/favicon.ico template-unused move it to public/favicon.ico",
    "templates/list.html template-unused name it templates/list.eta, and write it in Eta",
    "templates/partials/kard.eta template-unused did you mean templates/partials/card.eta?",
    "templates/styel.css template-unused did you mean templates/style.css?",
    "templates/weather.eta template-unused pages are made of article, corrections, front, ind",
  ]);
});

test("a template that a page of the configuration has, or may have, is no mistake", async () => {
  const config = `export default { baseUrl: "https://news.test", pages: () => [{ url: "/a/", template: "weather", title: "A" }] };`;
  const files = { "templates/weather.eta": "<p>a</p>", "templates/tides.eta": "<p>a</p>" };
  const { diagnostics } = await buildSite({ ...STORY, ...files, "broadsheet.config.mjs": config });
  expect(diagnostics).toEqual([]);
});

test.for([
  ["<p>{{ title }}</p>", "2:4", "write <%= it.page.headline %>"],
  ["<p>{{ site.title | upcase }}</p>", "2:4", "write <%= it.site.title %>"],
  ["{% if page.dek %}", "2:1", "code is <% if"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the mistake.
  ["<p title='${it.page.headlin}'>", "2:11", "write <%= it.page.headline %>"],
  ["<p><% it.page.headline %>", "2:4", "write <%= it.page.headline %>"],
  ["<% const day = 1 %><p><% day %>", "2:23", "write <%= day %>"],
  ['<p class="a">= it.page.headline %></p>', "2:33", "begin the tag with <%="],
  ["<foooter>a</footer>", "2:1", "did you mean footer?"],
  ["<footer>a</foote>", "2:10", "did you mean footer?"],
  ['<p class="a><%= it.page.headline %></p>', "2:1", 'write both straight: class="name"'],
  ['<p class=“a"><%= it.page.headline %></p>', "2:1", 'write both straight: class="name"'],
  ["<%- it.page.headline -%>", "2:1", "write <%= it.page.headline %>"],
  ['<% include("partials/footer") %>', "2:1", 'write <%~ include("partials/footer") %>'],
] as const)("what does nothing in a template is told: %s", async ([line, place, advice]) => {
  const { diagnostics } = await buildSite({ ...STORY, ...page(line) });
  expect(diagnostics.map((found) => `${found.line}:${found.column}`)).toEqual([place]);
  expect(diagnostics[0]?.advice).toContain(advice);
});

test("scripts and comments of a template, and code that does something, are left alone", async () => {
  const line =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a script may have it.
    "<script>const a = `${page.a}`, b = {{}};</script><!-- {{ a }} --><% const a = it.page; a.b; %><% let c %>";
  expect((await buildSite({ ...STORY, ...page(line) })).diagnostics).toEqual([]);
});

test("addresses in the text of templates and stylesheets must be some of the site", async () => {
  const { diagnostics } = await buildSite({
    ...STORY,
    "content/about.md": toArticle("kind: page\n"),
    "public/img/plan.png": "x",
    "templates/partials/footer.eta": `<a href="/abot/">a</a> <a href='/about'>b</a><a href="/about/#x">c</a>
<img src="/img/nothing.png" alt=""><img srcset="/img/plan.png 1x, /img/plan2.png 2x" src="img/plan.png" alt="">
<a href="https://news.test/news/z/">d</a> <a href="https://other.test/news/b/">e</a><a href="//other.test/x">f</a>
<link rel="stylesheet" href="style.css"><a href="/<%= it.site.lang %>/x">g</a><!-- <a href="/old/"> --><a href="/feed.xml">
<a href="/api/x">h</a><a href="#top">i</a><a href="mailto:a@b.test">j</a><a href="/">k</a><a href="../">l</a>`,
    "templates/styles/own.css": '.a { background: url("/img/nothng.png") } /* url(/x.png) */',
  });
  expect(
    diagnostics.map(({ file, line, column, code, advice }) => `${file}:${line}:${column} ${code} ${advice}`),
  ).toEqual([
    'templates/partials/footer.eta:1:10 template-link-dead did you mean "/about/"?',
    "templates/partials/footer.eta:2:11 template-link-dead put it into public/, as public/img/nothing.png",
    'templates/partials/footer.eta:2:67 template-link-dead did you mean "/img/plan.png"?',
    'templates/partials/footer.eta:2:91 template-link-dead write "/img/plan.png"',
    'templates/partials/footer.eta:3:10 template-link-dead did you mean "/news/a/"?',
    'templates/partials/footer.eta:4:30 template-link-dead write <%= it.site.files["style.css"] %>',
    "templates/styles/own.css:1:23 template-link-dead put it into public/, as public/img/nothng.png",
  ]);
});

test("properties and rules that nobody knows are told in stylesheets, in parts of two once", async () => {
  const { diagnostics, files } = await buildSite({
    ...STORY,
    "templates/styles/own.css": `/* colr: red */
.a { colr: red; --colr: red; text-wrap: pretty; line-clamp: 2; -webkit-colr: red; &:hover { bakground: blue } }
@meida print { .b::before { content: "colr: red"; Color: red; dispaly : none } }
@view-transition { navigation: auto } @supports (a: b) { .c { xyzzyx: 1 } }
`,
    "templates/more.css": '@import "styles/own.css";',
  });
  expect(diagnostics.map(({ line, column, code, advice }) => `${line}:${column} ${code} ${advice}`)).toEqual([
    "2:6 stylesheet-name-unknown did you mean color?",
    "2:93 stylesheet-name-unknown did you mean background?",
    "3:1 stylesheet-name-unknown did you mean @media?",
    "4:63 stylesheet-name-unknown look it up: a newer one may stand, one of your own begins with --",
  ]);
  expect(files.filter(({ path }) => path.endsWith(".css")).length).toBeGreaterThan(1);
});

test("values of stylesheets that browsers skip are told, where it is beyond doubt what was meant", async () => {
  const { diagnostics } = await buildSite({
    ...STORY,
    "templates/styles/own.css": `.a { color: bluu; width: 10p; color: #ff; font-size: 12 px; background: url(/b.png) no-repeet }
.b { margin: 1px 2px
  color: var(--ink); padding: var(--space-1) 3xp; float: lefft; transform: scle(2); align-items: middle }
.c { --own: 1px
  color: red }
`,
    "public/b.png": "x",
  });
  expect(diagnostics.map(({ line, column, code, advice }) => `${line}:${column} ${code} ${advice}`)).toEqual([
    "1:13 stylesheet-value-invalid did you mean blue?",
    "1:26 stylesheet-value-invalid did you mean 10px?",
    "1:38 stylesheet-value-invalid # stands before 3, 4, 6 or 8 digits from 0 to f",
    "1:54 stylesheet-value-invalid write 12px",
    "1:85 stylesheet-value-invalid did you mean no-repeat?",
    "2:21 stylesheet-value-invalid write 2px;",
    "3:46 stylesheet-value-invalid units are px, rem, em, %, vw and others",
    "3:58 stylesheet-value-invalid did you mean left?",
    "3:76 stylesheet-value-invalid did you mean scale?",
    "3:98 stylesheet-value-invalid did you mean center?",
    "4:16 stylesheet-value-invalid write 1px;",
  ]);
});

test("values that are newer, of one browser or known only there are left alone", async () => {
  const own = `.a { color: var(--ink); color: contrast-color(red); width: calc-size(auto, size); display: grid-lanes;
  width: if(style(--ink: red): 1px); clip-path: shape(from 0 0, line to 1px 1px); color: -moz-dialog; white-space: -pre-wrap; background: -ms-linear-gradient(top, red, blue); opacity: 0\\9;
  background: url(data:image/png;base64,eA==) no-repeat; border: 1px solid var(--rule); grid-template-columns: [a] 1fr [b] subgrid;
  filter: progid:DXImageTransform.Microsoft.gradient(enabled = false); --json: { a: b }; --time: 10:30; animation: pulze 1s }
.b { font: 12px/1.5 "bluu", sans-serif; content: "color: bluu"; width: anchor-size(width); padding: env(safe-area-inset-top) 1px }
`;
  expect((await buildSite({ ...STORY, "templates/styles/own.css": own })).diagnostics).toEqual([]);
});

test("custom properties that nothing sets are told, in stylesheets and templates", async () => {
  const { diagnostics } = await buildSite({
    ...STORY,
    ...page('<p style="color: var(--acent); --from-page: 1px">a</p>'),
    "templates/styles/own.css": `.a { color: var( --inkk ); width: var(--wide, 1px); height: var(--from-page) var(--from-script) /* var(--x) */ }
.b { width: var(--house) var(--of-public); inset: var(--set); --set: 1px } @property --typed { syntax: "*"; inherits: false }
.c { width: var(--typed) } @supports (color: var(--tried)) { .d { color: red } }`,
    "templates/live.js": 'document.body.style.setProperty("--from-script", "1px");',
    "public/site.css": ":root { --of-public: 1px }",
  });
  const told = diagnostics.filter(({ code }) => code === "stylesheet-variable-unknown");
  expect(told.map(({ file, line, column, advice }) => `${file}:${line}:${column} ${advice}`)).toEqual([
    "templates/article.eta:2:22 did you mean --accent?",
    "templates/styles/own.css:1:18 did you mean --ink?",
    "templates/styles/own.css:2:17 set it: :root { --house: … }",
  ]);
});

test.for(['<p style="--<%= it.page.lang %>: 1px">', '<link rel="stylesheet" href="https://other.test/a.css">'])(
  "where others may set custom properties, none is told: %s",
  async (line) => {
    const own = ".a { width: var(--house) }";
    const { diagnostics } = await buildSite({ ...STORY, ...page(line), "templates/styles/own.css": own });
    expect(diagnostics.filter(({ code }) => code === "stylesheet-variable-unknown")).toEqual([]);
  },
);

test("selectors and media features that are nearly known ones are told", async () => {
  const { diagnostics } = await buildSite({
    ...STORY,
    "templates/styles/own.css": `a:hoverr, b::befor { color: red }
@media (min-widht: 40rem) and (orientaton: landscape) { a:hover { color: red } }
@media (prefers-color-schem: dark) { a::file-selector-button { color: red } }
@media (width >= 40rem) and (-webkit-min-device-pixel-ratio: 2), (20rem < width < 30rem) { a:-moz-broken, a:xyzzyx-own { color: red } }
details:open summary, a:has-slotted { color: red }
`,
  });
  expect(diagnostics.map(({ line, column, code, advice }) => `${line}:${column} ${code} ${advice}`)).toEqual([
    "1:3 stylesheet-name-unknown did you mean hover?",
    "1:14 stylesheet-name-unknown did you mean before?",
    "2:13 stylesheet-name-unknown did you mean width?",
    "2:32 stylesheet-name-unknown did you mean orientation?",
    "3:9 stylesheet-name-unknown did you mean prefers-color-scheme?",
  ]);
});

test("HTML that may be as it is says nothing: own elements, signs within values, pictures in the text", async () => {
  const lines = [
    '<p title="a > b" class=\'x"y\'><x-card>a</x-card><wholly>b</wholly>',
    '<svg viewBox="0 0 1 1"><path d="M0"/><line x1="0"/></svg><INPUT value=<%= 1 %>><% for (;;) { %><% break %><% } %>',
    '<a href="/"\n  title="<%= "5\\" > 4" %>">a</a> 3 < 4 and "5',
  ];
  const { diagnostics } = await buildSite({ ...STORY, ...page(lines.join("\n")) });
  expect(diagnostics).toEqual([]);
});
