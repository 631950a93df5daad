import { expect, test, vi } from "vitest";
import { createMarkdownRenderer } from "../../src/article/markdown.ts";
import { markdownOptions } from "./corpus.ts";

vi.mock("satteri", () => {
  throw new Error("Cannot find package 'satteri'");
});

test("a site that asks for satteri where it is not installed is told what to do", async () => {
  await expect(createMarkdownRenderer({ ...markdownOptions, parser: "satteri" })).rejects.toThrow(
    /the Markdown parser satteri cannot be loaded here .*run npm install satteri, or set markdown: \{ parser: "remark" \}/,
  );
});

test("a site with remark never asks for it", async () => {
  await expect(createMarkdownRenderer(markdownOptions)).resolves.toBeTypeOf("function");
});
