import { join } from "node:path";
import fc from "fast-check";
import type { Root } from "mdast";
import { directiveFromMarkdown } from "mdast-util-directive";
import { directive } from "micromark-extension-directive";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { beforeAll, describe, expect, test } from "vitest";
import { findGfmExtensions } from "../../src/article/gfm.ts";
import { createMarkdownRenderer, type MarkdownRenderer } from "../../src/article/markdown.ts";
import type { SourcePath } from "../../src/base/path.ts";
import { anyArticle, anyMarkdown } from "./arbitrary.ts";
import { commonMarkExamples, gfmSamples, markdownOptions, numRuns, readRealArticles } from "./corpus.ts";

const whole = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm, { singleTilde: false })
  .use(function () {
    const { micromarkExtensions, fromMarkdownExtensions } = this.data();
    // remark-directive, but without directives in lines of text.
    micromarkExtensions?.push({ flow: directive().flow ?? {} });
    fromMarkdownExtensions?.push(directiveFromMarkdown({ verbose: true }));
  })
  .freeze();

const trees: Root[] = [];
let render: MarkdownRenderer;

beforeAll(async () => {
  const plugin = [join(import.meta.dirname, "capture.ts"), trees] as const;
  render = await createMarkdownRenderer({ ...markdownOptions, typography: false, remarkPlugins: [plugin] });
});

/** The tree that an author's first plugin sees. */
function toChosenTree(text: string): Root {
  render({ file: "content/a.md" as SourcePath, text, lang: "en" });
  const [tree] = trees.splice(0);
  if (tree === undefined) throw new Error(`refused: ${JSON.stringify(text)}`);
  return tree;
}

describe("the extensions chosen for a text make the tree, positions included, that all of remark-gfm makes", () => {
  test("of the CommonMark specification", () => {
    for (const text of commonMarkExamples) expect(toChosenTree(text), text).toEqual(whole.parse(text));
  });

  test.for(gfmSamples)("of %j", (text) => {
    expect(toChosenTree(text)).toEqual(whole.parse(text));
  });

  test("of real articles", ({ skip }) => {
    const articles = readRealArticles(150);
    if (articles.length === 0) skip("there is no ../shared/relevance here");
    for (const text of articles) expect(toChosenTree(text)).toEqual(whole.parse(text));
  });

  test("of any text", () => {
    fc.assert(
      fc.property(fc.oneof(anyMarkdown, anyArticle), (text) => {
        expect(toChosenTree(text)).toEqual(whole.parse(text));
      }),
      { numRuns },
    );
  });
});

test("a link, a picture, an angle autolink and a definition need no extension", () => {
  const text = "[a](https://b.example) ![](https://c.example) <https://d.example>\n\n[e]: https://f.example\n";
  expect(findGfmExtensions(text)).toEqual([]);
});

test("colons in prose need no extension", () => {
  expect(findGfmExtensions("at 12:30, a:b, std::vector, :: and\n: so\n:)\n")).toEqual([]);
});

test("each part of GFM needs its own extension", () => {
  expect(findGfmExtensions("see https://a.example")).toEqual(["autolink"]);
  expect(findGfmExtensions("see a@b.example")).toEqual(["autolink", "mail"]);
  expect(findGfmExtensions("> ::map")).toEqual(["directive"]);
  expect(findGfmExtensions("see [^a]")).toEqual(["footnote"]);
  expect(findGfmExtensions("~~gone~~")).toEqual(["strikethrough"]);
  expect(findGfmExtensions("a | b\n- | -")).toEqual(["table"]);
  expect(findGfmExtensions("- [ ] do")).toEqual(["task"]);
});
