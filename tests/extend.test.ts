import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildSite, toArticle } from "./site.ts";

/** What a guide says to write, by file; the package's name leads to this one. */
function toFiles(guide: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(import.meta.dirname, "..", "docs/guides", guide), "utf8");
  const blocks = text.matchAll(/^```\w+ file=(\S+)\n(.*?)^```$/gms);
  return Object.fromEntries(
    Array.from(blocks, ([, file = "", text = ""]) => [file, text.replace('"broadsheet"', JSON.stringify(CONFIG))]),
  );
}

const CONFIG = join(import.meta.dirname, "..", "src/config.ts");

test("the examples of the guide to extending work", async () => {
  const { files, diagnostics } = await buildSite({
    ...toFiles("extend.md"),
    "content/news/a.md": toArticle('corrections: [{date: 2025-03-05, text: "It was Monday."}]\n'),
    "content/news/count.md": toArticle("extra: { results: harbour }\n").replace("2025-03-04", "2025-02-04"),
    "content/news/gone.md": toArticle("withdrawn: Wrong.\nextra: { results: harbour }\n"),
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
  expect(findText("news/count/index.html")).toContain("<tr><td>Mark Bowen</td><td>1019</td></tr>");
  for (const name of ["a", "gone"]) expect(findText(`news/${name}/index.html`)).not.toContain("<td>");
});

function toText(content: { text: string } | { bytes: Uint8Array } | object): string {
  if ("text" in content) return content.text;
  return "bytes" in content ? new TextDecoder().decode(content.bytes) : "";
}

test("the examples of the guide to themes work, and rules of a site stand behind those of the theme", async () => {
  const { files, diagnostics } = await buildSite({ ...toFiles("theme.md"), "content/news/a.md": toArticle("") });
  expect(diagnostics).toEqual([]);
  const texts = new Map<string, string>(files.map(({ path, content }) => [path, toText(content)]));
  expect(texts.get("news/a/index.html")).toMatch(/<footer class="footer"><p>© .+<\/p><\/footer>/);
  const [, styles = ""] = [...texts].find(([path]) => path.startsWith("assets/style-")) ?? [];
  expect(styles).toContain("letter-spacing:-.01em");
  expect(styles.lastIndexOf("letter-spacing:-.01em")).toBeGreaterThan(styles.lastIndexOf("@layer"));
});
