import fc from "fast-check";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype, { type Options } from "remark-rehype";
import { unified } from "unified";
import { expect, test } from "vitest";
import { opaqueHandlers, remarkOpaque } from "../../src/article/opaque.ts";
import { anyArticle } from "./arbitrary.ts";
import { numRuns } from "./corpus.ts";

const parser = unified().use(remarkParse).use(remarkGfm).freeze();
const plain = parser().use(remarkRehype).use(rehypeStringify).freeze();
const hiding = parser()
  .use(remarkOpaque)
  .use(remarkRehype, { handlers: opaqueHandlers as Options["handlers"] })
  .use(rehypeStringify)
  .freeze();

const texts: Readonly<Record<string, string>> = {
  nothing: "",
  prose: "# One\n\n*Two*  \nthree\n\n- [x] four\n",
  "a definition": "[one] and [two][one]\n\n[one]: a.md\n",
  "a note in a quote": "One[^a].\n\n> [^a]: Two\n",
};

test.for(Object.entries(texts))("HTML of %s is the same as of a tree that is not hidden", ([, text]) => {
  expect(hiding.processSync(text).value).toBe(plain.processSync(text).value);
});

test("HTML of any text is the same as of a tree that is not hidden", () => {
  fc.assert(
    fc.property(anyArticle, (text) => void expect(hiding.processSync(text).value).toBe(plain.processSync(text).value)),
    { numRuns },
  );
});
