import { expect, test } from "vitest";
import { createMarkdownRenderer, type MarkdownOptions } from "../../src/article/markdown.ts";
import type { SourcePath } from "../../src/base/path.ts";
import { markdownOptions } from "./corpus.ts";

async function renderHtml(text: string, options: Partial<MarkdownOptions> = {}, lang = "en"): Promise<string> {
  const render = await createMarkdownRenderer({ ...markdownOptions, ...options });
  return render({ file: "content/a.md" as SourcePath, text, lang }).value?.html ?? "";
}

const BOX = '<input type="checkbox" disabled>';
const LIST = "- [x] The *inquiry*\n  1. second\n- [ ] The bill";
const MADE = [
  '<ul class="contains-task-list">',
  '<li class="task-list-item"><label><input type="checkbox" checked disabled> The <em>inquiry</em>\n</label><ol>',
  "<li>second</li>",
  "</ol>",
  "</li>",
  `<li class="task-list-item"><label>${BOX} The bill</label></li>`,
  "</ul>",
].join("\n");

test.each(["remark", "satteri"] as const)("each check box of a task list is named by its item (%s)", async (parser) => {
  expect(await renderHtml(LIST, { parser })).toBe(MADE);
  expect(await renderHtml("- [ ] One\n\n  Two\n- [ ] Three", { parser })).toContain(`<p><label>${BOX} One</label></p>`);
});

test("so it is where raw HTML is read", async () => {
  const options = { html: "sanitize" } as const;
  expect(await renderHtml(LIST, options)).toBe(MADE);
  const raw = await renderHtml("<p><input type=checkbox> One<br><input type=checkbox checked>Two</p>", options);
  expect(raw.match(/<label><input[^>]*>[^<]*(?:<br>)?<\/label>/g)).toHaveLength(2);
});

test("a check box without a text has a name in the language of the article", async () => {
  expect(await renderHtml("<p><input type=checkbox></p>", { html: "sanitize" }, "es")).toContain('aria-label="Tarea"');
});
