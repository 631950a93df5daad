import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { toGreyPng } from "../pictures/png.ts";
import { makeFolder, makeSite, run, runWith, toConfigFile, toPng } from "./command.ts";

const WIRE = Array.from(
  { length: 90 },
  (_, i) => `The minister said word${i} about plan${i % 7} in town${i % 11}.`,
).join(" ");

function toArticle(fields: string, body = "Some text."): string {
  return `---\ndate: 2025-03-04\nheadline: A story\nsources: []\n${fields}---\n${body}\n`;
}

const FAULTY = {
  "broadsheet.config.ts": toConfigFile({
    // They have a header and nothing else.
    pictures: false,
    organization: { name: "The Courier", logo: "/logo.png" },
    sections: { news: { title: "News, opinion" }, opinion: { title: "Opinion" }, sprt: { title: "Sport" } },
    authors: { "ana-ruiz": { name: "Ana Ruiz", image: "/ana.png" } },
  }),
  "public/ana.png": toPng(400, 400),
  "content/news/small.png": toPng(800, 600),
  "content/news/large.png": toPng(1600, 1200),
  "content/news/low.png": toPng(1600, 900),
  "content/news/long.md": `---\ndate: 2025-03-04\nheadline: ${"word ".repeat(23)}\nsources: []\ndek: Short.\n---\nText.\n`,
  "content/news/picture.md": toArticle("dek: x\nimage: small.png\n", "A picture:\n\n![](large.png)"),
  "content/news/fine.md": toArticle('dek: x\nimage: { src: large.png, alt: "", credit: Ana }\ntags: [bridges]\n'),
  "content/news/low.md": toArticle('dek: x\nimage: { src: low.png, alt: "", credit: Ana }\ntags: [bridges]\n', "Low."),
  "content/news/tags.md": toArticle("dek: x\ntags: [bridgse, alone]\n", "Tagged."),
  "content/news/more.md": toArticle("dek: x\ntags: [bridges]\nauthors: [Ana Riuz]\n", "More."),
  "content/news/wire.md": toArticle("dek: x\nauthors: [ana-ruiz]\n", WIRE),
  "content/news/again.md": toArticle("dek: x\n", `${WIRE} Copied.`).replace("2025-03-04", "2025-03-05"),
  "content/news/pins.md": toArticle("dek: x\nrelated: [wire.md, again.md, one.md, more.md, low.md]\n", "Pins."),
  "content/news/dek.md": toArticle("", "Say in the first sentence what happened, to whom, where and when."),
  "content/news/names.md": toArticle("dek: x\nauthors: Ana Ruiz, Luis Vega and Ros\n", "Names.").replace(
    "[]",
    "[“AP”]",
  ),
  "content/news/one.md": toArticle("dek: x\nsources: 'Averil, Sons and Daughters'\n", "One.").replace(
    "sources: []\n",
    "",
  ),
  "content/news/empty.md": toArticle("dek:\nimage: nowhere.png\n", "![](gone.png)"),
  "content/nesw/folder.md": toArticle("dek: x\n", "In a folder whose name is misspelt."),
  "content/sport/field.md": toArticle("dek: x\nsection: nws\n", "In a section whose name is misspelt."),
};

test("check finds broken pictures and makes none", async () => {
  const whole = toGreyPng(300, 200);
  const root = makeSite({
    "broadsheet.config.js": toConfigFile({}),
    "content/news/a.md": toArticle('dek: x\nimage: { src: a.png, alt: "", credit: Ana }\n'),
    "content/news/b.md": toArticle('dek: x\nimage: { src: b.png, alt: "", credit: Ana }\n', "Other text."),
    "content/news/a.png": whole.subarray(0, whole.length - 30),
    "content/news/b.png": whole,
    "templates/article.eta": "<title><%= it.page.picture === null ? '' : it.page.picture.sources[0].srcset %></title>",
  });
  const encoder = vi.spyOn(sharp.prototype, "avif");
  const { stdout } = await run(root, "check", "--json", "--no-cache");
  const codes = JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(["image-broken", "image-small", "image-small"]);
  expect(encoder).not.toHaveBeenCalled();
});

test("a template in another encoding is told where its first letter is lost", async () => {
  const template = Buffer.concat([
    Buffer.from('<% layout("layout") %>\n<p>caf'),
    Buffer.from([0xe9]),
    Buffer.from("</p>\n"),
  ]);
  const article = toArticle("dek: x\n");
  const root = makeSite({
    "broadsheet.config.js": toConfigFile({}),
    "content/a.md": article,
    "templates/article.eta": template,
  });
  expect((await run(root, "check")).stderr).toContain("templates/article.eta:2:7 file-encoding");
});

test("slips in the text are told at once with a mistake in the head", async () => {
  const root = makeSite({ "content/a.md": toArticle("", "##Heading").replace("headline:", "headlin:") });
  const { stdout } = await run(root, "check", "--json");
  const told = JSON.parse(stdout).diagnostics.map(({ line, code }: Record<string, unknown>) => `${line} ${code}`);
  expect(told).toEqual(expect.arrayContaining(["3 headline-missing", "6 markdown-slip"]));
});

test("a mail address behind a name is told before it is published", async () => {
  const article = toArticle("dek: x\nauthors: ['Ana Ruiz <ana@courier.test>', Ben]\n");
  const root = makeSite({ "broadsheet.config.js": toConfigFile({}), "content/news/a.md": article });
  const { stderr } = await run(root, "check");
  expect(stderr).toContain('content/news/a.md:6:22 name-address warning: the address "ana@courier.test"');
  expect(stderr).toContain("write Ana Ruiz; addresses belong");
});

test("what is a directive elsewhere is told with how it is written here", async () => {
  const lines = ["::: note", ":::note {title=x}", ":: youtube{id=a title=b}", ":youtube[x]{id=a}", ":aside"];
  const broken = [
    ':::note{title="x}',
    "::youtube[Title]{id=}",
    ":::note[A",
    "::audio{src=a.mp3} more",
    ":::aside[A]\n\n:::",
    ":::note How we counted",
    "::youtube(dQw4w9WgXcQ)",
    "::audio{src=a.mp3 title=“The engineer”}",
    "::youtube{id=dQw4w9WgXcQ",
  ];
  const fine = ["```", "::: note", "```", "", ":::note", "Text.", ":::", "", "See ::: note and 12:30."];
  const article = toArticle(
    "dek: x\n",
    [...lines, ...broken, ...fine].join("\n\n").replace("```\n\n::: note\n\n```", "```\n::: note\n```"),
  );
  const root = makeSite({ "broadsheet.config.js": toConfigFile({}), "content/news/a.md": article });
  const { stdout } = await run(root, "check", "--json");
  const found = JSON.parse(stdout).diagnostics as readonly Record<string, unknown>[];
  expect(found.map(({ line, code, advice }) => `${line} ${code} ${advice}`)).toEqual([
    "7 directive-unknown write :::note",
    "9 directive-unknown write :::note{title=x}",
    "11 directive-unknown write ::youtube{id=a title=b}",
    "13 directive-unknown write ::youtube[x]{id=a}",
    '17 directive-unknown write :::note{title="x"}',
    '19 directive-unknown write ::youtube{name="value" name="value"}, and nothing behind it',
    "21 directive-unknown write :::note[A]",
    '23 directive-unknown write ::audio{name="value" name="value"}, and nothing behind it',
    "25 markdown-slip write them below, or remove it",
    "29 directive-unknown write :::note[How we counted]",
    '31 directive-unknown write ::youtube{id=dQw4w9WgXcQ title="What it shows"}',
    '33 directive-unknown write ::audio{src=a.mp3 title="The engineer"}',
    "35 directive-unknown write ::youtube{id=dQw4w9WgXcQ}",
  ]);
});

test("check tells what an editor would, with places and advice, and writes no site", async () => {
  const root = makeSite(FAULTY);
  const { status, stdout } = await run(root, "check", "--json");
  expect(status).toBe(0);
  const { schemaVersion, ok, articles, diagnostics } = JSON.parse(stdout);
  expect({ schemaVersion, ok, articles }).toEqual({ schemaVersion: 1, ok: true, articles: 15 });
  const places = diagnostics.map((found: Record<string, unknown>) => `${found.file}:${found.line} ${found.code}`);
  expect(places).toEqual([
    "broadsheet.config.ts:1 config-file-missing",
    "broadsheet.config.ts:1 section-unused",
    "broadsheet.config.ts:1 section-unused",
    "content/nesw/folder.md:1 section-alike",
    "content/news/again.md:3 story-repeated",
    "content/news/dek.md:3 dek-missing",
    "content/news/dek.md:6 archetype-left",
    "content/news/empty.md:5 dek-missing",
    "content/news/empty.md:6 image-missing",
    "content/news/empty.md:8 image-missing",
    "content/news/long.md:3 headline-long",
    "content/news/low.md:6 image-low",
    "content/news/more.md:7 author-unknown",
    "content/news/names.md:4 name-quoted",
    "content/news/names.md:6 author-unknown",
    "content/news/names.md:6 list-joined",
    "content/news/picture.md:6 image-alt-missing",
    "content/news/picture.md:6 image-credit-missing",
    "content/news/picture.md:6 image-small",
    "content/news/picture.md:10 image-alt-missing",
    "content/news/pins.md:6 pin-not-shown",
    "content/news/pins.md:6 pin-not-shown",
    "content/news/tags.md:6 tag-alike",
    "content/news/tags.md:6 tag-single",
    "content/sport/field.md:6 section-alike",
  ]);
  expect(diagnostics[0].column).toBeGreaterThan(1);
  const unused = diagnostics.filter(({ code }: { code: string }) => code === "section-unused");
  expect(new Set(unused.map(({ column }: { column: number }) => column)).size).toBe(2);
  expect(unused[1].advice).toBe("put articles into content/sprt/, or remove it from sections");
  expect(diagnostics.at(-1)).toMatchObject({ column: 10, advice: expect.stringContaining("did you mean news?") });
  expect(diagnostics[4].message).toContain("content/news/wire.md");
  expect(diagnostics[12].advice).toContain("did you mean ana-ruiz?");
  const joined = diagnostics.find(({ code }: { code: string }) => code === "list-joined");
  expect(joined).toMatchObject({ column: 10, advice: expect.stringContaining("authors: [Ana Ruiz, Luis Vega, Ros]") });
  expect(existsSync(join(root, "dist"))).toBe(false);
  const built = await run(root, "build");
  expect(built.stderr).not.toMatch(/dek-missing|tag-single|image-small/);
});

test("the configuration makes an error of a rule, or switches it off; --strict makes errors of all", async () => {
  const files = { "content/news/a.md": toArticle("") };
  const withRules = (rules: object) => makeSite({ ...files, "broadsheet.config.ts": toConfigFile({ rules }) });
  expect(await run(withRules({ "dek-missing": "error" }), "check")).toMatchObject({
    status: 1,
    stdout: "1 article checked: 1 error\n",
  });
  const off = withRules({ "dek-missing": "off" });
  expect(await run(off, "check", "--strict")).toMatchObject({ status: 0, stdout: "1 article checked: no problems\n" });
  expect(await run(withRules({}), "check")).toMatchObject({ status: 0 });
  expect(await run(withRules({}), "check", "--strict")).toMatchObject({ status: 1 });
});

test("with --verbose a problem shows its line and a caret under its column; in GitHub it is an annotation", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/news/a.md": toArticle("kind: nwes\n"),
  });
  const verbose = await run(root, "check", "--verbose");
  expect(verbose.status).toBe(1);
  expect(verbose.stderr).toContain("    5 | kind: nwes\n      |       ^\n");
  expect((await run(root, "check")).stderr).not.toContain("^");
  const annotated = (await runWith({ GITHUB_ACTIONS: "true" }, root, "check", "--verbose")).stderr;
  expect(annotated).toContain("::error file=content/news/a.md,line=5,col=7,title=kind-invalid::");
  expect(annotated).not.toContain("^");
});

test("in GitHub Actions what stops a command is an annotation too, at its place if that is in the configuration", async () => {
  const root = makeSite({ "broadsheet.config.ts": toConfigFile({ titel: "x" }), "content/news/a.md": toArticle("") });
  const annotate = async (...args: readonly string[]) =>
    (await runWith({ GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: root }, root, ...args)).stderr;
  expect(await annotate("build")).toBe(
    '::error file=broadsheet.config.ts,line=1,col=47,title=broadsheet::there is no option "titel"; did you mean title?\n',
  );
  expect(await annotate("biuld")).toMatch(/^::error title=broadsheet::there is no command biuld.+did you mean build/);
  writeFileSync(join(root, "broadsheet.config.ts"), toConfigFile({}));
  expect(await annotate("deploy", "--target", "./www")).toMatch(/^::error title=broadsheet::.+; run broadsheet build/);
});

test("an embargoed article is looked at like a live one, a draft only when it is asked for", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/news/soon.md": toArticle("dek: x\nembargo: 2099-01-01\n", "See [this](nothing.md)."),
    "content/news/draft.md": toArticle("draft: true\n"),
  });
  const toCodes = async (...flags: readonly string[]) =>
    JSON.parse((await run(root, "check", "--json", ...flags)).stdout).diagnostics.map(
      ({ code }: { code: string }) => code,
    );
  expect(await toCodes()).toEqual(["link-dead"]);
  expect(await toCodes("--drafts")).toEqual(["dek-missing", "link-dead"]);
});

test("a file in public/ that only an embargoed article shows is told before the embargo ends", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({ pictures: false }),
    "public/secret.png": toPng(1600, 1200),
    "public/known.png": toPng(1600, 1200),
    "public/tape.mp3": "ID3",
    "content/news/beside.png": toPng(1600, 1200),
    "content/news/live.md": toArticle("dek: x\n", "![A bridge](/known.png)"),
    "content/news/soon.md": toArticle(
      'dek: x\nembargo: 2099-01-01\nimage: { src: /secret.png, alt: "", credit: Ana }\n',
      '![A bridge](/known.png)\n\n![A tree](beside.png)\n\n::audio{src=/tape.mp3 title="A tape"}',
    ),
  });
  const told = JSON.parse((await run(root, "check", "--json")).stdout).diagnostics;
  expect(
    told.map(({ file, line, code, message }: Record<string, unknown>) => [`${file}:${line} ${code}`, message]),
  ).toEqual(
    ["public/secret.png", "public/tape.mp3"].map((file) => [
      "content/news/soon.md:7 embargo-public",
      `"${file}" is published before the article is, as is all of public/`,
    ]),
  );
});

test("two authors in one name, one who is signed, and an embargo without an hour are told", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/news/a.md": toArticle("dek: x\nauthors: Ana Ruiz and Luis Vega\n"),
    "content/news/b.md": toArticle("dek: x\nauthors: [By Ana Ruiz, Porter Bynum]\n", "Other."),
    "content/news/d.md": toArticle("dek: x\nembargo: # when?\ndraft:\nwithdrawn:\nexpires:\n", "Empty."),
    "content/news/e.md": toArticle('dek: x\nembargo: ""\ndraft: false\n', "Of a form."),
    "content/news/c.md": toArticle('dek: x\nauthors: "Ana Ruiz and Luis Vega"\n', "Quoted."),
    "content/news/f.md": toArticle("dek: x\nauthors: Ana Ruiz / Luis Vega\n", "Slash."),
    "content/news/g.md": toArticle("dek: x\nauthors: ana@courier.test\n", "Mail."),
  });
  const { diagnostics } = JSON.parse((await run(root, "check", "--json")).stdout);
  expect(diagnostics.map(({ file, code, advice }: Record<string, string>) => `${file} ${code} ${advice}`)).toEqual([
    "content/news/a.md list-joined write authors: [Ana Ruiz, Luis Vega]; or put it into quotes if it is one",
    "content/news/b.md name-signed write Ana Ruiz",
    "content/news/d.md embargo-empty write embargo: 2026-01-31T18:30, or remove the line",
    "content/news/d.md state-empty write draft: true, or remove the line",
    "content/news/d.md state-empty write withdrawn: true, or the reason, or remove the line",
    "content/news/f.md list-joined write authors: [Ana Ruiz, Luis Vega]; or put it into quotes if it is one",
    "content/news/g.md name-address write the name; addresses belong to authors of the configuration",
  ]);
});

test("markup in plain fields and files that are no pictures are told; stars, underlines and signs of their own are not", async () => {
  const toHead = (headline: string, dek: string, others = "", body = "Text.") =>
    `---\ndate: 2025-03-04\nheadline: "${headline}"\nsources: []\ndek: "${dek}"\n${others}---\n${body}\n`;
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({ pictures: false }),
    "content/news/plan.pdf": "%PDF-1.4",
    "content/news/a.md": toHead("The *great* escape", "See [the plan](x.md)."),
    "content/news/b.md": toHead(
      "Salt &amp; pepper",
      "A <em>good</em> year",
      'image: { src: plan.pdf, alt: "", credit: Ana }\n',
    ),
    "content/news/c.md": toHead(
      "Five * two is 10*",
      "AT&T; snake_case_name, 3 < 4 > 2 and **",
      "",
      "![A plan](plan.pdf)",
    ),
    "content/news/d.md": toHead(
      "Sent",
      "By mail.",
      'image: { src: "http://localhost:4000/a.png", alt: "", credit: Ana }\n',
      "![A plan](https://drive.google.com/file/d/1x/view) ![A plan](https://www.dropbox.com/s/x/a.png?raw=1)",
    ),
  });
  const { diagnostics } = JSON.parse((await run(root, "check", "--json")).stdout);
  expect(
    diagnostics.map(
      ({ file, line, code, message }: Record<string, string>) => `${file}:${line} ${code} ${message?.split(" is ")[0]}`,
    ),
  ).toEqual([
    'content/news/a.md:3 field-markup "*great*"',
    'content/news/a.md:5 field-markup "[the plan](x.md)"',
    'content/news/b.md:3 field-markup "&amp;"',
    'content/news/b.md:5 field-markup "<em>"',
    'content/news/b.md:6 image-kind "plan.pdf"',
    'content/news/c.md:7 image-kind "plan.pdf"',
    'content/news/d.md:6 image-kind "http://localhost:4000/a.png" lies on the computer of whoever reads it',
    'content/news/d.md:8 image-kind "https://drive.google.com/file/d/1x/view"',
  ]);
});

test("what an embargoed article's addresses will be refused for is told before its hour", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({ redirects: { "/news/later/": "/news/live/" } }),
    "content/news/live.md": toArticle("dek: x\naliases: [/news/soon/, /old/]\n"),
    "content/news/soon.md": toArticle("dek: x\nembargo: 2099-01-01\naliases: [/news/live/, /old/]\n"),
    "content/news/later.md": toArticle("dek: x\nembargo: 2099-01-01\n"),
    "content/news/taken.md": toArticle("dek: x\nembargo: 2099-01-01\naliases: [/Archive/]\n"),
    "public/news/taken/index.html": "<title>x</title>",
  });
  const told = JSON.parse((await run(root, "check", "--json")).stdout).diagnostics;
  expect(
    told.map(({ file, code, message }: Record<string, string>) => `${file} ${code} ${message?.split(",")[0]}`),
  ).toEqual([
    'broadsheet.config.ts alias-scheduled redirects has "/news/later/"',
    'content/news/live.md alias-scheduled the alias "/news/soon/" is an address of content/news/soon.md',
    'content/news/soon.md alias-scheduled the alias "/news/live/" is an address of content/news/live.md',
    'content/news/soon.md alias-scheduled the alias "/old/" is an address of content/news/live.md',
    'content/news/taken.md permalink-scheduled "/news/taken/" is the same address as that of public/news/taken/index.html',
    'content/news/taken.md permalink-scheduled "/Archive/" is the same address as that of another page of the site',
  ]);
});

test("addresses in an embargoed article that the site will not have are told before its hour", async () => {
  const links = [
    "/news/gone/",
    "/gone",
    "/news/live/",
    "/archive/",
    "/tags/",
    "/tags/new/",
    "/news/page/2/",
    "/feed.xml",
  ];
  const own = ["/news/soon/", "/news/later/", "/feed.json", "/archive/2098/03/", "/old/", "/map.pdf", "/sitemap.xml"];
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({ redirects: { "/old/": "/news/live/" } }),
    "content/news/live.md": toArticle("dek: x\n"),
    "content/news/soon.md": toArticle(
      "dek: x\nembargo: 2099-01-01\ntags: [New]\n",
      [...links, ...own].map((link) => `[x](${link})`).join("\n"),
    ),
    "content/news/later.md": toArticle("dek: x\nembargo: 2099-01-01\ntags: [New]\n").replace("2025", "2098"),
    "public/map.pdf": "%PDF-1.4",
  });
  const told = JSON.parse((await run(root, "check", "--json")).stdout).diagnostics;
  expect(
    told
      .filter(({ code }: Record<string, string>) => code === "link-dead")
      .map(({ file, line, column, message }: Record<string, string>) => `${file}:${line}:${column} ${message}`),
  ).toEqual([
    'content/news/soon.md:9:1 "/news/gone/" is no address of this site',
    'content/news/soon.md:10:1 "/gone" is no address of this site',
  ]);
});

test("a list that only an article with errors would be in is not told to be missing", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({
      sections: { news: { title: "News" }, sport: { title: "Sport" }, gone: { title: "Gone" } },
      redirects: { "/old/": "/sport/" },
    }),
    "content/news/a.md": toArticle(
      "dek: x\ntags: [bridge]\n",
      "[x](/tags/vote/) [x](/authors/ana-ruiz/) [x](/series/ferries/) [x](/sport/) [x](/nowhere/)",
    ),
    "content/sport/b.md": toArticle("dek: x\ndraft: maybe\ntags: [bridge, vote]\n"),
    "content/front.yaml": "series: Ferries\n",
  });
  const told = JSON.parse((await run(root, "check", "--json")).stdout).diagnostics;
  expect(
    told.map(({ file, code, message }: Record<string, string>) => `${file} ${code} ${message?.split(",")[0]}`),
  ).toEqual([
    'broadsheet.config.ts section-unused no article is in the section "gone"',
    'content/news/a.md link-dead "/nowhere/" is no address of this site',
    "content/sport/b.md draft-invalid draft must be true or false",
  ]);
});

test("a template that fails is found, and a second check says the same", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/news/a.md": toArticle("dek: x\n"),
    "templates/article.eta": "<p><%= it.page.nothing.here %></p>\n",
  });
  const first = await run(root, "check");
  expect(first).toMatchObject({ status: 1, stderr: expect.stringContaining("template-failed") });
  expect((await run(root, "check")).stderr).toBe(first.stderr);
});

test("a folder that is no site, and one without an article, are told so", async () => {
  const none = await run(makeFolder(), "check");
  expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining("or make a site with broadsheet init") });
  const empty = makeSite({ "broadsheet.config.ts": toConfigFile({}), "content/.keep": "" });
  const checked = await run(empty, "check");
  expect(checked).toMatchObject({ status: 0, stdout: "no articles checked: 1 warning\n" });
  expect(checked.stderr).toContain("content-empty");
  expect(await run(empty, "check", "--strcit")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("did you mean --strict?"),
  });
  expect(readdirSync(empty).sort()).toEqual([".broadsheet", "broadsheet.config.ts", "content"]);
});

test("names that no page has are told in templates, with their places, and what every theme reads is known", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/news/a.md": "---\ndate: 2025-03-04\nheadline: A\nsources: []\ndek: x\n---\nText.\n",
    "templates/message.eta": [
      "<% const { heading, crads: all } = it.page; const { site, page } = it /* it.page.nothing */ %>",
      "<% if (it.page.heading || it.site?.titel || page.xyzzy) { %>it.page.text<%= heading %><% } %></body>",
      "<%= [].map((head) => head.tale + it.head.title + it.data.page.x).join('') %><%~ include('partials/own') %>",
    ].join("\n"),
    "templates/partials/own.eta": "<% if (it.head.cannonical) { %>x<% } %><% if (it.page.headline) { %>x<% } %>",
    "data/page.yaml": "x: 1\n",
  });
  const { stdout } = await run(root, "check", "--json");
  const told = JSON.parse(stdout).diagnostics.map(
    ({ file, line, column, code, advice }: Record<string, unknown>) => `${file}:${line}:${column} ${code} ${advice}`,
  );
  expect(told).toEqual([
    "templates/message.eta:1:21 template-name-unknown did you mean cards?",
    "templates/message.eta:2:36 template-name-unknown did you mean title?",
    "templates/message.eta:2:50 template-name-unknown docs/guides/theme.md says where the types are of what is below it.page",
    "templates/partials/own.eta:1:16 template-name-unknown did you mean canonical?",
  ]);
});

test("a dek whose field is misspelt is told once", async () => {
  const text = "---\ndate: 2025-03-04\nheadline: A\nsources: []\ndke: x\n---\nText.\n";
  const root = makeSite({ "broadsheet.config.ts": toConfigFile({}), "content/news/a.md": text });
  const { stdout } = await run(root, "check", "--json");
  expect(JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code)).toEqual(["key-unknown"]);
});

test("Markdown that is none, repeated headlines and names of nothing are told with what to write", async () => {
  const body = [
    "## A story",
    "![The plan](the plan.png) and [the report] (https://report.test/a) and (that)[https://report.test/b].",
    "{{< youtube abc >}} and [caption id=x]text[/caption], TODO: ask, [here](http://localhost:4000/news/a/).",
    "Noted[^1] and noted[^2]. `[^3] {{ code }}` todo el día; [caption](https://report.test/c) [^1]: x",
    "[^2]: The second.\n[^4]: The fourth.",
    "~~~\n{{ code }}\n~~~",
    "```js\nfor ever",
  ].join("\n\n");
  const more = [
    "##Heading\n\n#hashtag and **bold** and ** no bold **, [a](/x “title”), ![[plan.png]], [b]( )",
    "| a | b |\n| --- |\n| 1 | 2 |",
    "| a \\| b | c |\n|---|:-:|\n| 1 | 2 | 3 |\n| 1 |",
    "[c](/news/a.html) and [d](../sport/), [own](news.test/news/b/), [host](report.test/a), [com](report.com), [file](v1.0/notes.org)",
    '[e]https://report.test/e, [f](https://report.test/f "F"), ==g== and a == b == c, • d\n\n[h](https://report.test/h and more',
    "• One\n• Two\n\n• • •\n\n## Three {#three}",
    "| a | b |\n| 1 | 2 |\n\n| c | d |",
  ].join("\n\n");
  const root = makeSite({
    "content/news/e.md": toArticle("dek: A story\n", more).replace("[]", "['[AP](https://ap.test)', By Ana]"),
    "broadsheet.config.ts": toConfigFile({ authors: { ana: { name: "Ana Ruiz" }, "ana-b": { name: "Ana Ruiz" } } }),
    "content/news/a.md": toArticle("dek: x\n", body),
    "content/news/b.md": toArticle(
      "dek: x\nseries: The Bridge\nauthors: [Ana Ruiz]\ntags: ['#a']\ncorrections: [{ date: 2025-03-04, text: Not **that** }]\n",
      "Own words.",
    ),
    "content/news/c.md": toArticle(
      "dek: x\nseries: The Brigde\nrelated: ['https://news.test/news/a/']\n",
      "Other words.",
    ).replace("[]", "[None]"),
    "content/news/d.md": toArticle("dek: x\nseries: The Bridge\ntags: [a]\n", "Quite other ones."),
  });
  const { stdout } = await run(root, "check", "--json");
  const told = JSON.parse(stdout).diagnostics.map(
    ({ file, line, column, code, advice }: Record<string, unknown>) => `${file}:${line}:${column} ${code} ${advice}`,
  );
  expect(told).toEqual([
    "content/news/a.md:7:1 markdown-slip remove the line",
    "content/news/a.md:9:1 markdown-slip write ![The plan](<the plan.png>)",
    "content/news/a.md:9:31 markdown-slip write [the report](https://report.test/a)",
    "content/news/a.md:9:72 markdown-slip write [that](https://report.test/b)",
    "content/news/a.md:11:1 markdown-slip docs/directives.md says how videos, galleries and notes are written",
    "content/news/a.md:11:55 markdown-slip write it, or say draft: true until it is there",
    "content/news/a.md:11:73 markdown-slip link to the article's file (../politics/vote.md) or to a full address",
    "content/news/a.md:13:6 markdown-slip write [^1]: and the note on a line below",
    "content/news/a.md:16:1 markdown-slip write [^4] where it belongs",
    "content/news/a.md:22:1 markdown-slip end it with a line like this one",
    "content/news/b.md:7:11 author-unknown write the key of the one that is meant: ana or ana-b",
    "content/news/b.md:8:9 tag-sign write a",
    "content/news/b.md:9:45 field-markup write the words alone",
    "content/news/c.md:4:11 name-nothing write sources: [] where there is none",
    'content/news/c.md:6:9 series-alike write "The Bridge", if that is meant',
    "content/news/c.md:7:12 pin-unresolved write /news/a/, if that is an article of this site",
    'content/news/e.md:4:12 field-markup write { name: AP, url: "https://ap.test" }; of an author the name alone',
    "content/news/e.md:4:36 name-signed write Ana",
    "content/news/e.md:5:6 dek-repeated say in one sentence what the headline leaves out",
    "content/news/e.md:7:1 markdown-slip write ## Heading",
    "content/news/e.md:9:27 markdown-slip write **no bold**",
    'content/news/e.md:9:42 markdown-slip write [words](address "title")',
    "content/news/e.md:9:59 markdown-slip write ![what it shows](file.jpg)",
    "content/news/e.md:9:74 markdown-slip write the address between the parentheses",
    "content/news/e.md:12:1 markdown-slip write | --- | --- |",
    "content/news/e.md:17:1 markdown-slip take one out, or give the table another column",
    "content/news/e.md:20:1 link-dead addresses end with a slash: write /news/a/",
    "content/news/e.md:20:23 link-dead addresses of pages begin with a slash: write /sport/",
    "content/news/e.md:20:39 link-dead write https://news.test/news/b/",
    "content/news/e.md:20:65 link-dead write https://report.test/a",
    "content/news/e.md:20:88 link-dead write https://report.com",
    "content/news/e.md:20:107 link-dead link to the article's file (../politics/vote.md) or to a full address",
    "content/news/e.md:22:1 markdown-slip write [e](https://report.test/e)",
    "content/news/e.md:22:59 markdown-slip write **g**",
    "content/news/e.md:24:1 markdown-slip write [h](https://report.test/h)",
    "content/news/e.md:26:1 markdown-slip write - One",
    "content/news/e.md:27:1 markdown-slip write - Two",
    "content/news/e.md:31:10 markdown-slip leave it out: headings have anchors by their words",
    "content/news/e.md:33:1 markdown-slip write below it | --- | --- |",
  ]);
});

test("check tells of ids and headings that a site's own templates put on a page twice, where they stand", async () => {
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/news/a.md": toArticle("dek: x\n"),
    "templates/article.eta": `<% layout("layout") %>
<h1>A</h1><p id="own">a</p><p id="x">b</p><!-- <p id="x"> --><script>const a = '<p id="x">';</script>
<% for (const n of [1, 1]) { %><p id="row-<%= n %>">c</p><p id='y'>d</p><% } %><template><h1>B</h1></template>
<%~ include("partials/extra") %>`,
    "templates/partials/extra.eta": `<h1 class="big">B</h1>\n<b id="own">e</b><% if (false) { %><b id="x">f</b><% } %>`,
  });
  const { stdout } = await run(root, "check", "--json");
  const found = JSON.parse(stdout).diagnostics as readonly Record<string, string>[];
  expect(found.map(({ file, line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`)).toEqual([
    'templates/article.eta:3:35 template-id-repeated "/news/a/" has the id "row-1" more than once',
    'templates/article.eta:3:61 template-id-repeated "/news/a/" has the id "y" more than once',
    'templates/partials/extra.eta:1:1 template-heading-repeated "/news/a/" has a second <h1>',
    'templates/partials/extra.eta:2:4 template-id-repeated "/news/a/" has the id "own" more than once',
  ]);
});

test("check tells of copies, of years that are nearly right, of texts that are no articles and of lists with other signs", async () => {
  const toFile = (head: string, body: string) => `---\ndate: 2025-03-04\nsources: []\n${head}\n---\n${body}\n`;
  const root = makeSite({
    "broadsheet.config.ts": toConfigFile({}),
    "content/news/bridge.md": toFile("headline: The bridge\ndek: It is mended.", "One. [list](list.txt)"),
    "content/news/bridge copy.md": toFile("headline: The bridge\ndek: It is mended.", "Two. [a](bridge.md#x y)"),
    "content/news/harbour (2).md": toFile("headline: The harbour\ndek: Is dug.", 'Three. [b](/news/the bridge/ "x")'),
    "content/news/far.md": toFile("headline: Far\ndek: Off.\nauthors: Ana Ruiz & Luis Vega", "Four.").replace(
      "2025",
      "2205",
    ),
    "content/news/tags.md": toFile(
      "headline: Tags\ndek: Signs.\ntags: [bridge; harbour]",
      "Five. [c](/news/the bridge/)",
    ),
    "content/news/list.txt": "For readers.",
    "content/news/_hidden.md": toFile(
      "headline: Not for all\ndek: donâ€™t",
      "Für Ã¼ber «IRMÃ», Â©, ok.\n\n![IMG_2034](a.svg)",
    ),
    "content/Drafts/x.md": toFile("headline: Plans\ndek: Of the mayor.", "Seven."),
    "public/plan.pdf": "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
    "content/news/vote.md.txt": toFile("headline: Vote\ndek: Held.", "Six."),
    "content/news/manuscript.docx": "PK",
  });
  const { stdout } = await run(root, "check", "--json");
  const found = JSON.parse(stdout).diagnostics as readonly Record<string, string>[];
  const told = found.filter(({ code }) => code !== "tag-single" && code !== "link-dead");
  expect(told.map(({ file, line, column, code, advice }) => `${file}:${line}:${column} ${code} ${advice}`)).toEqual([
    "content/Drafts/x.md:1:1 folder-draft say draft: true in the frontmatter, or move it",
    "content/news/_hidden.md:1:1 file-underscore say draft: true, or give it a name without",
    "content/news/_hidden.md:5:6 text-garbled write it anew, and look whether there is more of it",
    "content/news/_hidden.md:7:5 text-garbled write it anew, and look whether there is more of it",
    "content/news/_hidden.md:9:1 image-missing put it into public/, and write /a.svg",
    "content/news/bridge copy.md:1:1 file-copy name it after its headline, or delete it",
    "content/news/bridge copy.md:4:11 headline-repeated say what is new in this one, or delete it",
    "content/news/bridge copy.md:7:6 markdown-slip write [a](<bridge.md#x y>)",
    "content/news/far.md:2:7 date-distant look whether the year is right",
    "content/news/far.md:6:10 list-joined write authors: [Ana Ruiz, Luis Vega]; or put it into quotes if it is one",
    "content/news/manuscript.docx:1:1 file-unused an article is plain text, manuscript.md; a file for readers is named by a link",
    "content/news/tags.md:6:8 list-joined write tags: [bridge, harbour]; or put it into quotes if it is one",
    "content/news/tags.md:8:7 markdown-slip write [c](</news/the bridge/>)",
    "content/news/vote.md.txt:1:1 file-unused an article is plain text, vote.md; a file for readers is named by a link",
    "public/plan.pdf:1:1 lfs-pointer run git lfs pull; in CI, check out with lfs: true",
  ]);
});

test("entries of a live story whose time is to come are told, those of one that is not published yet are not", async () => {
  const body = "## 10:00 One\n\nText.\n\n## 2027-03-05 09:00 Two\n\nText.";
  const root = makeSite({
    "broadsheet.config.js": toConfigFile({}),
    "content/news/a.md": toArticle("dek: x\nkind: live\n", body),
    "content/news/b.md": toArticle("dek: x\nkind: live\nembargo: 2027-01-01\n", body.replaceAll("Text", "Other")),
  });
  const { stdout } = await run(root, "check", "--json", "--now", "2026-01-15T12:00:00Z");
  const found = JSON.parse(stdout).diagnostics as readonly Record<string, string>[];
  expect(found.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual(["content/news/a.md:12 entry-future"]);
});
