import { expect, test } from "vitest";
import type { MarkdownInput } from "../../src/article/markdown.ts";
import type { SourcePath } from "../../src/base/path.ts";
import { toParityReport, toParityText } from "../../src/desk/parity.ts";
import { makeSite, run } from "./command.ts";

const HEAD = "---\ndate: 2025-03-04\nheadline: A story\nsources: []\n---\n";

test("check --parser-parity counts what satteri would read and why the rest stays with remark", async () => {
  const root = makeSite({
    "content/a.md": `${HEAD}Plain *text*.\n`,
    "content/b.md": `${HEAD}- [ ] a\n`,
    "content/broken.md": "no head\n",
  });
  const { status, stdout } = await run(root, "check", "--parser-parity");
  expect(status).toBe(0);
  expect(stdout).toContain("1 of 2 would be read by satteri\n1 stay with remark, in whole or in part: GFM (task)\n");
  expect(JSON.parse((await run(root, "check", "--parser-parity", "--json")).stdout)).toEqual({
    schemaVersion: 1,
    articles: 2,
    native: 1,
    remark: [{ reason: "GFM (task)", articles: 1 }],
    different: [],
  });
});

test("an article of which the parsers make two things is named", () => {
  const inputs = ["content/a.md", "content/b.md"].map((file): MarkdownInput => {
    return { file: file as SourcePath, text: "", lang: "en" };
  });
  const report = toParityReport(inputs, ({ file }) => ({
    remarkReason: null,
    differences: file === "content/b.md" ? ["html"] : [],
  }));
  expect(report).toMatchObject({ native: 2, different: [{ file: "content/b.md", differences: ["html"] }] });
  expect(toParityText(report)).toContain("content/b.md: not the same (html)\n");
});
