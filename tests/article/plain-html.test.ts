import { fileURLToPath } from "node:url";
import fc from "fast-check";
import type { Nodes, Root } from "hast";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { expect, test } from "vitest";
import { createMarkdownRenderer } from "../../src/article/markdown.ts";
import { toPlainHtml } from "../../src/article/plain-html.ts";
import type { SourcePath } from "../../src/base/path.ts";
import { anyArticle } from "./arbitrary.ts";
import { numRuns } from "./corpus.ts";

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeStringify).freeze();
const stringify = (node: Nodes): string => processor.stringify(node as Root);

function toTree(text: string): Root {
  return processor.runSync(processor.parse(text));
}

const texts: Readonly<Record<string, string>> = {
  nothing: "",
  prose: "# One\n\n*Two*  \nthree, [four](five.md#six 'seven')\n\n- [x] eight\n\n1. nine\n",
  "marks to escape": 'AT&T < *B&B* `a<b` [it\'s](a?b&c "d\'s") ["e"](f) [g](#\'h)\n',
  "tables and notes": "| a | b |\n| :-- | --- |\n| c[^d] | https://e.example |\n\n[^d]: f\n",
};

test.for(Object.entries(texts))("HTML of %s is what rehype-stringify writes", ([, text]) => {
  const tree = toTree(text);
  expect(toPlainHtml(tree, stringify)).toBe(stringify(tree));
});

test("HTML of any text is what rehype-stringify writes", () => {
  fc.assert(
    fc.property(anyArticle, (text) => {
      const tree = toTree(text);
      expect(toPlainHtml(tree, stringify)).toBe(stringify(tree));
    }),
    { numRuns },
  );
});

test("attributes of every kind are what rehype-stringify writes", () => {
  const value = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."ab \0\"&'`<>é") }),
    fc.constantFrom(true, false, null, undefined, 0, Number.NaN),
    fc.array(fc.constantFrom("a", "b")),
  );
  const properties = fc.dictionary(
    fc.constantFrom("href", "id", "title", "className", "hidden", "data-a", "__x"),
    value,
  );
  const tagName = fc.constantFrom("p", "a", "td", "br", "script", "svg");
  fc.assert(
    fc.property(tagName, properties, (name, own) => {
      const element: Nodes = {
        type: "element",
        tagName: name,
        properties: own,
        children: [{ type: "text", value: "<" }],
      };
      expect(toPlainHtml(element, stringify)).toBe(stringify(element));
    }),
  );
});

test("a plugin's settings for how HTML is written are heeded", async () => {
  const render = await createMarkdownRenderer({
    parser: "remark",
    html: "drop",
    typography: false,
    remarkPlugins: [fileURLToPath(new URL("./quotes.ts", import.meta.url))],
    rehypePlugins: [],
    siteUrl: null,
  });
  const { value } = render({ file: "a.md" as SourcePath, text: "[a](https://b.example)", lang: "en" });
  expect(value?.html).toBe("<p><a href='https://b.example'>a</a></p>");
});
