import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite, toArticle } from "./site.ts";

const GUIDE = readFileSync(join(import.meta.dirname, "..", "docs/guides/extend.md"), "utf8");

/** What the guide says to write, by file; the package's name leads to this one. */
function toFiles(): Readonly<Record<string, string>> {
  const blocks = GUIDE.matchAll(/^```\w+ file=(\S+)\n(.*?)^```$/gms);
  return Object.fromEntries(
    Array.from(blocks, ([, file = "", text = ""]) => [file, text.replace('"broadsheet"', JSON.stringify(CONFIG))]),
  );
}

const CONFIG = join(import.meta.dirname, "..", "src/config.ts");

test("the examples of the guide work", async () => {
  const { files, diagnostics } = await buildSite({
    ...toFiles(),
    "content/news/a.md": toArticle('corrections: [{date: 2025-03-05, text: "It was Monday."}]\n'),
  });
  expect(diagnostics).toEqual([]);
  const findText = (path: string) =>
    files.flatMap((file) => (file.path === path && "text" in file.content ? [file.content.text] : [])).join();
  expect(findText("index.html")).toContain("<p>Saturday: closed</p>");
  const newsletter = findText("newsletter/2025-03/index.html");
  expect(newsletter).toContain("<h1>The news of 2025-03</h1>");
  expect(newsletter).toContain('<a href="/news/a/">A story</a>');
  expect(newsletter).toContain("</time> It was Monday.</p>");
  expect(findText("sitemap-1.xml")).toContain("<loc>https://news.test/newsletter/2025-03/</loc>");
  expect(findText("404.html")).toContain("It costs € 2.90.");
});
